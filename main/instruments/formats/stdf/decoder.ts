import { FabError } from '@contract/errors'
import { Warnings } from '../warnings'
import { Kind, kinds } from './kinds'
import { layoutOf, recordCode } from './layout'
import { RecordReader, type ResultTally } from './reader'
import { chained, resync } from './resync'
import type { StdfSink } from './sink'
import type { TestTable } from './tests'

/** Longest record with its header. */
const longest = 0xffff + 4
const bufferSize = 1 << 20

/** A FAR has two bytes of body; 0x200 is 2 read in the wrong byte order. */
function isFar(length: number): boolean {
  return length === 2 || length === 0x200
}

/** Figures every file has, whoever listens. */
export interface StdfTally extends ResultTally {
  readonly totalRecords: number
  /** Records by name; those the standard does not know as `typ/sub`. */
  readonly records: Readonly<Record<string, number>>
}

/**
 * Reads STDF V4 and V4-2007 from a stream of bytes in pieces of any size and tells a {@link StdfSink}.
 *
 * Fill the array {@link space} returns, say {@link commit} how much came; {@link finish} at the end. Bytes are
 * decoded in place; no object is made for a PTR, FTR, PIR or PRR. Damage never throws: what cannot be read is
 * skipped and noted with its byte offset in {@link warnings}.
 */
export class StdfDecoder {
  readonly warnings: Warnings
  readonly table: TestTable
  readonly #reader: RecordReader
  readonly #sink: StdfSink
  readonly #own = Buffer.allocUnsafeSlow(bufferSize)
  readonly #ownView = new DataView(this.#own.buffer)
  /** What is being decoded: the own buffer, or a piece where it lies. */
  #bytes: Buffer = this.#own
  #view: DataView = this.#ownView
  #littleEndian = true
  #firstOrder: 'BigEndian' | 'LittleEndian' | null = null
  #start = 0
  #end = 0
  /** Offset in the file of the first byte of the buffer. */
  #base = 0
  #lostSince = -1
  #padding = 0

  readonly #counts = new Float64Array(0x10000)

  constructor(sink: StdfSink, warnings = new Warnings()) {
    this.#sink = sink
    this.warnings = warnings
    this.#reader = new RecordReader(sink, warnings, this.#bytes, this.#view)
    this.table = this.#reader.table
  }

  /** Byte order of the first FAR; null before it. */
  get byteOrder(): 'BigEndian' | 'LittleEndian' | null {
    return this.#firstOrder
  }

  /** Unpacked bytes taken so far. */
  get bytesRead(): number {
    return this.#base + this.#end
  }

  /** Room for the next bytes of the file. Never empty. */
  space(): Uint8Array {
    if (this.#end > bufferSize - 2 * longest) {
      this.#own.copyWithin(0, this.#start, this.#end)
      this.#base += this.#start
      this.#reader.setBytes(this.#own, this.#ownView, this.#base)
      this.#end -= this.#start
      this.#start = 0
    }
    return this.#own.subarray(this.#end)
  }

  /** That many bytes were put into {@link space}: decode what is whole. */
  commit(count: number): void {
    this.#end += count
    this.#run(false)
  }

  /**
   * Decode a piece of the file where it lies. Only what crosses its ends is copied: a record begun in the piece
   * before is completed in the own buffer, one that goes on in the next is kept there.
   */
  push(piece: Uint8Array): void {
    let at = 0
    while (this.#end > this.#start && at < piece.length) {
      const added = Math.min(longest, piece.length - at)
      this.space().set(piece.subarray(at, at + added))
      this.commit(added)
      at += added
      const kept = this.#end - this.#start
      if (kept > added) continue
      // What is left began in this piece: go back to where it lies.
      at -= kept
      this.#end -= kept
      break
    }
    if (at >= piece.length) return
    const base = this.#base + this.#end - at
    this.#window(Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength), base, at, piece.length)
    this.#run(false)
    const { start, end } = { start: this.#start, end: this.#end }
    this.#own.set(piece.subarray(start, end))
    this.#window(this.#own, base + start, 0, end - start)
  }

  #window(bytes: Buffer, base: number, start: number, end: number): void {
    this.#bytes = bytes
    this.#view =
      bytes === this.#own ? this.#ownView : new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.#base = base
    this.#start = start
    this.#end = end
    this.#reader.setBytes(bytes, this.#view, base)
  }

  /** No more bytes: decode the rest and note what was cut off. */
  finish(): StdfTally {
    this.#run(true)
    while (this.#start < this.#end && this.#skipCut(this.#start, this.#end)) this.#run(true)
    if (this.#padding > 0)
      this.warnings.add('padding', this.#base + this.#end - this.#padding, { bytes: this.#padding })
    return this.tally()
  }

  /** The figures so far. */
  tally(): StdfTally {
    const records: Record<string, number> = {}
    let totalRecords = 0
    for (let code = 0; code < 0x10000; code++) {
      const count = this.#counts[code] ?? 0
      if (count === 0) continue
      records[layoutOf(code)?.name ?? `${code >> 8}/${code & 255}`] = count
      totalRecords += count
    }
    return {
      totalRecords,
      records,
      ...this.#reader.tally()
    }
  }

  #run(atEnd: boolean): void {
    const view = this.#view
    const counts = this.#counts
    const reader = this.#reader
    const end = this.#end
    let p = this.#start
    let le = this.#littleEndian
    if (this.#firstOrder === null) {
      if (end - p < 6 && !atEnd) return
      this.#begin(p, end)
      le = this.#littleEndian
    }
    if (this.#lostSince >= 0) {
      p = this.#recover(p, end, atEnd)
      if (this.#lostSince >= 0) {
        this.#start = p
        return
      }
    }
    while (end - p >= 4) {
      const code = view.getUint16(p + 2, false)
      const body = p + 4
      const next = body + view.getUint16(p, le)
      const kind = kinds[code] ?? 0
      if (kind === Kind.Ptr) {
        if (next > end) break
        reader.ptr(body, next, le)
      } else if (kind === Kind.Unknown || (kind === Kind.Far && !isFar(next - body))) {
        const after = this.#unknown(p, next, end, atEnd)
        if (after < 0) break
        p = after
        if (this.#lostSince >= 0) break
        continue
      } else if (kind === Kind.Far) {
        if (end - p < 6) break
        p = this.#far(p)
        le = this.#littleEndian
        continue
      } else {
        if (next > end) break
        reader.other(kind, code, body, next, le)
      }
      counts[code] = (counts[code] ?? 0) + 1
      p = next
    }
    this.#start = p
  }

  /** The very first bytes: a FAR tells the byte order. */
  #begin(p: number, end: number): void {
    const view = this.#view
    const far = end - p >= 6 && view.getUint16(p + 2, false) === recordCode('FAR')
    const length = far ? view.getUint16(p, true) : 0
    if (!isFar(length)) throw new FabError('file.unknownFormat')
    this.#littleEndian = length === 2
    this.#firstOrder = length === 2 ? 'LittleEndian' : 'BigEndian'
  }

  /** A FAR sets byte order and number format for what follows, also in the middle of a stream. */
  #far(p: number): number {
    const view = this.#view
    const offset = this.#base + p
    const first = this.#counts[recordCode('FAR')] === 0
    const length = view.getUint16(p, this.#littleEndian)
    let littleEndian = this.#littleEndian
    let next = p + 4 + length
    if (length === 0x200) {
      // Two bytes, written in the other order.
      littleEndian = !littleEndian
      next = p + 6
      this.warnings.add('byteOrderChanged', offset)
    }
    const version = view.getUint8(p + 5)
    if (version !== 4) this.warnings.add('stdfVersion', offset, { version })
    const vax = view.getUint8(p + 4) === 0
    this.#littleEndian = littleEndian
    const known = this.#reader.encoding
    if (first || littleEndian !== known.littleEndian || vax !== known.vax)
      this.#reader.setEncoding({ littleEndian, vax })
    if (!first) this.warnings.add('laterFile', offset)
    this.#counts[recordCode('FAR')] = (this.#counts[recordCode('FAR')] ?? 0) + 1
    this.#sink.far(first, offset)
    return next
  }

  /**
   * A record the standard does not know. It is skipped by its length where that leads to a record that makes
   * sense; else the stream is lost and searched for the next place that does.
   * @returns where to go on, or -1 when more bytes are needed to tell
   */
  #unknown(p: number, next: number, end: number, atEnd: boolean): number {
    const view = this.#view
    const code = view.getUint16(p + 2, false)
    if (code === 0 && view.getUint16(p, false) === 0) {
      this.#padding += 4
      return p + 4
    }
    if (next + 4 > end && !atEnd) return -1
    const following = next + 4 <= end ? view.getUint16(next + 2, false) : -1
    if (
      next === end ||
      (following >= 0 && ((kinds[following] ?? 0) !== 0 || following === code || following === 0))
    ) {
      const count = this.#counts[code] ?? 0
      if (count === 0)
        this.warnings.add('unknownRecord', this.#base + p, {
          type: code >> 8,
          sub: code & 255,
          length: next - p - 4
        })
      this.#counts[code] = count + 1
      return next
    }
    this.#lostSince = this.#base + p
    const after = this.#recover(p, end, atEnd)
    if (this.#lostSince < 0) return after
    this.#start = after
    return after
  }

  /** Search for the next place where several records in a row make sense. */
  #recover(p: number, end: number, atEnd: boolean): number {
    const found = resync(this.#view, p, end, this.#littleEndian, atEnd)
    if (found.found) {
      this.warnings.add('resync', this.#lostSince, { bytes: this.#base + found.at - this.#lostSince })
      this.#lostSince = -1
    } else if (atEnd) {
      this.warnings.add('strayTail', this.#lostSince, { bytes: this.#base + end - this.#lostSince })
      this.#lostSince = -1
      return end
    }
    return found.at
  }

  /**
   * Bytes after the last whole record. A wrong length may have swallowed whole ones: look inside first.
   * @returns true when the stream goes on inside
   */
  #skipCut(p: number, end: number): boolean {
    const view = this.#view
    for (let at = p + 1; end - p > 16 && at + 4 <= end; at++) {
      if (chained(view, at, end, this.#littleEndian, true, 3) !== true) continue
      this.warnings.add('resync', this.#base + p, { bytes: at - p })
      this.#start = at
      return true
    }
    this.#start = end
    if (this.#bytes.subarray(p, end).every(byte => byte === 0)) this.#padding += end - p
    else {
      const layout = end - p >= 4 ? layoutOf(view.getUint16(p + 2, false)) : undefined
      this.warnings.add('truncated', this.#base + p, { record: layout?.name ?? '?', bytes: end - p })
    }
    return false
  }
}
