import { mkdir, readdir, realpath, rm } from 'node:fs/promises'
import { dirname, isAbsolute, join, relative, resolve } from 'node:path'
import { copyFile, readFile } from 'node:fs/promises'
import { z } from 'zod'
import { FabError } from '@contract/errors'
import { codeOf, faulting, toFault } from '../faults'
import { exists, names, writeWhole } from '../folder'
import type { Queue } from '../queue'
import type { BackupInfo, BackupOptions, Backups, Retention } from '../types'
import { type BackupSource, createBackup } from './create'
import { backupNames, infoOf, readList, readManifest } from './manifest'
import { notKept } from './retention'

/** Folder inside backups/ that remembers backups by reference which lie elsewhere. */
const elsewhere = 'elsewhere'

const memoShape = z.object({ path: z.string() })

/** True if `path` is `folder` or lies in it. */
function within(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way === '' || (!way.startsWith('..') && !isAbsolute(way))
}

/** The finished backups in a folder, newest first; what is no backup, or not finished, is passed over. */
export async function listBackups(target: string): Promise<readonly BackupInfo[]> {
  let entries: string[]
  try {
    entries = await readdir(target)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return []
    throw error
  }
  const found: BackupInfo[] = []
  for (const entry of entries) {
    if (entry.endsWith('.partial') || entry === elsewhere) continue
    const path = join(target, entry)
    try {
      found.push(infoOf(path, await readManifest(path)))
    } catch (error) {
      if (!(error instanceof FabError)) throw error
    }
  }
  return found.toSorted((a, b) => (a.at === b.at ? (a.name < b.name ? 1 : -1) : a.at < b.at ? 1 : -1))
}

/** Makes the folder for backups if need be; where it really lies. */
async function made(target: string): Promise<string> {
  try {
    await mkdir(target, { recursive: true })
    return await realpath(target)
  } catch (error) {
    const fault = toFault(error, target)
    throw fault instanceof FabError
      ? fault
      : new FabError('backup.failed', { path: target }, { cause: error })
  }
}

/** {@link Backups} of an open store. */
export class StoreBackups implements Backups {
  readonly #source: BackupSource
  readonly #own: string
  readonly #keeping: Queue
  readonly #closing: AbortSignal

  /** `keeping` is shared with garbage collection: neither runs while the other does. `closing` stops a backup. */
  constructor(source: BackupSource, keeping: Queue, closing: AbortSignal) {
    this.#source = source
    this.#own = join(source.dir, names.backups)
    this.#keeping = keeping
    this.#closing = closing
  }

  async create(options: BackupOptions): Promise<BackupInfo> {
    const target = await this.#targetOf(options.target)
    return await this.#keeping.turn(async () => {
      const info = await createBackup(this.#source, {
        target,
        attachments: options.attachments,
        reason: options.reason ?? 'manual',
        watch: {
          ...options,
          signal: AbortSignal.any([this.#closing, ...(options.signal === undefined ? [] : [options.signal])])
        }
      })
      if (target !== this.#own && options.attachments === 'reference') await this.#remember(info)
      return info
    })
  }

  async list(target?: string): Promise<readonly BackupInfo[]> {
    return await listBackups(target === undefined ? this.#own : resolve(target))
  }

  async prune(retention: Retention, target?: string): Promise<readonly BackupInfo[]> {
    return await this.#keeping.turn(async () => {
      const ours = (await this.list(target)).filter(info => info.storeId === this.#source.card.id)
      const going = notKept(ours, retention)
      for (const info of going) await this.#remove(info)
      return going
    })
  }

  /** Hashes that garbage collection must leave alone: those a backup by reference names, here or elsewhere. */
  async protectedHashes(): Promise<ReadonlySet<string>> {
    const kept = new Set<string>()
    for (const info of await listBackups(this.#own))
      if (info.attachments === 'reference')
        for await (const blob of readList(join(info.path, backupNames.list))) kept.add(blob.sha256)
    const memos = join(this.#own, elsewhere)
    for (const name of (await exists(memos)) ? await readdir(memos) : []) {
      if (!name.endsWith('.json')) continue
      const memo = join(memos, name)
      const list = memo.replace(/\.json$/, '.txt')
      if (await this.#forgotten(memo)) {
        await rm(memo, { force: true })
        await rm(list, { force: true })
      } else for await (const blob of readList(list)) kept.add(blob.sha256)
    }
    return kept
  }

  async #targetOf(target: string | undefined): Promise<string> {
    if (target === undefined) return this.#own
    const asked = resolve(target)
    const store = await realpath(this.#source.dir)
    return await faulting(this.#source.dir, names.backups, async () => {
      // Asked before the folder is made, so that none is made where it may not be.
      if (within(store, asked) || within(this.#source.dir, asked)) {
        if (asked === this.#own || asked === join(store, names.backups)) return this.#own
        throw new FabError('backup.targetInside', { path: target })
      }
      const real = await made(asked)
      if (within(store, real)) throw new FabError('backup.targetInside', { path: target })
      return real
    })
  }

  /** A backup by reference elsewhere needs our attachments even while its disk is not plugged in. */
  async #remember(info: BackupInfo): Promise<void> {
    const memos = join(this.#own, elsewhere)
    await mkdir(memos, { recursive: true })
    await copyFile(join(info.path, backupNames.list), join(memos, `${info.name}.txt`))
    await writeWhole(join(memos, `${info.name}.json`), `${JSON.stringify({ path: info.path })}\n`)
  }

  /** The folder the backup was put in is there, and the backup is not: somebody removed it. */
  async #forgotten(memo: string): Promise<boolean> {
    const { path } = memoShape.parse(JSON.parse(await readFile(memo, 'utf8')))
    return (await exists(dirname(path))) && !(await exists(path))
  }

  async #remove(info: BackupInfo): Promise<void> {
    // The manifest goes first: half a backup must not look like a whole one.
    await rm(join(info.path, backupNames.manifest), { force: true })
    await rm(info.path, { recursive: true, force: true, maxRetries: 3 })
    for (const suffix of ['json', 'txt'])
      await rm(join(this.#own, elsewhere, `${info.name}.${suffix}`), { force: true })
  }
}
