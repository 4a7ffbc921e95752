import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { FabError } from '@contract/errors'
import { names } from '../folder'
import { Queue } from '../queue'
import type {
  AttachmentReport,
  Attachments,
  Blob256,
  ByteSource,
  Clock,
  CollectReport,
  Incoming,
  Placed,
  ReadSql,
  Watch,
  WriteTx
} from '../types'
import { collectBlobs } from './collect'
import { blobPath, type PlaceOptions, placeBlob, receiveBlob, type Shelf, sizeOf } from './files'
import { Holds } from './holds'
import { releaseBlob } from './release'
import { findRow } from './rows'
import { verifyBlobs } from './verify'

const day = 24 * 60 * 60 * 1000

export interface AttachmentParts {
  readonly dir: string
  readonly clock: Clock
  readonly read: ReadSql
  readonly write: <T>(work: (tx: WriteTx) => Promise<T>) => Promise<T>
  readonly references: readonly string[]
  /** Hashes that kept backups name. */
  readonly protectedByBackups: () => Promise<ReadonlySet<string>>
  /** Shared with backups: no collection while one is made. */
  readonly keeping: Queue
  /** Aborted when the store closes. */
  readonly closing: AbortSignal
}

/** {@link Attachments} of an open store. */
export class StoreAttachments implements Attachments {
  readonly #parts: AttachmentParts
  readonly #root: string
  readonly #shelf: Shelf

  constructor(parts: AttachmentParts) {
    this.#parts = parts
    this.#root = join(parts.dir, names.attachments)
    this.#shelf = {
      root: this.#root,
      dir: parts.dir,
      clock: parts.clock,
      hands: new Queue(),
      holds: new Holds(parts.clock)
    }
  }

  async place(source: ByteSource, options: PlaceOptions = {}): Promise<Placed> {
    return await placeBlob(this.#shelf, source, options)
  }

  receive(): Incoming {
    return receiveBlob(this.#shelf)
  }

  async put(
    source: ByteSource,
    options: PlaceOptions = {}
  ): Promise<Blob256 & { readonly existed: boolean }> {
    const { letGo, ...blob } = await this.place(source, options)
    try {
      await this.#parts.write(async tx => {
        tx.attach(blob)
        return Promise.resolve()
      })
    } finally {
      letGo()
    }
    return blob
  }

  find(sha256: string): Blob256 | undefined {
    return findRow(this.#parts.read, sha256)
  }

  async path(sha256: string): Promise<string> {
    const path = blobPath(this.#root, sha256)
    const bytes = await sizeOf(path)
    if (bytes === undefined) throw new FabError('attachment.missing', { sha256 })
    const row = this.find(sha256)
    if (row !== undefined && row.bytes !== bytes) throw new FabError('attachment.altered', { sha256 })
    return path
  }

  async read(sha256: string, range?: { readonly start: number; readonly end: number }): Promise<Readable> {
    const path = await this.path(sha256)
    if (range !== undefined) {
      if (range.end <= range.start) return Readable.from([])
      return createReadStream(path, { start: range.start, end: range.end - 1 })
    }
    const hash = createHash('sha256')
    const check = new Transform({
      transform(chunk: Uint8Array, _encoding, done) {
        hash.update(chunk)
        done(null, chunk)
      },
      flush(done) {
        done(hash.digest('hex') === sha256 ? null : new FabError('attachment.altered', { sha256 }))
      }
    })
    const file = createReadStream(path, { highWaterMark: 1 << 18 })
    file.on('error', error => check.destroy(error))
    check.on('close', () => file.destroy())
    return file.pipe(check)
  }

  async verify(options: Watch & { readonly deep?: boolean } = {}): Promise<AttachmentReport> {
    return await verifyBlobs(this.#root, this.#parts.read, options)
  }

  async collect(options: Watch & { readonly graceMs?: number } = {}): Promise<CollectReport> {
    const { clock, write, references, protectedByBackups, keeping, closing } = this.#parts
    return await keeping.turn(async () => {
      return await collectBlobs({
        shelf: this.#shelf,
        write,
        references,
        kept: await protectedByBackups(),
        olderThan: clock.now().getTime() - (options.graceMs ?? day),
        watch: {
          ...options,
          signal: AbortSignal.any([closing, ...(options.signal === undefined ? [] : [options.signal])])
        }
      })
    })
  }

  async release(sha256: string): Promise<boolean> {
    const { write, references, protectedByBackups, keeping, closing } = this.#parts
    return await keeping.turn(async () => {
      if (closing.aborted) return false
      try {
        return await releaseBlob({ shelf: this.#shelf, write, references, kept: protectedByBackups }, sha256)
      } catch (error) {
        // The store closed meanwhile: what is left is collected another day.
        if (closing.aborted) return false
        throw error
      }
    })
  }
}
