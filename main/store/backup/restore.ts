import { constants } from 'node:fs'
import { copyFile, link, mkdir, readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { FabError } from '@contract/errors'
import { blobPath, hashFile, sizeOf, stopIfAborted } from '../attachments/files'
import { appendAudit, readHead } from '../audit/chain'
import { readSealer, writeHeadCopy } from '../audit/keys'
import { verifyAudit } from '../audit/verify'
import { examineFile } from '../examine'
import { codeOf, faulting } from '../faults'
import { exists, makeFolders, names, readCard, syncFolder, withSuffix } from '../folder'
import { OwnerLock } from '../lock'
import { openFile, SqlWriter } from '../sqlite'
import type { Blob256, Clock, Owner, VolumeProbe, Watch } from '../types'
import { refuseNetworkDrive } from '../volume'
import { backupNames, type Manifest, readList, readManifest } from './manifest'

export interface RestoreOptions extends Watch {
  /** The backup's folder. */
  readonly from: string
  /** The store folder it becomes. */
  readonly into: string
  /** Take the place of the closed store there, which is kept beside it. */
  readonly replace?: boolean
  /** Stores, or folders of attachments, a backup by reference may take from besides the store it came from. */
  readonly attachmentsFrom?: readonly string[]
  /** Go on although some attachments are nowhere to be found. */
  readonly allowMissing?: boolean
  readonly clock: Clock
  readonly owner: Owner
  readonly volume?: VolumeProbe
}

export interface RestoreReport {
  readonly dir: string
  /** Where the store that was replaced lies now. */
  readonly keptAside: string | null
  readonly attachments: number
  readonly missing: readonly string[]
}

/**
 * Makes a store of a backup. Everything is verified before anything is put in place: each file against
 * the manifest, both databases page by page, the audit chain to its sealed head, every attachment by its
 * hash. The store is built beside its place and moved there whole.
 * FabError backup.notFound, backup.incomplete, attachment.missing, store.exists, store.locked, audit.broken.
 */
export async function restoreBackup(options: RestoreOptions): Promise<RestoreReport> {
  const from = resolve(options.from)
  const into = withSuffix(resolve(options.into))
  const manifest = await readManifest(from)
  await refuseNetworkDrive(into, options.volume)
  await refuseInsideStore(into)
  const occupied = await exists(into)
  if (occupied && options.replace !== true) throw new FabError('store.exists', { store: into })
  const lock = occupied ? await lockOf(into, options.owner) : undefined
  const partial = `${into}.restore.partial`
  try {
    return await faulting(dirname(into), names.records, async () => {
      await verifyFiles(from, manifest, options.signal)
      await rm(partial, { recursive: true, force: true })
      await mkdir(partial, { recursive: true })
      const missing = await build({ from, into, partial, manifest, occupied, options })
      stopIfAborted(options.signal)
      await lock?.release()
      const keptAside = occupied ? await setAside(into, options.clock) : null
      await rename(partial, into)
      await syncFolder(dirname(into))
      return { dir: into, keptAside, attachments: manifest.attachmentCount - missing.length, missing }
    })
  } catch (error) {
    await rm(partial, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined)
    throw error
  } finally {
    lock?.abandon()
  }
}

/** A store within another would be lost with it, and be found by its backups. */
async function refuseInsideStore(into: string): Promise<void> {
  for (let dir = dirname(into); ; dir = dirname(dir)) {
    if (await exists(join(dir, names.card))) throw new FabError('backup.targetInside', { path: into })
    if (dir === dirname(dir)) return
  }
}

/** Proves that nobody has the store open; a store too damaged to say who it is may be replaced as well. */
async function lockOf(into: string, owner: Owner): Promise<OwnerLock> {
  try {
    await readCard(into)
  } catch (error) {
    if (!(error instanceof FabError) || error.fault.key === 'store.foreign') throw error
  }
  return await OwnerLock.acquire(into, owner)
}

async function setAside(into: string, clock: Clock): Promise<string> {
  const stamp = clock
    .now()
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(/[-:]/g, '')
  const plain = basename(into).replace(/\.fabcase$/, '')
  for (let i = 1; ; i++) {
    const aside = join(
      dirname(into),
      `${plain}-before-restore-${stamp}${i === 1 ? '' : `-${String(i)}`}.fabcase`
    )
    if (await exists(aside)) continue
    await rename(into, aside)
    return aside
  }
}

async function verifyFiles(from: string, manifest: Manifest, signal: AbortSignal | undefined): Promise<void> {
  const watch = signal === undefined ? {} : { signal }
  const needed = [names.card, names.records, names.measurements, backupNames.list]
  const refuse = (file: string, finding: string): FabError =>
    new FabError('backup.incomplete', { path: from, file, finding })
  for (const file of needed)
    if (!Object.hasOwn(manifest.files, file)) throw refuse(file, 'not in the manifest')
  for (const [file, wanted] of Object.entries(manifest.files)) {
    if (file.split('/').includes('..')) throw refuse(file, 'outside of the backup')
    try {
      const found = await hashFile(join(from, file), watch)
      if (found.sha256 !== wanted.sha256) throw refuse(file, 'altered')
    } catch (error) {
      if (error instanceof FabError) throw error
      throw refuse(file, codeOf(error) === 'ENOENT' ? 'missing' : `unreadable (${codeOf(error) ?? '?'})`)
    }
  }
}

interface Build {
  readonly from: string
  readonly into: string
  readonly partial: string
  readonly manifest: Manifest
  readonly occupied: boolean
  readonly options: RestoreOptions
}

async function build(work: Build): Promise<readonly string[]> {
  const { from, into, partial, manifest, occupied, options } = work
  const { signal } = options
  await makeFolders(partial)
  for (const file of Object.keys(manifest.files)) {
    if (file === backupNames.list) continue
    await mkdir(dirname(join(partial, file)), { recursive: true })
    await copyFile(join(from, file), join(partial, file), constants.COPYFILE_EXCL)
  }
  for (const file of [names.records, names.measurements]) {
    const findings = await examineFile(join(partial, file), signal)
    if (findings.length > 0)
      throw new FabError('backup.incomplete', { path: from, file, finding: findings[0] ?? '' })
  }
  if (occupied) await keepOtherKeys(into, partial)
  const missing = await fetchBlobs(work)
  await noteRestore(work, missing.length)
  return missing
}

/** Keys of this machine (of its host, say) are no part of a backup; those of the store replaced go on. */
async function keepOtherKeys(into: string, partial: string): Promise<void> {
  const keys = join(into, names.keys)
  for (const name of (await exists(keys)) ? await readdir(keys) : [])
    if (
      name !== names.auditKey &&
      name !== names.auditHead &&
      !(await exists(join(partial, names.keys, name)))
    )
      await copyFile(join(keys, name), join(partial, names.keys, name))
}

async function fetchBlobs(work: Build): Promise<readonly string[]> {
  const { from, into, partial, manifest, options } = work
  const sources =
    manifest.attachments === 'full'
      ? [join(from, names.attachments)]
      : [
          // Inside the store it belongs to, a backup lies in backups/.
          join(from, '..', '..', names.attachments),
          join(into, names.attachments),
          join(manifest.storeDir, names.attachments),
          ...(options.attachmentsFrom ?? []).flatMap(dir => [dir, join(dir, names.attachments)])
        ]
  const known = new Set(manifest.missing)
  const missing: string[] = []
  let bytes = 0
  for await (const blob of readList(join(from, backupNames.list))) {
    stopIfAborted(options.signal)
    if (!(await fetchBlob(sources, join(partial, names.attachments), blob, options.signal))) {
      if (options.allowMissing !== true && !known.has(blob.sha256))
        throw new FabError('attachment.missing', { sha256: blob.sha256 })
      missing.push(blob.sha256)
    }
    bytes += blob.bytes
    options.onProgress?.(bytes, manifest.attachmentBytes)
  }
  return missing
}

/** The bytes are never written again under their hash, so one volume need not hold them twice. */
async function fetchBlob(
  sources: readonly string[],
  root: string,
  blob: Blob256,
  signal: AbortSignal | undefined
): Promise<boolean> {
  for (const source of sources) {
    const path = blobPath(source, blob.sha256)
    if ((await sizeOf(path)) !== blob.bytes) continue
    if ((await hashFile(path, signal === undefined ? {} : { signal })).sha256 !== blob.sha256) continue
    const target = blobPath(root, blob.sha256)
    await mkdir(dirname(target), { recursive: true })
    await link(path, target).catch(() => copyFile(path, target))
    return true
  }
  return false
}

/** Verifies the audit chain of the copy, then lets it say that it was restored. */
async function noteRestore(work: Build, missing: number): Promise<void> {
  const { partial, manifest, options } = work
  const card = await readCard(partial)
  const sealer = await readSealer(partial, card.id)
  const db = openFile(partial, 'records')
  try {
    const sql = new SqlWriter(db)
    if (sealer !== undefined) {
      const report = await verifyAudit(
        sql,
        sealer,
        undefined,
        options.signal === undefined ? {} : { signal: options.signal }
      )
      if (report.broken !== undefined) throw new FabError('audit.broken', { ...report.broken })
      db.transaction(() =>
        appendAudit(sql, sealer, options.clock, {
          actorId: null,
          actorName: options.owner.name,
          station: options.owner.host,
          action: 'store.restored',
          entity: 'store',
          entityId: card.id,
          subject: null,
          after: { backup: manifest.name, at: manifest.at, attachmentsMissing: missing }
        })
      ).immediate()
      const head = readHead(sql)
      if (head !== undefined) await writeHeadCopy(partial, head)
    }
  } finally {
    db.close()
  }
}
