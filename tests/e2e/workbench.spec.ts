import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { complaintsOf, expect, expectAccessible, goTo, openPage, test } from './harness'
import { CasePage } from './pages/casePage'
import { ImportPanel } from './pages/measurements'
import { plantedWafer } from './pages/planted'
import { Workbench } from './pages/workbench'

test.use({ site: 'workbench' })

test('ten files become one lot: the ring is lassoed, the test behind it found, pinned and still there', async ({
  browser,
  host
}) => {
  test.setTimeout(180_000)
  const folder = join(host.folder, 'wafers')
  await mkdir(folder)
  const files: string[] = []
  for (let wafer = 1; wafer <= 10; wafer++) {
    const file = join(folder, `EX-RING-1_W${wafer}.stdf`)
    await writeFile(file, plantedWafer({ wafer }))
    files.push(file)
  }
  const { id } = await host.call('cases.add', { title: 'Low yield after probe' })
  const page = await openPage(browser, host)
  const workspace = new CasePage(page)
  await workspace.open(id, 'data')
  const imports = new ImportPanel(page)
  await imports.choose(files)
  for (let wafer = 1; wafer <= 10; wafer++) await imports.expectState(`EX-RING-1_W${wafer}.stdf`, 'Read')

  // Merged: ten files ticked one after the other, one lot on the workbench.
  const sets = page.getByRole('grid', { name: 'Measurements' })
  await expect(sets).toHaveAttribute('aria-rowcount', '11')
  await sets.focus()
  await page.keyboard.press('Space')
  for (let row = 1; row < 10; row++) await page.keyboard.press('Shift+ArrowDown')
  await page.getByRole('button', { name: 'Open 10 together in workbench' }).click()
  const bench = new Workbench(page)
  await expect(bench.shown('8,610 of 8,610 parts')).toBeVisible()
  await expect(page.getByRole('button', { name: /^EX-RING-1 10 files/ })).toBeVisible()
  await expectAccessible(page)

  // The ring by lasso: a circle around it, less the circle inside it.
  await bench.panel('Map')
  // All ten small, on one sheet as picture and as drawing.
  await expect(page.locator('[data-wafer] canvas')).toHaveCount(10)
  await expectAccessible(page)
  const sheet = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export Wafers · Hard bin' }).click()
  await page.getByRole('menuitem', { name: 'Drawing (SVG)' }).click()
  const drawing = (await readFile(await (await sheet).path())).toString()
  expect(drawing.match(/<circle [^>]*fill="none"/g)).toHaveLength(10)
  expect(drawing).toContain('W10')
  await bench.choose('Which map', 'Stack of 10 wafers')
  await expect(page.getByText('Stands out: ring')).toBeVisible()
  await page.getByRole('button', { name: 'Choose by a free line' }).click()
  await bench.circle(0.78)
  await expect(bench.shown('inside lasso 1')).toBeVisible()
  await bench.circle(0.5, 'Alt')
  await expect(bench.shown(/^[23],\d{3} of 8,610 parts$/)).toBeVisible()
  await expectAccessible(page)

  // Which tests differ inside: the planted one first, and by far.
  await bench.panel('Compare')
  const shifts = page.getByRole('grid', { name: 'Tests by their shift' })
  await expect(shifts.getByRole('row').nth(1)).toContainText('Vth_core')
  await shifts.getByText('Vth_core').click()
  await expect(page.getByText(/^1012 Vth_core: B less A \d+(\.\d+)? mV/)).toBeVisible()
  await expectAccessible(page)

  await bench.panel('Map')
  await bench.pin(/^Pin to a case: Stack of 10 wafers/, 'The ring on the stack')
  await bench.panel('Pareto')
  await bench.pin(/^Pin to a case: Pareto of hard bins/, 'What the ring fails')
  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export Pareto of hard bins' }).click()
  await page.getByRole('menuitem', { name: 'Figures (CSV)' }).click()
  expect((await readFile(await (await saving).path())).toString()).toContain('5 Vth high')

  // Undone by key, brought again by Back's own way forward.
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  await expect(bench.shown('8,610 of 8,610 parts')).toBeVisible()
  await page.keyboard.press('Control+y')
  await page.keyboard.press('Control+y')
  await expect(bench.shown(/^[23],\d{3} of 8,610 parts$/)).toBeVisible()

  await page.reload()
  await expect(bench.shown(/^[23],\d{3} of 8,610 parts$/)).toBeVisible()
  await expect(page.getByRole('tab', { name: 'Pareto', exact: true })).toHaveAttribute(
    'aria-selected',
    'true'
  )

  await goTo(page, `/cases/${id}/evidence`)
  const pieces = page.getByRole('listbox', { name: 'Evidence' })
  await expect(pieces.getByRole('option')).toHaveCount(2)
  await pieces.getByText('The ring on the stack').click()
  await expect(page.getByRole('img', { name: 'The ring on the stack' })).toBeVisible()
  await expect(page.getByText('The data are as they were when this was pinned.')).toBeVisible()
  await expectAccessible(page)
  const { rows } = await host.call('evidence.list', { caseId: id })
  expect(rows.every(row => row.sources.length === 10 && row.pictureSha256 !== null)).toBe(true)
  await page.getByRole('button', { name: 'Open live' }).click()
  await expect(bench.shown(/^[23],\d{3} of 8,610 parts$/)).toBeVisible()
  await expect(page.getByRole('tab', { name: 'Map', exact: true })).toHaveAttribute('aria-selected', 'true')

  // A part without knowing its file: by its place on a wafer, straight to its record.
  await goTo(page, '/search?q=W03%2010,10')
  const part = page.getByRole('option', { name: /EX-RING-1 · wafer W03 · x 10 y 10/ })
  await expect(part).toBeVisible()
  await expectAccessible(page)
  await part.click()
  const record = page.getByRole('dialog', { name: 'Part record' })
  await expect(record.getByText(/x 10 y 10/)).toBeVisible()
  const book = page.waitForEvent('download')
  await record.getByRole('button', { name: /^Export Part/ }).click()
  await page.getByRole('menuitem', { name: 'Figures (XLSX)' }).click()
  expect((await book).suggestedFilename()).toMatch(/x 10 y 10.*\.xlsx$/)
  await page.keyboard.press('Escape')
  await expect(record).toBeHidden()

  // Measurements found by name: one more arrow leads past their page into the workbench.
  await goTo(page, '/search?q=EX-RING-1_W7')
  await expect(page.getByRole('option', { name: 'EX-RING-1_W7.stdf in the data workbench' })).toBeVisible()
  await page.getByRole('option', { name: 'EX-RING-1_W7.stdf in the data workbench' }).click()
  await expect(bench.shown('861 of 861 parts')).toBeVisible()
  expect(complaintsOf(page)).toEqual([])
})
