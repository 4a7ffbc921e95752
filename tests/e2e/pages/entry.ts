import { type Page } from '@playwright/test'

/** The screens before the shell: open a store, make the first administrator, sign in. */
export class EntryPage {
  constructor(private readonly page: Page) {}

  /** Make a new store in a folder; the wizard follows. */
  async createStore(folder: string, name: string): Promise<void> {
    await this.page.getByLabel('Name', { exact: true }).fill(name)
    await this.page.getByLabel('Folder', { exact: true }).fill(folder)
    await this.page.getByRole('button', { name: 'Create store' }).click()
    await this.page.getByRole('heading', { name: 'Make the first administrator' }).waitFor()
  }

  /** The first administrator; ends inside the shell. */
  async makeAdministrator(person: { name: string; login: string; password: string }): Promise<void> {
    await this.page.getByLabel('Full name').fill(person.name)
    await this.page.getByLabel('Sign-in name').fill(person.login)
    await this.page.getByLabel('Password', { exact: true }).fill(person.password)
    await this.page.getByLabel('New password again').fill(person.password)
    await this.page.getByRole('button', { name: 'Create and enter' }).click()
    await this.page.getByRole('heading', { name: 'My work' }).waitFor()
  }

  /** Sign in on the sign-in screen. */
  async signIn(login: string, password: string): Promise<void> {
    await this.page.getByLabel('Sign-in name').fill(login)
    await this.page.getByLabel('Password', { exact: true }).fill(password)
    await this.page.getByRole('button', { name: 'Sign in' }).click()
  }
}
