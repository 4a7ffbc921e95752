import { expect, test } from 'vitest'
import type { Change } from '@contract/diagram/change'
import type { DiagramNode } from '@contract/diagram/node'
import { storeParts } from '../../../main/core/registry'
import { rca } from '../../../main/rca'
import type { Caller } from '../../../main/core/core'
import { password } from '../core/core-fixture'
import { newStore, reopen } from '../support'
import { fault, node, useRoom } from './room'

const room = useRoom()
const { ask, step } = room

const start = [
  node('head', 'effect', null, { text: 'Yield falls at the edge' }),
  node('bone', 'category', 'head', { key: 'equipment' })
]

/** Somebody signed in who may write records, with a password of their own. */
async function somebodyElse(): Promise<Caller> {
  const role = await ask('roles.add', {
    name: 'writer',
    key: '',
    permissions: ['records.read', 'records.write']
  })
  await ask('people.addUser', {
    login: 'lin',
    name: 'Lin Example',
    email: '',
    roleId: role.id,
    departmentId: null,
    password: `first ${password}`
  })
  const bare: Caller = { token: null, station: 'lin', local: false }
  const { token } = await room.f.call(bare, 'session.signIn', { login: 'lin', password: `first ${password}` })
  const caller = { ...bare, token }
  await room.f.call(caller, 'session.changePassword', {
    current: `first ${password}`,
    next: `next ${password}`
  })
  return caller
}

const make = (title: string) =>
  ask('rca.create', { kind: 'fishbone', title, caseId: room.caseId, nodes: start })

const add = (id: string, text: string, parent = 'bone'): Change => ({
  op: 'add',
  node: node(id, 'cause', parent, { text })
})

test('a diagram is made, changed and read again, each step with who, when and why', async () => {
  const { id } = await make('Edge ring 边缘环')
  await step(id, add('c1', 'Pump oil 泵油'))
  await step(id, { op: 'set', id: 'c1', field: 'text', from: 'Pump oil 泵油', to: 'Pump oil in chamber B' })
  const { diagram, nodes, undoable } = await ask('rca.get', { id })
  expect(diagram).toMatchObject({ version: 3, nodes: 3, caseId: room.caseId, kind: 'fishbone', verified: 0 })
  expect(nodes.find(one => one.id === 'c1')).toMatchObject({
    data: { text: 'Pump oil in chamber B', status: { is: 'open' }, votes: [], links: [] }
  })
  expect(undoable).toMatchObject({ undo: { key: 'test' }, redo: null })
  const { rows, total } = await ask('rca.history', { id })
  expect(total).toBe(2)
  expect(rows.map(row => [row.revision, row.by, row.mode, row.count])).toEqual([
    [3, 'Ada Example', 'do', 1],
    [2, 'Ada Example', 'do', 1]
  ])
  const { entries } = await ask('cases.timeline', { id: room.caseId })
  expect(entries.filter(entry => entry.entity === 'diagram').map(entry => entry.action)).toContain(
    'rca.change'
  )
  const found = await ask('search.find', { text: 'chamber B' })
  expect(found.groups.flatMap(group => group.hits.map(hit => hit.link))).toContain(`/studio/${id}?node=c1`)
})

test('nobody writes over what they have not seen: the clash carries both texts', async () => {
  const { id } = await make('two at once')
  await step(id, add('c1', 'a'))
  await step(id, { op: 'set', id: 'c1', field: 'text', from: 'a', to: 'theirs' })
  const late: Change = { op: 'set', id: 'c1', field: 'text', from: 'a', to: 'mine' }
  expect(await fault(step(id, late))).toMatchObject({
    key: 'rca.clash',
    code: 'Conflict',
    details: { why: 'field', id: 'c1', field: 'text', mine: '"mine"', theirs: '"theirs"', text: 'theirs' }
  })
  // Another field of the same cause is nobody's business.
  await step(id, { op: 'set', id: 'c1', field: 'likelihood', from: null, to: 4 })
  expect((await ask('rca.get', { id })).diagram.version).toBe(4)
})

test('undo and redo go back to the start and forth again, over a reload', async () => {
  const { id } = await make('there and back')
  await step(id, add('c1', 'one'))
  await step(id, add('c2', 'two', 'c1'))
  await step(id, {
    op: 'move',
    id: 'c2',
    from: { parent: 'c1', rank: 'V' },
    to: { parent: 'bone', rank: 'k' }
  })
  const whole = (await ask('rca.get', { id })).nodes
  for (let n = 0; n < 3; n++) await ask('rca.undo', { id, mode: 'undo' })
  const empty = await ask('rca.get', { id })
  expect(empty.nodes.map(one => one.id).sort()).toEqual(['bone', 'head'])
  expect(empty.undoable.undo).toBeNull()
  expect(await fault(ask('rca.undo', { id, mode: 'undo' }))).toMatchObject({ key: 'rca.nothingToUndo' })
  for (let n = 0; n < 3; n++) await ask('rca.undo', { id, mode: 'redo' })
  const again = await ask('rca.get', { id })
  expect(again.nodes).toEqual(whole)
  await ask('rca.undo', { id, mode: 'undo' })
  const { undoable } = await step(id, add('c3', 'three'))
  expect(undoable.redo).toBeNull()
})

test('a step that others built on is told to be stuck, and undo goes on before it', async () => {
  const { id } = await make('built on')
  const other = await somebodyElse()
  await step(id, add('c0', 'zero'))
  await step(id, add('c1', 'one'))
  await room.f.call(other, 'rca.change', { id, changes: [add('c2', 'two', 'c1')], intent: { key: 'test' } })
  expect(await fault(ask('rca.undo', { id, mode: 'undo' }))).toMatchObject({ details: { why: 'children' } })
  await ask('rca.undo', { id, mode: 'undo' })
  expect((await ask('rca.get', { id })).nodes.map(one => one.id).sort()).toEqual(['bone', 'c1', 'c2', 'head'])
})

test('no cause is verified without evidence, and the core says who verified it and when', async () => {
  const { id } = await make('proof')
  await step(id, add('c1', 'pump'))
  const verify: Change = {
    op: 'set',
    id: 'c1',
    field: 'status',
    from: { is: 'open', why: '', by: '', at: '' },
    to: { is: 'verified', why: 'swap test', by: 'somebody else', at: '' }
  }
  expect(await fault(step(id, verify))).toMatchObject({ key: 'rca.needsEvidence', details: { text: 'pump' } })
  const proof: Change = {
    op: 'add',
    node: node('e1', 'evidence', 'c1', { of: { kind: 'comment', text: 'fails follow the pump' } })
  }
  const { entry } = await step(id, proof, verify)
  expect(entry.changes[1]).toMatchObject({ to: { is: 'verified', by: 'Ada Example', at: entry.at } })
  expect((await ask('rca.get', { id })).diagram.verified).toBe(1)
  const { node: kept } = entry.changes[0] as { node: DiagramNode }
  expect(await fault(step(id, { op: 'remove', node: kept }))).toMatchObject({ key: 'rca.needsEvidence' })
})

test('what is no node of its kind, hangs in the wrong place or has wrong data is refused', async () => {
  const { id } = await make('wrong')
  const refusals: readonly [Change, string][] = [
    [{ op: 'add', node: node('x', 'gate', null, { name: 'G' }) }, 'rca.node'],
    [{ op: 'add', node: node('x', 'cause', 'head', { text: '' }) }, 'rca.place'],
    [{ op: 'add', node: node('x', 'cause', 'bone', { text: 5 }) }, 'rca.node'],
    [{ op: 'add', node: node('x', 'effect', null, {}) }, 'rca.place'],
    [{ op: 'set', id: 'bone', field: 'nonsense', from: null, to: 1 }, 'rca.node'],
    [{ op: 'set', id: 'nobody', field: 'text', from: '', to: 'x' }, 'rca.clash']
  ]
  for (const [change, key] of refusals) expect(await fault(step(id, change))).toMatchObject({ key })
  expect((await ask('rca.get', { id })).diagram.version).toBe(1)
})

test('any version can be looked at, named and brought back', async () => {
  const { id } = await make('versions')
  await step(id, add('c1', 'one'))
  const { revision } = await ask('rca.snapshot', { id, name: 'before the meeting' })
  await step(id, add('c2', 'two'), { op: 'set', id: 'c1', field: 'text', from: 'one', to: 'uno' })
  const then = await ask('rca.at', { id, revision })
  expect(then.nodes.find(one => one.id === 'c1')?.data['text']).toBe('one')
  expect(then.nodes).toHaveLength(3)
  const { entry } = await ask('rca.restore', { id, revision })
  expect(entry?.changes).toHaveLength(2)
  const now = await ask('rca.get', { id })
  expect(now.nodes.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(
    then.nodes.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  )
  await ask('rca.undo', { id, mode: 'undo' })
  expect((await ask('rca.get', { id })).nodes).toHaveLength(4)
  const { snapshots } = await ask('rca.history', { id })
  expect(snapshots).toMatchObject([{ revision, name: 'before the meeting' }])
})

test('a cause becomes a task, an action and a fault tree; both sides know', async () => {
  const { id } = await make('spawn')
  await step(id, add('c1', 'pump'))
  const task = await ask('rca.spawn', { id, nodeId: 'c1', into: { kind: 'task', title: 'Swap the pump' } })
  await ask('rca.spawn', {
    id,
    nodeId: 'c1',
    into: { kind: 'action', title: 'New pump oil', actionKind: 'corrective' }
  })
  const tree = await ask('rca.spawn', {
    id,
    nodeId: 'c1',
    into: {
      kind: 'diagram',
      diagramKind: 'faultTree',
      title: 'Tree',
      relation: 'gate',
      nodeId: 'g1',
      nodes: [node('s', 'settings', null, {}), node('g1', 'gate', null, { name: 'G1', label: 'pump' })]
    }
  })
  const { connections } = await ask('rca.connections', { id })
  expect(connections.map(one => [one.direction, one.relation, one.other.text, one.other.gone])).toEqual(
    expect.arrayContaining([
      ['out', 'task', 'Swap the pump', false],
      ['out', 'action', 'New pump oil', false],
      ['out', 'gate', 'pump', false]
    ])
  )
  const back = await ask('rca.connections', { id: tree.made.id })
  expect(back.connections).toMatchObject([
    { direction: 'in', nodeId: 'g1', other: { text: 'pump', diagramKind: 'fishbone', diagramId: id } }
  ])
  const { sources } = await ask('rca.sources', { caseId: room.caseId })
  expect(sources).toContainEqual(
    expect.objectContaining({ kind: 'task', id: task.made.id, nodeId: 'c1', text: 'pump' })
  )
})

test('a pinned piece tells which causes it is evidence of', async () => {
  const other = (await ask('cases.add', { title: 'proof' })).id
  const of = { kind: 'piece', id: 'piece-1', title: 'Leakage by wafer' }
  const { id } = await ask('rca.create', {
    kind: 'fishbone',
    title: 'proven',
    caseId: other,
    nodes: [
      node('p', 'effect', null, { text: 'fails' }),
      node('k', 'category', 'p', { key: 'equipment' }),
      node('a', 'cause', 'k', { text: 'worn' }),
      node('b', 'cause', 'k', { text: 'dirty' }),
      node('x', 'evidence', 'a', { says: 'contradicts', of }),
      node('y', 'evidence', 'b', { of: { ...of, id: 'piece-2' } })
    ]
  })
  const asked = { caseId: other, evidenceId: 'piece-1' }
  expect((await ask('rca.proves', asked)).proves).toEqual([
    {
      diagramId: id,
      diagramTitle: 'proven',
      diagramKind: 'fishbone',
      nodeId: 'a',
      text: 'worn',
      state: 'open',
      says: 'contradicts',
      alone: false
    }
  ])
  await ask('rca.remove', { id })
  expect((await ask('rca.proves', asked)).proves).toEqual([])
})

test('the causes in which the 5-Whys of a case end are told with their shares', async () => {
  const other = (await ask('cases.add', { title: 'shares' })).id
  const { id } = await ask('rca.create', {
    kind: 'whys',
    title: 'three legs',
    caseId: other,
    nodes: [
      node('p', 'problem', null, { text: 'fails' }),
      node('l', 'leg', 'p', { leg: 'occurrence' }),
      node('w1', 'why', 'l', { text: 'worn', root: { category: 'equipment', share: 60.5 } }),
      node('w2', 'why', 'w1', { text: 'late', root: { category: '', share: null } }, 'W'),
      node('w3', 'why', 'l', { text: 'not an end' }, 'X')
    ]
  })
  const { roots } = await ask('rca.roots', { caseId: other })
  expect(roots.map(root => [root.diagramId, root.nodeId, root.category, root.share])).toEqual([
    [id, 'w1', 'equipment', 60.5],
    [id, 'w2', '', null]
  ])
  await ask('rca.remove', { id })
  expect((await ask('rca.roots', { caseId: other })).roots).toEqual([])
})

test('removed and brought back; a removed one is not changed', async () => {
  const { id } = await make('gone')
  await ask('rca.remove', { id })
  expect((await ask('rca.list', { caseId: room.caseId })).rows.map(row => row.id)).not.toContain(id)
  expect(await fault(step(id, add('c1', 'x')))).toMatchObject({ key: 'rca.removed' })
  await ask('rca.remove', { id, removed: false })
  expect(
    (await ask('rca.list', { caseId: room.caseId, kind: 'fishbone' })).rows.map(row => row.id)
  ).toContain(id)
})

test('two thousand causes go in at one step and out again', async () => {
  const { id } = await make('large')
  const many = Array.from({ length: 2000 }, (_, i) =>
    add(`c${String(i)}`, `cause ${String(i)}`, i < 20 ? 'bone' : `c${String(i % 20)}`)
  )
  await step(id, ...many)
  expect((await ask('rca.get', { id })).nodes).toHaveLength(2002)
  await ask('rca.undo', { id, mode: 'undo' })
  expect((await ask('rca.get', { id })).nodes).toHaveLength(2)
})

test('a store of the version before gets the room', async () => {
  const order = (migration: { readonly name: string }) => migration.name.slice(-13)
  const first = rca.migrations.map(order).toSorted()[0] ?? ''
  const old = await newStore({
    ...storeParts,
    migrations: storeParts.migrations.filter(migration => order(migration) < first)
  })
  await old.close()
  const store = await reopen(old.dir, storeParts)
  expect(store.read.all('SELECT count(*) AS n FROM diagram')).toEqual([{ n: 0 }])
  await store.close()
})
