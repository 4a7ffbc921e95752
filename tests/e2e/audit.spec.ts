import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { complaintsOf, expect, goTo, openPage, startHost, test } from './harness'
import { seedRecords } from './pages/recordsSeed'

test.use({ site: 'audit' })

test('an act is found by filter and shown with before and after in words', async ({ browser, host }) => {
  const { customer, complaint } = await seedRecords(host)
  const other = await host.call('customers.add', { code: 'OTHER', name: 'Other Example' })
  await host.call('complaints.update', {
    id: complaint.id,
    version: complaint.version,
    patch: { customerId: other.id, channel: 'phone' }
  })
  const page = await openPage(browser, host)
  await goTo(page, '/audit')
  const trail = page.getByRole('grid', { name: 'Audit' })
  await page.getByRole('combobox', { name: 'What was done' }).click()
  await page.getByRole('option', { name: 'Complaint changed' }).click()
  await expect(page).toHaveURL(/action=complaints\.update/)
  await trail.getByRole('row').filter({ hasText: complaint.number }).first().click()
  const entry = page.getByRole('region', { name: /^Entry \d+$/ })
  const change = entry.getByRole('row').filter({ hasText: 'Customer' })
  await expect(change).toContainText(customer.name)
  await expect(change).toContainText('Other Example')
  const channel = entry.getByRole('row').filter({ hasText: 'Channel' })
  await expect(channel).toContainText('E-mail')
  await expect(channel).toContainText('Phone')
  await page.keyboard.press('Escape')
  await expect(entry).toHaveCount(0)

  await page.getByRole('button', { name: 'Clear filters' }).click()
  await page.getByRole('textbox', { name: 'Filter' }).fill('Other Example')
  await expect(page.getByText(/^1 entry$/)).toBeVisible()
  await page.getByRole('textbox', { name: 'Until' }).fill('2020-01-01')
  await page.getByRole('textbox', { name: 'Until' }).press('Enter')
  await expect(page.getByText('No entry matches')).toBeVisible()
  expect(complaintsOf(page)).toEqual([])
})

test('the trail is read page after page to its first entry', async ({ browser, host }) => {
  for (let i = 0; i < 260; i++) await host.call('tools.add', { code: `MANY-${i}` })
  const page = await openPage(browser, host)
  await goTo(page, '/audit')
  await expect(page.getByText(/entries so far$/)).toBeVisible()
  const trail = page.getByRole('grid', { name: 'Audit' })
  await expect(async () => {
    await trail.press('End')
    await expect(trail.getByRole('row').filter({ hasText: 'Store created' })).toBeVisible({ timeout: 500 })
  }).toPass()
  await expect(page.getByText(/^[\d,]+ entries$/)).toBeVisible()
})

test('new entries are offered, not pushed under the reader', async ({ browser, host }) => {
  const page = await openPage(browser, host)
  await goTo(page, '/audit')
  const trail = page.getByRole('grid', { name: 'Audit' })
  await expect(trail).toBeVisible()
  await host.call('tools.add', { code: 'JUST-NOW' })
  await page.getByRole('button', { name: 'Show newer entries' }).click()
  await expect(trail.getByRole('row').nth(1)).toContainText('JUST-NOW')
})

test('the chain is verified, and exported as filtered', async ({ browser, host }) => {
  await seedRecords(host)
  const page = await openPage(browser, host)
  await goTo(page, '/audit?action=tools.add')
  await page.getByRole('button', { name: 'Verify' }).click()
  await expect(page.getByText('Unbroken')).toBeVisible()
  for (const [item, extension] of [
    ['CSV, as filtered', 'csv'],
    ['JSON, as filtered', 'json']
  ] as const) {
    await page.getByRole('button', { name: 'Export', exact: true }).click()
    const saving = page.waitForEvent('download')
    await page.getByRole('menuitem', { name: item }).click()
    const download = await saving
    expect(download.suggestedFilename()).toMatch(new RegExp(`^audit-.*\\.${extension}$`))
    const text = await readFile(await download.path(), 'utf8')
    if (extension === 'json') {
      const rows = JSON.parse(text) as readonly { readonly action: string }[]
      expect(rows.length).toBeGreaterThan(0)
      expect(new Set(rows.map(row => row.action))).toEqual(new Set(['tools.add']))
    } else {
      expect(text.startsWith('\uFEFF')).toBe(true)
      expect(text).toContain('tools.add')
      expect(text).not.toContain('customers.add')
    }
  }
})

test('a row that was changed behind the back is named', async ({ browser }) => {
  const host = await startHost()
  try {
    await host.call('tools.add', { code: 'HONEST' })
    await host.call('tools.add', { code: 'LATER' })
    const { dir } = await host.call('store.info', {})
    const file = new Database(join(dir, 'records.sqlite'))
    for (const name of file.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").pluck().all())
      if (/audit/.test(String(name))) file.exec(`DROP TRIGGER "${String(name)}"`)
    const seq = file.prepare("SELECT seq FROM audit WHERE after_json LIKE '%HONEST%'").pluck().get()
    file
      .prepare("UPDATE audit SET after_json = replace(after_json, 'HONEST', 'FORGED') WHERE seq = ?")
      .run(seq)
    file.close()
    const page = await openPage(browser, host)
    await goTo(page, '/audit')
    await page.getByRole('button', { name: 'Verify' }).click()
    const alert = page.getByRole('alert')
    await expect(alert).toContainText(`entry ${String(seq)} was changed after it was written`)
    await expect(page.getByText('Broken', { exact: true })).toBeVisible()
    await alert.getByRole('button', { name: `Show entry ${String(seq)}` }).click()
    await expect(page.getByRole('region', { name: `Entry ${String(seq)}` })).toContainText('FORGED')
  } finally {
    await host.close()
  }
})
