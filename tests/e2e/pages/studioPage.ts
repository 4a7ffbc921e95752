import { expect, type Locator, type Page } from '@playwright/test'

/** The root-cause studio: a diagram with its outline. */
export class StudioPage {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  /** Where the keys of the outline go. */
  get outline(): Locator {
    return this.page.getByRole('textbox', { name: /^Outline: / })
  }

  row(text: string): Locator {
    return this.page.getByRole('treeitem', { name: text, exact: true })
  }

  /** A new diagram in the case that is open, by keyboard. */
  async make(kind: string, title: string): Promise<void> {
    await this.page
      .getByRole('button', { name: new RegExp(`^New ${kind}`, 'i') })
      .first()
      .press('Enter')
    const dialog = this.page.getByRole('dialog')
    await dialog.getByRole('combobox', { name: 'Start from' }).press('Enter')
    await this.page.getByRole('option', { name: 'A blank diagram' }).click()
    await dialog.getByRole('textbox', { name: 'Title' }).fill(title)
    await this.page.keyboard.press('Enter')
    await expect(dialog).toBeHidden()
  }

  /** Stand on a line of the outline: down from the top, as lines out of sight are not drawn. */
  async goToRow(text: string): Promise<void> {
    await this.outline.focus()
    await this.page.keyboard.press('Home')
    const chosen = this.page.locator('[role="treeitem"][data-focus]')
    await expect(chosen).toHaveAttribute('aria-level', '1')
    for (let n = 0; n < 60; n++) {
      const here = (await chosen.textContent()) ?? ''
      if (here === text) return
      await this.page.keyboard.press('ArrowDown')
      await expect(chosen).not.toHaveText(here)
    }
    throw new Error(`no line ${text}`)
  }

  /** Call the chosen cause verified, with a pinned piece as proof. */
  async verify(why: string, piece: string): Promise<void> {
    await this.page.getByRole('button', { name: 'State: Open', exact: true }).press('Enter')
    await this.page.getByRole('menuitem', { name: 'Verified root cause' }).press('Enter')
    const proof = this.page.getByRole('dialog', { name: /needs evidence/ })
    await proof.getByText(piece).click()
    await proof.getByRole('button', { name: 'Link', exact: true }).press('Enter')
    const because = this.page.getByRole('dialog', { name: /^Set to/ })
    await because.getByRole('textbox', { name: 'Why?' }).fill(why)
    await this.page.keyboard.press('Enter')
    await expect(because).toBeHidden()
  }

  /** A new fault tree of the chosen node, with what hangs below it. */
  async makeTree(title: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Make of it' }).press('Enter')
    await this.page.getByRole('menuitem', { name: /fault tree/i }).press('Enter')
    const dialog = this.page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Title' }).fill(title)
    await this.page.keyboard.press('Enter')
    await expect(dialog).toBeHidden()
  }

  /** Ctrl+Z until there is nothing left to undo. */
  async undoAll(): Promise<void> {
    const undo = this.page.getByRole('button', { name: /^Undo: / })
    while ((await undo.count()) > 0) await this.page.keyboard.press('Control+z')
  }
}
