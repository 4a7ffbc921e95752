import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { madeLot } from '../../formats/stdf/made'

/** The running program as the walk needs it; the fake Electron and the real one each give it. */
export interface Desk {
  /** The window's page. */
  page(): Promise<Page>
  /** What the next native open dialog answers. */
  answerOpen(paths: readonly string[]): Promise<void>
  /** Called before files are dropped into the page. */
  aboutToDrop(paths: readonly string[]): Promise<void>
  /** Click an item of the native menu. */
  menu(id: string): Promise<void>
  /** Kill the process of the core. */
  killCore(): Promise<void>
  /** Quit as a person does; resolves when the process has ended, with its exit code. */
  quit(): Promise<number | null>
}

/** Starts the program on the same user's folder. */
export type StartDesk = () => Promise<Desk>

const person = { name: 'Ada Example', login: 'ada.example', password: 'nine slippery eels' }

/** Name of the lot that the made-up tester file holds. */
const lot = 'EXAMPLE-1'

async function signIn(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Sign-in name' }).fill(person.login)
  await page.getByRole('textbox', { name: 'Password', exact: true }).fill(person.password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** Drop files onto the page, as the system's file manager would: they carry their place on the disk. */
async function drop(desk: Desk, page: Page, paths: readonly string[]): Promise<void> {
  await desk.aboutToDrop(paths)
  await page.evaluate(() => {
    const carrier = document.createElement('input')
    carrier.type = 'file'
    carrier.id = 'walk-carrier'
    carrier.multiple = true
    document.body.append(carrier)
  })
  await page.locator('#walk-carrier').setInputFiles([...paths])
  await page.evaluate(() => {
    const carrier = document.querySelector<HTMLInputElement>('#walk-carrier')
    const dataTransfer = new DataTransfer()
    for (const file of carrier?.files ?? []) dataTransfer.items.add(file)
    carrier?.remove()
    for (const type of ['dragenter', 'dragover', 'drop']) {
      document
        .querySelector('main')
        ?.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }))
    }
  })
}

async function makeStore(desk: Desk, page: Page, folder: string): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Open a store' })).toBeVisible()
  await page.getByRole('textbox', { name: 'Name' }).fill('Walk')
  await desk.answerOpen([folder])
  await page.getByRole('button', { name: 'Choose a folder' }).click()
  await expect(page.getByRole('textbox', { name: 'Folder' })).toHaveValue(folder)
  await page.getByRole('button', { name: 'Create store' }).click()
}

async function firstAdministrator(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Full name' }).fill(person.name)
  await page.getByRole('textbox', { name: 'Sign-in name' }).fill(person.login)
  await page.getByRole('textbox', { name: 'Password', exact: true }).fill(person.password)
  await page.getByRole('textbox', { name: /again/ }).fill(person.password)
  await page.getByRole('button', { name: 'Create and enter' }).click()
  await expect(page.getByRole('heading', { name: 'My work' })).toBeVisible()
}

async function makeCase(desk: Desk, page: Page): Promise<void> {
  await desk.menu('cases.new')
  await expect(page.getByRole('heading', { name: 'New case' })).toBeVisible()
  await page.getByRole('textbox', { name: 'Title' }).fill('Bin 5 rises at the edge')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('heading', { level: 1, name: /FC-\d{4}-0001/ })).toBeVisible()
}

async function seeMap(page: Page, name: string): Promise<void> {
  // The list of imports beside it names the file as well, and opens its report instead.
  const row = page.getByRole('grid', { name: 'Measurements' }).getByRole('gridcell', { name }).first()
  await row.dblclick()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  await expect(page.getByRole('img', { name: /wafer map of 60 dies/ })).toBeVisible()
}

/**
 * The main job on the desktop, from the first start to the second: a store through the native dialog,
 * the first administrator, a case through the native menu, tester files dropped and picked, their
 * wafer map, the core killed and back, the end in order, and the store opened again from the menu.
 * `folder` is empty and becomes the place of the store and of the tester files.
 */
export async function walk(start: StartDesk, folder: string): Promise<void> {
  const files = join(folder, 'files')
  const stores = join(folder, 'stores')
  mkdirSync(files)
  mkdirSync(stores)
  const dropped = join(files, 'dropped.stdf')
  const picked = join(files, 'picked.stdf')
  writeFileSync(dropped, madeLot({ parts: 60, tests: 5 }))
  writeFileSync(picked, madeLot({ parts: 90, tests: 3 }))

  const first = await start()
  const page = await first.page()
  await makeStore(first, page, stores)
  await firstAdministrator(page)
  await makeCase(first, page)

  await page.getByRole('tab', { name: 'Data' }).click()
  await expect(page.getByRole('button', { name: 'Choose files' })).toBeVisible()
  await drop(first, page, [dropped])
  await expect(page.getByRole('gridcell', { name: 'dropped.stdf' }).first()).toBeVisible()
  await first.answerOpen([picked])
  await page.getByRole('button', { name: 'Choose files' }).click()
  await expect(page.getByRole('gridcell', { name: 'picked.stdf' }).first()).toBeVisible()
  await expect(page.getByRole('gridcell', { name: lot }).first()).toBeVisible()
  // A line that comes above another one moves it from under the mouse.
  const measured = page.getByRole('grid', { name: 'Measurements' })
  for (const name of ['dropped.stdf', 'picked.stdf'])
    await expect(measured.getByRole('gridcell', { name }).first()).toBeVisible()
  await seeMap(page, 'dropped.stdf')

  await first.killCore()
  await page.getByRole('link', { name: 'Cases', exact: true }).click()
  await expect(page.getByRole('gridcell', { name: 'Bin 5 rises at the edge' })).toBeVisible()
  await first.menu('/work')
  await page.getByRole('textbox', { name: 'Add a task' }).fill('Ask for the reels')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Ask for the reels').first()).toBeVisible()
  expect(await first.quit()).toBe(0)

  const second = await start()
  const again = await second.page()
  await expect(again.getByRole('heading', { name: 'Open a store' })).toBeVisible()
  await second.menu('recent.0')
  await signIn(again)
  await expect(again.getByRole('heading', { name: 'My work' })).toBeVisible()
  await second.menu('instruments.import')
  await expect(again.getByRole('gridcell', { name: 'dropped.stdf' }).first()).toBeVisible()
  expect(await second.quit()).toBe(0)
}
