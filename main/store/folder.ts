import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { FabError } from '@contract/errors'
import { demoShape } from './demo-mark'
import { codeOf } from './faults'
import type { DemoMark } from './types'

/** The format this build writes; a store with a higher one was made by a newer FabCase. */
export const storeFormat = 1

/** Names inside a store folder. */
export const names = {
  card: 'fabcase.json',
  records: 'records.sqlite',
  measurements: 'measurements.sqlite',
  attachments: 'attachments',
  incoming: 'incoming',
  backups: 'backups',
  keys: 'keys',
  auditKey: 'audit.key',
  auditHead: 'audit-head.json',
  lock: 'owner.lock',
  owner: 'owner.json'
} as const

/** What fabcase.json says. */
export interface StoreCard {
  readonly format: number
  readonly id: string
  readonly name: string
  readonly createdAt: string
  /** Copied from the trail for lists of stores; what a store is, its trail says (see `Store.demo`). */
  readonly demo?: DemoMark
}

const cardShape = z.object({
  format: z.number().int(),
  id: z.string().min(1),
  name: z.string().min(1),
  createdAt: z.string(),
  demo: demoShape.exactOptional()
})

/** The folder a store of this name gets: characters no file system takes are replaced. */
export function storeFolder(parent: string, name: string): string {
  const safe = name
    .normalize('NFC')
    .replace(/[\u0000-\u001f<>:"/\\|?*]/g, '-')
    .replace(/[. ]+$/, '')
  return join(parent, `${safe === '' ? 'store' : safe}.fabcase`)
}

/** `path` with the suffix of a store folder. */
export function withSuffix(path: string): string {
  const plain = path.replace(/[/\\]+$/, '')
  return plain.endsWith('.fabcase') ? plain : `${plain}.fabcase`
}

/** True if something of that name exists. */
export async function exists(path: string): Promise<boolean> {
  try {
    await stat(path)
    return true
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return false
    throw error
  }
}

/** Makes the names in a folder survive a power cut. Windows has no such call and needs none. */
export async function syncFolder(dir: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(dir, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Writes a small file whole or not at all: a partial beside it, fsync, rename, fsync of the folder. */
export async function writeWhole(path: string, content: string, mode = 0o644): Promise<void> {
  const partial = `${path}.${randomBytes(4).toString('hex')}.partial`
  const handle = await open(partial, 'wx', mode)
  try {
    try {
      await handle.writeFile(content)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(partial, path)
  } catch (error) {
    await rm(partial, { force: true })
    throw error
  }
  await syncFolder(dirname(path))
}

/** Reads fabcase.json and refuses what is no store of ours, or a newer one. */
export async function readCard(dir: string): Promise<StoreCard> {
  let entries: string[]
  try {
    entries = await readdir(dir)
  } catch (error) {
    const code = codeOf(error)
    if (code === 'ENOENT') throw new FabError('store.notFound', { store: dir })
    if (code === 'ENOTDIR') throw new FabError('store.foreign', { store: dir })
    if (code === 'EACCES' || code === 'EPERM') throw new FabError('store.noAccess', { store: dir })
    throw error
  }
  if (!entries.includes(names.card)) {
    if (entries.includes(names.records)) throw new FabError('store.damaged', { store: dir, file: names.card })
    throw new FabError('store.foreign', { store: dir })
  }
  const text = await readFile(join(dir, names.card), 'utf8')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new FabError('store.damaged', { store: dir, file: names.card }, { cause })
  }
  const format = z.object({ format: z.number() }).safeParse(value)
  if (format.success && format.data.format > storeFormat)
    throw new FabError('store.newer', { store: dir, format: format.data.format, known: storeFormat })
  const card = cardShape.safeParse(value)
  if (!card.success)
    throw new FabError('store.damaged', { store: dir, file: names.card }, { cause: card.error })
  return card.data
}

/** Refuses a folder in which nothing can be written; root and network rights make asking useless, so it tries. */
export async function refuseReadOnly(dir: string): Promise<void> {
  const probe = join(dir, `.${basename(dir)}.${randomBytes(4).toString('hex')}.partial`)
  try {
    await writeFile(probe, '')
    await rm(probe)
  } catch (error) {
    const code = codeOf(error)
    if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM')
      throw new FabError('store.readOnly', { store: dir }, { cause: error })
    throw error
  }
}

/** The folders of a store. */
export async function makeFolders(dir: string): Promise<void> {
  await mkdir(join(dir, names.attachments, names.incoming), { recursive: true })
  await mkdir(join(dir, names.backups), { recursive: true })
  await mkdir(join(dir, names.keys), { recursive: true, mode: 0o700 })
}
