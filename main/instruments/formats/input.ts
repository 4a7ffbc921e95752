import { createHash } from 'node:crypto'
import { open, type FileHandle } from 'node:fs/promises'
import { createGunzip, type Gunzip } from 'node:zlib'
import { FabError } from '@contract/errors'
import { sniff, sniffBytes, sniffUnpacked, type Sniffed } from './sniff'
import type { Warnings } from './warnings'

/** Where unpacked bytes go: `space` is filled in place and `commit` says how much came, or a piece is pushed. */
export interface ByteTarget {
  space(): Uint8Array
  commit(count: number): void
  push(piece: Uint8Array): void
}

/** What reading a file may be asked to do on the way. */
export interface ReadOptions {
  readonly signal?: AbortSignal | undefined
  /** Packed bytes read, of how many. Called once per piece. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined
  /** Called with every piece of the file as it stands, before it is decoded: to copy it. */
  readonly tee?: ((piece: Uint8Array) => Promise<void>) | undefined
  /** Compute the SHA-256 of the file as it stands. */
  readonly hash?: boolean | undefined
  /** Called after each piece; awaited: the brake of whoever takes the results. */
  readonly drain?: (() => Promise<void>) | undefined
  readonly limits?: UnpackLimits | undefined
}

/** Guards against files made to swell. */
export interface UnpackLimits {
  /** Unpacked bytes never exceed this. */
  readonly maxBytes: number
  /** Once `ratioFrom` bytes are out, unpacked / packed may not exceed `maxRatio`. Real STDF packs 5 to 60 fold. */
  readonly maxRatio: number
  readonly ratioFrom: number
}

const defaultLimits: UnpackLimits = { maxBytes: 16 * 2 ** 30, maxRatio: 400, ratioFrom: 64 << 20 }

/** What reading told about the file itself. */
export interface ReadResult {
  readonly sha256: string | null
  /** Size of the file as it stands. */
  readonly fileBytes: number
}

const pieceBytes = 1 << 20

/** A file open for reading, and what its first bytes say it is. */
export class Source {
  readonly sniffed: Sniffed
  readonly size: number
  readonly #handle: FileHandle

  private constructor(handle: FileHandle, size: number, sniffed: Sniffed) {
    this.#handle = handle
    this.size = size
    this.sniffed = sniffed
  }

  /** Open and sniff. @throws FabError file.unreadable when it is gone, no file, or may not be read */
  static async open(path: string): Promise<Source> {
    let handle: FileHandle
    try {
      handle = await open(path, 'r')
    } catch (cause) {
      throw new FabError('file.unreadable', {}, { cause })
    }
    try {
      const facts = await handle.stat()
      if (!facts.isFile()) throw new FabError('file.unreadable')
      const head = Buffer.alloc(sniffBytes)
      const { bytesRead } = await handle.read(head, 0, sniffBytes, 0)
      const outer = sniff(head.subarray(0, bytesRead))
      const sniffed =
        outer.compression === 'gzip' ? sniffUnpacked(await peek(head.subarray(0, bytesRead))) : outer
      return new Source(handle, facts.size, sniffed)
    } catch (cause) {
      await handle.close()
      if (cause instanceof FabError) throw cause
      throw new FabError('file.unreadable', {}, { cause })
    }
  }

  async close(): Promise<void> {
    await this.#handle.close()
  }

  /**
   * Read the file once from start to end: hash it, hand it to the tee, unpack it into the target (null: no one
   * wants the content). A damaged gzip ends early with a warning.
   * @throws FabError contract.cancelled, file.bomb, file.unreadable
   */
  async read(target: ByteTarget | null, warnings: Warnings, options: ReadOptions = {}): Promise<ReadResult> {
    const hash = options.hash === true ? createHash('sha256') : null
    const unpacker =
      target !== null && this.sniffed.compression === 'gzip' ? new Unpacker(target, warnings, options) : null
    const direct = unpacker === null ? target : null
    const buffer = direct === null ? Buffer.allocUnsafe(pieceBytes) : null
    let done = 0
    try {
      for (;;) {
        if (options.signal?.aborted === true) throw new FabError('contract.cancelled')
        const room = buffer ?? direct?.space() ?? Buffer.allocUnsafe(pieceBytes)
        const count = await this.#piece(room, done)
        if (count === 0) break
        const piece = room.subarray(0, count)
        done += count
        hash?.update(piece)
        const copied = options.tee?.(piece)
        if (unpacker === null) direct?.commit(count)
        else await unpacker.push(piece, done)
        await copied
        options.onProgress?.(done, this.size)
        await options.drain?.()
      }
      await unpacker?.end(done)
    } finally {
      unpacker?.destroy()
    }
    return { sha256: hash?.digest('hex') ?? null, fileBytes: done }
  }

  async #piece(room: Uint8Array, position: number): Promise<number> {
    try {
      const { bytesRead } = await this.#handle.read(room, 0, Math.min(room.length, pieceBytes), position)
      return bytesRead
    } catch (cause) {
      throw new FabError('file.unreadable', {}, { cause })
    }
  }
}

/** The first unpacked bytes of a gzip; fewer, or none, where it is damaged. */
async function peek(packed: Uint8Array): Promise<Uint8Array> {
  const gunzip = createGunzip()
  const pieces: Uint8Array[] = []
  let size = 0
  return new Promise(resolve => {
    const done = () => {
      gunzip.destroy()
      resolve(Buffer.concat(pieces))
    }
    gunzip.on('data', (piece: Uint8Array) => {
      pieces.push(piece)
      size += piece.length
      if (size >= sniffBytes) done()
    })
    gunzip.on('end', done)
    gunzip.on('error', done)
    gunzip.end(packed)
  })
}

/** Gunzips pieces into a target, one piece fully before the next, and stops what swells too much. */
class Unpacker {
  readonly #gunzip: Gunzip = createGunzip({ chunkSize: 256 << 10 })
  readonly #target: ByteTarget
  readonly #warnings: Warnings
  readonly #options: ReadOptions
  readonly #limits: UnpackLimits
  #out = 0
  #packed = 0
  #failed: { readonly code: string | undefined } | null = null
  #stop: FabError | null = null
  #wake: (() => void) | null = null

  constructor(target: ByteTarget, warnings: Warnings, options: ReadOptions) {
    this.#target = target
    this.#warnings = warnings
    this.#options = options
    this.#limits = options.limits ?? defaultLimits
    this.#gunzip.on('data', (piece: Uint8Array) => {
      void this.#take(piece)
    })
    this.#gunzip.on('error', (error: NodeJS.ErrnoException) => {
      this.#failed = { code: error.code }
      this.#wake?.()
    })
    this.#gunzip.on('end', () => this.#wake?.())
  }

  /** One unpacked piece; the next comes when this one is decoded and whoever listens has taken the results. */
  async #take(piece: Uint8Array): Promise<void> {
    if (this.#stop !== null) return
    this.#gunzip.pause()
    this.#out += piece.length
    const { maxBytes, maxRatio, ratioFrom } = this.#limits
    if (this.#options.signal?.aborted === true) this.#stop = new FabError('contract.cancelled')
    else if (this.#out > maxBytes || (this.#out > ratioFrom && this.#out > maxRatio * this.#packed))
      this.#stop = new FabError('file.bomb', { bytes: this.#out })
    else {
      try {
        this.#target.push(piece)
        await this.#options.drain?.()
      } catch (error) {
        this.#stop =
          error instanceof FabError ? error : new FabError('contract.internal', {}, { cause: error })
      }
    }
    if (this.#stop === null) this.#gunzip.resume()
    else this.#wake?.()
  }

  async push(piece: Uint8Array, packed: number): Promise<void> {
    this.#packed = packed
    // The piece's memory is used again: gunzip must be done with it first, which its callback says.
    if (this.#failed === null) await this.#wait(done => this.#gunzip.write(piece, done))
  }

  async end(packed: number): Promise<void> {
    this.#packed = packed
    if (this.#failed === null && !this.#gunzip.readableEnded) await this.#wait(() => this.#gunzip.end())
    if (this.#failed === null) return
    const cut = this.#failed.code === 'Z_BUF_ERROR'
    this.#warnings.add(cut ? 'gzipTruncated' : 'gzipDamaged', this.#out, { code: this.#failed.code ?? '' })
  }

  destroy(): void {
    this.#gunzip.destroy()
  }

  async #wait(start: (done: () => void) => void): Promise<void> {
    await new Promise<void>(resolve => {
      this.#wake = resolve
      start(resolve)
    })
    this.#wake = null
    if (this.#stop !== null) throw this.#stop
  }
}
