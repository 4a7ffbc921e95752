import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { complaintsOf, expect, goTo, openPage, test } from './harness'
import { seedRecords } from './pages/recordsSeed'

test.use({ site: 'backup' })

test('a backup is made beside the work, listed, and becomes a store of its own', async ({
  browser,
  host
}) => {
  await seedRecords(host)
  const page = await openPage(browser, host)
  await goTo(page, '/admin/store')
  await expect(page.getByText('No backup yet')).toBeVisible()
  await page.getByRole('button', { name: 'Back up now' }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: 'Back up now' }).click()
  const table = page.getByRole('table')
  await expect(table.getByRole('row').filter({ hasText: 'By hand' })).toHaveCount(1)
  await expect(page.getByText(/written and verified/)).toBeVisible()

  await table.getByRole('button', { name: /^Restore / }).click()
  const dialog = page.getByRole('dialog', { name: 'Make a store of a backup' })
  const into = join(host.folder, 'again.fabcase')
  await dialog.getByRole('textbox', { name: 'Folder of the new store' }).fill(into)
  await dialog.getByRole('button', { name: 'Restore' }).click()
  await expect(page.getByText(`lies in ${into}`)).toBeVisible()
  await access(join(into, 'records.sqlite'))
  expect(complaintsOf(page)).toEqual([])
})

test('a backup in full goes to another folder; a bad one is refused in words', async ({ browser, host }) => {
  const page = await openPage(browser, host)
  await goTo(page, '/admin/store?do=backup')
  const dialog = page.getByRole('dialog', { name: 'Back up now' })
  await dialog.getByRole('radio', { name: 'Into another folder' }).check()
  await expect(dialog.getByRole('radio', { name: 'In full' })).toBeChecked()
  const folder = join(host.folder, 'elsewhere')
  await dialog.getByRole('textbox', { name: 'Folder' }).fill(folder)
  await dialog.getByRole('button', { name: 'Back up now' }).click()
  await expect(page.getByText(new RegExp(`written and verified: ${folder}`))).toBeVisible()

  await page.getByRole('button', { name: 'Restore from a folder' }).click()
  const restore = page.getByRole('dialog', { name: 'Make a store of a backup' })
  await restore.getByRole('textbox', { name: 'Folder of the backup' }).fill(join(host.folder, 'nothing'))
  await restore.getByRole('button', { name: 'Restore' }).click()
  await expect(page.getByText('Failed')).toBeVisible()
  await expect(page.getByText(/There is no finished backup at/)).toBeVisible()
})

test('the policy is kept, and says what it does', async ({ browser, host }) => {
  const page = await openPage(browser, host)
  await goTo(page, '/admin/store')
  const save = page.getByRole('button', { name: 'Save policy' })
  await expect(save).toBeDisabled()
  await page.getByRole('textbox', { name: 'Daily ones kept' }).fill('3')
  await save.click()
  await expect(page.getByText('The policy is saved.')).toBeVisible()
  await expect.poll(() => host.call('backup.policy', {})).toMatchObject({ daily: 3 })
  await page.getByRole('textbox', { name: 'Daily ones kept' }).fill('0')
  await page.getByRole('textbox', { name: 'Weekly ones kept' }).fill('0')
  await expect(page.getByText(/No backups are made by themselves/)).toBeVisible()
  await page.getByRole('button', { name: 'Put back' }).click()
  await expect(page.getByRole('textbox', { name: 'Daily ones kept' })).toHaveValue('3')
})

test('the store is checked and its unused files collected, each with a report', async ({ browser, host }) => {
  const page = await openPage(browser, host)
  await goTo(page, '/admin/store')
  await page.getByRole('button', { name: 'Deep check' }).click()
  await expect(page.getByText('Database of records: sound.')).toBeVisible()
  await expect(page.getByText(/Audit trail: [\d,]+ entries, unbroken\./)).toBeVisible()
  await page.getByRole('button', { name: 'Remove unused files' }).click()
  await page.getByRole('button', { name: 'Remove them for good' }).click()
  await expect(page.getByText(/^Nothing to remove/)).toBeVisible()
  await goTo(page, '/jobs?kind=storeCheck')
  await expect(page.locator('b').filter({ hasText: 'Check store' })).toBeVisible()
  await expect(page.locator('b').filter({ hasText: 'Collect unused' })).toHaveCount(0)
})
