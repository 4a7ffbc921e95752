import { FabError } from '@contract/errors'
import type { ResultTally } from '../stdf/reader'
import type { StdfSink } from '../stdf/sink'
import type { TestTable } from '../stdf/tests'
import { Warnings } from '../warnings'
import { LineReader } from './reader'

/** A line longer than this is no line. */
const longestLine = 16 << 20
const newline = 10
const carriageReturn = 13
const blank = 32

/** Figures every file has, whoever listens. */
export interface AtdfTally extends ResultTally {
  readonly totalRecords: number
  /** Records by name. */
  readonly records: Readonly<Record<string, number>>
}

/**
 * Reads ATDF, the text form of STDF V4, from a stream of bytes in pieces of any size and tells a {@link StdfSink}
 * the same as its binary form would. Lines that begin with a blank go on with the record before.
 *
 * Fill the array {@link space} returns, say {@link commit} how much came; {@link finish} at the end. What cannot
 * be read is skipped and noted with its line in {@link warnings}.
 */
export class AtdfDecoder {
  readonly warnings: Warnings
  readonly #reader: LineReader
  #bytes = Buffer.allocUnsafeSlow(1 << 20)
  #joined = Buffer.allocUnsafeSlow(1 << 12)
  #start = 0
  #end = 0
  /** Offset in the file of the first byte of the buffer. */
  #base = 0
  #line = 1
  #skipping = false

  constructor(sink: StdfSink, warnings = new Warnings()) {
    this.warnings = warnings
    this.#reader = new LineReader(sink, warnings)
  }

  /** The tests of the stream. */
  get table(): TestTable {
    return this.#reader.table
  }

  /** Unpacked bytes taken so far. */
  get bytesRead(): number {
    return this.#base + this.#end
  }

  /** Room for the next bytes of the file. Never empty. */
  space(): Uint8Array {
    if (this.#start > 0) {
      this.#bytes.copyWithin(0, this.#start, this.#end)
      this.#base += this.#start
      this.#end -= this.#start
      this.#start = 0
    }
    if (this.#end > this.#bytes.length >> 1) {
      const wider = Buffer.allocUnsafeSlow(this.#bytes.length * 2)
      this.#bytes.copy(wider, 0, 0, this.#end)
      this.#bytes = wider
    }
    return this.#bytes.subarray(this.#end)
  }

  /** That many bytes were put into {@link space}: decode what is whole. */
  commit(count: number): void {
    this.#end += count
    this.#run(false)
  }

  /** Decode a piece of the file. */
  push(piece: Uint8Array): void {
    for (let at = 0; at < piece.length;) {
      const room = this.space()
      const count = Math.min(room.length, piece.length - at)
      room.set(piece.subarray(at, at + count))
      this.commit(count)
      at += count
    }
  }

  /** No more bytes: decode the rest and note what was cut off. */
  finish(): AtdfTally {
    this.#run(true)
    return this.tally()
  }

  /** The figures so far. */
  tally(): AtdfTally {
    return this.#reader.tally()
  }

  #run(atEnd: boolean): void {
    const bytes = this.#bytes.subarray(0, this.#end)
    const reader = this.#reader
    reader.setBytes(this.#bytes)
    let at = this.#start
    if (this.#base + at === 0) at = this.#begin(bytes, atEnd)
    while (at < bytes.length) {
      let end = bytes.indexOf(newline, at)
      if (end < 0) {
        if (!atEnd) break
        end = bytes.length
      }
      let next = end + 1
      // The next line may go on with this one: its first byte tells.
      if (next >= bytes.length && !atEnd) break
      const line = this.#line++
      if (this.#skipping) this.#skipping = false
      else if (bytes[next] !== blank || next >= bytes.length) {
        const last = end === bytes.length
        const stop = bytes[end - 1] === carriageReturn && end > at ? end - 1 : end
        if (stop > at) reader.line(at, stop, this.#base + at, line, last)
      } else {
        next = this.#joinLines(bytes, at, end, atEnd)
        if (next < 0) {
          this.#line = line
          break
        }
        reader.setBytes(this.#bytes)
      }
      at = next
    }
    this.#start = Math.min(at, bytes.length)
    if (bytes.length - this.#start > longestLine) this.#giveUp()
  }

  /** The FAR that must come first, behind a byte order mark and blank lines. */
  #begin(bytes: Buffer, atEnd: boolean): number {
    let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
    while (at < bytes.length && (bytes[at] ?? 0) <= blank) at++
    if (bytes.length - at < 6 && !atEnd) return 0
    if (!/^FAR:[AS]/.test(bytes.toString('latin1', at, at + 5))) throw new FabError('file.unknownFormat')
    return at
  }

  /** A record over several lines. @returns where the next begins; -1 where its end is yet to come */
  #joinLines(bytes: Buffer, from: number, firstEnd: number, atEnd: boolean): number {
    const ends = [firstEnd]
    for (let end = firstEnd; end + 1 < bytes.length && bytes[end + 1] === blank;) {
      const found = bytes.indexOf(newline, end + 1)
      end = found < 0 ? bytes.length : found
      ends.push(end)
      if (end + 1 >= bytes.length && !atEnd) return -1
    }
    const last = ends.at(-1) ?? firstEnd
    if (last - from > this.#joined.length) this.#joined = Buffer.allocUnsafeSlow(2 * (last - from))
    const joined = this.#joined
    // Only the text of a DTR has lines of its own.
    const isText = bytes.toString('latin1', from, from + 4) === 'DTR:'
    let top = 0
    let at = from
    for (const end of ends) {
      if (at > from && isText) joined[top++] = newline
      const stop = bytes[end - 1] === carriageReturn && end > at ? end - 1 : end
      top += bytes.copy(joined, top, at, stop)
      at = end + 2
    }
    const line = this.#line - 1
    this.#line += ends.length - 1
    this.#reader.setBytes(joined)
    this.#reader.line(0, top, this.#base + from, line, last >= bytes.length)
    return last + 1
  }

  /** Far more bytes than a line has: leave them out, up to where the next line begins. */
  #giveUp(): void {
    if (!this.#skipping)
      this.warnings.add('strayLine', this.#base + this.#start, { line: this.#line, text: '' })
    this.#skipping = true
    this.#base += this.#end
    this.#start = this.#end = 0
    this.#bytes = Buffer.allocUnsafeSlow(1 << 20)
  }
}
