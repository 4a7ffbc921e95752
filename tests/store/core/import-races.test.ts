import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Output } from '@contract/index'
import { openCore } from '../../../main/core/core'
import { madeLot } from '../../formats/stdf/made'
import { makeCore, worker, type CoreFixture } from './core-fixture'

type ImportOut = Output<'instruments.import'>['imports'][number]

let f: CoreFixture

beforeEach(async () => {
  f = await makeCore()
})

afterEach(async () => {
  await f.close()
})

async function lotFile(name: string, parts: number): Promise<string> {
  const path = join(f.dir, '..', name)
  await writeFile(path, madeLot({ parts, tests: 40 }))
  return path
}

const piece = madeLot({ parts: 3000, tests: 40 })

/** Some 40 MB that differ from every other file of a different number. */
async function bigFile(which: number): Promise<string> {
  const path = join(f.dir, '..', `big${String(which)}.stdf`)
  const tail = madeLot({ parts: 10 + which, tests: 2 })
  await writeFile(path, Buffer.concat([...Array.from({ length: 10 }, () => piece), tail]))
  return path
}

async function begin(paths: readonly string[], caseId: string | null = null): Promise<ImportOut[]> {
  const stageIds: string[] = []
  for (const path of paths) stageIds.push((await f.core.stages.path(path)).stageId)
  return (await f.as('instruments.import', { stageIds, caseId })).imports
}

async function rows(): Promise<Output<'instruments.imports'>['rows']> {
  return (await f.as('instruments.imports', { limit: 1000 })).rows
}

const sets = () => f.core.store.measurements.read.all('SELECT id, state FROM measurement_set')
const blocks = () => f.core.store.measurements.read.all('SELECT id FROM value_block')

test('the same bytes imported side by side end as one set, the second as already here', async () => {
  const one = await lotFile('one.stdf', 3000)
  const two = await lotFile('two.stdf', 3000)
  const made = await begin([one, two])
  for (const { jobId } of made) expect((await f.jobEnd(jobId)).state).toBe('done')
  const done = await rows()
  expect(done.map(r => r.state)).toEqual(['done', 'done'])
  expect(new Set(done.map(r => r.setId)).size).toBe(1)
  expect(done.filter(r => r.alreadyId !== null)).toHaveLength(1)
  expect(done.map(r => r.taken.parts)).toEqual([3000, 3000])
  expect(sets()).toHaveLength(1)
  expect((await f.as('instruments.sets', {})).total).toBe(1)
})

test('taking the first import back while the same bytes come in again leaves the second whole', async () => {
  const path = await lotFile('lot.stdf', 2000)
  for (let round = 0; round < 12; round++) {
    const [first] = await begin([path])
    await f.jobEnd(first?.jobId ?? '')
    const [second] = await begin([path])
    await wait(round * 4)
    await f.as('instruments.undo', { importId: first?.id ?? '' })
    const job = await f.jobEnd(second?.jobId ?? '')
    expect(job).toMatchObject({ state: 'done', fault: null })
    const row = (await rows()).find(r => r.id === second?.id)
    const set = await f.as('instruments.set', { id: row?.setId ?? '' })
    expect(set.summary.parts).toBe(2000)
    expect((await f.as('instruments.tests', { id: row?.setId ?? '' })).tests.length).toBe(40)
    await f.as('instruments.undo', { importId: second?.id ?? '' })
    for (const { id } of (await f.as('jobs.list', { active: true })).jobs) await f.jobEnd(id)
  }
  expect(sets()).toEqual([])
  expect(blocks()).toEqual([])
})

test('taking back the import that brought the set leaves it to those who share it', async () => {
  const path = await lotFile('lot.stdf', 500)
  const [a] = await begin([path])
  await f.jobEnd(a?.jobId ?? '')
  const shared = await f.as('cases.add', { title: 'shares the set' })
  const [b] = await begin([path], shared.id)
  await f.jobEnd(b?.jobId ?? '')
  await f.as('instruments.undo', { importId: a?.id ?? '' })
  const { rows: left } = await f.as('instruments.sets', {})
  expect(left).toMatchObject([{ parts: 500, caseId: shared.id, importId: b?.id }])
  const [c] = await begin([path])
  await f.jobEnd(c?.jobId ?? '')
  expect((await rows()).find(r => r.id === c?.id)).toMatchObject({ alreadyId: b?.id })
})

test('forty files at once: every one is read, none twice', async () => {
  const paths: string[] = []
  for (let i = 0; i < 40; i++) paths.push(await lotFile(`lot${String(i)}.stdf`, 40 + (i % 20)))
  const made = await begin(paths)
  for (const { jobId } of made) expect((await f.jobEnd(jobId)).state).toBe('done')
  expect(sets()).toHaveLength(20)
  expect((await rows()).filter(r => r.alreadyId !== null)).toHaveLength(20)
})

test('an import into a case that is not there is refused at once and begins nothing', async () => {
  const path = await lotFile('lot.stdf', 10)
  await expect(begin([path], 'no-such-case')).rejects.toMatchObject({ fault: { key: 'record.notFound' } })
  expect(await rows()).toEqual([])
  expect((await f.as('jobs.list', {})).jobs).toEqual([])
})

test('cancelling at any moment ends the job and leaves nothing', async () => {
  const path = await bigFile(0)
  let cancelled = 0
  for (const after of [0, 5, 20, 60, 120, 200, 300, 450, 650, 900]) {
    const made = await f.as('cases.add', { title: 'cancelled' })
    const [one] = await begin([path], made.id)
    await wait(after)
    const gone = await f.as('jobs.cancel', { id: one?.jobId ?? '' }).then(
      () => true,
      () => false
    )
    const job = await f.jobEnd(one?.jobId ?? '')
    const row = (await rows()).find(r => r.id === one?.id)
    if (job.state === 'cancelled') {
      cancelled++
      expect(row).toMatchObject({ state: 'cancelled', setId: null, fault: { key: 'contract.cancelled' } })
      expect((await f.as('cases.files', { id: made.id })).files).toEqual([])
      expect(sets()).toEqual([])
      expect(blocks()).toEqual([])
    } else {
      // It was over before it was told, or committed while it was told.
      expect(job.state).toBe('done')
      expect(row?.state).toBe('done')
      await f.as('instruments.undo', { importId: one?.id ?? '' })
      for (const { id } of (await f.as('jobs.list', { active: true })).jobs) await f.jobEnd(id)
    }
    expect(gone || job.state === 'done').toBe(true)
  }
  expect(cancelled).toBeGreaterThan(0)
})

test('what takes the numbers of an undone import away cannot be cancelled', async () => {
  const [one] = await begin([await bigFile(0)])
  await f.jobEnd(one?.jobId ?? '')
  await f.as('instruments.undo', { importId: one?.id ?? '' })
  const job = (await f.as('jobs.list', { active: true })).jobs.find(j => j.kind === 'removeSet')
  await expect(f.as('jobs.cancel', { id: job?.id ?? '' })).rejects.toMatchObject({
    fault: { key: 'job.mustEnd' }
  })
  expect((await f.jobEnd(job?.id ?? '')).state).toBe('done')
  expect(blocks()).toEqual([])
})

test('a cancelled import that still waited says so in its report', async () => {
  const big = await bigFile(0)
  const other = await bigFile(1)
  const small = await lotFile('small.stdf', 10)
  const made = await begin([big, other, small])
  const last = made[2]
  await f.as('jobs.cancel', { id: last?.jobId ?? '' })
  expect((await f.jobEnd(last?.jobId ?? '')).state).toBe('cancelled')
  expect((await rows()).find(r => r.id === last?.id)).toMatchObject({ state: 'cancelled' })
  for (const one of made.slice(0, 2)) await f.jobEnd(one.jobId)
})

test('closing in the middle of imports and of an undo: the next open marks them and nothing is left', async () => {
  const [kept] = await begin([await bigFile(0)])
  await f.jobEnd(kept?.jobId ?? '')
  const others: string[] = []
  for (let i = 1; i < 6; i++) others.push(await bigFile(i))
  await f.as('instruments.undo', { importId: kept?.id ?? '' })
  const made = await begin(others)
  await wait(60)
  await f.core.close()
  const again = await openCore({ dir: f.dir, worker, program: 'tests' })
  try {
    const jobs = again.store.read.all('SELECT id, state, kind FROM job')
    for (const { jobId } of made) expect(jobs.find(j => j['id'] === jobId)?.['state']).toBe('interrupted')
    const states = again.store.read.all('SELECT state, faultKey FROM import WHERE id <> ?', [kept?.id ?? ''])
    expect(new Set(states.map(s => `${String(s['state'])} ${String(s['faultKey'])}`))).toEqual(
      new Set(['failed job.crashed'])
    )
    expect(again.store.measurements.read.all('SELECT id FROM measurement_set')).toEqual([])
    expect(again.store.measurements.read.all('SELECT id FROM value_block')).toEqual([])
  } finally {
    await again.close()
  }
})
