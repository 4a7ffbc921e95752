import { expect, type Locator, type Page } from '@playwright/test'
import { goTo } from '../harness'

/** The workspace of one case, as a person meets it. */
export class CasePage {
  constructor(readonly page: Page) {}

  async open(id: string, tab = 'overview'): Promise<void> {
    await goTo(this.page, `/cases/${id}/${tab}`)
    await expect(this.page.getByRole('tab', { name: 'Overview' })).toBeVisible()
  }

  text(name: 'Problem description' | 'Containment' | 'Root cause'): Locator {
    return this.page.getByRole('textbox', { name, exact: true })
  }

  get heading(): Locator {
    return this.page.getByRole('heading', { level: 1 })
  }

  /** The words beside the heading about saving. */
  get saved(): Locator {
    return this.page.getByText('Saved', { exact: true })
  }

  get stateButton(): Locator {
    return this.page.getByRole('button', { name: /^State: / })
  }

  async tab(name: string): Promise<void> {
    await this.page.getByRole('tab', { name: new RegExp(`^${name}`) }).click()
  }
}
