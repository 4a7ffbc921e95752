import { createHash, randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { FabError } from '@contract/errors'
import { codeOf, toFault } from '../faults'
import { exists, names, syncFolder } from '../folder'
import type { Queue } from '../queue'
import type { Blob256, ByteSource, Clock, Incoming, Placed, Watch } from '../types'
import type { Holds } from './holds'

/** Most bytes one attachment may have: 2 GiB. */
const largestAttachment = 2 ** 31

const hashShape = /^[0-9a-f]{64}$/

/** Where bytes of this hash lie under an attachments folder. FabError attachment.missing for what is no hash. */
export function blobPath(root: string, sha256: string): string {
  if (!hashShape.test(sha256)) throw new FabError('attachment.missing', { sha256: sha256.slice(0, 64) })
  return join(root, sha256.slice(0, 2), sha256)
}

/** FabError contract.cancelled once the caller has given up. */
export function stopIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new FabError('contract.cancelled')
}

export type PlaceOptions = Watch & { readonly maxBytes?: number }

export interface Shelf {
  /** The attachments folder. */
  readonly root: string
  /** The store, for errors. */
  readonly dir: string
  readonly clock: Clock
  /** Taken by whoever puts a file to its place or removes one, so that neither meets the other half-way. */
  readonly hands: Queue
  /** What was brought and no row names yet; taken and asked for by whoever has the hands. */
  readonly holds: Holds
}

/**
 * Streams bytes into an attachments folder: hashed and counted on the way to incoming/*.partial, fsynced,
 * renamed to their hash, folder fsynced. Bytes already there are not written twice, but count as new.
 */
export async function placeBlob(
  shelf: Shelf,
  source: ByteSource,
  options: PlaceOptions = {}
): Promise<Placed> {
  const { root, dir, clock } = shelf
  const max = Math.min(options.maxBytes ?? largestAttachment, largestAttachment)
  const partial = newPartial(root)
  try {
    const handle = await open(partial, 'wx', 0o644)
    let blob: Blob256
    try {
      blob = await pour(handle, source, max, options)
      await handle.utimes(clock.now(), clock.now())
      await handle.sync()
    } finally {
      await handle.close()
    }
    return await shelve(shelf, partial, blob)
  } catch (error) {
    await rm(partial, { force: true }).catch(() => undefined)
    throw toFault(error, dir, names.attachments)
  }
}

function newPartial(root: string): string {
  return join(root, names.incoming, `${randomBytes(12).toString('hex')}.partial`)
}

/** A place under incoming/ where somebody else writes bytes, hashing and fsyncing them; see {@link Incoming}. */
export function receiveBlob(shelf: Shelf): Incoming {
  const { root, dir, clock } = shelf
  const partial = newPartial(root)
  let placed: Placed | null = null
  return {
    path: partial,
    maxBytes: largestAttachment,
    async keep(blob) {
      try {
        const { size } = await stat(partial)
        if (size !== blob.bytes) throw new FabError('attachment.altered', { sha256: blob.sha256 })
        await utimes(partial, clock.now(), clock.now())
        placed = await shelve(shelf, partial, blob)
      } catch (error) {
        throw toFault(error, dir, names.attachments)
      }
    },
    async drop() {
      placed?.letGo()
      await rm(partial, { force: true }).catch(() => undefined)
    },
    fault: error => toFault(error, dir, names.attachments)
  }
}

/** Moves a partial to its place, unless its bytes are there already, and holds them. */
async function shelve(shelf: Shelf, partial: string, blob: Blob256): Promise<Placed> {
  const { root, clock, hands, holds } = shelf
  return await hands.turn(async () => {
    const path = blobPath(root, blob.sha256)
    const existed = (await sizeOf(path)) === blob.bytes
    if (existed) {
      await utimes(path, clock.now(), clock.now())
      await rm(partial)
    } else {
      const folder = join(root, blob.sha256.slice(0, 2))
      if (!(await exists(folder))) {
        await mkdir(folder, { recursive: true })
        await syncFolder(root)
      }
      await rename(partial, path)
      await syncFolder(folder)
    }
    return { ...blob, existed, letGo: holds.take(blob.sha256) }
  })
}

async function pour(
  handle: FileHandle,
  source: ByteSource,
  max: number,
  options: PlaceOptions
): Promise<Blob256> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const piece of source) {
    stopIfAborted(options.signal)
    const chunk: unknown = piece
    if (!(chunk instanceof Uint8Array)) throw new TypeError('an attachment is made of bytes')
    bytes += chunk.byteLength
    if (bytes > max) throw new FabError('attachment.tooLarge', { limit: max })
    hash.update(chunk)
    for (let at = 0; at < chunk.byteLength;)
      at += (await handle.write(chunk, at, chunk.byteLength - at)).bytesWritten
    options.onProgress?.(bytes, 0)
  }
  stopIfAborted(options.signal)
  return { sha256: hash.digest('hex'), bytes }
}

/** Bytes of a file; undefined if there is none. */
export async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

/** SHA-256 and length of a file, read in pieces; `onBytes` follows. */
export async function hashFile(
  path: string,
  options: { readonly signal?: AbortSignal; readonly onBytes?: (bytes: number) => void } = {}
): Promise<Blob256> {
  const hash = createHash('sha256')
  const handle = await open(path, constants.O_RDONLY)
  try {
    const buffer = Buffer.allocUnsafe(1 << 18)
    let bytes = 0
    for (;;) {
      stopIfAborted(options.signal)
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, null)
      if (bytesRead === 0) break
      hash.update(buffer.subarray(0, bytesRead))
      bytes += bytesRead
      options.onBytes?.(bytesRead)
    }
    return { sha256: hash.digest('hex'), bytes }
  } finally {
    await handle.close()
  }
}

/** Every hash that lies under an attachments folder, with its size and age; folder by folder. */
export async function* listBlobs(root: string): AsyncGenerator<Blob256 & { readonly modifiedMs: number }> {
  for (const folder of (await readdir(root)).toSorted()) {
    if (!/^[0-9a-f]{2}$/.test(folder)) continue
    for (const sha256 of (await readdir(join(root, folder))).toSorted()) {
      if (!hashShape.test(sha256)) continue
      const found = await stat(join(root, folder, sha256)).catch(() => undefined)
      if (found !== undefined) yield { sha256, bytes: found.size, modifiedMs: found.mtimeMs }
    }
  }
}

/** Clears what a crash left half-written. */
export async function clearIncoming(root: string): Promise<void> {
  const incoming = join(root, names.incoming)
  await mkdir(incoming, { recursive: true })
  for (const name of await readdir(incoming)) await rm(join(incoming, name), { force: true, recursive: true })
}
