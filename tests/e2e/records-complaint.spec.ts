import { complaintsOf, expect, goTo, openPage, test } from './harness'
import { ComplaintPage } from './pages/complaintPage'
import { seedRecords } from './pages/recordsSeed'

test.use({ site: 'records-complaint' })

const report = 'Dear team,\n\nPins bent on 12 of 500 parts. Please answer within 24 hours.'

test('a complaint is taken down, survives a crash of the page, and opens its case', async ({
  browser,
  host
}) => {
  const { customer, product } = await seedRecords(host)
  const page = await openPage(browser, host)
  const complaint = new ComplaintPage(page)
  await complaint.open('new')
  await complaint.words.fill(report)
  await expect(complaint.title).toHaveAttribute('placeholder', 'Pins bent on 12 of 500 parts')
  await complaint.pick('Customer', customer.name, customer.name)
  await complaint.addItem()
  await complaint.pick('Product, line 1', product.partNumber, product.partNumber)
  // Found by the word of the other language.
  await complaint.pick('Class, line 1', '引脚弯曲', 'Bent / damaged lead')
  await complaint.item('Cost, CNY', 1).pressSequentially('1250.5')
  await complaint.item('Defect', 1).fill('Bent pins')
  await complaint.item('Complained', 1).fill('12')
  await complaint.item('Delivered', 1).fill('500')
  await complaint.item('Lot as the customer wrote it', 1).fill('D/C 2601')
  await complaint.received.day.fill('2026-03-02')
  await complaint.received.time.fill('1430')
  await complaint.received.time.press('Enter')

  await page.reload()
  await expect(complaint.words).toHaveValue(report)
  await expect(complaint.item('Defect', 1)).toHaveValue('Bent pins')
  await page.keyboard.press('Control+Enter')
  await expect(complaint.heading).toHaveText(/^CC-\d{4}-\d{4} Pins bent on 12 of 500 parts$/)
  await expect(page.getByRole('blockquote')).toHaveText(report)

  const { rows } = await host.call('complaints.list', { where: { customerId: customer.id }, text: 'Pins' })
  expect(rows[0]).toMatchObject({
    words: report,
    // 14:30 in Shanghai.
    receivedAt: '2026-03-02T06:30:00.000Z',
    items: [
      {
        productId: product.id,
        classCode: 'PK.LEAD.BENT',
        defect: 'Bent pins',
        complained: 12,
        delivered: 500,
        cost: 1250.5
      }
    ]
  })

  await page.getByRole('button', { name: 'Open a case' }).click()
  const dialog = page.getByRole('dialog', { name: 'Open a case from this complaint' })
  await expect(dialog.getByRole('textbox', { name: 'Title' })).toHaveValue('Pins bent on 12 of 500 parts')
  await dialog.getByRole('button', { name: 'Open a case' }).click()
  const link = page.getByRole('link', { name: /FC-\d{4}-\d{4}.*Pins bent/ })
  await expect(link).toBeVisible()
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  const linked = await host.call('complaints.get', { id: rows[0]?.id ?? '' })
  const opened = await host.call('cases.get', { id: linked.caseId ?? '' })
  expect(opened.case).toMatchObject({
    customerId: customer.id,
    productId: product.id,
    lotText: 'D/C 2601',
    description: ''
  })
  await link.click()
  await expect(complaint.heading).toContainText('Pins bent on 12 of 500 parts')
  expect(complaintsOf(page)).toEqual([])
})

test('lines and totals, and a line taken out comes back with undo', async ({ browser, host }) => {
  const { complaint } = await seedRecords(host)
  const page = await openPage(browser, host)
  const screen = new ComplaintPage(page)
  await screen.open(complaint.id)
  await screen.addItem()
  await screen.item('Complained', 2).fill('6')
  await expect(page.getByText('Complained 20')).toBeVisible()
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Take line 1 out' }).click()
  await expect(screen.item('Complained', 2)).toHaveCount(0)
  await screen.heading.click()
  await page.keyboard.press('Control+z')
  await expect(screen.item('Defect', 1)).toHaveValue('输出漏电')
  await expect
    .poll(async () => (await host.call('complaints.get', { id: complaint.id })).items.map(i => i.complained))
    .toEqual([14, 6])
})

test('the words change only on purpose', async ({ browser, host }) => {
  const { complaint } = await seedRecords(host)
  const page = await openPage(browser, host)
  const screen = new ComplaintPage(page)
  await screen.open(complaint.id)
  await expect(screen.words).toHaveCount(0)
  await page.getByRole('button', { name: 'Correct' }).click()
  await screen.words.fill(`${complaint.words}\n(P.S.)`)
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByRole('blockquote')).toContainText('(P.S.)')
  await expect
    .poll(async () => (await host.call('complaints.get', { id: complaint.id })).words)
    .toBe(`${complaint.words}\n(P.S.)`)
})

test('complaints of one customer, and those without a case', async ({ browser, host }) => {
  const { complaint, customer } = await seedRecords(host)
  const page = await openPage(browser, host)
  await goTo(page, `/complaints?customer=${customer.id}`)
  const grid = page.getByRole('grid', { name: 'Complaints' })
  await expect(grid.getByRole('row')).toHaveCount(2)
  await expect(grid).toContainText(complaint.number)
  const made = await host.call('cases.add', { title: 'For this one' })
  await host.call('complaints.update', {
    id: complaint.id,
    version: complaint.version,
    patch: { caseId: made.id }
  })
  await expect(grid).toContainText(`${made.number} For this one`)
  await page.getByText('Without a case').click()
  await expect(grid).toHaveCount(0)
  await page.getByRole('button', { name: 'Complaints of all customers' }).click()
  await expect(page).toHaveURL(/#\/complaints\?show=open$/)
})

test('search finds two Chinese characters and parts of numbers, and Enter opens', async ({
  browser,
  host
}) => {
  const { complaint, product } = await seedRecords(host)
  const page = await openPage(browser, host)
  await goTo(page, '/search')
  const box = page.getByRole('combobox', { name: 'Search' })
  await expect(box).toBeFocused()
  await box.fill('漏电')
  const results = page.getByRole('listbox', { name: 'Results' })
  await expect(results.getByRole('option', { name: new RegExp(complaint.number) })).toBeVisible()
  await expect(results.locator('mark').first()).toHaveText('漏电')
  await box.fill(product.partNumber.slice(2, 8).replace('-', ''))
  await expect(results.getByRole('option', { name: new RegExp(product.partNumber) })).toBeVisible()
  await page.locator('label').filter({ hasText: 'Products' }).click()
  await expect(results.getByRole('group')).toHaveCount(1)
  await expect(page).toHaveURL(/kind=product/)
  await box.fill(product.partNumber)
  await expect(results.getByRole('option').first()).toContainText(product.partNumber)
  await box.press('ArrowDown')
  await box.press('ArrowUp')
  await box.press('Enter')
  await expect(page.getByRole('region', { name: product.partNumber })).toBeVisible()
  await goTo(page, '/search?q=nothing-is-called-so')
  await expect(page.getByText('Nothing found for “nothing-is-called-so”')).toBeVisible()
})
