import { expect, type Locator, type Page } from '@playwright/test'
import { goTo } from '../harness'

/** A complaint: its words, its items, its facts, its case. */
export class ComplaintPage {
  constructor(readonly page: Page) {}

  async open(id: string): Promise<void> {
    await goTo(this.page, `/complaints/${id}`)
    await expect(this.page.getByRole('heading', { level: 2, name: 'The customer’s words' })).toBeVisible()
  }

  get words(): Locator {
    return this.page.getByRole('textbox', { name: 'The customer’s words' })
  }

  get title(): Locator {
    return this.page.getByRole('textbox', { name: 'Title' })
  }

  get heading(): Locator {
    return this.page.getByRole('heading', { level: 1 })
  }

  item(field: string, line: number): Locator {
    return this.page.getByRole('textbox', { name: `${field}, line ${line}` })
  }

  async addItem(): Promise<void> {
    await this.page.getByRole('button', { name: 'Add line' }).click()
  }

  get received(): { readonly day: Locator; readonly time: Locator } {
    return {
      day: this.page.getByRole('textbox', { name: 'Received, day' }),
      time: this.page.getByRole('textbox', { name: 'Received, time' })
    }
  }

  /** Pick a record by typing part of its name. */
  async pick(field: string, text: string, option: string): Promise<void> {
    await this.page.getByRole('textbox', { name: field, exact: true }).fill(text)
    await this.page.getByRole('option', { name: option }).click()
  }
}
