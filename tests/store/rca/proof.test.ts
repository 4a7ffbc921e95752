import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Change } from '@contract/diagram/change'
import type { DiagramNode } from '@contract/diagram/node'
import type { Json, JsonObject } from '@contract/json'
import { plantedWafer } from '../../e2e/pages/planted'
import { makeCore, type CoreFixture } from '../core/core-fixture'
import { errorOf } from '../support'

let f: CoreFixture
let caseId: string
beforeAll(async () => {
  f = await makeCore()
  caseId = (await f.as('cases.add', { title: 'edge fails' })).id
})
afterAll(async () => {
  await f.close()
})

const node = (id: string, type: string, parent: string | null, data: DiagramNode['data'], rank = 'V') => ({
  id,
  type,
  parent,
  rank,
  data
})

const fault = async (work: Promise<unknown>) => (await errorOf(work)).fault

test('a diagram is made of its nodes in whatever order they come', async () => {
  const nodes = [
    node('head', 'effect', null, { text: 'fails' }),
    node('bone', 'category', 'head', { key: 'equipment' }),
    ...Array.from({ length: 12 }, (_, i) =>
      node(`c${String(i)}`, 'cause', i === 0 ? 'bone' : `c${String(Math.floor((i - 1) / 2))}`, { text: 'x' })
    )
  ]
  const { id } = await f.as('rca.create', { kind: 'fishbone', title: 'in order', caseId, nodes })
  const whole = (await f.as('rca.get', { id })).nodes
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(nodes, { minLength: nodes.length, maxLength: nodes.length }),
      async shuffled => {
        const made = await f.as('rca.create', { kind: 'fishbone', title: 'any', caseId, nodes: shuffled })
        expect((await f.as('rca.get', { id: made.id })).nodes).toEqual(whole)
      }
    ),
    { numRuns: 15 }
  )
  const stray = { kind: 'fishbone', title: 'stray', caseId } as const
  const lost = [...nodes, node('y', 'cause', 'nobody', {})]
  expect(await fault(f.as('rca.create', { ...stray, nodes: lost }))).toMatchObject({
    key: 'rca.reference',
    details: { id: 'y', to: 'nobody' }
  })
  const round = [...nodes, node('y', 'cause', 'z', {}), node('z', 'cause', 'y', {})]
  expect(await fault(f.as('rca.create', { ...stray, nodes: round }))).toMatchObject({ key: 'rca.reference' })
  const twice = [...nodes, node('c3', 'cause', 'bone', {})]
  expect(await fault(f.as('rca.create', { ...stray, nodes: twice }))).toMatchObject({
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

const step = (id: string, ...changes: Change[]) =>
  f.as('rca.change', { id, changes, intent: { key: 'test' } })

/** A fishbone with one cause, and evidence of it. */
async function proven(title: string, of: JsonObject, is = 'verified'): Promise<string> {
  const { id } = await f.as('rca.create', {
    kind: 'fishbone',
    title,
    caseId,
    nodes: [
      node('head', 'effect', null, { text: 'fails' }),
      node('bone', 'category', 'head', { key: 'equipment' }),
      node('worn', 'cause', 'bone', { text: `${title} worn` }),
      node('e', 'evidence', 'worn', { of })
    ]
  })
  await step(id, state('worn', open, is))
  return id
}

const stateOf = async (id: string): Promise<unknown> => {
  const { nodes } = await f.as('rca.get', { id })
  return nodes.find(one => one.id === 'worn')?.data['status']
}

const pin = (title: string) => f.as('evidence.pin', { caseId, kind: 'table', title })

test('words that are no lot known here prove nothing by themselves', async () => {
  await f.as('lots.add', { lotNumber: 'K2637C62' })
  expect(await f.as('rca.unknownLots', { lots: ['k2637c62', 'nonsense', '垃圾'] })).toEqual({
    unknown: ['nonsense', '垃圾']
  })
  const refused = { key: 'rca.needsEvidence', details: { text: 'made up worn' } }
  expect(await fault(proven('made up', { kind: 'lots', lots: ['nonsense', '垃圾'] }))).toMatchObject(refused)
  expect(await fault(proven('made up', { kind: 'lots', lots: ['nonsense'] }, 'contributing'))).toMatchObject(
    refused
  )
  const id = await proven('one of them', { kind: 'lots', lots: ['nonsense', 'K2637C62'] })
  expect((await f.as('rca.hollow', { id })).hollow).toEqual([
    { nodeId: 'e', why: null, unknown: ['nonsense'] }
  ])
})

test('a lot that proves a cause by itself stays in the register under its number', async () => {
  const lot = await f.as('lots.add', { lotNumber: 'K2637C99' })
  const id = await proven('by the lot', { kind: 'lots', lots: ['k2637c99'] })
  const rests = { key: 'rca.restsOn', details: { causes: '“by the lot worn” (by the lot)', count: 1 } }
  const { version } = lot
  expect(await fault(f.as('lots.remove', { id: lot.id, version }))).toMatchObject(rests)
  expect(
    await fault(f.as('lots.update', { id: lot.id, version, patch: { lotNumber: 'other' } }))
  ).toMatchObject(rests)
  await step(id, state('worn', await stateOf(id), 'open'))
  await f.as('lots.remove', { id: lot.id, version })
})

test('a piece that alone proves a cause is not taken off the case', async () => {
  const piece = await pin('Ring wear by eye')
  const id = await proven('ring', { kind: 'piece', id: piece.id, title: piece.title })
  const { proves } = await f.as('rca.proves', { caseId, evidenceId: piece.id })
  expect(proves).toMatchObject([{ nodeId: 'worn', state: 'verified', alone: true }])
  const remove = () => f.as('evidence.remove', { id: piece.id, version: piece.version })
  expect(await fault(remove())).toMatchObject({
    key: 'rca.restsOn',
    details: { causes: '“ring worn” (ring)', count: 1 }
  })
  expect((await f.as('evidence.get', { id: piece.id })).removedAt).toBeNull()

  // With other proof beside it the piece may go; what is left then may not.
  const other: Change = {
    op: 'add',
    node: node('e2', 'evidence', 'worn', { of: { kind: 'comment', text: 'seen on the bench' } }, 'k')
  }
  const { entry } = await step(id, other)
  await remove()
  expect((await f.as('rca.hollow', { id })).hollow).toEqual([{ nodeId: 'e', why: 'removed', unknown: [] }])
  const [added] = entry.changes
  const kept = added?.op === 'add' ? added.node : node('', '', null, {})
  expect(await fault(step(id, { op: 'remove', node: kept }))).toMatchObject({ key: 'rca.needsEvidence' })
  expect(await fault(f.as('rca.undo', { id, mode: 'undo' }))).toMatchObject({ key: 'rca.needsEvidence' })
  expect(
    await fault(step(id, { op: 'set', id: 'e2', field: 'says', from: 'supports', to: 'contradicts' }))
  ).toMatchObject({ key: 'rca.needsEvidence' })
  expect(await stateOf(id)).toMatchObject({ is: 'verified' })
})

test('a file that alone proves a cause is not taken out of the case, nor the import of its lot taken back', async () => {
  const file = join(f.dir, '..', 'EX-RING-1.stdf')
  await writeFile(file, plantedWafer({ wafer: 1 }))
  const { stageId } = await f.core.stages.path(file)
  const { imports } = await f.as('instruments.import', { stageIds: [stageId], caseId })
  await f.jobEnd(imports[0]?.jobId ?? '')
  const importId = imports[0]?.id ?? ''
  const { files } = await f.as('cases.files', { id: caseId })
  const fileId = files[0]?.id ?? ''
  const { rows } = await f.as('instruments.sets', { caseId })
  const id = await proven('file', { kind: 'file', id: fileId, title: 'EX-RING-1.stdf' })
  expect(await fault(f.as('cases.removeFile', { fileId }))).toMatchObject({ key: 'rca.restsOn' })
  expect(await fault(f.as('instruments.undo', { importId }))).toMatchObject({ key: 'rca.restsOn' })
  await step(id, state('worn', await stateOf(id), 'open'))

  const lot = await proven('imported lot', { kind: 'lots', lots: [rows[0]?.lot ?? ''] })
  expect(await fault(f.as('instruments.undo', { importId }))).toMatchObject({
    key: 'rca.restsOn',
    details: { causes: '“imported lot worn” (imported lot)' }
  })
  expect((await f.as('instruments.sets', { caseId })).total).toBe(1)
  await step(lot, state('worn', await stateOf(lot), 'open'))
  await f.as('instruments.undo', { importId })
})

test('a version or a diagram that comes back without its proof comes back to be tested', async () => {
  const piece = await pin('Only proof')
  const id = await proven('then', { kind: 'piece', id: piece.id, title: piece.title })
  const { revision } = await f.as('rca.snapshot', { id, name: 'verified' })
  await step(id, state('worn', await stateOf(id), 'open'))
  const away = await proven('away', { kind: 'piece', id: piece.id, title: piece.title })
  await f.as('rca.remove', { id: away })
  await f.as('evidence.remove', { id: piece.id, version: piece.version })
  await f.as('rca.restore', { id, revision })
  expect(await stateOf(id)).toMatchObject({ is: 'underTest', why: 'seen', by: 'Ada Example' })
  const back = await f.as('rca.remove', { id: away, removed: false })
  expect(back.verified).toBe(0)
  expect(await stateOf(away)).toMatchObject({ is: 'underTest', why: 'seen' })
  expect((await f.as('rca.history', { id: away })).rows[0]?.intent).toEqual({
    key: 'setBack',
    params: { n: 1 }
  })
})
