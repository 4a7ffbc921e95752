import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { bytesOf } from '../formats/klarf/made'
import { inspected, planted, tested } from '../store/defects/wafers'
import { complaintsOf, expect, expectAccessible, goTo, openPage, test } from './harness'
import { CasePage } from './pages/casePage'
import { DefectsPage } from './pages/defectsPage'
import { ImportPanel } from './pages/measurements'
import { Workbench } from './pages/workbench'

test.use({ site: 'defects' })
// What the first takes in the others look at.
test.describe.configure({ mode: 'serial' })

const wafers = inspected().lots[0]?.wafers ?? []
const all = wafers.reduce((sum, wafer) => sum + wafer.rows.length, 0)
const repeated = (wafers[1]?.rows.length ?? 0) - 120
let id = ''
let caseId = ''

test('a KLARF goes in with its image and the tester file of its lot, and opens as a map', async ({
  browser,
  host
}) => {
  const folder = join(host.folder, 'inspection')
  await mkdir(folder)
  const page = await openPage(browser, host)
  const picture = await page.screenshot({ clip: { x: 0, y: 0, width: 60, height: 40 } })
  await writeFile(join(folder, 'scan.klarf'), bytesOf(inspected()))
  await writeFile(join(folder, 'lot7.stdf'), tested())
  await writeFile(join(folder, 'W2_1.jpg'), picture)
  caseId = (await host.call('cases.add', { title: 'Leakage after M1' })).id
  await new CasePage(page).open(caseId, 'data')
  const imports = new ImportPanel(page)
  await imports.choose(['scan.klarf', 'lot7.stdf', 'W2_1.jpg'].map(name => join(folder, name)))
  for (const name of ['scan.klarf', 'lot7.stdf']) await imports.expectState(name, 'Read')
  id = (await host.call('instruments.sets', { kind: 'defects' })).rows[0]?.id ?? ''

  // A link that knows but the id (search, lists of files) leads there as well.
  await goTo(page, `/sets/${id}`)
  await expect(page).toHaveURL(new RegExp(`#/defects/${id}`))
  const defects = new DefectsPage(page)
  await expect(defects.note(`2 wafers, ${all} defects`)).toBeVisible()
  await expect(defects.map()).toHaveAccessibleName(new RegExp(`2 wafers.*${all} defects`))
  await expectAccessible(page)

  // By keyboard to a defect, and into what the file says of it.
  await defects.map().focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  const drawer = page.getByRole('dialog', { name: /^Defect \d+/ })
  await expect(drawer.getByText('XREL', { exact: true })).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(drawer).toBeHidden()
  expect(complaintsOf(page)).toEqual([])
})

test('class and lasso narrow every view alike; the address keeps them', async ({ browser, host }) => {
  const page = await openPage(browser, host)
  await goTo(page, `/defects/${id}`)
  const defects = new DefectsPage(page)
  await page.getByRole('button', { name: /^10 Particle 160/ }).click()
  await expect(defects.map()).toHaveAccessibleName(/160 defects/)
  await page.getByRole('button', { name: 'Choose by a rectangle' }).click()
  await defects.drag([0.5, 0.02], [0.98, 0.98])
  await expect(defects.filters().getByText('1 shape on the wafer')).toBeVisible()
  await expect(defects.map()).not.toHaveAccessibleName(/160 defects/)
  const half = Number(/(\d+) defects/.exec((await defects.map().getAttribute('aria-label')) ?? '')?.[1])
  expect(half).toBeGreaterThan(50)
  expect(half).toBeLessThan(110)
  await defects.tab('Pareto')
  await expect(page.getByText(new RegExp(`^${half} defects on`))).toBeVisible()
  await page.getByRole('combobox', { name: 'Count by' }).click()
  await page.getByRole('option', { name: 'By size' }).click()
  await expect(page.getByRole('img', { name: new RegExp(`^Defects by size.*${half}`) })).toBeVisible()
  await defects.tab('Defects')
  await expect(page.getByRole('grid', { name: 'Defects' })).toHaveAttribute('aria-rowcount', String(half + 1))
  await expectAccessible(page)
  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export defects' }).click()
  await page.getByRole('menuitem', { name: 'All columns (CSV)' }).click()
  const lines = (await readFile(await (await saving).path())).toString().trim().split('\r\n')
  expect(lines.length).toBe(half + 1)
  await page.reload()
  await expect(defects.filters().getByText('1 shape on the wafer')).toBeVisible()
  await page.getByRole('button', { name: 'Clear filter' }).click()
  await expect(page.getByRole('grid', { name: 'Defects' })).toHaveAttribute('aria-rowcount', String(all + 1))
  expect(complaintsOf(page)).toEqual([])
})

test('the repeater is found and shown; the killer class is told from what lies beside it', async ({
  browser,
  host
}) => {
  const page = await openPage(browser, host)
  await goTo(page, `/defects/${id}?tab=repeaters`)
  const defects = new DefectsPage(page)
  const places = page.getByRole('grid', { name: 'Repeating places' })
  await expect(places.getByRole('row')).toHaveCount(2)
  await expect(places.getByRole('row').nth(1)).toContainText(`${repeated}`)
  await expect(places.getByRole('row').nth(1)).toContainText('20 桥接')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Show only this place' }).click()
  await expect(defects.filters().getByText('1 shape in the die')).toBeVisible()
  await defects.tab('Map')
  await page.getByText('Within the die', { exact: true }).click()
  await expect(defects.map()).toHaveAccessibleName(
    new RegExp(`Defects of all dies of 2 wafers.*[^\\d]${repeated} defects`)
  )
  await page.getByRole('button', { name: 'Clear filter' }).click()

  await defects.tab('Over bins')
  await expect(page.getByText('placing found')).toBeVisible()
  await expect(page.getByLabel('Shift x')).toHaveValue('-31')
  await expect(page.getByText('Dies with defects fail more often')).toBeVisible()
  const classes = page.getByRole('grid', { name: 'Class' })
  await expect(classes.getByRole('row').nth(1)).toContainText('< 0.0001')
  await expect(classes.getByRole('row').nth(1)).toContainText(String(planted.killer))
  await expect(classes.getByRole('row', { name: /10 Particle/ })).not.toContainText('< 0.0001')
  await expectAccessible(page)
  // Laid wrongly by hand the effect is gone, and found again at a click.
  await page.getByLabel('Shift x').fill('-25')
  await expect(page.getByText('placing set by hand')).toBeVisible()
  await expect(classes.getByRole('row', { name: /20 桥接/ })).not.toContainText('100.0 %')
  await page.getByRole('button', { name: 'Find it' }).click()
  await expect(classes.getByRole('row', { name: /20 桥接/ })).toContainText('100.0 %')

  // Pinned: the case keeps the picture and the figures, and leads back here.
  await new Workbench(page).pin(/^Pin to a case: Defects over bins/, 'Bridges kill')
  const { rows } = await host.call('evidence.list', { caseId })
  const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
  expect(
    rows.map(row => [
      row.title,
      row.sources.map(source => [source.name, source.sha256]),
      row.pictureSha256 !== null
    ])
  ).toEqual([
    [
      'Bridges kill',
      [
        ['scan.klarf', hashOf(bytesOf(inspected()))],
        ['lot7.stdf', hashOf(tested())]
      ],
      true
    ]
  ])
  expect(complaintsOf(page)).toEqual([])
})

test('images are those that came with the file; in Chinese and dark', async ({ browser, host }) => {
  const page = await openPage(browser, host, { language: 'zh-CN', scheme: 'dark', width: 1024, height: 700 })
  await goTo(page, `/defects/${id}?tab=images`)
  const images = page.getByRole('grid', { name: '图像' })
  await expect(images.getByRole('row')).toHaveCount(3)
  await expect(images.getByRole('row').nth(1)).toContainText('未导入')
  await expectAccessible(page)
  await images.getByText('W2_1.JPG').click()
  const drawer = page.getByRole('dialog', { name: '缺陷 1' })
  await expect(drawer.getByRole('img', { name: 'W2_1.JPG' })).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await page.getByRole('tab', { name: '文件信息' }).click()
  await expect(page.getByRole('grid', { name: '晶圆' }).getByRole('row')).toHaveCount(3)
  await expectAccessible(page)
  // Taken back while it is open: the page says so.
  const { rows } = await host.call('instruments.imports', {})
  const own = rows.find(row => row.setId === id)
  await host.call('instruments.undo', { importId: own?.id ?? '' })
  await expect(page.getByRole('heading', { name: '缺陷' })).toBeVisible()
  await expect(page.getByRole('button', { name: '重试' })).toBeVisible({ timeout: 20_000 })
})
