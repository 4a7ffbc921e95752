import { readFile } from 'node:fs/promises'
import { complaintsOf, expect, openPage, test } from './harness'
import { seedRecords } from './pages/recordsSeed'
import { RegisterPage } from './pages/registerPage'

test.use({ site: 'records' })

test('a customer is made, changed and found by the keyboard alone', async ({ browser, host }) => {
  const page = await openPage(browser, host)
  const customers = new RegisterPage(page, '/customers', 'Customers')
  await customers.open()
  await page.keyboard.press('n')
  await expect(customers.field('Code')).toBeFocused()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('Fill this in').first()).toBeVisible()
  await page.keyboard.type('KEY')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Keyboard Works')
  await page.keyboard.press('Control+Enter')
  const record = customers.record('Keyboard Works')
  await expect(record).toBeVisible()
  await customers.field('Contact').fill('Ada Example')
  await expect(customers.saved).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(customers.field('Contact')).toHaveValue('')
  await expect(customers.saved).toBeVisible()
  await page.keyboard.press('Control+Shift+z')
  await expect(customers.field('Contact')).toHaveValue('Ada Example')
  await expect(customers.saved).toBeVisible()

  await page.reload()
  await expect(customers.field('Contact')).toHaveValue('Ada Example')
  await customers.filter.fill('keyb')
  await expect(customers.row('Keyboard Works')).toHaveCount(1)
  await page.keyboard.press('Escape')
  await expect(customers.filter).toHaveValue('')
  await customers.row('Keyboard Works').click()
  await customers.list.press('Escape')
  await expect(record).toHaveCount(0)
  expect(complaintsOf(page)).toEqual([])
})

test('words of a form that was not saved come back', async ({ browser, host }) => {
  const page = await openPage(browser, host)
  const products = new RegisterPage(page, '/products', 'Products')
  await products.open('new')
  await products.field('Part number').fill('HALF-TYPED')
  await page.reload()
  await expect(products.field('Part number')).toHaveValue('HALF-TYPED')
  await page.getByRole('button', { name: 'Discard' }).first().click()
  await products.open('new')
  await expect(products.field('Part number')).toHaveValue('')
})

test('two people change a field: both versions are shown, and one is chosen', async ({ browser, host }) => {
  const { customer } = await seedRecords(host)
  const page = await openPage(browser, host)
  const customers = new RegisterPage(page, '/customers', 'Customers')
  await customers.open(customer.id)
  await customers.field('Phone').fill('111')
  await customers.field('Country').fill('Sweden')
  await host.call('customers.update', {
    id: customer.id,
    version: customer.version,
    patch: { phone: '222', contact: 'Max Example' }
  })
  const dialog = page.getByRole('dialog', { name: 'Two versions of this record' })
  await expect(dialog).toBeVisible()
  await expect(dialog.getByText('111')).toBeVisible()
  await expect(dialog.getByText('222')).toBeVisible()
  await dialog.getByRole('radio', { name: 'Phone: keep yours' }).check()
  await dialog.getByRole('button', { name: 'Save the result' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(customers.saved).toBeVisible()
  await expect
    .poll(() => host.call('customers.get', { id: customer.id }))
    .toMatchObject({ phone: '111', country: 'Sweden', contact: 'Max Example' })
})

test('what others refer to stays, what nobody needs goes', async ({ browser, host }) => {
  const { customer } = await seedRecords(host)
  const unused = await host.call('customers.add', { code: 'UNUSED', name: 'Nobody Knows' })
  const page = await openPage(browser, host)
  const customers = new RegisterPage(page, '/customers', 'Customers')
  await customers.open(customer.id)
  await expect(page.getByRole('link', { name: /CC-\d{4}-\d{4} No output/ })).toBeVisible()
  const dialog = await customers.remove(customer.name)
  await expect(dialog.getByRole('alert')).toContainText('Other records still refer to this one.')
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await customers.open(unused.id)
  await customers.remove(unused.name)
  await expect(customers.record(unused.name)).toHaveCount(0)
  await expect(customers.row('UNUSED')).toHaveCount(0)
})

test('a number that exists is refused with the way to the other record', async ({ browser, host }) => {
  const { product } = await seedRecords(host)
  const page = await openPage(browser, host)
  const products = new RegisterPage(page, '/products', 'Products')
  await products.open('new')
  await products.field('Part number').fill(product.partNumber.toLowerCase())
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('Another record has this already')).toBeVisible()
  await page.getByRole('link', { name: 'Open the record that has it already' }).click()
  await expect(products.record(product.partNumber)).toBeVisible()
})

test('wafers are added to their lot line by line, and lead back to it', async ({ browser, host }) => {
  const { lot } = await seedRecords(host)
  const page = await openPage(browser, host)
  const lots = new RegisterPage(page, '/lots', 'Lots')
  await lots.open(lot.id)
  const number = page.getByRole('textbox', { name: 'Wafer number' })
  await expect(number).toHaveAttribute('placeholder', 'W02')
  await number.press('Enter')
  await expect(page.getByRole('link', { name: 'W02' })).toBeVisible()
  await expect(number).toHaveAttribute('placeholder', 'W03')
  await number.fill('W02')
  await number.press('Enter')
  await expect(lots.record(lot.lotNumber).getByRole('alert')).toContainText('already exists')
  await page.getByRole('link', { name: 'W02' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Wafers' })).toBeVisible()
  await page.getByRole('region', { name: 'W02' }).getByRole('link', { name: lot.lotNumber }).click()
  await expect(lots.record(lot.lotNumber)).toBeVisible()
})

test('a list is exported as it is shown, other records by their names', async ({ browser, host }) => {
  const { lot, product } = await seedRecords(host)
  const page = await openPage(browser, host)
  const lots = new RegisterPage(page, '/lots', 'Lots')
  await lots.open()
  await lots.filter.fill(lot.lotNumber)
  await expect(lots.row(lot.lotNumber)).toHaveCount(1)
  await expect(lots.list.getByRole('row')).toHaveCount(2)
  await page.getByRole('button', { name: 'Columns and export' }).click()
  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: 'CSV, all rows of this list' }).click()
  const download = await saving
  expect(download.suggestedFilename()).toMatch(/^Lots \d{4}-\d\d-\d\d \d{4}\.csv$/)
  const csv = await readFile(await download.path(), 'utf8')
  const [head, ...rows] = csv.trimEnd().split('\r\n')
  expect(head).toBe('\uFEFFLot number,Kind,Product,Supplier,Quantity,Date code,Notes')
  expect(rows).toEqual([`${lot.lotNumber},Wafer lot,${product.partNumber},,25,,`])
})

test('someone who may only read sees no way to change', async ({ browser, host }) => {
  const { customer } = await seedRecords(host)
  const roles = await host.call('roles.list', { limit: 100 })
  const reader = roles.rows.find(role => role.key === 'reader')
  await host.call('people.addUser', {
    login: 'reader.example',
    name: 'Reader Example',
    email: '',
    departmentId: null,
    roleId: reader?.id ?? '',
    password: 'nine slippery eels too'
  })
  const first = await host.call('session.signIn', {
    login: 'reader.example',
    password: 'nine slippery eels too'
  })
  await host.call(
    'session.changePassword',
    { current: 'nine slippery eels too', next: 'ten slippery eels now' },
    first.token
  )
  const { token } = await host.call('session.signIn', {
    login: 'reader.example',
    password: 'ten slippery eels now'
  })
  const page = await openPage(browser, { ...host, token })
  const customers = new RegisterPage(page, '/customers', 'Customers')
  await customers.open(customer.id)
  await expect(customers.field('Code')).toHaveAttribute('readonly', '')
  await expect(page.getByRole('button', { name: 'New customer' })).toHaveCount(0)
  await expect(page.getByRole('button', { name: `Remove ${customer.name}` })).toHaveCount(0)
  await expect(page.getByRole('link', { name: 'Audit' })).toHaveCount(0)
})
