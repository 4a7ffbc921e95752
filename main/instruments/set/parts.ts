import { widen } from '../formats/widen'
import type { PartRecord } from '../formats/stdf/sink'
import { PartFlag, type PackedText, type PartBlock } from './types'

const none = 0xffffffff

/** Bytes appended one text after another, whose places are kept by row until the block is packed. */
class TextColumn {
  #bytes = new Uint8Array(4096)
  #top = 0
  #at = new Uint32Array(256)
  #length = new Uint8Array(256)

  get bytes(): number {
    return this.#top
  }

  set(row: number, source: Uint8Array, from: number, length: number): void {
    if (row >= this.#at.length) {
      const size = Math.max(row + 1, this.#at.length * 2)
      this.#at = widen(this.#at, size)
      this.#length = widen(this.#length, size)
    }
    if (length === 0) return
    if (this.#top + length > this.#bytes.length) this.#bytes = widen(this.#bytes, this.#bytes.length * 2)
    for (let i = 0; i < length; i++) this.#bytes[this.#top + i] = source[from + i] ?? 0
    this.#at[row] = this.#top
    this.#length[row] = length
    this.#top += length
  }

  /** Pack rows 0 to count - 1 in order, and start again. */
  take(count: number): PackedText {
    const offsets = new Uint32Array(count + 1)
    const bytes = new Uint8Array(this.#top)
    let top = 0
    for (let row = 0; row < count; row++) {
      offsets[row] = top
      const length = row < this.#length.length ? (this.#length[row] ?? 0) : 0
      const at = this.#at[row] ?? 0
      bytes.set(this.#bytes.subarray(at, at + length), top)
      top += length
    }
    offsets[count] = top
    this.#top = 0
    this.#at.fill(0)
    this.#length.fill(0)
    return { offsets, bytes }
  }
}

/** Collects the columns of the parts of one group. */
export class PartBuffer {
  /** Global number of row 0. */
  first = 0
  count = 0
  #size = 1024
  #x = new Int16Array(this.#size)
  #y = new Int16Array(this.#size)
  #hardBin = new Uint16Array(this.#size)
  #softBin = new Uint16Array(this.#size)
  #head = new Uint8Array(this.#size)
  #site = new Uint8Array(this.#size)
  #flags = new Uint16Array(this.#size)
  #testTime = new Uint32Array(this.#size)
  #testCount = new Uint16Array(this.#size)
  #wafer = new Int32Array(this.#size)
  #ended = new Uint32Array(this.#size)
  readonly #id = new TextColumn()
  readonly #text = new TextColumn()

  /** Memory held, roughly. */
  get bytes(): number {
    return this.count * 40 + this.#id.bytes + this.#text.bytes
  }

  /** Begin a part. @returns its global number */
  open(place: number, noStart: boolean, wafer: number): number {
    const row = this.count++
    if (row >= this.#size) this.#grow()
    this.#x[row] = -32768
    this.#y[row] = -32768
    this.#hardBin[row] = 65535
    this.#softBin[row] = 65535
    this.#head[row] = place >> 8
    this.#site[row] = place & 255
    this.#flags[row] = PartFlag.unfinished | (noStart ? PartFlag.noStart : 0)
    this.#wafer[row] = wafer
    this.#ended[row] = none
    return this.first + row
  }

  /** End a part with its PRR. */
  close(part: number, record: PartRecord, ended: number, wafer: number): void {
    const row = part - this.first
    this.#x[row] = record.x
    this.#y[row] = record.y
    this.#hardBin[row] = record.hardBin
    this.#softBin[row] = record.softBin
    this.#flags[row] = record.flags | ((this.#flags[row] ?? 0) & PartFlag.noStart)
    this.#testTime[row] = record.testTime
    this.#testCount[row] = record.testCount
    this.#wafer[row] = wafer
    this.#ended[row] = ended
    this.#id.set(row, record.bytes, record.idAt, record.idLength)
    this.#text.set(row, record.bytes, record.textAt, record.textLength)
  }

  /** Hand the rows over and start the next group. */
  take(): PartBlock | null {
    const { first, count } = this
    if (count === 0) return null
    const block: PartBlock = {
      firstPart: first,
      count,
      columns: {
        x: this.#x.slice(0, count),
        y: this.#y.slice(0, count),
        hardBin: this.#hardBin.slice(0, count),
        softBin: this.#softBin.slice(0, count),
        head: this.#head.slice(0, count),
        site: this.#site.slice(0, count),
        flags: this.#flags.slice(0, count),
        testTime: this.#testTime.slice(0, count),
        testCount: this.#testCount.slice(0, count),
        wafer: this.#wafer.slice(0, count),
        ended: this.#ended.slice(0, count),
        id: this.#id.take(count),
        text: this.#text.take(count)
      }
    }
    this.first += count
    this.count = 0
    this.#testTime.fill(0, 0, count)
    this.#testCount.fill(0, 0, count)
    return block
  }

  #grow(): void {
    this.#size *= 2
    this.#x = widen(this.#x, this.#size)
    this.#y = widen(this.#y, this.#size)
    this.#hardBin = widen(this.#hardBin, this.#size)
    this.#softBin = widen(this.#softBin, this.#size)
    this.#head = widen(this.#head, this.#size)
    this.#site = widen(this.#site, this.#size)
    this.#flags = widen(this.#flags, this.#size)
    this.#testTime = widen(this.#testTime, this.#size)
    this.#testCount = widen(this.#testCount, this.#size)
    this.#wafer = widen(this.#wafer, this.#size)
    this.#ended = widen(this.#ended, this.#size)
  }
}
