import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { FabError } from '@contract/errors'
import type { Output } from '@contract/index'
import { openCore, type Caller, type Core } from '../../../main/core/core'
import { configurePasswords } from '../../../main/people'
import { password, worker } from './core-fixture'

configurePasswords({ N: 2 ** 10 })

const hour = 3_600_000
const noon = new Date(2026, 4, 4, 12).getTime()

let folder: string
let dir: string
let now: number
let core: Core
let admin: Caller

const open = (create?: string) =>
  openCore({
    dir,
    worker,
    program: 'tests',
    clock: { now: () => new Date(now), monotonic: () => performance.now() },
    ...(create === undefined ? {} : { create })
  })

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fabcase-schedule-'))
  dir = join(folder, 'test.fabcase')
  now = noon
  core = await open('test')
  admin = { token: null, station: 'test', local: true }
  const made = (await core.call(admin, 'people.setup', {
    login: 'admin',
    name: 'Ada Example',
    password
  })) as Output<'people.setup'>
  admin = { ...admin, token: made.token }
})

afterEach(async () => {
  vi.restoreAllMocks()
  await core.close()
  await rm(folder, { recursive: true, force: true })
})

/** All jobs have ended; their kinds with their states, oldest first. */
async function ended(): Promise<string[]> {
  for (;;) {
    const rows = core.store.read.all('SELECT kind, state FROM job ORDER BY id')
    if (rows.every(row => row['state'] !== 'queued' && row['state'] !== 'running'))
      return rows.map(row => `${String(row['kind'])} ${String(row['state'])}`)
    await new Promise(resolve => setTimeout(resolve, 20))
  }
}

test('a day has one backup and one collection, and a night with the store closed is made up for', async () => {
  expect(await core.schedule.look()).toBe(true)
  expect(await core.schedule.look()).toBe(false)
  expect(await ended()).toEqual(['backup done', 'storeCollect done'])
  now += 3 * hour
  expect(await core.schedule.look()).toBe(false)
  await core.close()
  now += 24 * hour
  core = await open()
  expect(await core.schedule.look()).toBe(true)
  await ended()
  expect(await core.store.backups.list()).toHaveLength(2)
})

test('one that fails is told to the administrators and tried again after some hours, not minutes', async () => {
  vi.spyOn(core.store.backups, 'create').mockRejectedValueOnce(new FabError('store.full', {}))
  expect(await core.schedule.look()).toBe(true)
  expect(await ended()).toEqual(['backup failed', 'storeCollect done'])
  const { notices } = (await core.call(admin, 'notices.list', {})) as Output<'notices.list'>
  expect(notices).toMatchObject([{ kind: 'backupFailed', params: { store: 'test' }, link: '/jobs' }])
  const { rows } = (await core.call(admin, 'audit.list', { action: 'backup.failed' })) as Output<'audit.list'>
  expect(rows).toMatchObject([{ actorName: 'FabCase', after: '{"fault":"store.full"}' }])
  now += 10 * 60_000
  expect(await core.schedule.look()).toBe(false)
  now += 6 * hour
  expect(await core.schedule.look()).toBe(true)
  await ended()
  expect(await core.store.backups.list()).toHaveLength(1)
})

test('after the clock was set back, backups of the lost future do not stop those of today', async () => {
  await core.schedule.look()
  await ended()
  now -= 400 * 24 * hour
  expect(await core.schedule.look()).toBe(true)
  await ended()
  expect(await core.schedule.look()).toBe(false)
  expect(await core.store.backups.list()).toHaveLength(2)
})
