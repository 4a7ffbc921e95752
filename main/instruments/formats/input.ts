import { createHash } from 'node:crypto'
import { open, type FileHandle } from 'node:fs/promises'
import { FabError } from '@contract/errors'
import { chain, type Layer } from './container/chain'
import { defaultLimits, type Emit, type UnpackLimits } from './container/stage'
import { zipMembers, type ZipMember } from './container/zip'
import { isPacking, sniff, sniffBytes, type Sniffed } from './sniff'
import { Warnings } from './warnings'

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

/** What reading told about the file itself. */
export interface ReadResult {
  readonly sha256: string | null
  /** Size of the file as it stands. */
  readonly fileBytes: number
}

const pieceBytes = 1 << 20
/** Packings within packings beyond this are no accident. */
const mostLayers = 3
/** A look at the first unpacked bytes may take this many packed ones: one block of bzip2 at its worst. */
const mostPeeked = 3 << 20

/** A stretch of an open file: all of it, or a member of an archive. */
interface Stretch {
  readonly handle: FileHandle
  readonly from: number
  readonly size: number
}

async function readStretch(
  { handle, from, size }: Stretch,
  room: Uint8Array,
  position: number
): Promise<number> {
  const length = Math.min(room.length, size - position)
  if (length <= 0) return 0
  try {
    const { bytesRead } = await handle.read(room, 0, length, from + position)
    return bytesRead
  } catch (cause) {
    throw new FabError('file.unreadable', {}, { cause })
  }
}

/** A file, or a member of an archive, open for reading, and what its first bytes say it is. */
export class Source {
  readonly sniffed: Sniffed
  /** Bytes as they stand: packed ones where it is packed. */
  readonly size: number
  readonly #stretch: Stretch
  readonly #layers: readonly Layer[]

  private constructor(stretch: Stretch, layers: readonly Layer[], sniffed: Sniffed) {
    this.#stretch = stretch
    this.#layers = layers
    this.size = stretch.size
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
      return await Source.#sniffed({ handle, from: 0, size: facts.size }, [])
    } catch (cause) {
      await handle.close()
      if (cause instanceof FabError) throw cause
      throw new FabError('file.unreadable', {}, { cause })
    }
  }

  /** Take packings off until something else shows. */
  static async #sniffed(stretch: Stretch, outer: readonly Layer[]): Promise<Source> {
    const layers = [...outer]
    let compression: Sniffed['compression'] = 'none'
    let found = sniff(await peek(stretch, layers))
    while (isPacking(found.format) && layers.length < mostLayers) {
      const packing = found.format
      if (compression === 'none') compression = packing
      layers.push(packing)
      const inner = sniff(await peek(stretch, layers))
      // What is inside tells nothing: the packing is all that is known.
      if (inner.format === 'unknown' || inner.format === 'empty') {
        found = { format: packing, compression, confidence: 1 }
        break
      }
      found = { ...inner, compression }
    }
    return new Source(stretch, layers, { ...found, compression })
  }

  /** Close the file. Sources of its members end with it. */
  async close(): Promise<void> {
    await this.#stretch.handle.close()
  }

  /** The files of a zip archive; none where it is no archive, or a packed one. */
  async members(warnings: Warnings): Promise<ZipMember[]> {
    if (this.sniffed.format !== 'zip' || this.#layers.length > 0) return []
    const read = async (position: number, length: number) => {
      const room = Buffer.alloc(Math.max(0, Math.min(length, this.size - position)))
      let done = 0
      while (done < room.length) {
        const count = await readStretch(this.#stretch, room.subarray(done), position + done)
        if (count === 0) break
        done += count
      }
      return room.subarray(0, done)
    }
    return zipMembers(read, this.size, warnings)
  }

  /** A member of this archive as a source of its own; it reads from the same open file. */
  async member(member: ZipMember): Promise<Source> {
    const { handle, from } = this.#stretch
    const size = Math.max(0, Math.min(member.packedBytes, this.size - member.from))
    return Source.#sniffed({ handle, from: from + member.from, size }, [member])
  }

  /**
   * Read once from start to end: hash it, hand it to the tee, unpack it into the target (null: no one wants the
   * content). Damaged packing ends early, or is skipped, with a warning.
   * @throws FabError contract.cancelled, file.bomb, file.unreadable
   */
  async read(target: ByteTarget | null, warnings: Warnings, options: ReadOptions = {}): Promise<ReadResult> {
    const hash = options.hash === true ? createHash('sha256') : null
    let done = 0
    const unpacker =
      target !== null && this.#layers.length > 0
        ? chain(
            this.#layers,
            async piece => {
              target.push(piece)
              await options.drain?.()
            },
            warnings,
            { packed: () => done, limits: options.limits ?? defaultLimits, signal: options.signal }
          )
        : null
    const direct = unpacker === null ? target : null
    const buffer = direct === null ? Buffer.allocUnsafe(pieceBytes) : null
    try {
      for (;;) {
        if (options.signal?.aborted === true) throw new FabError('contract.cancelled')
        const room = (buffer ?? direct?.space() ?? Buffer.alloc(0)).subarray(0, pieceBytes)
        const count = await readStretch(this.#stretch, room, done)
        if (count === 0) break
        const piece = room.subarray(0, count)
        done += count
        hash?.update(piece)
        const copied = options.tee?.(piece)
        if (unpacker === null) direct?.commit(count)
        else await unpacker.push(piece)
        await copied
        options.onProgress?.(done, this.size)
        await options.drain?.()
      }
      await unpacker?.end()
    } finally {
      unpacker?.destroy()
    }
    return { sha256: hash?.digest('hex') ?? null, fileBytes: done }
  }
}

/** The first bytes inside the layers; fewer, or none, where they are damaged. */
async function peek(stretch: Stretch, layers: readonly Layer[]): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  let size = 0
  const enough = new FabError('contract.cancelled')
  const take: Emit = piece => {
    pieces.push(Buffer.from(piece))
    size += piece.length
    return size >= sniffBytes ? Promise.reject(enough) : Promise.resolve()
  }
  const stage = chain(layers, take, new Warnings(), {
    packed: () => mostPeeked,
    limits: defaultLimits,
    signal: undefined
  })
  const room = Buffer.allocUnsafe(layers.length === 0 ? sniffBytes : 64 << 10)
  try {
    for (let done = 0; done < mostPeeked;) {
      const count = await readStretch(stretch, room, done)
      if (count === 0) break
      done += count
      await stage.push(room.subarray(0, count))
    }
    await stage.end()
  } catch (error) {
    if (error instanceof FabError && error.fault.key === 'file.unreadable') throw error
  } finally {
    stage.destroy()
  }
  return Buffer.concat(pieces).subarray(0, sniffBytes)
}
