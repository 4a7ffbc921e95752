import { expect, type Locator, type Page } from '@playwright/test'
import { goTo } from '../harness'

/** A fishbone in the studio or in its case, as a person meets it. */
export class FishbonePage {
  constructor(readonly page: Page) {}

  async open(id: string): Promise<void> {
    await goTo(this.page, `/studio/${id}`)
    await expect(this.outline).toBeVisible()
  }

  get outline(): Locator {
    return this.page.getByRole('tree', { name: /^Outline: / })
  }

  row(text: string): Locator {
    return this.outline.getByRole('treeitem', { name: text })
  }

  get saved(): Locator {
    return this.page.getByRole('status').filter({ hasText: /^Saved$/ })
  }

  /** Stands on the first node whose words hold the text. */
  async find(text: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Find in the diagram' }).fill(text)
    await this.page.keyboard.press('Enter')
    await this.page.keyboard.press('Escape')
  }

  /** Gives the chosen cause a state by its menu, with evidence pinned to the case where it needs some. */
  async prove(state: string, piece: string, why: string): Promise<void> {
    await this.page.getByRole('button', { name: 'State: Open', exact: true }).click()
    await this.page.getByRole('menuitem', { name: state }).click()
    await this.page.getByRole('checkbox', { name: piece }).check()
    await this.page.getByRole('button', { name: 'Link', exact: true }).click()
    await this.page.getByRole('textbox', { name: 'Why?' }).fill(why)
    await this.page.keyboard.press('Enter')
  }
}
