import { expect, type Locator, type Page } from '@playwright/test'
import { goTo } from '../harness'

/** A register on one screen: its list, and the record beside it. */
export class RegisterPage {
  constructor(
    readonly page: Page,
    /** `/customers`. */
    readonly path: string,
    /** Heading, `Customers`. */
    readonly title: string
  ) {}

  async open(id = ''): Promise<void> {
    await goTo(this.page, id === '' ? this.path : `${this.path}/${id}`)
    await expect(this.page.getByRole('heading', { level: 1, name: this.title })).toBeVisible()
  }

  get list(): Locator {
    return this.page.getByRole('grid', { name: this.title })
  }

  get filter(): Locator {
    return this.page.getByRole('textbox', { name: 'Filter' })
  }

  row(text: string): Locator {
    return this.list.getByRole('row').filter({ hasText: text })
  }

  /** The record that is open, by the name in its heading. */
  record(name: string | RegExp): Locator {
    return this.page.getByRole('region', { name })
  }

  field(name: string): Locator {
    return this.page.getByRole('textbox', { name, exact: true })
  }

  get saved(): Locator {
    return this.page.getByText('Saved', { exact: true })
  }

  /** Ask for the record to be removed and confirm it. */
  async remove(name: string): Promise<Locator> {
    await this.page.getByRole('button', { name: `Remove ${name}` }).click()
    const dialog = this.page.getByRole('dialog', { name: `Remove ${name}?` })
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click()
    return dialog
  }
}
