import { expect, type Locator, type Page } from '@playwright/test'
import { restingBox } from './rest'

/** The data workbench, as a person meets it. */
export class Workbench {
  constructor(private readonly page: Page) {}

  async panel(name: string): Promise<void> {
    await this.page.getByRole('tab', { name, exact: true }).click()
  }

  /** Choose from a list by its label. */
  async choose(label: string, option: string | RegExp): Promise<void> {
    await this.page.getByRole('combobox', { name: label, exact: true }).click()
    await this.page.getByRole('option', { name: option }).click()
  }

  get canvas(): Locator {
    return this.page.locator('canvas[data-tool]')
  }

  /** Draw a circle around the middle of the map, its radius in wafer radii, while a key is held. */
  async circle(radius: number, held?: 'Alt' | 'Shift'): Promise<void> {
    const box = await restingBox(this.canvas)
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
    // The circle of the wafer keeps ten pixels from the edge of its box.
    const reach = (Math.min(box.width, box.height) / 2 - 10) * radius
    if (held !== undefined) await this.page.keyboard.down(held)
    await this.page.mouse.move(x + reach, y)
    await this.page.mouse.down()
    for (let i = 1; i <= 48; i++) {
      const angle = (i / 48) * 2 * Math.PI
      await this.page.mouse.move(x + reach * Math.cos(angle), y + reach * Math.sin(angle))
    }
    await this.page.mouse.up()
    if (held !== undefined) await this.page.keyboard.up(held)
  }

  /** Parts that the filter leaves, as the bar above says it. */
  shown(words: string | RegExp): Locator {
    return this.page.getByRole('group', { name: 'Filters' }).getByText(words)
  }

  /** Pin what a panel shows to the case that is offered. */
  async pin(panel: RegExp, title: string): Promise<void> {
    await this.page.getByRole('button', { name: panel }).click()
    const dialog = this.page.getByRole('dialog', { name: 'Pin to a case' })
    await dialog.getByLabel('Title').fill(title)
    await dialog.getByLabel('Why it matters').fill('Seen in the walk')
    await dialog.getByRole('button', { name: 'Pin', exact: true }).click()
    await expect(dialog).toBeHidden()
  }
}
