import { expect, type Locator, type Page } from '@playwright/test'
import { goTo } from '../harness'

/** The case list, as a person meets it. */
export class CaseListPage {
  constructor(readonly page: Page) {}

  async open(query = ''): Promise<void> {
    await goTo(this.page, `/cases${query}`)
    await expect(this.views).toBeVisible()
  }

  get grid(): Locator {
    return this.page.getByRole('grid', { name: 'Cases' })
  }

  get views(): Locator {
    return this.page.getByRole('navigation', { name: 'Views' })
  }

  get filter(): Locator {
    return this.page.getByPlaceholder('Number, title, lot, customer …')
  }

  row(text: string | RegExp): Locator {
    return this.grid.getByRole('row').filter({ hasText: text })
  }

  /** How many rows the list says it has. */
  async count(): Promise<number> {
    const said = await this.page.getByText(/^[\d,]+ rows?$/).textContent()
    return Number((said ?? '').replaceAll(/\D/g, ''))
  }

  /** Shown rows' cells of the first columns, from the top. */
  async firstNumbers(count: number): Promise<string[]> {
    const numbers = await this.grid.locator('a[href^="#/cases/"]').allTextContents()
    return numbers.slice(0, count)
  }
}
