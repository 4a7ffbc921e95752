import { readFile } from 'node:fs/promises'
import { complaintsOf, expect, expectAccessible, goTo, openPage, test } from './harness'
import { CaseListPage } from './pages/caseListPage'
import { dayFromNow, type Seed, seedCases, seedWorkspace } from './pages/caseSeed'

test.use({ site: 'cases-list' })

const many = 40
let seed: Seed

test.beforeAll(async ({ host }) => {
  seed = await seedCases(host, many)
  await seedWorkspace(host, seed)
})

test('filter, sort and back: the address holds what is shown', async ({ browser, host }) => {
  const page = await openPage(browser, host)
  const list = new CaseListPage(page)
  await list.open()
  await expect.poll(() => list.count()).toBe(many)
  await page.keyboard.press('/')
  await expect(list.filter).toBeFocused()
  await page.keyboard.type('漏 nothing')
  await expect(page.getByText('Nothing matches the filter')).toBeVisible()
  await list.filter.fill('LOT-004512')
  await expect(list.row('高温老化后功耗异常').first()).toBeVisible()
  await expect(page).toHaveURL(/q=LOT-004512/)
  await page.keyboard.press('Escape')
  await expect(list.filter).toHaveValue('')

  await page.getByRole('button', { name: 'Severity' }).first().click()
  await page.getByRole('checkbox', { name: 'Critical' }).check()
  await page.keyboard.press('Escape')
  const critical = await host.call('cases.count', { filters: [{ severities: ['critical'] }] })
  await expect(page.getByText(`${critical.counts[0] ?? 0} rows`)).toBeVisible()
  await expect(page).toHaveURL(/severity=critical/)

  // Escape closes the calendar, then the pop-up it stands in.
  await page.getByRole('button', { name: 'Due', exact: true }).first().click()
  const range = page.getByRole('button', { name: 'Within 7 days' })
  await expect(range).toBeVisible()
  await page.getByRole('button', { name: 'Open the calendar' }).click()
  const month = page.getByRole('button', { name: 'Next month' })
  await expect(month).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(month).toBeHidden()
  await expect(range).toBeVisible()
  await expect(page.getByRole('button', { name: 'Open the calendar' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(range).toBeHidden()

  await list.grid.getByRole('columnheader', { name: 'Number' }).getByRole('button').first().click()
  await expect(page).toHaveURL(/sort=number/)
  const wanted = await host.call('cases.list', {
    filter: { severities: ['critical'] },
    sort: 'number',
    descending: false,
    limit: 3
  })
  await expect.poll(() => list.firstNumbers(3)).toEqual(wanted.rows.map(row => row.number))

  await page.goBack()
  await expect(page).not.toHaveURL(/sort=number/)
  await expect(page).toHaveURL(/severity=critical/)
  await page.goBack()
  await expect.poll(() => list.count()).toBe(many)
  expect(complaintsOf(page)).toEqual([])
})

test('a view is saved with its columns, shared, counted and taken away', async ({ browser, host }) => {
  const page = await openPage(browser, host)
  const list = new CaseListPage(page)
  const customer = seed.customers[0] ?? ''
  await list.open(`?customer=${customer}&sort=due`)
  const { counts } = await host.call('cases.count', { filters: [{ customerIds: [customer] }] })
  const before = counts[0] ?? 0
  await page.getByRole('button', { name: 'Save view' }).click()
  const dialog = page.getByRole('dialog', { name: 'Save view' })
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Example Motors')
  await dialog.getByRole('switch', { name: 'Everyone sees it' }).check()
  await dialog.getByRole('button', { name: 'Save' }).click()
  const chip = list.views.getByRole('button', { name: /^(shared )?Example Motors/ })
  await expect(chip).toHaveText(`Example Motors${before}`)
  await expect(chip).toHaveAttribute('aria-current', 'true')

  // Live: a case made elsewhere counts at once.
  await host.call('cases.add', { title: 'Made elsewhere', customerId: customer })
  await expect(chip).toHaveText(`Example Motors${before + 1}`)

  await list.views.getByRole('button', { name: /^All/ }).click()
  await expect.poll(() => list.count()).toBe(many + 1)
  await chip.click()
  await expect.poll(() => list.count()).toBe(before + 1)
  await expect(page).toHaveURL(/sort=due/)

  await page.getByRole('button', { name: 'Open only' }).click()
  await page.getByRole('button', { name: 'Save changes to “Example Motors”' }).click()
  await expect(page.getByRole('button', { name: /Save changes/ })).toBeHidden()
  const { views } = await host.call('views.list', { screen: 'cases' })
  expect(views[0]).toMatchObject({ name: 'Example Motors', shared: true, mine: true })
  expect(views[0]?.definition).toContain('open=1')
  await page.getByRole('button', { name: 'More: Example Motors' }).click()
  await page.getByRole('menuitem', { name: 'Remove view' }).click()
  await expect(chip).toBeHidden()
})

test('an export holds exactly what is shown', async ({ browser, host }) => {
  const page = await openPage(browser, host)
  const list = new CaseListPage(page)
  await list.open('?severity=minor&sort=number')
  await expect(list.row('FC-').first()).toBeVisible()
  const columns = list.grid.getByRole('button', { name: /columns/i })
  await columns.click()
  await page.getByRole('checkbox', { name: 'Product' }).uncheck()
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: 'CSV' }).click()
  const file = await downloading
  expect(file.suggestedFilename()).toMatch(/^cases-\d{4}-\d\d-\d\d\.csv$/)
  const text = await readFile(await file.path(), 'utf8')
  const lines = text
    .replace(/^\uFEFF/, '')
    .trim()
    .split(/\r?\n/)
  expect(lines[0]).toBe('Number,Title,State,Severity,Customer,Owner,Due')
  const { rows, total } = await host.call('cases.list', {
    filter: { severities: ['minor'] },
    sort: 'number',
    descending: false,
    limit: 1000
  })
  expect(lines.length - 1).toBe(total)
  expect(lines.slice(1).map(line => line.split(',')[0])).toEqual(rows.map(row => row.number))
  await columns.click()
  const again = page.waitForEvent('download')
  await page.getByRole('button', { name: 'XLSX' }).click()
  const sheet = await readFile(await (await again).path())
  expect(sheet.subarray(0, 2).toString()).toBe('PK')
})

test('by the keyboard alone: list, row menu, case, back, new', async ({ browser, host }) => {
  const page = await openPage(browser, host)
  const list = new CaseListPage(page)
  await list.open('?sort=number')
  await list.grid.focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('.')
  await expect(page.getByRole('menuitem', { name: 'Copy number' })).toBeVisible()
  await page.keyboard.press('Escape')
  await list.grid.focus()
  await page.keyboard.press('Enter')
  const third = seed.cases[2]
  await expect(page).toHaveURL(new RegExp(`#/cases/${third?.id ?? '-'}$`))
  await page.goBack()
  await expect(list.grid).toBeVisible()
  await page.keyboard.press('n')
  await expect(page).toHaveURL(/#\/cases\/new$/)
  await goTo(page, '/work')
  await expect(page.getByRole('heading', { name: 'My work' })).toBeVisible()
  await page.keyboard.press('g')
  await page.keyboard.press('n')
  const go = page.getByRole('dialog', { name: 'Go to case by number' })
  await go.getByRole('combobox').fill(third?.number.slice(-4) ?? '')
  await expect(go.getByRole('option')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`#/cases/${third?.id ?? '-'}$`))
})

test('my work: grouped by due, opened and checked off by keys, undone', async ({ browser, host }) => {
  const task = await host.call('tasks.add', {
    title: 'Own task of today',
    due: dayFromNow(-20),
    ownerId: seed.chiefId
  })
  const page = await openPage(browser, host)
  await goTo(page, '/work')
  const late = page.getByRole('region', { name: 'Overdue' })
  const row = late.getByRole('button', { name: 'Own task of today', exact: true })
  await row.focus()
  await page.keyboard.press('Enter')
  await expect(late.getByRole('textbox', { name: 'Details' })).toBeVisible()
  await page.keyboard.press('Enter')
  await row.focus()
  await page.keyboard.press('Space')
  await expect(row).toBeHidden()
  await expect.poll(async () => (await host.call('tasks.get', { id: task.id })).state).toBe('done')
  // The way back is offered with the answer.
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(row).toBeVisible()

  await page.keyboard.press('a')
  await page.keyboard.type('Something new')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'No due date' })).toContainText('Something new')
  await late.getByRole('link', { name: /FC-/ }).first().press('Enter')
  await expect(page).toHaveURL(/#\/cases\/[\w-]+$/)
})

test('the board: four colours, moved by a menu, opened by Enter', async ({ browser, host }) => {
  const page = await openPage(browser, host)
  await goTo(page, '/actions')
  const work = page.getByRole('region', { name: 'In work' })
  const proven = page.getByRole('region', { name: 'Proven effective' })
  await expect(page.getByRole('region', { name: 'No owner' })).toContainText('ESD')
  const card = work.getByRole('button', { name: 'Sort 12,000 pcs in transit at cold', exact: true })
  await card.focus()
  await page.keyboard.press('.')
  await page.getByRole('menuitem', { name: 'Set to: Effective', exact: true }).click()
  await expect(proven).toContainText('Sort 12,000 pcs')
  await page.getByRole('button', { name: 'Overdue' }).click()
  await expect(page).toHaveURL(/late=1/)
  await expect(proven.locator('article')).toHaveCount(0)
  await work.getByRole('button', { name: 'Add cold IDDQ to outgoing test', exact: true }).press('Enter')
  await expect(page).toHaveURL(/\/actions\?open=/)
  await expect(page.getByRole('textbox', { name: 'Details and evidence' })).toBeVisible()
})

for (const scheme of ['light', 'dark'] as const) {
  test(`list, my work and board are clean for axe, ${scheme}`, async ({ browser, host }) => {
    const page = await openPage(browser, host, { scheme, language: scheme === 'dark' ? 'zh-CN' : 'en' })
    const screens = [
      ['/cases', 'Cases', '案件'],
      ['/cases?q=%F0%9F%94%8D', 'Cases', '案件'],
      ['/work', 'My work', '我的工作台'],
      ['/actions', 'Actions', '措施'],
      ['/actions?as=list', 'Actions', '措施']
    ] as const
    for (const [route, en, zh] of screens) {
      await goTo(page, route)
      const name = scheme === 'dark' ? zh : en
      await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
      await expectAccessible(page)
    }
    expect(complaintsOf(page)).toEqual([])
  })
}
