import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Input } from '@contract/index'
import { storeParts } from '../../../main/core/registry'
import { evidence } from '../../../main/evidence'
import { makeCore, type CoreFixture } from '../core/core-fixture'
import { newStore, reopen } from '../support'

let f: CoreFixture
let caseId: string
beforeAll(async () => {
  f = await makeCore()
  caseId = (await f.as('cases.add', { title: 'edge fails' })).id
})
afterAll(async () => {
  await f.close()
})

/** The smallest PNG there is: one transparent point. */
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const svg = '<svg xmlns="http://www.w3.org/2000/svg"><text>环形失效</text></svg>'

function pinned(more: Partial<Input<'evidence.pin'>> = {}): Input<'evidence.pin'> {
  return {
    caseId,
    kind: 'map',
    title: 'Edge ring on wafer 05',
    note: 'Same ring as in March, 边缘环',
    caption: 'LOT-7, last touch, bin 5, n = 1 200',
    n: 1200,
    link: '/analysis?view=abc',
    sources: [{ name: 'lot7.stdf', sha256: 'ab'.repeat(32), setId: null }],
    view: { sets: ['s1'], retest: 'last', filter: { hardBins: [5] } },
    table: {
      header: ['x', 'y', 'bin'],
      rows: [
        [1, -2, 5],
        [3, 4, null]
      ]
    },
    picture: png,
    vector: svg,
    ...more
  }
}

test('a picture with its figures is kept as it was, named by hashes, in trail, timeline and search', async () => {
  const made = await f.as('evidence.pin', pinned())
  expect(made).toMatchObject({ version: 1, n: 1200, pinnedBy: 'Ada Example', kind: 'map' })
  const whole = await f.as('evidence.get', { id: made.id })
  expect(whole.view).toEqual(pinned().view)
  expect(whole.table).toEqual(pinned().table)
  const picture = await f.as('evidence.picture', { id: made.id })
  expect(Buffer.from(picture.bytes).toString('base64')).toBe(png)
  const drawing = await f.as('evidence.picture', { id: made.id, form: 'svg' })
  expect(new TextDecoder().decode(drawing.bytes)).toBe(svg)
  // The bytes are attachments like any other.
  const opened = await f.as('attachments.open', { sha256: made.pictureSha256 ?? '' })
  expect(opened.bytes).toBe(Buffer.from(png, 'base64').length)
  const { entries } = await f.as('cases.timeline', { id: caseId })
  expect(entries[0]).toMatchObject({ action: 'evidence.pin', entity: 'evidence', title: made.title })
  for (const text of ['edge ring', '边缘', 'LOT-7', 'lot7.stdf'])
    expect(
      (await f.as('search.find', { text })).groups.some(group => group.kind === 'evidence'),
      text
    ).toBe(true)
  const list = await f.as('evidence.list', { caseId, text: 'March 环' })
  expect(list).toMatchObject({ total: 1, rows: [{ id: made.id }] })
  expect((await f.as('evidence.list', { caseId, text: 'April' })).total).toBe(0)
})

test('words change by version, data never', async () => {
  const made = await f.as(
    'evidence.pin',
    pinned({ title: 'first', picture: null, vector: null, table: null })
  )
  const changed = await f.as('evidence.update', { id: made.id, version: 1, title: 'second' })
  expect(changed).toMatchObject({ version: 2, title: 'second', note: made.note, asOf: made.asOf })
  await expect(f.as('evidence.update', { id: made.id, version: 1, note: 'x' })).rejects.toThrow(
    'record.conflict'
  )
  await expect(f.as('evidence.picture', { id: made.id })).rejects.toThrow('record.notFound')
})

test('what is taken off leaves the list and the search, stays in the trail, and can be put back', async () => {
  const made = await f.as('evidence.pin', pinned({ title: 'Zebra pattern' }))
  const found = async () => (await f.as('search.find', { text: 'Zebra' })).total
  const listed = async (removed: boolean) => {
    const { rows } = await f.as('evidence.list', { caseId, text: 'zebra', removed })
    return rows.map(row => row.id)
  }
  await expect(f.as('evidence.remove', { id: made.id, version: 7 })).rejects.toThrow('record.conflict')
  await f.as('evidence.remove', { id: made.id, version: 1, reason: 'wrong wafer' })
  expect(await found()).toBe(0)
  expect([await listed(false), await listed(true)]).toEqual([[], [made.id]])
  const gone = await f.as('evidence.get', { id: made.id })
  expect(gone).toMatchObject({ version: 2, removedBy: 'Ada Example', removedAt: gone.updatedAt })
  await expect(f.as('evidence.update', { id: made.id, version: 2, note: 'x' })).rejects.toThrow(
    'record.notFound'
  )
  await expect(f.as('evidence.remove', { id: made.id, version: 2 })).rejects.toThrow('record.notFound')
  const trail = async () => (await f.as('cases.timeline', { id: caseId })).entries[0]
  expect(await trail()).toMatchObject({
    action: 'evidence.remove',
    reason: 'wrong wafer',
    title: 'Zebra pattern'
  })
  expect((await trail())?.changes.map(([field]) => field)).toContain('pictureSha256')

  const back = await f.as('evidence.restore', { id: made.id })
  expect(back).toMatchObject({
    ...made,
    version: 3,
    removedAt: null,
    removedBy: null,
    updatedAt: back.updatedAt
  })
  expect(await found()).toBe(1)
  expect([await listed(false), await listed(true)]).toEqual([[made.id], []])
  expect(await trail()).toMatchObject({ action: 'evidence.restore', title: 'Zebra pattern' })
  // Put back twice is put back once.
  expect(await f.as('evidence.restore', { id: made.id })).toEqual(back)
  await expect(f.as('evidence.restore', { id: 'nowhere' })).rejects.toThrow('record.notFound')
})

test('bytes stay while a piece names them, taken off or not', async () => {
  const made = await f.as('evidence.pin', pinned({ vector: '<svg xmlns="a"></svg>' }))
  const sha256 = (await f.as('evidence.get', { id: made.id })).vectorSha256 ?? ''
  const { attachments } = f.core.store
  await attachments.collect({ graceMs: -1 })
  expect(await readFile(await attachments.path(sha256), 'utf8')).toBe('<svg xmlns="a"></svg>')
  await f.as('evidence.remove', { id: made.id, version: 1 })
  await attachments.collect({ graceMs: -1 })
  await f.as('evidence.restore', { id: made.id })
  const drawing = await f.as('evidence.picture', { id: made.id, form: 'svg' })
  expect(new TextDecoder().decode(drawing.bytes)).toBe('<svg xmlns="a"></svg>')
})

test('what is no picture, no drawing, no JSON or of no case is refused, and nothing of it stays', async () => {
  const refused: readonly [Partial<Input<'evidence.pin'>>, string][] = [
    [{ picture: Buffer.from('<html>').toString('base64') }, 'contract.input'],
    [{ vector: '<html><script>alert(1)</script></html>' }, 'contract.input'],
    [{ picture: 'no base64!' }, 'contract.input'],
    [{ caseId: 'nowhere' }, 'record.notFound'],
    [{ title: ' ' }, 'contract.input']
  ]
  const before = (await f.as('evidence.list', { caseId })).total
  for (const [bad, key] of refused) await expect(f.as('evidence.pin', pinned(bad))).rejects.toThrow(key)
  let deep: unknown = null
  for (let i = 0; i < 100_000; i++) deep = [deep]
  await expect(f.as('evidence.pin', { ...pinned(), view: deep as null })).rejects.toThrow('contract.input')
  expect((await f.as('evidence.list', { caseId })).total).toBe(before)
})

/** Whatever came later came after it: the version before has none of that either. */
const order = (migration: { readonly name: string }) => migration.name.slice(-13)

/** A store as it was before a migration, with one case. */
async function storeBefore(first: string) {
  const old = await newStore({
    ...storeParts,
    migrations: storeParts.migrations.filter(migration => order(migration) < first),
    attachmentReferences: []
  })
  await old.write(async tx =>
    Promise.resolve(
      tx.sql
        .run(`INSERT INTO "case" (id, version, createdAt, createdBy, updatedAt, updatedBy, number, title, severity,
        state, stateReason, teamIds, lotText, description, containment, rootCause, openedAt)
        VALUES ('c1', 1, '', '', '', '', 'FC-1', 'old', 'minor', 'received', '', '[]', '', '', '', '', '')`)
    )
  )
  return old
}

const addPiece = `INSERT INTO evidence (id, version, createdAt, createdBy, updatedAt, updatedBy, caseId, kind, title,
  note, caption, link, sources, view, asOf, pinnedBy)
  VALUES ('e1', 1, '', '', '', '', 'c1', 'note', 't', '', '', '', '[]', 'null', '', '')`

test('a store of the version before is brought up, its cases as they were', async () => {
  const old = await storeBefore(evidence.migrations.map(order).toSorted()[0] ?? '')
  await old.close()
  const store = await reopen(old.dir, storeParts)
  expect(store.read.all('SELECT id, title FROM "case"')).toEqual([{ id: 'c1', title: 'old' }])
  await store.write(async tx => Promise.resolve(tx.sql.run(addPiece)))
  expect(store.read.all('SELECT caseId, pictureSha256 FROM evidence')).toEqual([
    { caseId: 'c1', pictureSha256: null }
  ])
  await store.close()
})

test('what was pinned before anything could be taken off is on its case', async () => {
  const old = await storeBefore(
    order(evidence.migrations.find(({ name }) => name.startsWith('EvidenceRemoved')) ?? { name: '' })
  )
  await old.write(async tx => Promise.resolve(tx.sql.run(addPiece)))
  await old.close()
  const store = await reopen(old.dir, storeParts)
  expect(store.read.all('SELECT id, title, removedAt, removedBy FROM evidence')).toEqual([
    { id: 'e1', title: 't', removedAt: null, removedBy: null }
  ])
  await store.close()
})
