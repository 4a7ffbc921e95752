import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import { FabError, type FaultKey } from '@contract/errors'
import { createStore, openStore } from '../../main/store'
import type { AuditEntry, Clock, CreateOptions, Owner, Store, StoreParts } from '../../main/store'

/** A clock the test moves. */
export class TestClock implements Clock {
  ms: number

  constructor(start = '2026-03-02T08:00:00.000Z') {
    this.ms = Date.parse(start)
  }

  now(): Date {
    return new Date(this.ms)
  }

  forward(ms: number): void {
    this.ms += ms
  }
}

export const owner: Owner = {
  name: 'example-owner',
  pid: process.pid,
  host: 'example-host',
  since: '2026-03-02T08:00:00.000Z',
  address: null
}

export const noParts: StoreParts = { entities: [], migrations: [], measurementMigrations: [] }

const folders: string[] = []
const open: Store[] = []

/** A new folder, removed after the test. */
export async function tempFolder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'fabcase-store-'))
  folders.push(dir)
  return dir
}

afterEach(async () => {
  for (const store of open.splice(0)) await store.close().catch(() => undefined)
  for (const dir of folders.splice(0)) await rm(dir, { recursive: true, force: true, maxRetries: 3 })
})

/** A new open store in a folder of its own, closed after the test. */
export async function newStore(
  parts: StoreParts = noParts,
  clock: Clock = new TestClock(),
  more: Pick<CreateOptions, 'checkpoint'> = {}
): Promise<Store> {
  const options = { name: 'Plant', clock, owner, ...more }
  const store = await createStore(join(await tempFolder(), 'plant'), options, parts)
  open.push(store)
  return store
}

/** Opens a store and closes it after the test. */
export async function reopen(
  dir: string,
  parts: StoreParts = noParts,
  clock: Clock = new TestClock()
): Promise<Store> {
  const store = await openStore(dir, { owner, clock }, parts)
  open.push(store)
  return store
}

/** The key of the FabError a promise ends in; fails the test on any other end. */
export async function faultOf(work: Promise<unknown>): Promise<FaultKey> {
  return (await errorOf(work)).fault.key
}

/** The FabError a promise ends in. */
export async function errorOf(work: Promise<unknown>): Promise<FabError> {
  try {
    await work
  } catch (error) {
    if (error instanceof FabError) return error
    throw error
  }
  throw new Error('nothing was refused')
}

/** An entry of the audit trail with what matters to the test. */
export function entry(over: Partial<AuditEntry> = {}): AuditEntry {
  return {
    actorId: 'u1',
    actorName: 'Example User',
    station: 'example-station',
    action: 'case.edit',
    entity: 'case',
    entityId: 'c1',
    subject: 'c1',
    ...over
  }
}
