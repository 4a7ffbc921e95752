import { Buffer } from 'node:buffer'
import { readFile } from 'node:fs/promises'
import { readPdf } from '../unit/rca/read-pdf'
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
  await expect(page.getByText('1 gate, 3 events')).toBeVisible()
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

test('a tree of several pages is read, printed whole, and brought in from a large file', async ({
  browser,
  host
}) => {
  const page = await openPage(browser, host)
  const gate = (id: string, label: string, more: object = {}) => ({
    id,
    type: 'gate',
    parent: null,
    rank: 'V',
    data: { name: id.toUpperCase(), label, ...more }
  })
  const event = (id: string) => ({
    id,
    type: 'event',
    parent: null,
    rank: 'V',
    data: { name: id.toUpperCase(), model: { kind: 'fixed', p: 0.1 } }
  })
  const input = (parent: string, of: string) => ({
    id: `${parent}-${of}`,
    type: 'input',
    parent,
    rank: 'V',
    data: { of }
  })
  const made = await host.call('rca.create', {
    kind: 'faultTree',
    title: 'Cooling is lost',
    nodes: [
      gate('top', 'Cooling is lost'),
      gate('g1', '真空泵停机', { page: true }),
      ...['e1', 'e2', 'e3'].map(event),
      ...['g1', 'e1'].map(of => input('top', of)),
      ...['e2', 'e3'].map(of => input('g1', of))
    ]
  })
  await goTo(page, `/studio/${made.id}`)
  const tree = new FaultTreePage(page)

  // The panel is made wider by keys, and is so again after a reload.
  await expect(tree.picture()).toBeVisible()
  const bar = page.getByRole('separator', { name: 'Width of the panes' }).last()
  const before = Number(await bar.getAttribute('aria-valuenow'))
  await bar.press('ArrowLeft')
  await bar.press('ArrowLeft')
  await expect(bar).toHaveAttribute('aria-valuenow', String(before + 32))
  await page.reload()
  await expect(bar).toHaveAttribute('aria-valuenow', String(before + 32))
  // As wide as there is room for, and from there back at once; a double click is where it began.
  await bar.press('End')
  const widest = Number(await bar.getAttribute('aria-valuenow'))
  expect(widest).toBeLessThan(1280 - 208)
  await bar.press('ArrowRight')
  await expect(bar).toHaveAttribute('aria-valuenow', String(widest - 16))
  await bar.dblclick()
  await expect(bar).toHaveAttribute('aria-valuenow', String(before))

  // What there is no use in says so.
  await page.getByRole('button', { name: 'More', exact: true }).last().click()
  const split = page.getByRole('menuitem', { name: /^Split over pages/ })
  await expect(split).toBeDisabled()
  await expect(split).toContainText('no page has more than 60 places')
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await page.getByRole('menuitem', { name: 'PDF' }).click()
  await expect(page.getByRole('radio', { name: 'The whole tree: 2 pages' })).toBeChecked()
  await expectAccessible(page)
  const printing = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Make PDF' }).click()
  const pages = readPdf(await readFile(await (await printing).path())).pages.map(one =>
    one.texts.map(text => text.text).join(' ')
  )
  expect(pages).toHaveLength(2)
  expect(pages[0]).toMatch(/TOP Cooling is lost[^]*Page 1 of 2/)
  expect(pages[0]).toContain('see page 2')
  expect(pages[1]).toContain('from page 1')

  // Larger than any call: it goes over as a file, and says how much of it there is.
  await tree.more('Import MEF or events')
  const choosing = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose a file' }).click()
  const large = pumps.replace('<model-data>', `<!-- ${'said at length '.repeat(350_000)} --><model-data>`)
  await (
    await choosing
  ).setFiles({ name: 'pumps.xml', mimeType: 'application/xml', buffer: Buffer.from(large) })
  await expect(page.getByText('1 gate, 3 events')).toBeVisible()
  await page.getByRole('button', { name: 'As a new fault tree' }).click()
  await expect(page.getByRole('heading', { name: 'pumps' })).toBeVisible()
  await tree.panel('Results')
  await expect(tree.answer()).toHaveText('0.028')
  expect(complaintsOf(page)).toEqual([])
})
