import type { Locator, Page } from '@playwright/test'
import { restingBox } from './rest'

/** The page of one imported file of an inspection tool. */
export class DefectsPage {
  constructor(private readonly page: Page) {}

  async tab(name: 'Map' | 'Pareto' | 'Repeaters' | 'Over bins' | 'Images' | 'Defects'): Promise<void> {
    await this.page.getByRole('tab', { name: new RegExp(`^${name}`) }).click()
  }

  /** Words of the line under the title. */
  note(words: string): Locator {
    return this.page.getByText(words)
  }

  /** The canvas of points. */
  map(): Locator {
    return this.page.getByRole('img', { name: /Arrow keys move from defect to defect/ })
  }

  filters(): Locator {
    return this.page.getByRole('group', { name: 'Filter' })
  }

  /** Drag over the map, in shares of its width and height. */
  async drag(from: readonly [number, number], to: readonly [number, number]): Promise<void> {
    const box = await restingBox(this.map())
    await this.page.mouse.move(box.x + from[0] * box.width, box.y + from[1] * box.height)
    await this.page.mouse.down()
    await this.page.mouse.move(box.x + to[0] * box.width, box.y + to[1] * box.height, { steps: 8 })
    await this.page.mouse.up()
  }
}
