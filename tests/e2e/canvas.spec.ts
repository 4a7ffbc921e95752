import { textOf } from '../../preload/contract/diagram/kinds'
import type { DiagramNode } from '../../preload/contract/diagram/node'
import { complaintsOf, expect, goTo, openPage, type RunningHost, test } from './harness'
import { CanvasPage } from './pages/canvasPage'
import { FishbonePage } from './pages/fishbonePage'

test.use({ site: 'canvas' })

const node = (id: string, type: string, parent: string | null, rank: string, text: string): DiagramNode => ({
  id,
  type,
  parent,
  rank,
  data: { text }
})

const start = [
  node('head', 'effect', null, 'V', 'Leak'),
  node('A', 'category', 'head', 'G', 'Chamber'),
  node('B', 'category', 'head', 'V', 'Gas line'),
  node('ring', 'cause', 'A', 'G', 'O-ring worn'),
  node('lid', 'cause', 'A', 'V', 'Lid warped'),
  node('bolt', 'cause', 'ring', 'V', 'Bolt loose'),
  node('valve', 'cause', 'B', 'V', 'Valve stuck')
]

/** What hangs below a node, as the core has it: `O-ring worn(Bolt loose), Lid warped`. */
async function below(host: RunningHost, id: string, parent: string): Promise<string> {
  const { nodes } = await host.call('rca.get', { id })
  const shape = (under: string): string =>
    nodes
      .filter(one => one.parent === under)
      .toSorted((a, b) => (a.rank < b.rank ? -1 : 1))
      .map(one => {
        const inner = shape(one.id)
        return `${textOf(one)}${inner === '' ? '' : `(${inner})`}`
      })
      .join(', ')
  return shape(parent)
}

test('mouse, fingers and clipboard do in the picture what they do in the records', async ({
  browser,
  host
}) => {
  const cases = await Promise.all(
    ['Leak in tool 3', 'Leak in tool 7'].map(title => host.call('cases.add', { title }))
  )
  const [first, second] = await Promise.all(
    cases.map(({ id: caseId }, i) =>
      host.call('rca.create', {
        kind: 'fishbone',
        title: `Leak ${String(i + 1)}`,
        caseId,
        nodes: i === 0 ? start : start.slice(0, 3)
      })
    )
  )
  const [id, other] = [first?.id ?? '', second?.id ?? '']
  const page = await openPage(browser, host, { height: 900 })
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const { keyboard, mouse } = page
  const fish = new FishbonePage(page)
  const canvas = new CanvasPage(page)
  await fish.open(id)
  const records = (parent = 'head', diagram = id) => expect.poll(() => below(host, diagram, parent))

  await test.step('dragged onto another node it hangs below it, with all that hangs below it', async () => {
    await canvas.drag(await canvas.middle('O-ring worn'), await canvas.middle('Valve stuck'))
    await records('B').toBe('Valve stuck(O-ring worn(Bolt loose))')
    await expect(fish.row('O-ring worn')).toHaveAttribute('aria-level', '4')
    await keyboard.press('Control+z')
    await records('A').toBe('O-ring worn(Bolt loose), Lid warped')
    // Never below itself, and Esc lets go of it.
    await canvas.drag(await canvas.middle('O-ring worn'), await canvas.middle('Bolt loose'))
    const from = await canvas.middle('Lid warped')
    const to = await canvas.middle('Valve stuck')
    await mouse.move(from.x, from.y)
    await mouse.down()
    await mouse.move(to.x, to.y, { steps: 4 })
    await keyboard.press('Escape')
    await mouse.up()
    await records('A').toBe('O-ring worn(Bolt loose), Lid warped')
    expect((await host.call('rca.get', { id })).diagram.version).toBe(3)
  })

  await test.step('keys and Alt with the mouse move a node in its order and by hand', async () => {
    await canvas.click('O-ring worn')
    await keyboard.press('Alt+ArrowDown')
    await records('A').toBe('Lid warped, O-ring worn(Bolt loose)')
    const nudge = async () =>
      (await host.call('rca.get', { id })).nodes.find(one => one.id === 'ring')?.data['nudge']
    const before = await canvas.box('O-ring worn')
    await keyboard.press('Alt+Shift+ArrowRight')
    await keyboard.press('Alt+Shift+ArrowUp')
    await expect.poll(nudge).toEqual({ dx: 8, dy: -8 })
    await expect.poll(async () => (await canvas.box('O-ring worn')).x - before.x).toBeGreaterThan(2)
    await keyboard.down('Alt')
    const { x, y } = await canvas.middle('O-ring worn')
    await canvas.drag({ x, y }, { x: x + 40, y: y + 16 })
    await keyboard.up('Alt')
    await expect.poll(nudge).toEqual({ dx: 48, dy: 8 })
    await page.getByRole('button', { name: /^Lay out anew/ }).click()
    await expect.poll(nudge).toBeNull()
  })

  await test.step('a wheel with Ctrl and two fingers zoom about the point they are at', async () => {
    await page.getByRole('button', { name: /back to actual size/ }).click()
    await canvas.expectZoom(/^100 %$/)
    const at = await canvas.middle('Leak')
    await mouse.move(at.x, at.y)
    await keyboard.down('Control')
    await mouse.wheel(0, -20)
    await keyboard.up('Control')
    await canvas.expectZoom(/^122 %$/)
    const still = await canvas.middle('Leak')
    expect(Math.hypot(still.x - at.x, still.y - at.y)).toBeLessThan(3)
    const small = await canvas.box('Leak')
    await canvas.pinch(at, 200, 100)
    await canvas.expectZoom(/^61 %$/)
    const box = await canvas.box('Leak')
    expect(box.width / small.width).toBeCloseTo(0.5, 1)
    expect(Math.abs(box.x + box.width / 2 - at.x)).toBeLessThan(3)
  })

  await test.step('panes that open leave the whole picture whole, and what is chosen in view', async () => {
    const panes = ['Outline', 'Details', 'History']
    const toggle = (name: string) => page.getByRole('button', { name, exact: true }).click()
    await canvas.click('Leak')
    await toggle('Details')
    await toggle('Outline')
    await page.getByRole('button', { name: 'Whole picture (0)' }).click()
    for (const name of panes) {
      await toggle(name)
      for (const text of ['Leak', 'Lid warped', 'Bolt loose']) await canvas.expectSeen(text)
    }
    for (const name of panes) await toggle(name)
    // Half of it is out of view now, but not what is chosen.
    await canvas.keys.focus()
    await keyboard.press('+')
    await keyboard.press('+')
    await canvas.expectZoom(/^156 %$/)
    const { x, y } = await canvas.middle('Leak')
    await mouse.move(x, y + 120)
    await canvas.drag({ x, y: y + 120 }, { x: (await canvas.area()).right - 60, y: y + 120 })
    await canvas.expectSeen('Leak')
    for (const name of panes) {
      await toggle(name)
      await canvas.expectSeen('Leak')
    }
    await toggle('History')
    await page.getByRole('button', { name: 'Whole picture (0)' }).click()
  })

  await test.step('a frame takes all that it touches, and Ctrl adds to it', async () => {
    await canvas.frame(['O-ring worn', 'Bolt loose'], 'Shift')
    await expect(canvas.chosen).toHaveText(['O-ring worn', 'Bolt loose'])
    await canvas.frame(['Valve stuck'], 'Control')
    await expect(canvas.chosen).toHaveText(['O-ring worn', 'Bolt loose', 'Valve stuck'])
  })

  await test.step('what is copied here is pasted in another case, as it hangs together', async () => {
    await keyboard.press('Control+c')
    await goTo(page, `/studio/${other}`)
    await fish.row('Gas line').click()
    await keyboard.press('Control+v')
    await records('B', other).toBe('O-ring worn(Bolt loose), Valve stuck')
    await expect(canvas.chosen).toHaveText(['O-ring worn', 'Valve stuck'])
    await records('A').toBe('Lid warped, O-ring worn(Bolt loose)')
  })

  await test.step('an indented list and cells of a spreadsheet are pasted as trees', async () => {
    await fish.row('Chamber').click()
    await canvas.pasteText('- 泄漏 Seal\n    - Dry\n- Pump\n')
    await records('A', other).toBe('泄漏 Seal(Dry), Pump')
    await fish.row('Chamber').click()
    await canvas.pasteText('Cause,Sub-cause\n"Weld, old",Crack\n,Pinhole\n')
    await records('A', other).toBe('泄漏 Seal(Dry), Pump, Weld, old(Crack, Pinhole)')
    // A text that breaks off in a quote is refused by name, and nothing of it is made.
    await canvas.pasteText('level,text\n1,"broken')
    await expect(page.getByRole('alert')).toContainText('A quotation mark opened on line 2')
    for (let step = 0; step < 3; step++) await keyboard.press('Control+z')
    await records('head', other).toBe('Chamber, Gas line')
  })
  expect(complaintsOf(page)).toEqual([])
})

test('a tree is typed like an outline, and nobody writes over what another wrote meanwhile', async ({
  browser,
  host
}) => {
  const { id } = await host.call('rca.create', { kind: 'fishbone', title: 'Typed', nodes: start })
  const page = await openPage(browser, host)
  const { keyboard } = page
  const fish = new FishbonePage(page)
  const canvas = new CanvasPage(page)
  await fish.open(id)
  const records = (parent: string) => expect.poll(() => below(host, id, parent))
  const version = async () => (await host.call('rca.get', { id })).diagram.version

  await test.step('Enter goes on, an empty line ends it or goes in and out, and leaves no step behind', async () => {
    await fish.row('Valve stuck').click()
    await keyboard.press('Enter')
    await keyboard.type('Filter old')
    await keyboard.press('Enter')
    await keyboard.press('Tab')
    await keyboard.type('Not changed')
    await keyboard.press('Shift+Tab')
    await keyboard.press('Alt+Enter')
    await keyboard.type('in May')
    await keyboard.press('Control+Enter')
    await records('B').toBe('Valve stuck, Filter old, Not changed\nin May')
    await expect(canvas.chosen).toHaveText(['Not changed in May'])
    for (const end of ['Enter', 'Escape']) {
      await keyboard.press('Enter')
      await expect(fish.row('(nothing written yet)')).toBeVisible()
      await keyboard.press(end)
      await expect(fish.row('(nothing written yet)')).toHaveCount(0)
    }
    expect(await version()).toBe(3)
    await fish.row('Bolt loose').click()
    await keyboard.press('F2')
    await keyboard.type('Bolt gone')
    await keyboard.press('Shift+Tab')
    await records('A').toBe('O-ring worn, Bolt gone, Lid warped')
    // A leaf has nothing to fold.
    await keyboard.press('Space')
    expect(await version()).toBe(5)
    // A menu gives the keys back to where they came from.
    await keyboard.press('Shift+F10')
    await expect(page.getByRole('menuitem', { name: 'Remove' })).toBeVisible()
    await keyboard.press('Escape')
    await expect(page.getByRole('textbox', { name: /^Outline: / })).toBeFocused()
    await keyboard.press('?')
    await expect(page.getByRole('dialog')).toContainText('While a text is written')
    await keyboard.press('Escape')
  })

  await test.step('what was changed or removed while one writes is told of, and both are kept on demand', async () => {
    const write = async (text: string) => {
      await keyboard.press('F2')
      await keyboard.type(text)
    }
    await fish.row('Lid warped').click()
    await write('Lid bent')
    await host.call('rca.change', {
      id,
      intent: { key: 'rename', params: {} },
      changes: [{ op: 'set', id: 'lid', field: 'text', from: 'Lid warped', to: 'Lid cracked' }]
    })
    await expect(fish.row('Lid cracked')).toBeVisible()
    await keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Somebody else was first' })
    await expect(dialog).toContainText('Lid cracked')
    await dialog.getByRole('button', { name: 'Use mine' }).click()
    await records('A').toBe('O-ring worn, Bolt gone, Lid bent')

    await fish.row('Lid bent').click()
    await write('Lid 翘曲')
    const removeLid = async () => {
      const lid = (await host.call('rca.get', { id })).nodes.find(one => one.id === 'lid')
      if (lid === undefined) throw new Error('the lid is gone')
      await host.call('rca.change', {
        id,
        intent: { key: 'remove', params: {} },
        changes: [{ op: 'remove', node: lid }]
      })
    }
    await removeLid()
    await expect(dialog).toContainText('Lid 翘曲')
    // Whoever goes on typing chooses nothing by it.
    for (const key of ['Space', 'Enter', 'Escape']) await keyboard.press(key)
    await expect(dialog).toContainText('Lid 翘曲')
    await dialog.getByRole('button', { name: 'Bring it back with mine' }).click()
    await records('A').toBe('O-ring worn, Bolt gone, Lid 翘曲')

    await fish.row('Lid 翘曲').click()
    await page.getByRole('textbox', { name: 'Note' }).fill('seen on two tools')
    await removeLid()
    await expect(dialog).toContainText('seen on two tools')
    await dialog.getByRole('button', { name: 'Bring it back with mine' }).click()
    await records('A').toBe('O-ring worn, Bolt gone, Lid 翘曲')
    const { nodes } = await host.call('rca.get', { id })
    expect(nodes.find(one => one.id === 'lid')?.data).toMatchObject({ note: 'seen on two tools' })
  })

  await test.step('what is half written is not lost with the page', async () => {
    await fish.row('Filter old').click()
    await keyboard.press('Enter')
    await keyboard.type('Half written')
    await page.reload()
    await expect(fish.row('Half written')).toBeVisible()
    await records('B').toContain('Half written')
  })
  expect(complaintsOf(page)).toEqual([])
})

test('several causes are changed in one step, and a link within the diagram stands on its cause', async ({
  browser,
  host
}) => {
  const nodes = start.map(one =>
    one.id === 'ring' ? { ...one, data: { ...one.data, collapsed: true } } : one
  )
  const { id } = await host.call('rca.create', { kind: 'fishbone', title: 'Leak 9', nodes })
  const page = await openPage(browser, host, { height: 900 })
  const fish = new FishbonePage(page)
  await fish.open(id)
  const all = (field: 'likelihood' | 'status') =>
    expect.poll(async () => {
      const { nodes } = await host.call('rca.get', { id })
      return ['lid', 'valve'].map(cause => nodes.find(one => one.id === cause)?.data[field])
    })
  await fish.row('Lid warped').click()
  await page.getByRole('radiogroup', { name: 'Likelihood' }).getByText('2').click()
  await fish.row('Valve stuck').click({ modifiers: ['Control'] })
  await expect(page.getByRole('heading', { name: '2 nodes selected' })).toBeVisible()
  await page.getByRole('radiogroup', { name: 'Likelihood: mixed' }).getByText('4').click()
  await all('likelihood').toEqual([4, 4])

  // What nothing supports is named, and cannot be called proven.
  await page.getByRole('button', { name: 'State: Open', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Verified root cause' }).click()
  const dialog = page.getByRole('dialog', { name: 'Set to “Verified root cause”' })
  await expect(dialog.getByRole('listitem')).toHaveText(['Lid warped', 'Valve stuck'])
  await expect(dialog.getByRole('button', { name: 'Set to' })).toBeDisabled()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  // A menu whose first line cannot be chosen has the keys all the same, and Esc closes it.
  const underTest = page.getByRole('menuitem', { name: 'Under test' })
  const state = page.getByRole('button', { name: 'State: Open', exact: true })
  await state.press('Enter')
  await expect(underTest).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(underTest).toBeHidden()
  await fish.row('Valve stuck').click({ button: 'right' })
  await expect(underTest).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(underTest).toBeHidden()
  await expect(page.getByRole('heading', { name: '2 nodes selected' })).toBeVisible()
  await fish.row('Valve stuck').click({ button: 'right' })
  await underTest.press('Enter')
  await page.getByRole('textbox', { name: 'Why?' }).fill('Both are looked at tonight')
  await page.keyboard.press('Enter')
  const tested = expect.objectContaining({ is: 'underTest', why: 'Both are looked at tonight' })
  await all('status').toEqual([tested, tested])
  await page.getByRole('button', { name: 'Undo: 2 causes: Under test' }).click()
  await all('status').toEqual([
    expect.objectContaining({ is: 'open' }),
    expect.objectContaining({ is: 'open' })
  ])
  await all('likelihood').toEqual([4, 4])

  // What is half written is kept, and what hides the cause is unfolded.
  await fish.row('Valve stuck').click()
  await page.keyboard.type('Valve sticks')
  await goTo(page, `/studio/${id}?node=bolt`)
  await expect(fish.row('Bolt loose')).toHaveAttribute('aria-selected', 'true')
  await expect(fish.row('Valve sticks')).toBeVisible()
  // The keys go on where the link led to.
  await expect(page.getByRole('textbox', { name: /^Fishbone: / })).toBeFocused()
  expect(complaintsOf(page)).toEqual([])
})
