import { existsSync } from 'node:fs'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Output } from '@contract/index'
import { makeCore, type CoreFixture } from './core-fixture'

const samples = join(import.meta.dirname, '../../../../shared/samples')
const present = existsSync(samples)

let f: CoreFixture

beforeAll(async () => {
  f = await makeCore()
})

afterAll(async () => {
  await f.close()
})

async function importFile(
  path: string,
  caseId: string | null = null
): Promise<Output<'instruments.imports'>['rows'][number]> {
  const staged = await f.core.stages.path(path)
  const { imports } = await f.as('instruments.import', { stageIds: [staged.stageId], caseId })
  const [made] = imports
  if (made === undefined) throw new Error('nothing was begun')
  await f.jobEnd(made.jobId)
  const { rows } = await f.as('instruments.imports', { batchId: made.batchId })
  const [row] = rows
  if (row === undefined) throw new Error('the import is gone')
  return row
}

describe.skipIf(!present)('real tester files (skipped without ../shared/samples)', () => {
  test('a file becomes a set of the case: figures, maps, tests, search; and undo leaves nothing', async () => {
    const made = await f.as('cases.add', { title: 'low yield' })
    const row = await importFile(join(samples, 'stdf/lot2.stdf.gz'), made.id)
    expect(row).toMatchObject({
      state: 'done',
      format: 'stdf',
      fault: null,
      taken: { records: 58020, parts: 1569 }
    })
    const setId = row.setId ?? ''
    const set = await f.as('instruments.set', { id: setId })
    expect(set.summary).toMatchObject({ parts: 1569, good: 1389, caseId: made.id })
    const tests = await f.as('instruments.tests', { id: setId })
    expect(tests.tests.reduce((sum, t) => sum + (t.recordType === 'PTR' ? t.executions : 0), 0)).toBe(52403)
    const pareto = await f.as('instruments.pareto', { id: setId, kind: 'hard' })
    expect(pareto.total).toBe(1569)
    const map = await f.as('instruments.waferMap', {
      id: setId,
      wafer: set.wafers[0]?.index ?? -1,
      kind: 'hard'
    })
    expect(map.x.length + map.repeats.reduce((a, b) => a + b, 0) + map.unplaced).toBe(set.wafers[0]?.parts)
    const measured = tests.tests.filter(t => t.recordType === 'PTR').toSorted((a, b) => b.n - a.n)[0]
    const histogram = await f.as('instruments.histogram', { id: setId, test: measured?.index ?? -1 })
    expect(histogram.counts.reduce((a, b) => a + b, 0) + histogram.under + histogram.over).toBe(measured?.n)
    const parts = await f.as('instruments.parts', {
      id: setId,
      kind: 'hard',
      bin: pareto.bins[0]?.number ?? 0
    })
    expect(parts.total).toBe(pareto.bins[0]?.count)
    const part = await f.as('instruments.part', { id: setId, part: parts.parts[0]?.part ?? -1 })
    expect(part.results.length).toBeGreaterThan(5)
    const lot = set.summary.lot
    expect((await f.as('search.find', { text: lot })).groups.some(g => g.kind === 'set')).toBe(true)
    expect((await f.as('cases.files', { id: made.id })).files).toMatchObject([
      { name: 'lot2.stdf.gz', setId }
    ])
    const csv = await f.as('instruments.exportTests', { id: setId, format: 'csv' })
    expect(new TextDecoder().decode(csv.bytes).trim().split('\r\n')).toHaveLength(tests.tests.length + 1)

    const again = await importFile(join(samples, 'stdf/lot2.stdf.gz'), null)
    expect(again).toMatchObject({ state: 'done', alreadyId: row.id, setId })

    await f.as('instruments.undo', { importId: again.id })
    expect((await f.as('instruments.sets', {})).total).toBe(1)
    await f.as('instruments.undo', { importId: row.id, reason: 'wrong case' })
    expect((await f.as('instruments.sets', {})).total).toBe(0)
    expect((await f.as('cases.files', { id: made.id })).files).toEqual([])
    for (const job of (await f.as('jobs.list', {})).jobs) await f.jobEnd(job.id)
    expect(f.core.store.measurements.read.all('SELECT id FROM measurement_set')).toEqual([])
    expect(f.core.store.measurements.read.all('SELECT id FROM value_block')).toEqual([])
    expect((await f.as('search.find', { text: 'lot2.stdf.gz' })).total).toBe(0)
  })

  test('a truncated file is read in part and says so, with the place', async () => {
    const whole = await readFile(join(samples, 'stdf/Wafer_TX_WM19784-13B1_20181113_180615.stdf'))
    const path = join(f.dir, '..', 'cut.stdf')
    await writeFile(path, whole.subarray(0, Math.floor(whole.length * 0.6)))
    const row = await importFile(path)
    expect(row.state).toBe('partial')
    expect(row.warnings.some(w => w.key === 'truncated' && w.offset !== null)).toBe(true)
    expect(row.taken.parts).toBeGreaterThan(0)
  })
})

test('a file that is no measurement is kept as evidence in its case', async () => {
  const made = await f.as('cases.add', { title: 'evidence' })
  const path = join(f.dir, '..', 'note.txt')
  await writeFile(path, 'the customer called at nine')
  const row = await importFile(path, made.id)
  expect(row).toMatchObject({ state: 'done', setId: null })
  const { files } = await f.as('cases.files', { id: made.id })
  expect(files).toMatchObject([{ name: 'note.txt', sha256: row.sha256, bytes: 27 }])
})

test('a file brought again is not read again, and brings back bytes that were lost', async () => {
  const path = join(f.dir, '..', 'again.txt')
  await writeFile(path, 'seen before')
  const first = await importFile(path)
  expect(await importFile(path)).toMatchObject({ state: 'done', alreadyId: first.id, sha256: first.sha256 })
  const lies = await f.core.store.attachments.path(first.sha256)
  await rm(lies)
  expect(await importFile(path)).toMatchObject({ state: 'done', alreadyId: first.id })
  expect(await readFile(lies, 'utf8')).toBe('seen before')
  expect(await readdir(join(f.dir, 'attachments/incoming'))).toEqual([])
})

test('a file that went away between picking and importing fails with its name and leaves nothing', async () => {
  const path = join(f.dir, '..', 'gone.stdf')
  await writeFile(path, 'x')
  const staged = await f.core.stages.path(path)
  await rm(path)
  const { imports } = await f.as('instruments.import', { stageIds: [staged.stageId] })
  const job = await f.jobEnd(imports[0]?.jobId ?? '')
  expect(job).toMatchObject({ state: 'failed', fault: { key: 'file.unreadable' } })
  const { rows } = await f.as('instruments.imports', { batchId: imports[0]?.batchId ?? '' })
  expect(rows[0]).toMatchObject({ state: 'failed', setId: null, fault: { key: 'file.unreadable' } })
})
