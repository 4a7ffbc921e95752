import { complaintsOf, expect, expectAccessible, goTo, openPage, test } from './harness'
import { CasePage } from './pages/casePage'
import { seedCases, type Seed } from './pages/caseSeed'

test.use({ site: 'shell' })

let seed: Seed

test.beforeAll(async ({ host }) => {
  seed = await seedCases(host, 3)
})

test('what opens over a screen is as accessible as the screen', async ({ browser, host }) => {
  const page = await openPage(browser, host)
  await goTo(page, '/cases')
  await expect(page.getByRole('heading', { level: 1, name: 'Cases' })).toBeVisible()
  const shut = async (): Promise<void> => {
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog').or(page.getByRole('menu'))).toHaveCount(0)
  }

  await page.getByRole('button', { name: /session, language, theme/ }).click()
  await expect(page.getByRole('menuitemradio', { name: 'English' })).toBeChecked()
  await expectAccessible(page)
  await page.getByRole('menuitemradio', { name: '简体中文' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '案件' })).toBeVisible()
  await page.getByRole('menuitemradio', { name: 'English' }).click()
  await page.getByRole('menuitemradio', { name: 'Dark' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
  await expectAccessible(page)
  await page.getByRole('menuitemradio', { name: 'Light' }).click()
  await shut()

  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('textbox').fill('FC-')
  await expect(
    page
      .getByRole('dialog')
      .getByText(/IDDQ leakage/)
      .first()
  ).toBeVisible()
  await expectAccessible(page)
  await shut()

  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  await expectAccessible(page)
  await shut()

  for (const name of ['Nothing is running', 'Notifications', 'Due', 'Columns and export']) {
    await page.getByRole('button', { name, exact: true }).first().click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await expectAccessible(page)
    await shut()
  }
  expect(complaintsOf(page)).toEqual([])
})

test('a locked screen covers what is open over it, and no key reaches behind', async ({ browser, host }) => {
  const { token } = await host.call(
    'session.signIn',
    { login: 'chief.example', password: 'nine slippery eels' },
    ''
  )
  const page = await openPage(browser, { ...host, token })
  const workspace = new CasePage(page)
  await workspace.open(seed.cases[0]?.id ?? '')
  await page.keyboard.press('?')
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(sheet).toBeVisible()
  await page.keyboard.press('Control+Shift+l')
  await expect(page.getByRole('heading', { name: 'Screen locked' })).toBeVisible()
  await expect(sheet).toBeHidden()
  const before = page.url()
  await page.locator('body').click({ position: { x: 5, y: 5 } })
  for (const key of ['Control+k', 'g', 'c', 'Alt+n']) await page.keyboard.press(key)
  await expect(page.getByRole('dialog')).toHaveCount(0)
  expect(page.url()).toBe(before)
  await page.getByLabel('Password', { exact: true }).fill('nine slippery eels')
  await page.getByRole('button', { name: 'Unlock' }).click()
  await expect(sheet).toBeVisible()
})

test('a day is picked from a calendar by keys, also inside another pop-up', async ({ browser, host }) => {
  const page = await openPage(browser, host)
  await goTo(page, '/cases/new')
  const due = page.getByRole('textbox', { name: 'Due', exact: true })
  await due.fill('2026-11-22')
  await page.keyboard.press('Alt+ArrowDown')
  const calendar = page.getByRole('dialog')
  await expect(calendar.getByRole('button', { name: '22, 2026-11-22' })).toBeFocused()
  await expectAccessible(page)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(due).toHaveValue('2026-11-29')
  await expect(calendar).toHaveCount(0)

  await goTo(page, '/cases')
  await page.getByRole('button', { name: 'Due', exact: true }).first().click()
  const filter = page.getByRole('dialog').first()
  await filter.getByRole('button', { name: 'Open the calendar' }).click()
  await filter.getByRole('button', { name: 'Next month' }).click()
  await filter.getByRole('button', { name: /^15, / }).click()
  await expect(page).toHaveURL(/due=\d{4}-\d\d-15$/)
  expect(complaintsOf(page)).toEqual([])
})

test('seven tabs of one browser all hear of a change, also after the one that listens is closed', async ({
  browser,
  host
}) => {
  // Seven streams would use up every connection that a browser gives one host over HTTP/1.1.
  const first = await openPage(browser, host)
  const tabs = [first]
  while (tabs.length < 7) {
    const tab = await first.context().newPage()
    await tab.goto(host.url)
    tabs.push(tab)
  }
  for (const tab of tabs) {
    await goTo(tab, '/cases')
    await expect(tab.getByRole('grid', { name: 'Cases' })).toBeVisible()
  }
  await host.call('cases.add', { title: 'Told to every tab' })
  for (const tab of tabs) await expect(tab.getByText('Told to every tab')).toBeVisible()
  await first.close()
  const rest = tabs.slice(1)
  await host.call('cases.add', { title: 'Told after one was closed' })
  for (const tab of rest) await expect(tab.getByText('Told after one was closed')).toBeVisible()
})

test('Enter takes what was typed, and no line is lost, also where the answer is slow', async ({
  browser,
  host
}) => {
  await host.call('cases.add', { title: 'Quorl rate low' })
  const { id } = await host.call('cases.add', { title: 'Quorl residue on pads' })
  await host.call('customers.add', { code: 'EXA1', name: 'Example Quasar' })
  await host.call('customers.add', { code: 'EXA2', name: 'Example Quasar West' })
  const page = await openPage(browser, host)
  const { keyboard } = page
  await goTo(page, '/work')
  await expect(page.getByRole('heading', { level: 1, name: 'My work' })).toBeVisible()
  await page.route(/\/api\/call\/(search\.find|cases\.list|customers\.list|tasks\.add)$/, async route => {
    await new Promise(done => setTimeout(done, 400))
    await route.continue()
  })
  await keyboard.press('a')
  for (const line of ['First line', 'Second line', 'Third line']) {
    await keyboard.type(line)
    await keyboard.press('Enter')
  }
  const tasks = page.getByRole('region', { name: 'No due date' })
  for (const line of ['First line', 'Second line', 'Third line']) await expect(tasks).toContainText(line)

  await keyboard.press('Escape')
  await keyboard.press('Control+k')
  const palette = page.getByRole('dialog')
  await palette.getByRole('textbox').fill('Quorl')
  await expect(palette.getByText('Quorl rate low')).toBeVisible()
  // Nothing that the first letters found is opened.
  await keyboard.type(' resid')
  await keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`#/cases/${id}`))

  await goTo(page, '/search')
  const box = page.getByRole('combobox', { name: 'Search' })
  await box.fill('Quorl')
  await expect(page.getByRole('option', { name: /Quorl rate low/ })).toBeVisible()
  await box.fill('Quorl residue')
  await box.press('Enter')
  await expect(page).toHaveURL(new RegExp(`#/cases/${id}`))

  await goTo(page, '/complaints/new')
  const customer = page.getByRole('textbox', { name: 'Customer', exact: true })
  await customer.fill('Example Quasar')
  await expect(page.getByRole('option', { name: 'Example Quasar West' })).toBeVisible()
  await customer.fill('Example Quasar W')
  await customer.press('Enter')
  await expect(customer).toHaveValue('Example Quasar West')
  expect(complaintsOf(page)).toEqual([])
})
