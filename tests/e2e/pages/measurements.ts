import { expect, type Locator, type Page } from '@playwright/test'

/** The drop zone and the lists beside it, on the import page and in a case's data tab. */
export class ImportPanel {
  constructor(private readonly page: Page) {}

  /** Pick files through the button. */
  async choose(paths: readonly string[]): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser')
    await this.page.getByRole('button', { name: 'Choose files' }).click()
    await (await chooser).setFiles([...paths])
  }

  /** A line of the list of imports. */
  row(name: string): Locator {
    return this.page.getByRole('grid', { name: 'Imports' }).getByRole('row').filter({ hasText: name })
  }

  /** Wait until a file was taken in, and with what word. */
  async expectState(name: string, state: string): Promise<void> {
    await expect(this.row(name).first()).toContainText(state, { timeout: 30_000 })
  }
}

/** The page of one imported file. */
export class SetPage {
  constructor(private readonly page: Page) {}

  async tab(name: 'Map and bins' | 'Tests' | 'Parts' | 'Header and remarks'): Promise<void> {
    await this.page.getByRole('tab', { name: new RegExp(`^${name}`) }).click()
  }

  /** The line under the title. */
  note(): Locator {
    return this.page.getByRole('banner').locator('..').getByText(/n = /).first()
  }

  grid(name: string): Locator {
    return this.page.getByRole('grid', { name })
  }
}
