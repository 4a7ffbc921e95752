import { complaintsOf, expect, expectAccessible, goTo, openPage, test } from './harness'

test.use({ site: 'whys' })

test('three legs of whys by keyboard alone: joined, ended in a cause, read back, made a fault tree', async ({
  browser,
  host
}) => {
  const nodes = [
    {
      id: 'problem',
      type: 'problem',
      parent: null,
      rank: 'V',
      data: { text: 'Pins corroded after storage' }
    },
    { id: 'occurrence', type: 'leg', parent: 'problem', rank: 'G', data: { leg: 'occurrence' } },
    { id: 'nonDetection', type: 'leg', parent: 'problem', rank: 'V', data: { leg: 'nonDetection' } },
    { id: 'systemic', type: 'leg', parent: 'problem', rank: 'k', data: { leg: 'systemic' } }
  ]
  const { id: caseId } = await host.call('cases.add', { title: 'Pins corroded after storage' })
  const { id } = await host.call('rca.create', {
    kind: 'whys',
    title: 'Corroded pins',
    caseId,
    nodes
  })
  const page = await openPage(browser, host)
  const { keyboard } = page
  await goTo(page, `/studio/${id}`)
  const keys = page.getByRole('textbox', { name: /^5-Why: / })
  const row = (name: string) => page.getByRole('tree').getByRole('treeitem', { name })
  await expect(row('Occurrence')).toBeVisible()

  // From the problem to its first leg, and down the chain: Tab asks why, Enter ends the words.
  await keys.focus()
  await keyboard.press('ArrowRight')
  await keyboard.press('ArrowUp')
  await expect(row('Occurrence')).toHaveAttribute('aria-selected', 'true')
  await keyboard.press('Tab')
  await keyboard.insertText('盐雾残留 stayed on the pins')
  await keyboard.press('Tab')
  await keyboard.insertText('Rinse was too short')
  await keyboard.press('Enter')
  await keyboard.insertText('Nobody measured the water')
  await keyboard.press('Enter')
  await keyboard.press('Escape')
  await expect(row('Nobody measured the water')).toHaveAttribute('aria-level', '4')
  await expectAccessible(page)

  // Both answers together: the menu of the one above.
  await keyboard.press('ArrowLeft')
  await expect(row('盐雾残留 stayed on the pins')).toHaveAttribute('aria-selected', 'true')
  await keyboard.press('Shift+F10')
  await page.getByRole('menuitem', { name: 'Join the answers by AND' }).press('Enter')
  await expect(row('盐雾残留 stayed on the pins')).toContainText('AND')

  // The end of a chain is a cause, with its share.
  await keys.focus()
  await keyboard.press('ArrowRight')
  await keyboard.press('Shift+F10')
  await page.getByRole('menuitem', { name: 'The chain ends here: a cause' }).press('Enter')
  await page.getByRole('textbox', { name: 'Share' }).fill('60')
  await keyboard.press('Enter')
  await page.getByRole('radio', { name: 'Causes and shares' }).press('Space')
  await expect(page.getByRole('status').filter({ hasText: 'The shares add up to 60 %' })).toBeVisible()
  await page.getByRole('radio', { name: 'Read back' }).press('Space')
  await expect(page.getByRole('region', { name: 'Read back' })).toContainText(
    /because\s*(Rinse was too short|Nobody measured the water) \(together with/i
  )
  await page.getByRole('radio', { name: 'Diagram' }).press('Space')

  // Found whatever its width and case, and taken back step by step.
  await keys.focus()
  await keyboard.press('/')
  await keyboard.insertText('\uFF32\uFF29\uFF2E\uFF33\uFF25')
  await keyboard.press('Enter')
  await expect(row('Rinse was too short')).toHaveAttribute('aria-selected', 'true')
  await keyboard.press('Escape')
  await expect(keys).toBeFocused()

  await page.getByRole('button', { name: 'To fault tree' }).press('Enter')
  await page.getByRole('button', { name: 'Make it' }).press('Enter')
  await expect
    .poll(async () => (await host.call('rca.list', { caseId })).rows.map(one => one.kind).toSorted())
    .toEqual(['faultTree', 'whys'])
  const [tree] = (await host.call('rca.list', { caseId, kind: 'faultTree' })).rows
  const made = (await host.call('rca.get', { id: tree?.id ?? '' })).nodes
  expect(
    made
      .filter(node => node.type === 'event')
      .map(node => node.data['label'])
      .toSorted()
  ).toEqual(['Nobody measured the water', 'Rinse was too short'])
  expect(
    made
      .filter(node => node.type === 'gate')
      .map(node => node.data['gate'])
      .toSorted()
  ).toEqual(['and', 'or', 'or'])
  // A leg is said in the words of who made the tree.
  expect(made.filter(node => node.type === 'gate').map(node => node.data['label'])).toContain('Occurrence')
  expect(complaintsOf(page)).toEqual([])
})
