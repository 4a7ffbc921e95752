import { complaintsOf, expect, goTo, openPage, test } from './harness'
import { CasePage } from './pages/casePage'
import { seedCases, type Seed, seedWorkspace } from './pages/caseSeed'

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
  const search = await page.getByRole('button', { name: /^Search or run/ }).boundingBox()
  const user = await page.getByRole('button', { name: /session, language, theme/ }).boundingBox()
  expect((search?.x ?? 0) + (search?.width ?? 0)).toBeLessThanOrEqual(user?.x ?? 0)
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
