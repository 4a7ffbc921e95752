import type { Warnings } from '../warnings'
import { BlockDamage, BlockDecoder } from './bzip2-block'
import type { Emit, Stage } from './stage'

const outSize = 256 << 10
/** Magic numbers of a block and of the end of a stream, 24 bits each half. */
const block = [0x314159, 0x265359] as const
const streamEnd = [0x177245, 0x385090] as const

/** Most bytes a block can take, packed, headers and all: every symbol in 20 bits, and the tables. */
function packedMost(blockSize: number): number {
  return Math.ceil(((blockSize + 2) * 20) / 8) + 32_000
}

/**
 * Undoes bzip2, several streams one after another included. A damaged block is skipped: reading goes on at the
 * next one that can be found, and both the damage and a check sum that does not fit are noted.
 */
export class Bunzip2 implements Stage {
  readonly #emit: Emit
  readonly #warnings: Warnings
  readonly #out = Buffer.allocUnsafeSlow(outSize)
  #packed = Buffer.allocUnsafeSlow(1 << 20)
  #end = 0
  /** Bit of the next thing to read in `#packed`. */
  #bit = 0
  #decoder: BlockDecoder | null = null
  #state: 'header' | 'block' | 'lost' | 'over' = 'header'
  #first = true
  #unpacked = 0

  constructor(emit: Emit, warnings: Warnings) {
    this.#emit = emit
    this.#warnings = warnings
  }

  async push(piece: Uint8Array): Promise<void> {
    if (this.#state === 'over') return
    const from = this.#bit >>> 3
    const kept = this.#end - from
    if (kept + piece.length > this.#packed.length) {
      const wider = Buffer.allocUnsafeSlow(2 * (kept + piece.length))
      this.#packed.copy(wider, 0, from, this.#end)
      this.#packed = wider
    } else this.#packed.copyWithin(0, from, this.#end)
    this.#packed.set(piece, kept)
    this.#end = kept + piece.length
    this.#bit &= 7
    await this.#run(false)
  }

  async end(): Promise<void> {
    await this.#run(true)
    if (this.#state === 'over') return
    this.#state = 'over'
    this.#note('packedTruncated')
  }

  destroy(): void {
    this.#state = 'over'
    this.#packed = Buffer.alloc(0)
    this.#decoder = null
  }

  #note(key: 'packedTruncated' | 'packedDamaged' | 'packedCheck' | 'packedTail'): void {
    this.#warnings.add(key, this.#unpacked, { packing: 'bzip2' })
  }

  /** Do what the bytes at hand suffice for. */
  async #run(atEnd: boolean): Promise<void> {
    while (this.#state !== 'over') {
      const left = this.#end * 8 - this.#bit
      if (this.#state === 'header') {
        if (!this.#header(atEnd)) return
      } else if (this.#state === 'lost') {
        if (!this.#search(atEnd)) return
      } else {
        const most = packedMost(this.#decoder?.blockSize ?? 0) * 8
        if (left < 80 || (left < most && !atEnd)) return
        if (!(await this.#block(left < most))) return
      }
    }
  }

  /** The four bytes a stream begins with. @returns false to wait for more */
  #header(atEnd: boolean): boolean {
    const at = (this.#bit + 7) >>> 3
    const packed = this.#packed
    if (this.#end - at < 4 && !atEnd) return false
    const level = (packed[at + 3] ?? 0) - 0x30
    const good =
      this.#end - at >= 4 && packed.toString('latin1', at, at + 3) === 'BZh' && level >= 1 && level <= 9
    if (!good) {
      // Bytes after the last stream; zeros are padding.
      if (!this.#first && packed.subarray(at, this.#end).some(byte => byte !== 0)) this.#note('packedTail')
      if (this.#first) this.#note(this.#end - at < 4 ? 'packedTruncated' : 'packedDamaged')
      this.#state = 'over'
      return true
    }
    const size = level * 100_000
    if (this.#decoder?.blockSize !== size) this.#decoder = new BlockDecoder(size)
    this.#first = false
    this.#bit = (at + 4) * 8
    this.#state = 'block'
    return true
  }

  /** A block, or the end of a stream. @returns false where the bytes ended inside it */
  async #block(isShort: boolean): Promise<boolean> {
    const high = this.#bits24(this.#bit)
    const low = this.#bits24(this.#bit + 24)
    const decoder = this.#decoder
    if (decoder === null) return false
    if (high === streamEnd[0] && low === streamEnd[1]) {
      // The check sum over all blocks says nothing the blocks' own do not.
      this.#bit = (this.#bit + 80 + 7) & ~7
      this.#state = 'header'
      return true
    }
    if (high !== block[0] || low !== block[1]) {
      this.#lose()
      return true
    }
    let after: number
    try {
      after = decoder.decode(this.#packed, this.#bit + 48, this.#end)
    } catch (error) {
      if (!(error instanceof BlockDamage)) throw error
      this.#lose()
      return true
    }
    if (after > this.#end * 8) {
      if (isShort) return false
      this.#lose()
      return true
    }
    for (let count = decoder.write(this.#out); count > 0; count = decoder.write(this.#out)) {
      this.#unpacked += count
      await this.#emit(this.#out.subarray(0, count))
    }
    if (decoder.crc !== decoder.declaredCrc) this.#note('packedCheck')
    this.#bit = after
    return true
  }

  #lose(): void {
    this.#note('packedDamaged')
    this.#bit++
    this.#state = 'lost'
  }

  /** Look for the next block, or the end of the stream, at any bit. @returns false to wait for more */
  #search(atEnd: boolean): boolean {
    const last = this.#end * 8 - 80
    for (; this.#bit <= last; this.#bit++) {
      const high = this.#bits24(this.#bit)
      if (high !== block[0] && high !== streamEnd[0]) continue
      const low = this.#bits24(this.#bit + 24)
      if (low !== (high === block[0] ? block[1] : streamEnd[1])) continue
      this.#state = 'block'
      return true
    }
    if (!atEnd) return false
    this.#state = 'over'
    return true
  }

  #bits24(bit: number): number {
    const at = bit >>> 3
    const packed = this.#packed
    const window =
      ((packed[at] ?? 0) << 24) |
      ((packed[at + 1] ?? 0) << 16) |
      ((packed[at + 2] ?? 0) << 8) |
      (packed[at + 3] ?? 0)
    return (window << (bit & 7)) >>> 8
  }
}
