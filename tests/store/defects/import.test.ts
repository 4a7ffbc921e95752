import Database from 'better-sqlite3'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Output } from '@contract/index'
import { storeParts } from '../../../main/core/registry'
import {
  readDefectColumns,
  readDefectImages,
  readDefects,
  readDefectWafers
} from '../../../main/instruments/store/defects-reader'
import { bytesOf, madeKlarf } from '../../formats/klarf/made'
import { readKlarf } from '../../formats/klarf/read'
import { makeCore, type CoreFixture } from '../core/core-fixture'
import { newStore, reopen } from '../support'

let f: CoreFixture
let dir = ''

beforeAll(async () => {
  f = await makeCore()
  dir = join(f.dir, '..', 'files')
  await mkdir(dir)
})
afterAll(async () => {
  await f.close()
})

type Row = Output<'instruments.imports'>['rows'][number]

async function bring(
  files: Readonly<Record<string, Uint8Array>>,
  caseId: string | null = null
): Promise<Row[]> {
  const stageIds: string[] = []
  for (const [name, bytes] of Object.entries(files)) {
    await writeFile(join(dir, name), bytes)
    stageIds.push((await f.core.stages.path(join(dir, name))).stageId)
  }
  const made = await f.as('instruments.import', { stageIds, caseId })
  for (const one of made.imports) await f.jobEnd(one.jobId)
  const { rows } = await f.as('instruments.imports', { batchId: made.batchId })
  return rows.toSorted((a, b) => a.name.localeCompare(b.name))
}

const count = (table: string) =>
  Number(f.core.store.measurements.read.get(`SELECT count(*) AS n FROM ${table}`)?.['n'])

describe('a file of defects', () => {
  test('becomes a set of its case: figures, search, columns; again it is already here; undo leaves nothing', async () => {
    const bytes = bytesOf(madeKlarf({ version: '1.8', wafers: 2, defects: 300, images: true }))
    const made = await f.as('cases.add', { title: 'particles' })
    const [row] = await bring({ 'scan.001': bytes }, made.id)
    expect(row).toMatchObject({
      state: 'done',
      format: 'klarf',
      fault: null,
      warnings: [],
      taken: { parts: 0, tests: 0, wafers: 2, defects: 600 }
    })
    const id = row?.setId ?? ''
    expect((await f.as('instruments.sets', { caseId: made.id })).rows).toMatchObject([
      { id, kind: 'defects', format: 'klarf', lot: 'EX-LOT-1', product: 'EX-DEV', wafers: 2, defects: 600 }
    ])
    expect((await f.as('instruments.sets', { kind: 'measurements' })).total).toBe(0)
    expect((await f.as('instruments.sets', { kind: 'defects', text: 'ex-lot' })).total).toBe(1)
    expect((await f.as('cases.files', { id: made.id })).files).toMatchObject([
      { name: 'scan.001', setId: id }
    ])
    const hits = await f.as('search.find', { text: 'EX-LOT-1-W02' })
    expect(hits.groups.find(group => group.kind === 'set')?.hits[0]).toMatchObject({ title: 'scan.001' })
    await expect(f.as('instruments.set', { id })).rejects.toMatchObject({ fault: { key: 'record.notFound' } })

    const sql = f.core.store.measurements.read as Parameters<typeof readDefects>[0]
    const set = readDefects(sql, id)
    const wafers = readDefectWafers(sql, set)
    const expected = readKlarf(bytes).wafers
    expect(wafers.length).toBe(2)
    for (const [i, wafer] of wafers.entries()) {
      const whole = expected[i]
      expect({ ...wafer, lot: undefined }).toEqual({ ...whole?.facts, lot: undefined })
      const columns = readDefectColumns(sql, set, wafer)
      expect([...columns.keys()]).toEqual(whole?.columns)
      for (const [name, { values }] of columns) {
        const at = whole?.columns.indexOf(name) ?? -1
        expect(Array.from(values), name).toEqual(whole?.rows.map(cells => cells[at]))
      }
      expect([...readDefectColumns(sql, set, wafer, ['YREL']).keys()]).toEqual(['YREL'])
      const images = readDefectImages(sql, set, wafer)
      expect(images.row.length).toBe(wafer.images)
      expect(images.texts[(images.file[0] ?? 0) - 1]).toBe(whole?.images[0]?.[0]?.file)
    }

    const [again] = await bring({ 'copy.klarf': bytes })
    expect(again).toMatchObject({ state: 'done', alreadyId: row?.id, setId: id, taken: { defects: 600 } })
    await f.as('instruments.undo', { importId: again?.id ?? '' })
    expect((await f.as('instruments.sets', {})).total).toBe(1)
    await f.as('instruments.undo', { importId: row?.id ?? '' })
    expect((await f.as('instruments.sets', {})).total).toBe(0)
    for (const job of (await f.as('jobs.list', {})).jobs) await f.jobEnd(job.id)
    expect([count('defect_set'), count('defect_wafer'), count('defect_block')]).toEqual([0, 0, 0])
    expect((await f.as('search.find', { text: 'EX-LOT-1' })).total).toBe(0)
  })

  test('with texts in its columns, several lists and groups, lies in the store as it was read', async () => {
    const text = `FileVersion 1 2;
LotID "L9";
DiePitch 1000 1000;
WaferID "1";
SampleCenterLocation 500 500;
DefectRecordSpec 4 DEFECTID XREL NOTE TEST;
DefectList
1 1.5 "a" 1
2 2.5 N x
3 N "b" 1;
DefectRecordSpec 3 DEFECTID NOTE YREL;
DefectList
4 "a" 7
5 "\u6676\u5706\u8868\u9762" 8;
EndOfFile;
`
    const [row] = await bring({ 'texts.klarf': Buffer.from(text) })
    const sql = f.core.store.measurements.read as Parameters<typeof readDefects>[0]
    const set = readDefects(sql, row?.setId ?? '')
    const [wafer] = readDefectWafers(sql, set)
    if (wafer === undefined) throw new Error('no wafer')
    const columns = readDefectColumns(sql, set, wafer)
    const cells = (name: string) => {
      const column = columns.get(name)
      return Array.from(column?.values ?? [], (value, i) => {
        const code = column?.codes?.[i] ?? 0
        return code > 0 ? column?.texts[code - 1] : value
      })
    }
    expect(cells('DEFECTID')).toEqual([1, 2, 3, 4, 5])
    expect(cells('NOTE')).toEqual(['a', Number.NaN, 'b', 'a', '\u6676\u5706\u8868\u9762'])
    expect(cells('TEST')).toEqual([1, 'x', 1, Number.NaN, Number.NaN])
    expect(cells('YREL')).toEqual([Number.NaN, Number.NaN, Number.NaN, 7, 8])
    expect(row?.warnings.map(warning => warning.key)).toEqual(['klarfBadNumber'])
    await f.as('instruments.undo', { importId: row?.id ?? '' })
  })

  test('cut off it is read in part and says where', async () => {
    const bytes = bytesOf(madeKlarf({ defects: 40 }))
    const [row] = await bring({ 'cut.klarf': bytes.subarray(0, bytes.length - 1200) })
    expect(row?.state).toBe('partial')
    expect(row?.warnings.find(warning => warning.key === 'klarfTruncated')?.params['line']).toBeGreaterThan(
      10
    )
    expect(row?.taken.defects).toBeGreaterThan(40)
    await f.as('instruments.undo', { importId: row?.id ?? '' })
  })

  test('kept as evidence by a version that could not read it, it becomes a set when it is brought again', async () => {
    const bytes = bytesOf(madeKlarf({ wafers: 1, defects: 20, seed: 5 }))
    const [first] = await bring({ 'old.klarf': bytes })
    const setId = first?.setId ?? ''
    await f.core.store.write(async tx => {
      tx.sql.run('UPDATE import SET setId = NULL WHERE id = ?', [first?.id ?? ''])
      tx.sql.run('DELETE FROM data_set WHERE id = ?', [setId])
      return Promise.resolve()
    })
    const [again] = await bring({ 'old.klarf': bytes })
    expect(again).toMatchObject({ alreadyId: null, taken: { defects: 20 } })
    expect(again?.setId).not.toBeNull()
  })
})

test('sets of the version before are measurements', async () => {
  const number = (name: string) => Number(/\d{13}$/.exec(name)?.[0])
  const upTo = <T extends { readonly name: string }>(all: readonly T[], first: string): T[] => {
    const mine = number(all.find(({ name }) => name.startsWith(first))?.name ?? '')
    return all.filter(({ name }) => number(name) < mine)
  }
  const before = {
    ...storeParts,
    entities: [],
    migrations: upTo(storeParts.migrations, 'InstrumentsDefects'),
    measurementMigrations: upTo(storeParts.measurementMigrations, 'DefectSets'),
    attachmentReferences: []
  }
  const sha256 = 'a'.repeat(64)
  const old = await newStore(before)
  await old.write(async tx => {
    tx.sql.run("INSERT INTO attachment (sha256, bytes, added_at) VALUES (?, 1, '')", [sha256])
    tx.sql.run(
      `INSERT INTO data_set (id, sha256, name, format, lot, product, program, tester, startedAt, parts, good, tests,
         wafers, importedAt) VALUES ('s1', ?, 'a.stdf', 'stdf', 'L', '', '', '', NULL, 1, 1, 1, 1, '')`,
      [sha256]
    )
    return Promise.resolve()
  })
  await old.close()
  const store = await reopen(old.dir, storeParts)
  expect(store.read.all('SELECT id, kind, defects FROM data_set')).toEqual([
    { id: 's1', kind: 'measurements', defects: 0 }
  ])
  await store.close()
  const db = new Database(join(old.dir, 'measurements.sqlite'), { readonly: true })
  expect(db.prepare('SELECT count(*) FROM defect_set').pluck().get()).toBe(0)
  db.close()
})
