import { existsSync } from 'node:fs'
import { join } from 'node:path'
import {
  chief,
  complaintsOf,
  expect,
  expectAccessible,
  goTo,
  openFresh,
  root,
  startLauncher,
  test
} from './harness'
import { EntryPage } from './pages/entry'
import { ImportPanel, SetPage } from './pages/measurements'

test.use({ site: 'main-job' })

const samples = join(root, '../shared/samples/stdf')
const lot2 = join(samples, 'lot2.stdf.gz')
const a595 = join(samples, 'a595.stdf.gz')

test.describe('the main job, from an empty machine to a wafer map in a case', () => {
  test.skip(!existsSync(samples), 'needs ../shared/samples')

  test('make a store, open a case, drop two tester files, see what failed', async ({ browser }) => {
    test.setTimeout(90_000)
    const host = await startLauncher()
    try {
      const page = await openFresh(browser, host)
      const entry = new EntryPage(page)
      await entry.createStore(join(host.folder, 'stores'), 'Example Fab')
      await entry.makeAdministrator(chief)

      await goTo(page, '/cases/new')
      await page.getByLabel('Title').fill('Low yield after probe, 低良率')
      await page.keyboard.press('Control+Enter')
      await expect(page.getByText('FC-', { exact: false }).first()).toBeVisible()
      const caseRoute = new URL(page.url()).hash.slice(1)

      await page.getByRole('tab', { name: /^Data/ }).click()
      const imports = new ImportPanel(page)
      await imports.choose([lot2, a595])
      await imports.expectState('lot2.stdf.gz', 'Read')
      await imports.expectState('a595.stdf.gz', 'Read')
      await expectAccessible(page)

      // Figures of ../shared/samples/truth: a595 has 336 parts, 263 good, wafers 02, 03, 09.
      await page.getByRole('grid', { name: 'Measurements' }).getByText('a595.stdf.gz').click()
      await expect(page.getByText('n = 336, good 263 (78.3 %)')).toBeVisible()
      await expect(page.getByText('112 dies · yield 78.6 %')).toBeVisible()
      await expect(page.getByText('n = 24 of 112 parts')).toBeVisible()
      await expectAccessible(page)
      const set = new SetPage(page)

      await set.tab('Tests')
      const tests = set.grid('Tests')
      await expect(tests.getByRole('row').nth(1)).toContainText('706')
      await page.getByPlaceholder('Test number or name').fill('IDD_Static')
      await tests.getByText('IDD_Static').first().click()
      await expect(page.getByText('210 IDD_Static <> curr')).toBeVisible()
      await expect(page.getByText('n = 320 valid results, all executions')).toBeVisible()
      await expectAccessible(page)

      await set.tab('Parts')
      await expect(set.grid('Parts').getByRole('row').nth(1)).toBeVisible()
      await page.getByLabel('Bin', { exact: true }).first().click()
      await page.getByRole('option', { name: /^3 / }).click()
      await expect(page.getByText('55 rows')).toBeVisible()
      await set.grid('Parts').getByRole('row').nth(1).click()
      const drawer = page.getByRole('dialog')
      await expect(drawer.getByText('Fail').first()).toBeVisible()
      await page.keyboard.press('Escape')

      await set.tab('Header and remarks')
      await expect(page.getByText('IMAGE V7.0 D5 052402')).toBeVisible()

      // Searchable by lot, audited, and still there after a reload.
      await page.keyboard.press('Control+k')
      await expect(page.getByRole('dialog')).toBeVisible()
      await page.keyboard.type('低良率')
      await expect(page.getByRole('dialog').getByText('Low yield after probe').first()).toBeVisible()
      await page.keyboard.press('Escape')
      await goTo(page, `${caseRoute}/timeline`)
      await expect(page.getByText('lot2.stdf.gz').first()).toBeVisible()
      await goTo(page, '/audit')
      await expect(page.getByText('lot2.stdf.gz').or(page.getByText('Imported')).first()).toBeVisible()
      await page.reload()
      await goTo(page, `${caseRoute}/files`)
      await expect(page.getByText('a595.stdf.gz').first()).toBeVisible()
      expect(complaintsOf(page)).toEqual([])
    } finally {
      await host.close()
    }
  })

  test('the same bytes are told as already here, and an import can be taken back', async ({
    browser,
    host
  }) => {
    const page = await openFresh(browser, host, { token: host.token })
    await goTo(page, '/import')
    const imports = new ImportPanel(page)
    await imports.choose([a595])
    await imports.expectState('a595.stdf.gz', 'Read')
    await imports.choose([a595])
    await imports.expectState('a595.stdf.gz', 'Already here')
    await imports.row('a595.stdf.gz').first().click()
    await page.getByRole('button', { name: 'Take back' }).click()
    await page.getByRole('button', { name: 'Yes, take back' }).click()
    await imports.expectState('a595.stdf.gz', 'Taken back')
    const { total } = await host.call('instruments.sets', {})
    expect(total).toBe(1)
  })
})
