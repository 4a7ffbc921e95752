import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { FabError } from '@contract/errors'
import type { Json } from '@contract/json'
import type { CoreEvent } from '@contract/wire'
import { JobEngine } from '../../../main/core/jobs'
import { systemClock } from '../../../main/core/clock'
import type { JobRunner } from '../../../main/store/context'
import { newId } from '../../../main/store'
import { makeCore, type CoreFixture } from './core-fixture'

let f: CoreFixture

beforeAll(async () => {
  f = await makeCore()
})

afterAll(async () => {
  await f.close()
})

/** An engine over the fixture's store with runners of the test's own. */
function engineOf(runners: Record<string, JobRunner>) {
  const events: CoreEvent[] = []
  const engine = new JobEngine({
    store: f.core.store,
    clock: systemClock,
    runners,
    publish: list => events.push(...list),
    inWorker: () => Promise.reject(new Error('no worker in this test')),
    command: () => Promise.reject(new Error('no command in this test'))
  })
  return { engine, events }
}

async function order(kind: string, payload: Json = {}): Promise<string> {
  const id = newId(systemClock)
  await f.core.store.write(tx => {
    tx.sql.run(
      `INSERT INTO job (id, kind, title, state, done, unit, createdAt, actor, station, payload)
       VALUES (?, ?, 'test', 'queued', 0, '', '2026-01-01T00:00:00.000Z', 'tester', 'here', ?)`,
      [id, kind, JSON.stringify(payload)]
    )
    return Promise.resolve()
  })
  return id
}

/** Ends only when told to. */
const endless: JobRunner = {
  run: job =>
    new Promise((_resolve, reject) => {
      job.signal.addEventListener('abort', () => {
        reject(job.signal.reason as Error)
      })
    })
}

test('a job reports progress with rate and time left, and keeps its result', async () => {
  const { engine, events } = engineOf({
    count: {
      async run(job) {
        for (let i = 1; i <= 4; i++) {
          await wait(210)
          job.progress(i * 25, 100, 'bytes')
        }
        return { counted: 100 }
      }
    }
  })
  const id = await order('count')
  engine.start(id)
  const job = await f.jobEnd(id)
  expect(job).toMatchObject({ state: 'done', done: 100, total: 100, result: '{"counted":100}', fault: null })
  const ticks = events.filter(e => e.data?.['state'] === 'running')
  expect(ticks.length).toBeGreaterThanOrEqual(3)
  const last = ticks.at(-1)?.data
  expect(last).toMatchObject({ done: 100, total: 100, unit: 'bytes', secondsLeft: 0 })
  expect(Number(last?.['rate'])).toBeGreaterThan(0)
})

test('cancel ends a running job, and a waiting one never starts', async () => {
  const { engine } = engineOf({ endless })
  const running = [await order('endless'), await order('endless')]
  const waiting = await order('endless')
  for (const id of [...running, waiting]) engine.start(id)
  await wait(100)
  engine.cancel(waiting)
  for (const id of running) engine.cancel(id)
  for (const id of [...running, waiting]) expect((await f.jobEnd(id)).state).toBe('cancelled')
  expect((await f.as('jobs.get', { id: waiting })).startedAt).toBeNull()
})

test('a failure is kept as a fault that says what to do, an unexpected one without its stack', async () => {
  const { engine } = engineOf({
    refuses: { run: () => Promise.reject(new FabError('file.damaged', { name: 'x.stdf', offset: 12 })) },
    breaks: { run: () => Promise.reject(new Error('/secret/path exploded')) }
  })
  const refused = await order('refuses')
  const broken = await order('breaks')
  engine.start(refused)
  engine.start(broken)
  expect(await f.jobEnd(refused)).toMatchObject({ state: 'failed', fault: { key: 'file.damaged' } })
  const job = await f.jobEnd(broken)
  expect(job.fault?.key).toBe('contract.internal')
  expect(JSON.stringify(job)).not.toContain('secret')
})

test('no more than two run at once; the rest follow in order', async () => {
  let now = 0
  let most = 0
  const started: string[] = []
  const { engine } = engineOf({
    short: {
      async run(job) {
        started.push(job.id)
        most = Math.max(most, ++now)
        await wait(30)
        now--
        return {}
      }
    }
  })
  const ids = [
    await order('short'),
    await order('short'),
    await order('short'),
    await order('short'),
    await order('short')
  ]
  for (const id of ids) engine.start(id)
  for (const id of ids) expect((await f.jobEnd(id)).state).toBe('done')
  expect(most).toBe(2)
  expect(started).toEqual(ids)
})
