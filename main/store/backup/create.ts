import { constants } from 'node:fs'
import { copyFile, mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { FabError } from '@contract/errors'
import { blobPath, hashFile, sizeOf, stopIfAborted } from '../attachments/files'
import { rowsAfter } from '../attachments/rows'
import { genesis, readHead } from '../audit/chain'
import { examineFile } from '../examine'
import { faulting, toFault } from '../faults'
import { exists, names, type StoreCard, syncFolder, writeWhole } from '../folder'
import { type FileKind, SqlReader } from '../sqlite'
import type { BackupInfo, BackupReason, Blob256, Clock, Watch } from '../types'
import { backupFormat, backupNames, infoOf, listLine, type Manifest } from './manifest'

const kinds = ['records', 'measurements'] as const satisfies readonly FileKind[]

/** Pages copied between two looks at the event loop: 4 MB. */
const pagesAtOnce = 1000

export interface BackupSource {
  readonly dir: string
  readonly card: StoreCard
  readonly clock: Clock
  /** Runs work while no transaction is open on either database. */
  readonly still: <T>(work: () => T) => Promise<T>
}

export interface BackupOrder {
  /** Folder that receives the backup. */
  readonly target: string
  readonly attachments: 'reference' | 'full'
  readonly reason: BackupReason
  readonly watch: Watch
}

/**
 * Makes a backup while people write. The two databases are one state: a reader is put on each while both
 * write queues stand still, which takes the time of two statements; the pages are then copied as those
 * readers see them, however long that takes and whatever is written meanwhile. Everything goes into a
 * `*.partial` folder, is checked and fsynced there, and gets its name at the very end.
 */
export async function createBackup(source: BackupSource, order: BackupOrder): Promise<BackupInfo> {
  const { dir, card, clock } = source
  const at = clock.now()
  const name = await freeName(order.target, card.name, at)
  const path = join(order.target, name)
  const partial = `${path}.partial`
  return await faulting(dir, names.backups, async () => {
    try {
      await mkdir(partial, { recursive: true })
      const readers = await snapshot(source)
      try {
        await copyPages(readers, partial, order.watch)
      } finally {
        for (const reader of readers) reader.close()
      }
      const manifest = await describe(source, order, { name, at, partial })
      await writeWhole(join(partial, backupNames.manifest), `${JSON.stringify(manifest, null, 2)}\n`)
      stopIfAborted(order.watch.signal)
      await rename(partial, path)
      await syncFolder(order.target)
      return infoOf(path, manifest)
    } catch (error) {
      await rm(partial, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined)
      throw targetFault(error, dir, order.target)
    }
  })
}

/** What went wrong with the folder that should receive the backup, rather than with the store. */
function targetFault(error: unknown, dir: string, target: string): unknown {
  if (toFault(error, dir) !== error) return error
  const fault = toFault(error, target)
  return fault instanceof FabError && fault.fault.key === 'store.gone'
    ? new FabError('backup.failed', { path: target }, { cause: error })
    : fault
}

async function freeName(target: string, storeName: string, at: Date): Promise<string> {
  const stamp = at
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(/[-:]/g, '')
  const plain = storeName.replaceAll(/[^\p{L}\p{N}]+/gu, '-').slice(0, 40)
  const taken = new Set((await exists(target)) ? await readdir(target) : [])
  for (let i = 1; ; i++) {
    const name = `${plain}-${stamp}${i === 1 ? '' : `-${String(i)}`}`
    if (!taken.has(name) && !taken.has(`${name}.partial`)) return name
  }
}

/** A reader on each database, both of the same moment. */
async function snapshot(source: BackupSource): Promise<readonly Database.Database[]> {
  const readers: Database.Database[] = []
  try {
    for (const kind of kinds)
      readers.push(
        new Database(join(source.dir, names[kind]), { readonly: true, fileMustExist: true, timeout: 5000 })
      )
    await source.still(() => {
      for (const reader of readers) {
        reader.exec('BEGIN')
        reader.prepare('SELECT count(*) FROM sqlite_master').get()
      }
    })
    return readers
  } catch (error) {
    for (const reader of readers) reader.close()
    throw error
  }
}

async function copyPages(
  readers: readonly Database.Database[],
  partial: string,
  watch: Watch
): Promise<void> {
  const pages = readers.map(reader => Number(reader.pragma('page_count', { simple: true })))
  const total = pages.reduce((sum, n) => sum + n, 0)
  let before = 0
  for (const [i, kind] of kinds.entries()) {
    const file = join(partial, names[kind])
    await readers[i]?.backup(file, {
      progress: ({ totalPages, remainingPages }) => {
        stopIfAborted(watch.signal)
        watch.onProgress?.(before + totalPages - remainingPages, total)
        return pagesAtOnce
      }
    })
    before += pages[i] ?? 0
    // One tidy file, without a write-ahead log that could be left behind when it is carried elsewhere.
    const copy = new Database(file)
    try {
      copy.pragma('journal_mode = DELETE')
    } finally {
      copy.close()
    }
    const findings = await examineFile(file, watch.signal)
    if (findings.length > 0)
      throw new FabError('backup.failed', { file: names[kind], finding: findings[0] ?? '' })
    await syncFile(file)
  }
}

async function syncFile(path: string): Promise<void> {
  const handle = await open(path, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function describe(
  source: BackupSource,
  order: BackupOrder,
  made: { readonly name: string; readonly at: Date; readonly partial: string }
): Promise<Manifest> {
  const { dir, card } = source
  const { partial } = made
  await mkdir(join(partial, names.keys), { mode: 0o700 })
  const files: string[] = [names.card, names.records, names.measurements]
  await writeWhole(join(partial, names.card), `${JSON.stringify(card, null, 2)}\n`)
  const key = `${names.keys}/${names.auditKey}`
  if (await exists(join(dir, key))) {
    await copyFile(join(dir, key), join(partial, key), constants.COPYFILE_EXCL)
    await syncFile(join(partial, key))
    files.push(key)
  }
  const db = new Database(join(partial, names.records), { readonly: true, fileMustExist: true })
  try {
    const reader = new SqlReader(db)
    const head = readHead(reader)
    const blobs = await keepBlobs(reader, dir, partial, order)
    files.push(backupNames.list)
    return {
      format: backupFormat,
      name: made.name,
      at: made.at.toISOString(),
      reason: order.reason,
      storeId: card.id,
      storeName: card.name,
      storeDir: dir,
      attachments: order.attachments,
      attachmentCount: blobs.count,
      attachmentBytes: blobs.bytes,
      missing: blobs.missing,
      auditSeq: head?.seq ?? 0,
      auditHash: head?.hash ?? genesis,
      files: await hashes(partial, files, order.watch)
    }
  } finally {
    db.close()
  }
}

async function hashes(dir: string, files: readonly string[], watch: Watch): Promise<Manifest['files']> {
  const signal = watch.signal === undefined ? {} : { signal: watch.signal }
  const found: Manifest['files'] = {}
  for (const file of files) {
    const { sha256, bytes } = await hashFile(join(dir, file), signal)
    found[file] = { sha256, bytes }
  }
  return found
}

/** Lists the attachments of the copied records, and in a full backup copies their bytes and checks them. */
async function keepBlobs(
  db: SqlReader,
  dir: string,
  partial: string,
  order: BackupOrder
): Promise<{ readonly count: number; readonly bytes: number; readonly missing: string[] }> {
  const total = Number(db.get('SELECT coalesce(sum(bytes), 0) AS n FROM attachment')?.n ?? 0)
  const from = join(dir, names.attachments)
  const to = join(partial, names.attachments)
  const list = await open(join(partial, backupNames.list), 'wx')
  const missing: string[] = []
  let count = 0
  let bytes = 0
  try {
    for (let after = ''; ;) {
      const page = rowsAfter(db, after, 500)
      await list.write(page.map(listLine).join(''))
      for (const blob of page) {
        stopIfAborted(order.watch.signal)
        if (order.attachments === 'full' && !(await copyBlob(from, to, blob, order.watch)))
          missing.push(blob.sha256)
        count++
        bytes += blob.bytes
        if (order.attachments === 'full') order.watch.onProgress?.(bytes, total)
      }
      const last = page.at(-1)
      if (last === undefined) break
      after = last.sha256
    }
    await list.sync()
  } finally {
    await list.close()
  }
  return { count, bytes, missing }
}

/** Copies one attachment, fsynced; false if its bytes are gone or not what they were. */
async function copyBlob(from: string, to: string, blob: Blob256, watch: Watch): Promise<boolean> {
  const source = blobPath(from, blob.sha256)
  if ((await sizeOf(source)) !== blob.bytes) return false
  const target = blobPath(to, blob.sha256)
  await mkdir(join(target, '..'), { recursive: true })
  await copyFile(source, target)
  const copied = await hashFile(target, watch.signal === undefined ? {} : { signal: watch.signal })
  if (copied.sha256 !== blob.sha256) {
    await rm(target)
    return false
  }
  await syncFile(target)
  return true
}
