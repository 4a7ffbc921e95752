import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Change } from '@contract/diagram/change'
import type { Json, JsonObject } from '@contract/json'
import { plantedWafer } from '../../e2e/pages/planted'
import { fault, node, useRoom } from './room'

const room = useRoom()
const { ask, step } = room

test('a diagram is made of its nodes in whatever order they come', async () => {
  const nodes = [
    node('head', 'effect', null, { text: 'fails' }),
    node('bone', 'category', 'head', { key: 'equipment' }),
    ...Array.from({ length: 12 }, (_, i) =>
      node(`c${String(i)}`, 'cause', i === 0 ? 'bone' : `c${String(Math.floor((i - 1) / 2))}`, { text: 'x' })
    )
  ]
  const { id } = await ask('rca.create', { kind: 'fishbone', title: 'in order', caseId: room.caseId, nodes })
  const whole = (await ask('rca.get', { id })).nodes
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(nodes, { minLength: nodes.length, maxLength: nodes.length }),
      async shuffled => {
        const made = await ask('rca.create', {
          kind: 'fishbone',
          title: 'any',
          caseId: room.caseId,
          nodes: shuffled
        })
        expect((await ask('rca.get', { id: made.id })).nodes).toEqual(whole)
      }
    ),
    { numRuns: 15 }
  )
  const stray = { kind: 'fishbone', title: 'stray', caseId: room.caseId } as const
  const lost = [...nodes, node('y', 'cause', 'nobody', {})]
  expect(await fault(ask('rca.create', { ...stray, nodes: lost }))).toMatchObject({
    key: 'rca.reference',
    details: { id: 'y', to: 'nobody' }
  })
  const round = [...nodes, node('y', 'cause', 'z', {}), node('z', 'cause', 'y', {})]
  expect(await fault(ask('rca.create', { ...stray, nodes: round }))).toMatchObject({ key: 'rca.reference' })
  const twice = [...nodes, node('c3', 'cause', 'bone', {})]
  expect(await fault(ask('rca.create', { ...stray, nodes: twice }))).toMatchObject({
    details: { why: 'exists' }
  })
})

const open = { is: 'open', why: '', by: '', at: '' }
const state = (id: string, from: unknown, is: string): Change => ({
  op: 'set',
  id,
  field: 'status',
  from: from as Json,
  to: { is, why: 'seen', by: '', at: '' }
})

/** A fishbone with one cause, and evidence of it. */
async function proven(title: string, of: JsonObject, is = 'verified', says = 'supports'): Promise<string> {
  const { id } = await ask('rca.create', {
    kind: 'fishbone',
    title,
    caseId: room.caseId,
    nodes: [
      node('head', 'effect', null, { text: 'fails' }),
      node('bone', 'category', 'head', { key: 'equipment' }),
      node('worn', 'cause', 'bone', { text: `${title} worn` }),
      node('e', 'evidence', 'worn', { of, says })
    ]
  })
  await step(id, state('worn', open, is))
  return id
}

const stateOf = async (id: string): Promise<unknown> => {
  const { nodes } = await ask('rca.get', { id })
  return nodes.find(one => one.id === 'worn')?.data['status']
}

const pin = (title: string) => ask('evidence.pin', { caseId: room.caseId, kind: 'table', title })

test('words that are no lot known here prove nothing by themselves', async () => {
  await ask('lots.add', { lotNumber: 'K2637C62' })
  expect(await ask('rca.unknownLots', { lots: ['k2637c62', 'nonsense', '垃圾'] })).toEqual({
    unknown: ['nonsense', '垃圾']
  })
  const refused = { key: 'rca.needsEvidence', details: { text: 'made up worn' } }
  expect(await fault(proven('made up', { kind: 'lots', lots: ['nonsense', '垃圾'] }))).toMatchObject(refused)
  expect(await fault(proven('made up', { kind: 'lots', lots: ['nonsense'] }, 'contributing'))).toMatchObject(
    refused
  )
  const id = await proven('one of them', { kind: 'lots', lots: ['nonsense', 'K2637C62'] })
  expect((await ask('rca.hollow', { id })).hollow).toEqual([
    { nodeId: 'e', why: null, unknown: ['nonsense'] }
  ])
})

test('a lot that proves a cause by itself stays in the register under its number', async () => {
  const lot = await ask('lots.add', { lotNumber: 'K2637C99' })
  const id = await proven('by the lot', { kind: 'lots', lots: ['k2637c99'] })
  const rests = { key: 'rca.restsOn', details: { causes: '“by the lot worn” (by the lot)', count: 1 } }
  const { version } = lot
  expect(await fault(ask('lots.remove', { id: lot.id, version }))).toMatchObject(rests)
  expect(
    await fault(ask('lots.update', { id: lot.id, version, patch: { lotNumber: 'other' } }))
  ).toMatchObject(rests)
  await step(id, state('worn', await stateOf(id), 'open'))
  await ask('lots.remove', { id: lot.id, version })
})

test('a piece that alone proves a cause is not taken off the case', async () => {
  const piece = await pin('Ring wear by eye')
  const id = await proven('ring', { kind: 'piece', id: piece.id, title: piece.title })
  const { proves } = await ask('rca.proves', { caseId: room.caseId, evidenceId: piece.id })
  expect(proves).toMatchObject([{ nodeId: 'worn', state: 'verified', alone: true }])
  const remove = () => ask('evidence.remove', { id: piece.id, version: piece.version })
  expect(await fault(remove())).toMatchObject({
    key: 'rca.restsOn',
    details: { causes: '“ring worn” (ring)', count: 1 }
  })
  expect((await ask('evidence.get', { id: piece.id })).removedAt).toBeNull()

  // With other proof beside it the piece may go; what is left then may not.
  const other: Change = {
    op: 'add',
    node: node('e2', 'evidence', 'worn', { of: { kind: 'comment', text: 'seen on the bench' } }, 'k')
  }
  const { entry } = await step(id, other)
  await remove()
  expect((await ask('rca.hollow', { id })).hollow).toEqual([{ nodeId: 'e', why: 'removed', unknown: [] }])
  const [added] = entry.changes
  const kept = added?.op === 'add' ? added.node : node('', '', null, {})
  expect(await fault(step(id, { op: 'remove', node: kept }))).toMatchObject({ key: 'rca.needsEvidence' })
  expect(await fault(ask('rca.undo', { id, mode: 'undo' }))).toMatchObject({ key: 'rca.needsEvidence' })
  expect(
    await fault(step(id, { op: 'set', id: 'e2', field: 'says', from: 'supports', to: 'contradicts' }))
  ).toMatchObject({ key: 'rca.needsEvidence' })
  expect(await stateOf(id)).toMatchObject({ is: 'verified' })
})

const needs = { key: 'rca.needsEvidence', code: 'Refused' }
const seen = { kind: 'comment', text: 'seen on the bench' }
const says = (from: string, to: string, id = 'e'): Change => ({ op: 'set', id, field: 'says', from, to })

test('evidence that is neutral or against carries no state; only what supports it does', async () => {
  for (const stance of ['neutral', 'contradicts'])
    for (const is of ['verified', 'contributing'])
      expect(await fault(proven('weak', seen, is, stance))).toMatchObject({
        ...needs,
        details: { text: 'weak worn', state: is }
      })
  // Ruled out asserts no cause.
  expect(await stateOf(await proven('ruled out', seen, 'ruledOut', 'neutral'))).toMatchObject({
    is: 'ruledOut'
  })

  const id = await proven('strong', seen)
  expect(await fault(step(id, says('supports', 'neutral')))).toMatchObject(needs)
  expect(await fault(step(id, says('supports', 'contradicts')))).toMatchObject(needs)
  const neutral: Change = {
    op: 'add',
    node: node('n', 'evidence', 'worn', { of: seen, says: 'neutral' }, 'k')
  }
  await step(id, neutral)
  const { nodes } = await ask('rca.get', { id })
  const support = nodes.find(one => one.id === 'e') ?? node('', '', null, {})
  expect(await fault(step(id, { op: 'remove', node: support }))).toMatchObject(needs)
  expect(await fault(step(id, says('supports', 'neutral')))).toMatchObject(needs)
  // Turned to supporting in the same step the other one carries it.
  await step(id, says('neutral', 'supports', 'n'), { op: 'remove', node: support })
  expect(await stateOf(id)).toMatchObject({ is: 'verified' })
})

test('beside neutral evidence a piece that supports is not taken off the case, and the neutral one may go', async () => {
  const [support, aside] = [await pin('Supports'), await pin('Neither way')]
  const id = await proven('carried', { kind: 'piece', id: support.id, title: support.title })
  await step(id, {
    op: 'add',
    node: node(
      'n',
      'evidence',
      'worn',
      { of: { kind: 'piece', id: aside.id, title: aside.title }, says: 'neutral' },
      'k'
    )
  })
  const alone = async (evidenceId: string) =>
    (await ask('rca.proves', { caseId: room.caseId, evidenceId })).proves.map(one => one.alone)
  expect([await alone(support.id), await alone(aside.id)]).toEqual([[true], [false]])
  expect(await fault(ask('evidence.remove', { id: support.id, version: support.version }))).toMatchObject({
    key: 'rca.restsOn',
    details: { causes: '“carried worn” (carried)' }
  })
  await ask('evidence.remove', { id: aside.id, version: aside.version })
})

test('a cause verified with neutral evidence when that was enough stays as it is, until it gets support', async () => {
  const id = await proven('of old', seen)
  const db = new Database(join(room.f.dir, 'records.sqlite'))
  db.prepare(
    "UPDATE diagram_node SET data = json_set(data, '$.says', 'neutral') WHERE diagramId = ? AND id = 'e'"
  ).run(id)
  db.close()
  await step(id, { op: 'set', id: 'worn', field: 'text', from: 'of old worn', to: 'worn ring' })
  expect(await stateOf(id)).toMatchObject({ is: 'verified' })
  expect((await ask('rca.list', { caseId: room.caseId })).rows.find(row => row.id === id)?.verified).toBe(1)
  expect(await fault(step(id, state('worn', await stateOf(id), 'contributing')))).toMatchObject(needs)
  await step(id, says('neutral', 'supports'))
  await step(id, state('worn', await stateOf(id), 'contributing'))
  expect(await fault(step(id, says('supports', 'neutral')))).toMatchObject(needs)
})

test('a file that alone proves a cause is not taken out of the case, nor the import of its lot taken back', async () => {
  const file = join(room.f.dir, '..', 'EX-RING-1.stdf')
  await writeFile(file, plantedWafer({ wafer: 1 }))
  const { stageId } = await room.f.core.stages.path(file)
  const { imports } = await ask('instruments.import', { stageIds: [stageId], caseId: room.caseId })
  await room.f.jobEnd(imports[0]?.jobId ?? '')
  const importId = imports[0]?.id ?? ''
  const { files } = await ask('cases.files', { id: room.caseId })
  const fileId = files[0]?.id ?? ''
  const { rows } = await ask('instruments.sets', { caseId: room.caseId })
  const id = await proven('file', { kind: 'file', id: fileId, title: 'EX-RING-1.stdf' })
  expect(await fault(ask('cases.removeFile', { fileId }))).toMatchObject({ key: 'rca.restsOn' })
  expect(await fault(ask('instruments.undo', { importId }))).toMatchObject({ key: 'rca.restsOn' })
  await step(id, state('worn', await stateOf(id), 'open'))

  const lot = await proven('imported lot', { kind: 'lots', lots: [rows[0]?.lot ?? ''] })
  expect(await fault(ask('instruments.undo', { importId }))).toMatchObject({
    key: 'rca.restsOn',
    details: { causes: '“imported lot worn” (imported lot)' }
  })
  expect((await ask('instruments.sets', { caseId: room.caseId })).total).toBe(1)
  await step(lot, state('worn', await stateOf(lot), 'open'))
  await ask('instruments.undo', { importId })
})

test('a version or a diagram that comes back without its proof comes back to be tested', async () => {
  const piece = await pin('Only proof')
  const id = await proven('then', { kind: 'piece', id: piece.id, title: piece.title })
  const { revision } = await ask('rca.snapshot', { id, name: 'verified' })
  await step(id, state('worn', await stateOf(id), 'open'))
  const away = await proven('away', { kind: 'piece', id: piece.id, title: piece.title })
  await ask('rca.remove', { id: away })
  await ask('evidence.remove', { id: piece.id, version: piece.version })
  await ask('rca.restore', { id, revision })
  expect(await stateOf(id)).toMatchObject({ is: 'underTest', why: 'seen', by: 'Ada Example' })
  const back = await ask('rca.remove', { id: away, removed: false })
  expect(back.verified).toBe(0)
  expect(await stateOf(away)).toMatchObject({ is: 'underTest', why: 'seen' })
  expect((await ask('rca.history', { id: away })).rows[0]?.intent).toEqual({
    key: 'setBack',
    params: { n: 1 }
  })
})
