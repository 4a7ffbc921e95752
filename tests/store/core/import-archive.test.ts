import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ImportRecord } from '@contract/instruments'
import { AtdfWriter } from '../../../main/instruments/formats/atdf/write'
import { storeParts } from '../../../main/core/registry'
import type { WriteTx } from '../../../main/store/types'
import { asAtdf } from '../../formats/atdf/convert'
import { zipped, type Entry } from '../../formats/container/zipped'
import { madeLot } from '../../formats/stdf/made'
import { newStore, reopen } from '../support'
import { makeCore, type CoreFixture } from './core-fixture'

let f: CoreFixture
let folder = ''
const first = madeLot({ parts: 40, tests: 6, wafers: 2 })
const second = madeLot({ parts: 25, tests: 8, sites: 2 })
/** What the made lot has none of: a pin, a text, a functional test that fails in a part that never ends. */
const extra = new AtdfWriter()
  .record('PMR', { PMR_INDX: 4, CHAN_NAM: 'clk', PHY_NAM: '10311' })
  .record('DTR', { TEXT_DAT: 'made up' })
  .record('PIR', { HEAD_NUM: 1, SITE_NUM: 9 })
  .raw('FTR:7|1|9|F||v1|||||||||||||4,9\n')
  .bytes()
const text = Buffer.concat([asAtdf(second), extra.subarray(extra.indexOf('PMR'))])

beforeAll(async () => {
  f = await makeCore()
  folder = await mkdtemp(join(tmpdir(), 'fabcase-archive-'))
})
afterAll(async () => {
  await f.close()
  await rm(folder, { recursive: true, force: true })
})

/** Import bytes under a name; the lines of its batch, the archive's own first. */
async function bring(
  name: string,
  bytes: Uint8Array,
  caseId: string | null = null
): Promise<readonly [archive: ImportRecord, ...members: ImportRecord[]]> {
  const path = join(folder, name)
  await writeFile(path, bytes)
  const staged = await f.core.stages.path(path)
  const { imports, batchId } = await f.as('instruments.import', { stageIds: [staged.stageId], caseId })
  for (const one of imports) await f.jobEnd(one.jobId)
  const [archive, ...members] = (await f.as('instruments.imports', { batchId })).rows
  if (archive === undefined) throw new Error('nothing was imported')
  return [archive, ...members]
}

const lots: readonly Entry[] = [
  { name: 'a/first.stdf', content: first },
  { name: 'a/second.atdf.gz', content: gzipSync(text), method: 0 },
  { name: 'readme.txt', content: Buffer.from('two lots\n') }
]
const setOf = (id: string | null) => f.as('instruments.set', { id: id ?? '' })

describe('an archive with several lots', () => {
  test('becomes a report line and a set each, named after the file, with the hash of the archive', async () => {
    const bytes = zipped(lots)
    const made = await f.as('cases.add', { title: 'two lots came in a zip' })
    const [archive, ...members] = await bring('lots.zip', bytes, made.id)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    expect(archive).toMatchObject({
      state: 'done',
      format: 'zip',
      sha256,
      setId: null,
      parentId: null,
      member: '',
      taken: { parts: 65, tests: 15, wafers: 3 }
    })
    expect(members).toMatchObject([
      { name: 'a › first.stdf', member: 'a/first.stdf', format: 'stdf', bytes: first.length, warnings: [] },
      {
        name: 'a › second.atdf.gz',
        member: 'a/second.atdf.gz',
        format: 'atdf',
        warnings: [{ key: 'partUnfinished', params: { site: 9 } }]
      }
    ])
    for (const member of members)
      expect(member).toMatchObject({
        state: 'done',
        parentId: archive.id,
        jobId: archive.jobId,
        batchId: archive.batchId,
        caseId: made.id,
        sha256,
        alreadyId: null
      })
    const [one, two] = await Promise.all(members.map(member => setOf(member.setId)))
    expect(one).toMatchObject({
      sha256,
      summary: { name: 'a › first.stdf', member: 'a/first.stdf', parts: 40 }
    })
    expect(two).toMatchObject({ sha256, summary: { parts: 25, format: 'atdf', caseId: made.id } })
    expect((await f.as('instruments.sets', { caseId: made.id })).total).toBe(2)
    // The archive is kept once, as the case's file; search finds a set by the archive's name too.
    expect((await f.as('cases.files', { id: made.id })).files).toMatchObject([{ name: 'lots.zip', sha256 }])
    // The text form has its pins and texts too.
    const ask = { id: members[1]?.setId ?? '' }
    expect(await f.as('instruments.notes', ask)).toMatchObject({
      total: 1,
      notes: [{ text: 'made up', part: null }]
    })
    expect(await f.as('instruments.pins', ask)).toMatchObject({
      pins: [{ pmr: 4, name: 'clk', channel: 'clk' }]
    })
    expect(await f.as('instruments.details', ask)).toEqual({
      total: 1,
      details: [
        {
          test: 8,
          part: 25,
          fields: [
            ['VECT_NAM', 'v1'],
            ['FAIL_PIN', 'clk, #9']
          ]
        }
      ]
    })
    const found = await f.as('search.find', { text: 'lots.zip' })
    expect(found.groups.find(group => group.kind === 'set')?.hits).toHaveLength(2)

    // Brought again nothing is read again; what was taken back is.
    const again = await bring('same.zip', bytes)
    expect(again).toMatchObject([
      { state: 'done', alreadyId: archive.id, taken: { parts: 65 } },
      { alreadyId: members[0]?.id, setId: members[0]?.setId },
      { alreadyId: members[1]?.id, setId: members[1]?.setId }
    ])
    await f.as('instruments.undo', { importId: again[0].id })
    expect(await setOf(members[0]?.setId ?? '')).toMatchObject({ summary: { parts: 40 } })
    await f.as('instruments.undo', { importId: members[1]?.id ?? '' })
    await expect(setOf(members[1]?.setId ?? '')).rejects.toMatchObject({ fault: { key: 'record.notFound' } })
    const third = await bring('third.zip', bytes)
    expect(third).toMatchObject([
      { alreadyId: archive.id },
      { alreadyId: members[0]?.id, setId: members[0]?.setId },
      { alreadyId: null, state: 'done', format: 'atdf', taken: { parts: 25 } }
    ])

    // The archive taken back takes its files back, unless somebody else brought them too.
    await f.as('instruments.undo', { importId: archive.id })
    const { rows } = await f.as('instruments.imports', { batchId: archive.batchId })
    expect(rows.map(row => row.state)).toEqual(['undone', 'undone', 'undone'])
    expect(await setOf(third[1]?.setId ?? '')).toMatchObject({ summary: { parts: 40, caseId: null } })
    await f.as('instruments.undo', { importId: third[0].id })
    await expect(setOf(third[1]?.setId ?? '')).rejects.toMatchObject({ fault: { key: 'record.notFound' } })
    expect((await f.as('instruments.sets', {})).total).toBe(0)
    await expect.poll(() => f.core.store.attachments.find(sha256)).toBeUndefined()
  })

  test('a file that cannot be read says so in its line, and does not keep the others out', async () => {
    const swollen = Buffer.concat([second.subarray(0, 4000), Buffer.alloc(70 << 20)])
    const [archive, ...members] = await bring(
      'mixed.zip',
      zipped([
        { name: 'secret.stdf', content: first, flags: 1 },
        { name: 'bomb.stdf', content: swollen },
        { name: 'cut.stdf', content: first.subarray(0, first.length - 7) },
        { name: 'good.stdf', content: second }
      ])
    )
    expect(archive).toMatchObject({
      state: 'partial',
      warnings: [{ key: 'memberEncrypted', params: { name: 'secret.stdf' } }]
    })
    expect(members.map(({ name, state, fault }) => [name, state, fault?.key ?? null])).toEqual([
      ['bomb.stdf', 'failed', 'file.bomb'],
      ['cut.stdf', 'partial', null],
      ['good.stdf', 'done', null]
    ])
    const sets = (await f.as('instruments.sets', {})).rows
    expect(sets.map(set => set.name).sort()).toEqual(['cut.stdf', 'good.stdf'])
    // Nothing of what was begun and given up is left.
    const left = f.core.store.measurements.read.all('SELECT id FROM measurement_set')
    expect(left.map(row => row['id']).sort()).toEqual(sets.map(set => set.id).sort())
    await f.as('instruments.undo', { importId: archive.id })
  })

  test('without data is kept as evidence, also when it comes again', async () => {
    const bytes = zipped([{ name: 'photo.txt', content: Buffer.from('a photo\n') }])
    const [kept, ...none] = await bring('photos.zip', bytes)
    expect(kept).toMatchObject({ state: 'done', format: 'zip', setId: null, alreadyId: null })
    expect(none).toEqual([])
    expect((await bring('again.zip', bytes))[0]).toMatchObject({ state: 'done', alreadyId: kept.id })
  })

  test('given up in the middle leaves nothing', async () => {
    const many = Array.from({ length: 30 }, (_, i) => ({ name: `lot${i}.stdf`, content: first }))
    const path = join(folder, 'many.zip')
    await writeFile(path, zipped(many))
    const staged = await f.core.stages.path(path)
    const { imports, batchId } = await f.as('instruments.import', { stageIds: [staged.stageId] })
    const jobId = imports[0]?.jobId ?? ''
    for (;;) {
      const job = await f.as('jobs.get', { id: jobId })
      const begun = f.core.store.measurements.read.all('SELECT id FROM measurement_set').length ?? 0
      if (begun > 2 || (job.state !== 'queued' && job.state !== 'running')) break
      await new Promise(resolve => setTimeout(resolve, 2))
    }
    await f.as('jobs.cancel', { id: jobId }).catch(() => undefined)
    const end = await f.jobEnd(jobId)
    const { rows } = await f.as('instruments.imports', { batchId })
    const sets = (await f.as('instruments.sets', {})).total
    const left = f.core.store.measurements.read.all('SELECT id FROM measurement_set').length
    if (end.state === 'cancelled') {
      expect(rows).toMatchObject([{ state: 'cancelled' }])
      expect([sets, left]).toEqual([0, 0])
    } else expect([rows.length, sets, left]).toEqual([31, 30, 30])
  })
})

test('imports and sets of the version before are of whole files', async () => {
  const stamp = (name: string) => Number(name.slice(-13))
  const mine = stamp(
    storeParts.migrations.find(({ name }) => name.startsWith('InstrumentsMembers'))?.name ?? ''
  )
  const old = await newStore({
    ...storeParts,
    entities: [],
    migrations: storeParts.migrations.filter(({ name }) => stamp(name) < mine),
    attachmentReferences: []
  })
  const sha256 = 'a'.repeat(64)
  const add = (tx: WriteTx, id: string, member: string) => {
    const [column, value] = member === '' ? ['', ''] : [', member', ', ?']
    tx.sql.run(
      `INSERT INTO data_set (id, sha256, name, format, lot, product, program, tester, parts, good, tests, wafers,
         importedAt${column}) VALUES (?, ?, 'a', 'stdf', '', '', '', '', 1, 1, 1, 1, ''${value})`,
      member === '' ? [id, sha256] : [id, sha256, member]
    )
    return Promise.resolve()
  }
  await old.write(async tx => {
    tx.sql.run("INSERT INTO attachment (sha256, bytes, added_at) VALUES (?, 1, '')", [sha256])
    tx.sql.run(
      `INSERT INTO import (id, batchId, jobId, name, bytes, sha256, format, state, startedAt, by, taken, warnings)
       VALUES ('i', 'b', 'j', 'a', 1, ?, 'stdf', 'done', '', '', '{}', '[]')`,
      [sha256]
    )
    await add(tx, 's', '')
  })
  await old.close()
  const store = await reopen(old.dir, storeParts)
  expect(store.read.all('SELECT id, member, parentId FROM import')).toEqual([
    { id: 'i', member: '', parentId: null }
  ])
  await store.write(tx => add(tx, 't', 'x.stdf'))
  await expect(store.write(tx => add(tx, 'u', 'x.stdf'))).rejects.toThrow('record.duplicate')
  expect(store.read.all('SELECT id, member FROM data_set ORDER BY id')).toEqual([
    { id: 's', member: '' },
    { id: 't', member: 'x.stdf' }
  ])
  await store.close()
})
