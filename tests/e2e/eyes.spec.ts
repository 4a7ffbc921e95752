import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chief, complaintsOf, expect, goTo, openFresh, openPage, root, test } from './harness'
import { CasePage } from './pages/casePage'
import { seedCases, type Seed, seedWorkspace } from './pages/caseSeed'
import { EntryPage } from './pages/entry'
import { ImportPanel } from './pages/measurements'
import { restingBox } from './pages/rest'

test.use({ site: 'eyes' })

const samples = join(root, '../shared/samples/stdf')

let seed: Seed

test.beforeAll(async ({ host }) => {
  seed = await seedCases(host, 12)
  await seedWorkspace(host, seed)
})

const caseId = (): string => seed.cases[1]?.id ?? ''

test('titles of columns stand over their cells where a list is wider than its window', async ({
  browser,
  host
}) => {
  const page = await openPage(browser, host, { width: 1024, height: 700 })
  await goTo(page, '/complaints')
  const grid = page.getByRole('grid', { name: 'Complaints' })
  const lefts = (role: 'columnheader' | 'gridcell', row: number): Promise<number[]> =>
    grid
      .getByRole('row')
      .nth(row)
      .getByRole(role)
      .evaluateAll(cells => cells.map(cell => Math.round(cell.getBoundingClientRect().left)))
  await expect(grid.getByRole('row').nth(1)).toBeVisible()
  const cells = await lefts('gridcell', 1)
  expect(cells.length).toBeGreaterThan(5)
  expect((await lefts('columnheader', 0)).slice(0, cells.length)).toEqual(cells)
})

test('at 200 % zoom of a small screen nothing covers anything, and every title can be read', async ({
  browser,
  host
}) => {
  const page = await openPage(browser, host, { width: 640, height: 400 })
  await goTo(page, '/work')
  const search = await restingBox(page.getByRole('button', { name: /^Search or run/ }))
  const user = await restingBox(page.getByRole('button', { name: /session, language, theme/ }))
  expect(search.x + search.width).toBeLessThanOrEqual(user.x)
  await expect(page.locator('[data-row]').first()).toBeVisible()
  const widths = await page.locator('[data-row]').evaluateAll(rows => rows.map(row => row.clientWidth))
  expect(widths.length).toBeGreaterThan(3)
  expect(Math.min(...widths)).toBeGreaterThan(150)
})

test('language and theme change from the palette in the middle of a word; nothing typed is lost', async ({
  browser,
  host
}) => {
  const page = await openPage(browser, host)
  await new CasePage(page).open(caseId())
  const box = page.getByRole('textbox', { name: 'Root cause' })
  await box.click()
  await page.keyboard.type('half a sen')
  for (const words of ['中文', '深色']) {
    await page.keyboard.press('Control+k')
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.keyboard.type(words)
    await expect(page.getByRole('dialog').locator('[data-selected]')).toHaveText(/简体中文|深色/)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog')).toBeHidden()
  }
  const translated = page.getByRole('textbox', { name: '根本原因' })
  await expect(translated).toBeFocused()
  await page.keyboard.type('tence')
  await expect(translated).toHaveValue('half a sentence')
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
  await expect
    .poll(async () => (await host.call('cases.get', { id: caseId() })).case.rootCause)
    .toBe('half a sentence')
  expect(complaintsOf(page)).toEqual([])
})

test('a screen whose code an update took away says so and comes back', async ({ browser, host }) => {
  const page = await openPage(browser, host)
  await goTo(page, '/work')
  await page.route('**/assets/About-*.js', route => route.fulfill({ status: 404 }))
  await goTo(page, '/about')
  await expect(page.getByText('This screen could not be loaded')).toBeVisible()
  // Nobody answers: the page stays, and says why.
  await page.route(host.url, route => route.abort())
  await page.getByRole('button', { name: 'Load again' }).click()
  await expect(page.getByText('The data service cannot be reached.')).toBeVisible()
  await page.unroute(host.url)
  await page.unroute('**/assets/About-*.js')
  await page.getByRole('button', { name: 'Load again' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'About FabCase' })).toBeVisible()
})

test('typing into a session that ended asks for the password and keeps the words', async ({
  browser,
  host
}) => {
  const { token } = await host.call('session.signIn', { login: chief.login, password: chief.password }, '')
  const page = await openFresh(browser, host, { token })
  const workspace = new CasePage(page)
  const id = seed.cases[3]?.id ?? ''
  await workspace.open(id)
  await workspace.text('Containment').click()
  await host.call('session.signOut', {}, token)
  // In one piece: the question for the password may come at any key.
  await page.keyboard.insertText('Typed after the session ended')
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await new EntryPage(page).signIn(chief.login, chief.password)
  await expect(workspace.text('Containment')).toHaveValue('Typed after the session ended')
  await expect
    .poll(async () => (await host.call('cases.get', { id })).case.containment)
    .toBe('Typed after the session ended')
})

test.describe('measurements', () => {
  test.skip(!existsSync(samples), 'needs ../shared/samples')

  test('a wafer map is saved as picture, drawing and figures under the name of its file', async ({
    browser,
    host
  }) => {
    const page = await openPage(browser, host)
    await goTo(page, '/import')
    const imports = new ImportPanel(page)
    await imports.choose([join(samples, 'a595.stdf.gz')])
    await imports.expectState('a595.stdf.gz', 'Read')
    const { rows } = await host.call('instruments.sets', {})
    const set = rows[0]
    await goTo(page, `/sets/${set?.id ?? ''}`)
    await expect(page.getByText('112 dies · yield 78.6 %')).toBeVisible()
    const saved = new Map<string, Buffer>()
    for (const item of ['Picture (PNG)', 'Drawing (SVG)', 'Figures (CSV)']) {
      await page.getByRole('button', { name: /^Export Wafer map/ }).click()
      const saving = page.waitForEvent('download')
      await page.getByRole('menuitem', { name: item }).click()
      const download = await saving
      expect(download.suggestedFilename()).toMatch(/^a595\.stdf\.gz · Wafer 02 · Hard bin .*\.(png|svg|csv)$/)
      saved.set(item, await readFile(await download.path()))
    }
    expect(saved.get('Picture (PNG)')?.subarray(1, 4).toString()).toBe('PNG')
    const svg = saved.get('Drawing (SVG)')?.toString() ?? ''
    expect(svg.match(/data-bin=/g)).toHaveLength(4)
    expect(svg).toContain('a595.stdf.gz')
    const figures = (saved.get('Figures (CSV)')?.toString() ?? '').trim().split('\n')
    expect(figures).toHaveLength(113)
    // As the map says: 88 good dies.
    expect(figures.filter(line => line.includes(',P,'))).toHaveLength(88)

    // Taken back in another window: the open page says so instead of showing what is no more.
    await host.call('instruments.undo', { importId: set?.importId ?? '' })
    await expect(page.getByText('This record does not exist, or no longer does.')).toBeVisible()
    expect(complaintsOf(page)).toEqual([])
  })
})

test('a hand-over of large files is cancelled, and nothing of it is kept', async ({ browser, host }) => {
  const big = join(host.folder, 'large.bin')
  await writeFile(big, Buffer.alloc(300_000_000, 7))
  const before = (await host.call('instruments.imports', {})).total
  const page = await openPage(browser, host)
  await goTo(page, '/import')
  await new ImportPanel(page).choose([big])
  const tray = page.getByRole('region', { name: 'Files on their way' })
  await expect(tray.getByText('Handing over 1 of 1')).toBeVisible()
  // It goes on, and can still be stopped, on every other page.
  await goTo(page, '/work')
  await tray.getByRole('button', { name: 'Cancel' }).click()
  await expect(tray).toBeHidden()
  await expect(page.getByText('1 file was left out, because you cancelled.')).toBeVisible()
  // Whatever was still on its way would have become an import by now.
  await page.waitForTimeout(1500)
  expect((await host.call('instruments.imports', {})).total).toBe(before)
  expect(complaintsOf(page)).toEqual([])
})

test('Escape leaves the switching of users, back to the screen as it was', async ({ browser, host }) => {
  const page = await openPage(browser, host)
  const workspace = new CasePage(page)
  await workspace.open(seed.cases[5]?.id ?? '')
  await page.getByRole('button', { name: /session, language, theme/ }).click()
  await page.getByRole('menuitem', { name: 'Switch user' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeHidden()
  await expect(workspace.text('Root cause')).toBeVisible()
})
