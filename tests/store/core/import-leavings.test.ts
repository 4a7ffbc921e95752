import { createHash } from 'node:crypto'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Output } from '@contract/index'
import { madeLot } from '../../formats/stdf/made'
import { makeCore, type CoreFixture } from './core-fixture'

type Row = Output<'instruments.imports'>['rows'][number]

let f: CoreFixture
let adminId = ''

beforeAll(async () => {
  f = await makeCore()
  adminId = f.core.actorOf(f.admin).id ?? ''
})

afterAll(async () => {
  await f.close()
})

const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** Everything that lies in the attachments folder, once what was let go is gone. */
async function lying(): Promise<string[]> {
  // Releases take their turns: this one comes after those that were asked for before.
  await f.core.store.attachments.release('0'.repeat(64))
  const found = await readdir(join(f.dir, 'attachments'), { recursive: true, withFileTypes: true })
  return found.filter(entry => entry.isFile()).map(entry => entry.name)
}

async function fileOf(name: string, bytes: Uint8Array): Promise<string> {
  const path = join(f.dir, '..', name)
  await writeFile(path, bytes)
  return (await f.core.stages.path(path)).stageId
}

async function uploaded(name: string, bytes: Uint8Array): Promise<string> {
  return (await f.core.stages.upload(name, adminId, [bytes])).stageId
}

async function imported(stageId: string, caseId: string | null = null): Promise<Row> {
  const { batchId, imports } = await f.as('instruments.import', { stageIds: [stageId], caseId })
  await f.jobEnd(imports[0]?.jobId ?? '')
  const [row] = (await f.as('instruments.imports', { batchId })).rows
  if (row === undefined) throw new Error('nothing was begun')
  return row
}

async function undo(row: Row): Promise<void> {
  await f.as('instruments.undo', { importId: row.id })
  for (const { id } of (await f.as('jobs.list', { active: true })).jobs) await f.jobEnd(id)
}

const lot = madeLot({ parts: 50, tests: 4 })
const note = new TextEncoder().encode('seen at incoming inspection')

test.each([
  ['a tester file', lot, fileOf],
  ['an uploaded tester file', lot, uploaded],
  ['a file kept as evidence', note, fileOf],
  ['an uploaded file kept as evidence', note, uploaded]
])('taking back the import of %s takes its bytes at once', async (_, bytes, bring) => {
  const { id } = await f.as('cases.add', { title: 'undone' })
  const row = await imported(await bring('one.bin', bytes), id)
  expect(await lying()).toEqual([sha(bytes)])
  await undo(row)
  expect(await lying()).toEqual([])
  expect(f.core.store.attachments.find(sha(bytes))).toBeUndefined()
})

test('an import leaves its numbers in the database, and no log behind', async () => {
  const row = await imported(await fileOf('a.stdf', madeLot({ parts: 4000, tests: 60 })))
  // Its own comes first.
  await f.core.store.checkpoint()
  expect((await stat(`${f.core.store.measurements.path}-wal`)).size).toBe(0)
  await undo(row)
})

test('bytes that two imports brought go with the last of them', async () => {
  const first = await imported(await fileOf('a.stdf', lot))
  const second = await imported(await uploaded('b.stdf', lot))
  expect(second.alreadyId).toBe(first.id)
  await undo(first)
  expect(await lying()).toEqual([sha(lot)])
  expect((await f.as('instruments.sets', {})).total).toBe(1)
  await undo(second)
  expect(await lying()).toEqual([])
})

test('an upload that still waits keeps its bytes, and one whose bytes went says so', async () => {
  const row = await imported(await fileOf('a.txt', note))
  const waiting = await uploaded('b.txt', note)
  await undo(row)
  expect(await lying()).toEqual([sha(note)])
  const second = await imported(waiting)
  expect(second).toMatchObject({ state: 'done', alreadyId: null })
  await undo(second)
  expect(await lying()).toEqual([])
  expect(await imported(waiting)).toMatchObject({
    state: 'failed',
    fault: { key: 'attachment.staleStage' }
  })
})

test('an import that fails leaves no bytes', async () => {
  const swelling = gzipSync(Buffer.concat([madeLot({ parts: 1, tests: 1 }), Buffer.alloc(80 << 20)]))
  for (const bring of [fileOf, uploaded]) {
    const row = await imported(await bring('swelling.stdf.gz', swelling))
    expect(row).toMatchObject({ state: 'failed', fault: { key: 'file.bomb' } })
    expect(await lying()).toEqual([])
  }
})

test('an import that is cancelled, waiting or under way, leaves no bytes', async () => {
  const big = Buffer.concat(Array.from({ length: 40 }, () => madeLot({ parts: 500, tests: 40 })))
  const stageIds: string[] = []
  for (let i = 0; i < 3; i++) {
    const different = Buffer.concat([big, madeLot({ parts: i + 1, tests: 1 })])
    stageIds.push(await (i === 0 ? fileOf : uploaded)(`big${String(i)}.stdf`, different))
  }
  const { imports } = await f.as('instruments.import', { stageIds, caseId: null })
  for (const { jobId } of imports.toReversed()) await f.as('jobs.cancel', { id: jobId })
  for (const { jobId } of imports) expect((await f.jobEnd(jobId)).state).toBe('cancelled')
  expect(await lying()).toEqual([])
})

test('bytes that a kept backup names stay for it', async () => {
  const bytes = new TextEncoder().encode('named by a backup')
  const row = await imported(await fileOf('backed-up.txt', bytes))
  const { jobId } = await f.as('backup.make', { attachments: 'reference' })
  expect((await f.jobEnd(jobId)).state).toBe('done')
  await undo(row)
  expect(await lying()).toEqual([sha(bytes)])
  expect(await readFile(await f.core.store.attachments.path(sha(bytes)))).toEqual(Buffer.from(bytes))
})
