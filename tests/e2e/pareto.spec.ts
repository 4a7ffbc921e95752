import { readFile } from 'node:fs/promises'
import { complaintsOf, expect, expectAccessible, goTo, openPage, startLauncher, test } from './harness'

test.use({ site: 'pareto' })

test('complaints are ranked and drilled into by keyboard, bins compared and pinned, a root cause judged', async ({
  browser
}) => {
  test.setTimeout(180_000)
  const launcher = await startLauncher()
  try {
    await launcher.call('stores.openDemo', {})
    const { token } = await launcher.call('session.signIn', {
      login: 'lea.example',
      password: 'every gate has a key'
    })
    const host = { ...launcher, token }
    const page = await openPage(browser, host)
    await page.getByRole('button', { name: 'Not now' }).click()

    await goTo(page, '/pareto')
    await expect(page.getByText(/^n = 40 complaints · All time · no filter/)).toBeVisible()
    // The engine of the charts is loaded now.
    const chart = page.getByRole('img', { name: /^Complaints by Customer: Pareto of 40/ })
    await expect(chart).toBeVisible({ timeout: 30_000 })
    await expectAccessible(page)

    // Down to the records by Enter alone, and up again by Back.
    const figures = page.getByRole('grid', { name: 'Figures of the Pareto' })
    const drill = async (): Promise<void> => {
      // Figures of the level before lead nowhere.
      await expect(page.locator('main [aria-busy="true"]')).toHaveCount(0)
      await figures.focus()
      await page.keyboard.press('Enter')
    }
    await drill()
    await expect(page.getByText('Complaints by Product', { exact: true })).toBeVisible()
    await expect(page.getByText(/filter: Customer: .* · Only 6 complaints/)).toBeVisible()
    await drill()
    await expect(page.getByText('Complaints by Defect', { exact: true })).toBeVisible()
    await drill()
    const records = page.getByRole('grid', { name: 'Records behind the figure' })
    await expect(records).toBeVisible()
    await expectAccessible(page)
    await records.focus()
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/#\/complaints\//)
    for (let i = 0; i < 4; i++) await page.goBack()
    await expect(page.getByText(/^n = 40 complaints/)).toBeVisible()

    // Items along the levels of their classes, weighed by what they cost, down to the single record.
    await page.getByRole('combobox', { name: 'What is counted' }).click()
    await page.getByRole('option', { name: 'Complaint items' }).click()
    await page.getByRole('combobox', { name: 'Weighed by' }).click()
    await page.getByRole('option', { name: 'Cost' }).click()
    await expect(page.getByText(/CNY · All time · no filter · \d+ without a cost left out/)).toBeVisible()
    for (const level of [1, 2, 3]) {
      const title = `Complaint items by Class, level ${String(level)}, weighed by Cost`
      await expect(page.getByText(title, { exact: true })).toBeVisible()
      await expect(figures).toContainText('CNY')
      await drill()
    }
    await expect(records).toContainText('CC-')

    // Failing bins: one lot against all others, said in words.
    await page.getByRole('combobox', { name: 'What is counted' }).click()
    await page.getByRole('option', { name: 'Hard bins' }).click()
    await expect(page.getByText('Hard bins by Bin', { exact: true })).toBeVisible()
    await page.getByRole('button', { name: 'Compare' }).click()
    await page.getByText('Groups', { exact: true }).click()
    await page.getByRole('combobox', { name: 'Groups by' }).click()
    await page.getByRole('option', { name: 'Lot', exact: true }).click()
    await page.getByRole('button', { name: 'First group' }).click()
    await page.getByRole('checkbox').first().check()
    const changed = page.getByRole('status', { name: 'What changed' })
    await expect(changed).toContainText(/\d points (more|less) \(.*\); p .*, q /)
    await expect(changed).toContainText('false finds held to 5 %')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('img', { name: /shares of .* and everything else/ })).toBeVisible()
    await expectAccessible(page)
    const saving = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Export Hard bins by Bin' }).click()
    await page.getByRole('menuitem', { name: 'Figures (CSV)' }).click()
    expect((await readFile(await (await saving).path())).toString()).toMatch(/^\uFEFFBin,n,Share/)

    // Kept as a view and with a case; the address alone brings it again.
    await page.getByRole('button', { name: 'Views' }).click()
    await page.getByRole('menuitem', { name: 'Save this view' }).click()
    await page.getByLabel('Name').fill('Bins of one lot')
    await page.keyboard.press('Enter')
    const { rows } = await host.call('cases.list', { filter: { states: ['analysis'] }, limit: 1 }, token)
    const { id: caseId, number } = rows[0] ?? { id: '', number: '' }
    await page.getByRole('button', { name: /^Pin to a case: Hard bins by Bin/ }).click()
    const dialog = page.getByRole('dialog', { name: 'Pin to a case' })
    await dialog.getByLabel('Case').fill(number)
    await page.getByRole('option', { name: new RegExp(number) }).click()
    await dialog.getByRole('button', { name: 'Pin', exact: true }).click()
    await expect(dialog).toBeHidden()
    await page.reload()
    await expect(changed).toBeVisible()
    await goTo(page, `/cases/${caseId}/evidence`)
    await page.getByRole('option', { name: /Hard bins by Bin/ }).click()
    await expect(page.getByRole('img', { name: 'Hard bins by Bin' })).toBeVisible()
    await page.getByRole('button', { name: 'Open live' }).click()
    await expect(changed).toBeVisible()

    // A closed case says whether its root cause held, and the rate follows.
    await goTo(page, '/accuracy')
    await expect(page.getByText(/1 of 2 judged · 3 closings/)).toBeVisible()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Show them' }).click()
    const closings = page.getByRole('grid', { name: 'Closings behind the figure' })
    await expect(closings).toHaveAttribute('aria-rowcount', '2')
    await closings.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Judge' }).click()
    const judge = page.getByRole('dialog', { name: 'Did the root cause hold?' })
    await expectAccessible(page)
    await judge.getByRole('textbox', { name: 'Why' }).fill('No mixed reel since the second person')
    await page.keyboard.press('Control+Enter')
    await expect(judge).toBeHidden()
    await expect(page.getByText('Held', { exact: true })).toBeVisible()
    await expectAccessible(page)
    await goTo(page, '/accuracy')
    await expect(page.getByText(/2 of 3 judged · 3 closings/)).toBeVisible()
    expect(complaintsOf(page)).toEqual([])
  } finally {
    await launcher.close()
  }
})
