import type { Locator, Page } from '@playwright/test'

/** The Is/Is-Not matrix. */
export class IsNotPage {
  readonly page: Page
  readonly matrix: Locator
  readonly ranking: Locator

  constructor(page: Page) {
    this.page = page
    this.matrix = page.getByRole('table', { name: 'Is and is not' })
    this.ranking = page.getByRole('complementary', { name: 'Theories by how they stand up' })
  }

  /** A cell by the row's question and the column's name. */
  cell(question: string, column: string): Locator {
    return this.matrix.getByRole('textbox', { name: `${question}: ${column}`, exact: true })
  }

  /** Type into a cell and leave it downward. */
  async type(question: string, column: string, text: string): Promise<void> {
    await this.cell(question, column).fill(text)
    await this.cell(question, column).press('Enter')
  }

  /** A new theory with its text. */
  async theory(n: number, text: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Add theory' }).click()
    await this.matrix.getByRole('textbox', { name: `Theory ${String(n)}`, exact: true }).fill(text)
    await this.page.keyboard.press('Enter')
  }

  /** Judge a theory on a row by its key: 1 explains, 2 does not, 3 only if. */
  async judge(question: string, theory: string, key: '1' | '2' | '3'): Promise<void> {
    await this.matrix.getByRole('button', { name: `${question}: ${theory}:` }).press(key)
  }
}
