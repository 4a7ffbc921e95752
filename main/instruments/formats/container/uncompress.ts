import type { Warnings } from '../warnings'
import type { Emit, Stage } from './stage'

const outSize = 256 << 10
const clear = 256
const noCode = -1

/**
 * Undoes Unix compress (.Z): LZW with codes of 9 to 16 bits, least significant bit first. As compress writes them,
 * codes come in groups of eight: where their width changes the rest of the group is left unused.
 */
export class Uncompress implements Stage {
  readonly #emit: Emit
  readonly #warnings: Warnings
  readonly #out = Buffer.allocUnsafeSlow(outSize)
  readonly #stack = new Uint8Array(1 << 16)
  readonly #prefix = new Uint16Array(1 << 16)
  readonly #suffix = new Uint8Array(1 << 16)
  #packed = Buffer.alloc(0)
  #header = 0
  #state: 'header' | 'codes' | 'over' = 'header'
  #blockMode = true
  #most = 16
  #width = 9
  #next = 257
  #old = noCode
  #first = 0
  #filled = 0
  #unpacked = 0

  constructor(emit: Emit, warnings: Warnings) {
    this.#emit = emit
    this.#warnings = warnings
  }

  async push(piece: Uint8Array): Promise<void> {
    if (this.#state === 'over') return
    this.#packed = Buffer.concat([this.#packed, piece])
    await this.#run(false)
  }

  async end(): Promise<void> {
    if (this.#state === 'over') return
    await this.#run(true)
    if (this.#state === 'header') this.#warnings.add('packedTruncated', 0, { packing: 'compress' })
    await this.#flush()
    this.#state = 'over'
  }

  destroy(): void {
    this.#state = 'over'
    this.#packed = Buffer.alloc(0)
  }

  async #run(atEnd: boolean): Promise<void> {
    if (this.#state === 'header') {
      if (this.#packed.length < 3) return
      const flags = this.#packed[2] ?? 0
      this.#blockMode = (flags & 0x80) !== 0
      this.#most = flags & 31
      this.#next = this.#blockMode ? 257 : 256
      this.#header = 3
      this.#state = this.#most < 9 || this.#most > 16 ? 'over' : 'codes'
      if (this.#state === 'over') this.#warnings.add('packedDamaged', 0, { packing: 'compress' })
    }
    let at = this.#header
    this.#header = 0
    // A group of eight codes takes as many bytes as a code has bits.
    while (this.#state === 'codes') {
      const left = this.#packed.length - at
      if (left < this.#width && (!atEnd || left === 0)) break
      at += await this.#group(at, Math.min(left, this.#width))
    }
    this.#packed = this.#packed.subarray(at)
  }

  /** The codes in up to eight times the width bits at a place. @returns the bytes they took, unused ones included */
  async #group(at: number, size: number): Promise<number> {
    const width = this.#width
    const packed = this.#packed
    const codes = Math.floor((size * 8) / width)
    for (let i = 0; i < codes; i++) {
      const bit = i * width
      const from = at + (bit >>> 3)
      const window = (packed[from] ?? 0) | ((packed[from + 1] ?? 0) << 8) | ((packed[from + 2] ?? 0) << 16)
      const code = (window >>> (bit & 7)) & ((1 << width) - 1)
      if (outSize - this.#filled < this.#stack.length + 1) await this.#flush()
      if (!this.#code(code)) {
        await this.#flush()
        this.#warnings.add('packedDamaged', this.#unpacked, { packing: 'compress' })
        this.#state = 'over'
        return size
      }
      if (code === clear && this.#blockMode) {
        // What the next code teaches lands on the place of the clear code, which nothing ever asks for.
        this.#next = clear
        this.#width = 9
        return size
      }
      if (this.#next >= 1 << this.#width && this.#width < this.#most) {
        this.#width++
        return size
      }
    }
    return size
  }

  /** Write what a code stands for and learn the next one. @returns false where the code cannot be */
  #code(code: number): boolean {
    if (code === clear && this.#blockMode) return true
    const stack = this.#stack
    let depth = 0
    let walk = code
    if (this.#old === noCode) {
      if (code > 255) return false
      this.#first = code
      this.#old = code
      this.#out[this.#filled++] = code
      return true
    }
    if (walk >= this.#next) {
      if (walk > this.#next) return false
      stack[depth++] = this.#first
      walk = this.#old
    }
    while (walk > 255) {
      stack[depth++] = this.#suffix[walk] ?? 0
      walk = this.#prefix[walk] ?? 0
    }
    this.#first = walk
    stack[depth++] = walk
    while (depth > 0) this.#out[this.#filled++] = stack[--depth] ?? 0
    if (this.#next < 1 << this.#most) {
      this.#prefix[this.#next] = this.#old
      this.#suffix[this.#next] = this.#first
      this.#next++
    }
    this.#old = code
    return true
  }

  async #flush(): Promise<void> {
    if (this.#filled === 0) return
    this.#unpacked += this.#filled
    const filled = this.#filled
    this.#filled = 0
    await this.#emit(this.#out.subarray(0, filled))
  }
}
