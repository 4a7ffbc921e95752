import type { Locator, Page } from '@playwright/test'

/** The editor of fault trees. */
export class FaultTreePage {
  constructor(private readonly page: Page) {}

  /** The field of the picture that takes the keys. */
  picture(): Locator {
    return this.page.getByRole('textbox', { name: /^Fault tree / })
  }

  /** Opens a panel, or a view of the results. */
  async panel(name: string): Promise<void> {
    await this.page
      .locator('label')
      .filter({ hasText: new RegExp(`^${name}( \\d+)?$`) })
      .click()
  }

  /** How the probability of the event that has the focus comes about. */
  async model(name: string): Promise<void> {
    await this.page.getByRole('combobox', { name: 'Model of its probability' }).click()
    await this.page.getByRole('option', { name }).click()
  }

  async whatIf(state: 'as modelled' | 'true' | 'false'): Promise<void> {
    await this.page
      .getByRole('radiogroup', { name: 'What if it is' })
      .locator('label')
      .filter({ hasText: state })
      .click()
  }

  /** The probability of the top. */
  answer(): Locator {
    return this.page.getByText(/^P\(/).locator('xpath=following-sibling::b')
  }

  /** An entry of the menu of the tree as a whole. */
  async more(name: string): Promise<void> {
    await this.page.getByRole('button', { name: 'More', exact: true }).last().click()
    await this.page.getByRole('menuitem', { name }).click()
  }
}
