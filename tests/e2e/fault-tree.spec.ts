import { readFile } from 'node:fs/promises'
import { complaintsOf, expect, expectAccessible, goTo, openPage, test } from './harness'
import { FaultTreePage } from './pages/faultTreePage'

test.use({ site: 'faultTree' })

/** Two of three pumps at 0.1: 3 x 0.01 x 0.9 + 0.001 = 0.028. */
const pumps = `<?xml version="1.0"?>
<opsa-mef>
  <define-fault-tree name="pumps">
    <define-gate name="vacuum">
      <label>Vacuum lost</label>
      <atleast min="2"><basic-event name="A"/><basic-event name="B"/><basic-event name="C"/></atleast>
    </define-gate>
  </define-fault-tree>
  <model-data>
    ${['A', 'B', 'C'].map(name => `<define-basic-event name="${name}"><float value="0.1"/></define-basic-event>`).join('')}
  </model-data>
</opsa-mef>`

test('a tree is built by keyboard, computed, asked what if, brought in and handed out', async ({
  browser,
  host
}) => {
  const page = await openPage(browser, host)
  const made = await host.call('rca.create', {
    kind: 'faultTree',
    title: 'Wafers overheat',
    nodes: [
      { id: 'top', type: 'gate', parent: null, rank: 'V', data: { name: 'TOP', label: 'Wafers overheat' } }
    ]
  })
  await goTo(page, `/studio/${made.id}`)
  const tree = new FaultTreePage(page)

  // Typed like an outline: Tab goes below, Enter ends a text and, once more, begins the next.
  await tree.picture().press('ArrowDown')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Heater stuck')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await page.keyboard.type('加热器误触发')
  await page.keyboard.press('Enter')
  await tree.panel('Check')
  await expect(page.getByRole('button', { name: 'E2 has no probability' })).toBeVisible()

  for (const name of ['E1', 'E2']) {
    await tree.panel('Check')
    await page.getByRole('button', { name: `${name} has no probability` }).click()
    await tree.panel('Properties')
    await tree.model('Fixed probability')
  }
  await expectAccessible(page)

  // 1 - 0.99^2, exact; by cut sets 0.02.
  await tree.panel('Results')
  await expect(page.getByText('0.0199', { exact: true })).toBeVisible()
  await expect(page.getByText('exact (BDD)')).toBeVisible()
  await tree.panel('Cut sets')
  const sets = page.getByRole('grid', { name: 'Cut sets' })
  await expect(sets).toHaveAttribute('aria-rowcount', '3')
  await sets.getByText('E2 加热器误触发').click()
  await expect(page.getByText('One cut set is lit up.')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Show all' }).click()

  // What if: everything is computed anew and marked as such; nothing is written into the tree.
  await tree.panel('Properties')
  await tree.whatIf('true')
  const set = page.getByRole('status').filter({ hasText: 'What if:' })
  await expect(set).toContainText('E2 = True')
  await tree.panel('Results')
  await tree.panel('Summary')
  await expect(page.getByText('P(TOP) · what-if')).toBeVisible()
  await expect(tree.answer()).toHaveText('1')
  await page.getByRole('button', { name: 'Back to the model' }).click()
  await expect(tree.answer()).toHaveText('0.0199')
  // A gate as well, from the menu of the picture.
  await tree.picture().press('ArrowUp')
  await tree.picture().press('Shift+F10')
  await page.getByRole('menuitem', { name: 'What if it is' }).hover()
  await page.getByRole('menuitem', { name: 'false', exact: true }).click()
  await expect(set).toContainText('TOP = False')
  await expect(tree.answer()).toHaveText('0')
  await page.getByRole('button', { name: 'Take back TOP = False' }).click()
  await expect(tree.answer()).toHaveText('0.0199')

  // A model of another program, looked at before it is taken; one undo brings back what was there.
  await tree.more('Import MEF or events')
  await page.getByLabel('Or paste it').fill(pumps.replace('"C"/></atleast>', '"D"/></atleast>'))
  await page.getByRole('button', { name: 'Read', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('D')
  await page.getByLabel('Or paste it').fill(pumps)
  await page.getByRole('button', { name: 'Read', exact: true }).click()
  await expect(page.getByText('1 gates, 3 events')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Replace this tree' }).click()
  await expect(tree.answer()).toHaveText('0.028')
  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Open-PSA MEF (XML)' }).click()
  const xml = await readFile(await (await saving).path(), 'utf8')
  expect(xml).toMatch(/<define-gate name="vacuum">[\s\S]*<atleast min="2">/)
  await page.getByRole('button', { name: /^Undo/ }).click()
  await expect(tree.answer()).toHaveText('0.0199')
  await page.reload()
  await tree.panel('Results')
  await expect(tree.answer()).toHaveText('0.0199')
  expect(complaintsOf(page)).toEqual([])
})
