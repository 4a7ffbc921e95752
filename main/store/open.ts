import { hostname, userInfo } from 'node:os'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { FabError } from '@contract/errors'
import { clearIncoming } from './attachments/files'
import { makeSealer, readSealer } from './audit/keys'
import { restoreGuards } from './audit/guards'
import { createBackup } from './backup/create'
import { faulting, toFault } from './faults'
import {
  exists,
  makeFolders,
  names,
  readCard,
  refuseReadOnly,
  storeFormat,
  type StoreCard,
  syncFolder,
  withSuffix,
  writeWhole
} from './folder'
import { newId } from './ids'
import { OwnerLock } from './lock'
import { migrate, pending } from './migrate'
import { storeMeasurementMigrations, storeMigrations } from './schema'
import { type FileKind, openFile, refuseOldSqlite, sqliteVersion } from './sqlite'
import { OpenedStore } from './store'
import type { Clock, CreateOptions, Migration, OpenOptions, Owner, Store, StoreParts } from './types'
import { refuseNetworkDrive } from './volume'

/** Measurements above this size are not walked after a crash; `checkStore` does it in its own time. */
const quickCheckLimit = 512 * 1024 * 1024

/** This process, as an owner. */
export function processOwner(clock: Clock): Owner {
  let name: string
  try {
    name = userInfo().username
  } catch {
    name = process.env.USER ?? process.env.USERNAME ?? '?'
  }
  return { name, pid: process.pid, host: hostname(), since: clock.now().toISOString(), address: null }
}

/** All migrations of one file: the store's own and those of the capabilities. */
function migrationsOf(kind: FileKind, parts: StoreParts): readonly Migration[] {
  return kind === 'records'
    ? [...storeMigrations, ...parts.migrations]
    : [...storeMeasurementMigrations, ...parts.measurementMigrations]
}

/**
 * Makes a new store and opens it. `dir` is the folder the store gets; `.fabcase` is put behind it if it is
 * not there (see `storeFolder` for a name people typed). The folder appears whole or not at all.
 * FabError store.exists, store.badName, store.networkDrive, store.readOnly, store.full.
 */
export async function createStore(dir: string, options: CreateOptions, parts: StoreParts): Promise<Store> {
  refuseOldSqlite(sqliteVersion())
  const { clock, volume, checkpoint } = options
  const name = options.name.normalize('NFC').trim()
  if (name === '' || name.length > 80) throw new FabError('store.badName', { name: name.slice(0, 100) })
  const path = withSuffix(dir)
  await refuseNetworkDrive(path, volume)
  const owner = options.owner ?? processOwner(clock)
  if (await exists(path)) throw new FabError('store.exists', { store: path })
  const partial = `${path}.${newId(clock).slice(-8)}.partial`
  // The store is built beside its place, so it is the folder above that must take it.
  await faulting(dirname(path), names.card, async () => {
    try {
      await mkdir(partial, { recursive: true })
      await makeFolders(partial)
      const card: StoreCard = {
        format: storeFormat,
        id: newId(clock),
        name,
        createdAt: clock.now().toISOString(),
        ...(options.demo === undefined ? {} : { demo: options.demo })
      }
      await makeSealer(partial, card.id)
      for (const kind of ['records', 'measurements'] as const) {
        const db = openFile(partial, kind, { create: true })
        try {
          migrate(db, migrationsOf(kind, parts), clock)
          if (kind === 'records') restoreGuards(db)
        } finally {
          db.close()
        }
      }
      await writeWhole(join(partial, names.card), `${JSON.stringify(card, null, 2)}\n`)
      await rename(partial, path)
      await syncFolder(dirname(path))
    } catch (error) {
      await rm(partial, { recursive: true, force: true })
      throw error
    }
  })
  const more = {
    ...(volume === undefined ? {} : { volume }),
    ...(checkpoint === undefined ? {} : { checkpoint })
  }
  return await openStore(path, { owner, clock, ...more }, parts)
}

/**
 * Opens a store as its one owner. Refuses, each with its own FabError, what is not there (store.notFound),
 * not a store (store.foreign), from a newer FabCase (store.newer), on another machine (store.networkDrive),
 * read-only, held by somebody (store.locked), or damaged. Older stores are brought up to date after a
 * backup of what they were.
 */
export async function openStore(dir: string, options: OpenOptions, parts: StoreParts): Promise<Store> {
  refuseOldSqlite(sqliteVersion())
  const card = await readCard(dir)
  await refuseNetworkDrive(dir, options.volume)
  await refuseReadOnly(dir)
  const lock = await faulting(dir, names.lock, () => OwnerLock.acquire(dir, options.owner))
  try {
    return await openLocked(dir, card, lock, options, parts)
  } catch (error) {
    // What was wrong before is still wrong: the mark of an unclean end stays.
    if (lock.afterCrash) lock.abandon()
    else await lock.release()
    throw toFault(error, dir)
  }
}

async function openLocked(
  dir: string,
  card: StoreCard,
  lock: OwnerLock,
  options: OpenOptions,
  parts: StoreParts
): Promise<Store> {
  const { clock } = options
  await makeFolders(dir)
  await clearIncoming(join(dir, names.attachments))
  await clearPartials(join(dir, names.backups))
  const guardsLost = await prepare(dir, card, lock.afterCrash, parts, clock)
  const sealer = await readSealer(dir, card.id)
  const store = await OpenedStore.open({
    dir,
    card,
    lock,
    clock,
    owner: options.owner,
    parts,
    sealer: sealer ?? (await makeSealer(dir, card.id)),
    checkpoint: options.checkpoint
  })
  try {
    await store.noteOpening({ guardsLost, keyLost: sealer === undefined })
    return store
  } catch (error) {
    await store.closeFiles()
    throw error
  }
}

/** Checks both files, brings them up to date, and puts the guards back; gives the names of those that were gone. */
async function prepare(
  dir: string,
  card: StoreCard,
  afterCrash: boolean,
  parts: StoreParts,
  clock: Clock
): Promise<readonly string[]> {
  const files: { readonly kind: FileKind; readonly db: Database }[] = []
  try {
    for (const kind of ['records', 'measurements'] as const) {
      const file = names[kind]
      if (!(await exists(join(dir, file))))
        throw new FabError('store.damaged', { store: dir, file, finding: 'missing' })
      await faulting(dir, file, async () => {
        const db = openFile(dir, kind)
        files.push({ kind, db })
        await Promise.resolve()
      })
    }
    let outdated = false
    for (const { kind, db } of files)
      await faulting(dir, names[kind], () => {
        if (afterCrash) quickCheck(dir, kind, db)
        if (pending(db, migrationsOf(kind, parts)).length > 0) outdated = true
      })
    if (outdated)
      await createBackup(
        { dir, card, clock, still: work => Promise.resolve(work()) },
        { target: join(dir, names.backups), attachments: 'reference', reason: 'migration', watch: {} }
      )
    let lost: readonly string[] = []
    for (const { kind, db } of files)
      await faulting(dir, names[kind], () => {
        migrate(db, migrationsOf(kind, parts), clock)
        if (kind === 'records') lost = restoreGuards(db)
      })
    return lost
  } finally {
    for (const { db } of files) db.close()
  }
}

function quickCheck(dir: string, kind: FileKind, db: Database): void {
  const pages = Number(db.pragma('page_count', { simple: true }))
  const size = Number(db.pragma('page_size', { simple: true }))
  if (kind === 'measurements' && pages * size > quickCheckLimit) return
  const verdict = db.pragma('quick_check(1)', { simple: true })
  if (verdict !== 'ok')
    throw new FabError('store.damaged', { store: dir, file: names[kind], finding: String(verdict) })
}

async function clearPartials(backups: string): Promise<void> {
  for (const name of await readdir(backups))
    if (name.endsWith('.partial')) await rm(join(backups, name), { recursive: true, force: true })
}
