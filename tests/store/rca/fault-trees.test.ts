import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DiagramNode } from '@contract/diagram/node'
import type { Output } from '@contract/index'
import { makeCore, stranger, type CoreFixture } from '../core/core-fixture'
import { errorOf } from '../support'

let f: CoreFixture
beforeAll(async () => {
  f = await makeCore()
})
afterAll(async () => {
  await f.close()
})

const mef = `<opsa-mef><define-fault-tree name="pumps">
  <define-gate name="top"><and><event name="one"/><event name="two"/></and></define-gate>
  <define-basic-event name="one"><float value="0.1"/></define-basic-event>
  <define-basic-event name="two"><parameter name="q"/></define-basic-event>
  <define-parameter name="q"><uniform-deviate><float value="0.1"/><float value="0.3"/></uniform-deviate></define-parameter>
  </define-fault-tree><define-event-tree name="later"/></opsa-mef>`

test('a model comes in, is computed and goes out again, all in a worker of the core', async () => {
  const { nodes, name, ignored } = await f.as('faultTree.fromMef', { text: mef })
  expect([name, ignored]).toEqual(['pumps', [{ what: 'define-event-tree', line: 6 }]])
  expect(new Set(nodes.map(node => node.id)).size).toBe(nodes.length)
  // The records are such as an editor keeps.
  const { id } = await f.as('rca.create', { kind: 'faultTree', title: name, nodes })
  const kept = (await f.as('rca.get', { id })).nodes
  const found = await f.as('faultTree.solve', { nodes: kept })
  expect(found.p).toBeCloseTo(0.02, 14)
  const sure = await f.as('faultTree.uncertainty', { nodes: kept, trials: 100 })
  expect([sure.trials, sure.pointValue]).toEqual([100, found.p])
  const bars = (await f.as('faultTree.sweep', { nodes: kept, ask: { kind: 'tornado', factor: 2 } })).bars
  expect(bars.map(bar => bar.name).sort()).toEqual(['one', 'q', 'two'])
  const out = await f.as('faultTree.toMef', { nodes: kept, name: 'pumps: a/b' })
  expect([out.name, out.mime]).toEqual(['pumps_ a_b.xml', 'application/xml'])
  const again = await f.as('faultTree.fromMef', { text: new TextDecoder().decode(out.bytes) })
  expect((await f.as('faultTree.solve', { nodes: again.nodes })).p).toBeCloseTo(0.02, 14)
  const csv = await f.as('faultTree.eventsCsv', { nodes: kept })
  expect(csv.name).toBe('diagram.csv')
  const text = new TextDecoder().decode(csv.bytes).replace('0.1', '0.5')
  const read = await f.as('faultTree.fromEventsCsv', { text, nodes: kept })
  expect(read.errors).toEqual([])
  const changed = new Map(read.events.map(({ node }) => [node.id, node]))
  const after = kept.map(node => changed.get(node.id) ?? node)
  expect((await f.as('faultTree.solve', { nodes: after })).p).toBeCloseTo(0.1, 14)
})

test('what is wrong with a tree is said with the name of the record', async () => {
  const gate: DiagramNode = { id: 'g', type: 'gate', parent: null, rank: 'V', data: { name: 'Lonely' } }
  const { fault } = await errorOf(f.as('faultTree.solve', { nodes: [gate] }))
  expect(fault).toMatchObject({ key: 'rca.treeEmpty', details: { name: 'Lonely', node: 'g' } })
  expect((await errorOf(f.as('faultTree.fromMef', { text: '<opsa-mef><define' }))).fault.key).toBe(
    'rca.notXml'
  )
  // A wrong number in it is told when it comes in, not when it is computed; and so is that there is no gate.
  const wrong = mef.replace('value="0.1"', 'value="1.1"')
  expect((await errorOf(f.as('faultTree.fromMef', { text: wrong }))).fault).toMatchObject({
    key: 'rca.probability',
    details: { name: 'one', at: 3 }
  })
  expect((await errorOf(f.as('faultTree.fromMef', { text: '<opsa-mef></opsa-mef>' }))).fault.key).toBe(
    'rca.noTop'
  )
  expect((await errorOf(f.call(stranger, 'faultTree.solve', { nodes: [gate] }))).fault.code).toBe('SignIn')
})

/** Causes thrown together: nothing about it is a module, so it is worked on for long. */
function tangled(gates: number, events: number): DiagramNode[] {
  let state = 1
  const next = (below: number): number => (state = (state * 48271) % 2147483647) % below
  const node = (id: string, type: string, parent: string | null, data: DiagramNode['data']): DiagramNode => ({
    id,
    type,
    parent,
    rank: 'V',
    data
  })
  const made = [node('top', 'gate', null, { name: 'top', gate: 'and' })]
  for (let e = 0; e < events; e++)
    made.push(
      node(`e${String(e)}`, 'event', null, { name: `e${String(e)}`, model: { kind: 'fixed', p: 0.1 } })
    )
  for (let g = 0; g < gates; g++) {
    const id = `g${String(g)}`
    made.push(node(id, 'gate', null, { name: id, gate: 'or' }), node(`t${id}`, 'input', 'top', { of: id }))
    for (let i = 0; i < 3; i++)
      made.push(node(`${id}-${String(i)}`, 'input', id, { of: `e${String(next(events))}` }))
  }
  return made
}

test('a question that nobody waits for any more is called off', async () => {
  const stop = new AbortController()
  const answer = f.core.call(f.admin, 'faultTree.solve', { nodes: tangled(400, 200) }, stop.signal)
  // Another question is answered meanwhile: the core's own thread is free.
  await f.as('rca.list', {})
  stop.abort()
  await expect(answer as Promise<Output<'faultTree.solve'>>).rejects.toMatchObject({ name: 'AbortError' })
})
