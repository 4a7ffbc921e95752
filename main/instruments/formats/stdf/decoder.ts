import { FabError } from '@contract/errors'
import { Warnings } from '../warnings'
import { decodeFields, vaxFloat, type Encoding } from './fields'
import { walkGeneric, walkText } from './generic'
import { knownCodes, layoutOf, recordCode, type RecordName } from './layout'
import { chained, resync } from './resync'
import type { FunctionalRecord, PartRecord, StdfSink } from './sink'
import { TestTable } from './tests'

/** Longest record with its header. */
const longest = 0xffff + 4
const bufferSize = 1 << 20

/** What the framing loop does with a record; the index into its jump table. */
const enum Kind {
  Unknown,
  Other,
  Far,
  Ptr,
  Pir,
  Prr,
  Ftr,
  Mpr,
  Str,
  Bps,
  Eps,
  Dtr,
  Gdr
}

const kinds = Uint8Array.from(knownCodes)
const special: [RecordName, Kind][] = [
  ['FAR', Kind.Far],
  ['PTR', Kind.Ptr],
  ['PIR', Kind.Pir],
  ['PRR', Kind.Prr],
  ['FTR', Kind.Ftr],
  ['MPR', Kind.Mpr],
  ['STR', Kind.Str],
  ['BPS', Kind.Bps],
  ['EPS', Kind.Eps],
  ['DTR', Kind.Dtr],
  ['GDR', Kind.Gdr]
]
for (const [name, kind] of special) kinds[recordCode(name)] = kind

/** A FAR has two bytes of body; 0x200 is 2 read in the wrong byte order. */
function isFar(length: number): boolean {
  return length === 2 || length === 0x200
}

/** Figures every file has, whoever listens. */
export interface StdfTally {
  readonly totalRecords: number
  /** Records by name; those the standard does not know as `typ/sub`. */
  readonly records: Readonly<Record<string, number>>
  /** PTRs and FTRs with the fail bit of TEST_FLG. */
  readonly ptrFails: number
  readonly ftrFails: number
  /** PTR results that are finite numbers, and their plain sum. */
  readonly ptrFinite: number
  readonly ptrSum: number
  /** Values in all MPRs. */
  readonly mprResults: number
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
  readonly #sink: StdfSink
  readonly #own = Buffer.allocUnsafeSlow(bufferSize)
  readonly #ownView = new DataView(this.#own.buffer)
  /** What is being decoded: the own buffer, or a piece where it lies. */
  #bytes: Buffer = this.#own
  #view: DataView = this.#ownView
  #encoding: Encoding = { littleEndian: true, vax: false }
  #vax = false
  #firstOrder: 'BigEndian' | 'LittleEndian' | null = null
  #start = 0
  #end = 0
  /** Offset in the file of the first byte of the buffer. */
  #base = 0
  #lostSince = -1
  #padding = 0

  readonly #counts = new Float64Array(0x10000)
  #ptrFails = 0
  #ftrFails = 0
  #ptrFinite = 0
  #ptrSum = 0
  #mprResults = 0

  #results = new Float64Array(64)
  readonly #functional: FunctionalRecord = {
    optFlag: 0,
    cycleCount: 0,
    relativeAddress: 0,
    repeatCount: 0,
    failCount: 0,
    xFail: 0,
    yFail: 0,
    vectorOffset: 0
  }
  readonly #part: PartRecord

  constructor(sink: StdfSink, warnings = new Warnings()) {
    this.#sink = sink
    this.warnings = warnings
    this.table = new TestTable(warnings, this.#bytes, this.#view)
    this.#part = {
      place: 0,
      flags: 0,
      testCount: 0,
      hardBin: 0,
      softBin: 0,
      x: 0,
      y: 0,
      testTime: 0,
      bytes: this.#bytes,
      idAt: 0,
      idLength: 0,
      textAt: 0,
      textLength: 0,
      fixAt: 0,
      fixLength: 0,
      offset: 0
    }
  }

  /** A view over the bytes a sink is handed. */
  get view(): DataView {
    return this.#view
  }

  /** How numbers are read at this place of the stream. */
  get encoding(): Encoding {
    return this.#encoding
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
    this.#part.bytes = bytes
    this.table.setBytes(bytes, this.#view)
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
      ptrFails: this.#ptrFails,
      ftrFails: this.#ftrFails,
      ptrFinite: this.#ptrFinite,
      ptrSum: this.#ptrSum,
      mprResults: this.#mprResults
    }
  }

  #run(atEnd: boolean): void {
    const view = this.#view
    const counts = this.#counts
    const end = this.#end
    let p = this.#start
    let le = this.#encoding.littleEndian
    if (this.#firstOrder === null) {
      if (end - p < 6 && !atEnd) return
      this.#begin(p, end)
      le = this.#encoding.littleEndian
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
        this.#ptr(body, next, le)
      } else if (kind === Kind.Unknown || (kind === Kind.Far && !isFar(next - body))) {
        const after = this.#unknown(p, next, end, atEnd)
        if (after < 0) break
        p = after
        if (this.#lostSince >= 0) break
        continue
      } else if (kind === Kind.Far) {
        if (end - p < 6) break
        p = this.#far(p)
        le = this.#encoding.littleEndian
        continue
      } else {
        if (next > end) break
        this.#other(kind, code, body, next, le)
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
    this.#encoding = { littleEndian: length === 2, vax: false }
    this.#firstOrder = length === 2 ? 'LittleEndian' : 'BigEndian'
  }

  /** A FAR sets byte order and number format for what follows, also in the middle of a stream. */
  #far(p: number): number {
    const view = this.#view
    const offset = this.#base + p
    const first = this.#counts[recordCode('FAR')] === 0
    const length = view.getUint16(p, this.#encoding.littleEndian)
    let littleEndian = this.#encoding.littleEndian
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
    if (first || littleEndian !== this.#encoding.littleEndian || vax !== this.#vax) {
      this.#encoding = { littleEndian, vax }
      this.#vax = vax
      this.table.setEncoding(this.#encoding)
    }
    if (!first) this.warnings.add('laterFile', offset)
    this.#counts[recordCode('FAR')] = (this.#counts[recordCode('FAR')] ?? 0) + 1
    this.#sink.far(first, offset)
    return next
  }

  #ptr(p: number, end: number, le: boolean): void {
    if (end - p < 12) {
      this.#short('PTR', p, end)
      return
    }
    const view = this.#view
    const number = view.getUint32(p, le)
    const place = view.getUint16(p + 4, false)
    const testFlag = view.getUint8(p + 6)
    const result = this.#vax ? vaxFloat(view, p + 8) : view.getFloat32(p + 8, le)
    const test = this.table.find(0, number, p + 12, end, 0, this.#base + p - 4)
    if ((testFlag & 0x80) !== 0) this.#ptrFails++
    if (result - result === 0) {
      this.#ptrFinite++
      this.#ptrSum += result
    }
    this.#sink.ptr(test, place, testFlag, view.getUint8(p + 7), result)
  }

  #other(kind: number, code: number, p: number, end: number, le: boolean): void {
    const offset = this.#base + p - 4
    switch (kind) {
      case Kind.Pir:
        if (end - p < 2) this.#short('PIR', p, end)
        else this.#sink.pir(this.#view.getUint16(p, false), offset)
        return
      case Kind.Prr:
        this.#prr(p, end, le)
        return
      case Kind.Ftr:
        this.#ftr(p, end, le)
        return
      case Kind.Mpr:
        this.#mpr(p, end, le)
        return
      case Kind.Bps:
        walkText(this.#view, p, end)
        this.#sink.section(true, offset)
        return
      case Kind.Eps:
        this.#sink.section(false, offset)
        return
      case Kind.Dtr:
        walkText(this.#view, p, end)
        this.#sink.note('DTR', this.#bytes, p, end, offset)
        return
      case Kind.Gdr:
        walkGeneric(this.#view, p, end, le)
        this.#sink.note('GDR', this.#bytes, p, end, offset)
        return
      default:
        this.#generic(kind, code, p, end, offset)
    }
  }

  #generic(kind: number, code: number, p: number, end: number, offset: number): void {
    const layout = layoutOf(code)
    if (layout === undefined) return
    const { fields } = decodeFields(layout, this.#bytes, this.#view, p, end, this.#encoding)
    if (kind === Kind.Str) {
      const { TEST_NUM: number, HEAD_NUM: head, SITE_NUM: site, TEST_FLG: flag, TEST_TXT: text } = fields
      if (typeof flag === 'number') {
        const test = this.table.named(3, Number(number), typeof text === 'string' ? text : '')
        const functional = this.#functional
        functional.optFlag = 0
        functional.failCount = Number(fields['TOTF_CNT'] ?? 0)
        functional.cycleCount = Number(fields['CYC_CNT'] ?? 0)
        this.#sink.ftr(test, (Number(head) << 8) | Number(site), flag, functional)
      } else this.#short('STR', p, end)
    }
    this.#sink.record(layout.name, fields, offset)
  }

  #prr(p: number, end: number, le: boolean): void {
    if (end - p < 3) {
      this.#short('PRR', p, end)
      return
    }
    const view = this.#view
    const part = this.#part
    const size = end - p
    part.offset = this.#base + p - 4
    part.place = view.getUint16(p, false)
    part.flags = view.getUint8(p + 2)
    part.testCount = size >= 5 ? view.getUint16(p + 3, le) : 0
    part.hardBin = size >= 7 ? view.getUint16(p + 5, le) : 65535
    part.softBin = size >= 9 ? view.getUint16(p + 7, le) : 65535
    part.x = size >= 11 ? view.getInt16(p + 9, le) : -32768
    part.y = size >= 13 ? view.getInt16(p + 11, le) : -32768
    part.testTime = size >= 17 ? view.getUint32(p + 13, le) : 0
    let at = p + 17
    part.idLength = part.textLength = part.fixLength = 0
    if (at < end) {
      part.idAt = at + 1
      part.idLength = this.#trimmed(at, end)
      at += 1 + view.getUint8(at)
    }
    if (at < end) {
      part.textAt = at + 1
      part.textLength = this.#trimmed(at, end)
      at += 1 + view.getUint8(at)
    }
    if (at < end) {
      part.fixAt = at + 1
      part.fixLength = Math.min(view.getUint8(at), end - at - 1)
    }
    this.#sink.prr(part)
  }

  /** Length of the Cn at a place, cut to the record and without trailing NULs. */
  #trimmed(at: number, end: number): number {
    let length = Math.min(this.#view.getUint8(at), end - at - 1)
    while (length > 0 && this.#view.getUint8(at + length) === 0) length--
    return length
  }

  #mpr(p: number, end: number, le: boolean): void {
    if (end - p < 8) {
      this.#short('MPR', p, end)
      return
    }
    const view = this.#view
    const number = view.getUint32(p, le)
    const place = view.getUint16(p + 4, false)
    const testFlag = view.getUint8(p + 6)
    const parmFlag = view.getUint8(p + 7)
    const states = end - p >= 10 ? view.getUint16(p + 8, le) : 0
    const declared = end - p >= 12 ? view.getUint16(p + 10, le) : 0
    let at = Math.min(p + 12 + ((states + 1) >> 1), end)
    const count = Math.min(declared, (end - at) >> 2)
    if (count < declared)
      this.warnings.add('shortRecord', this.#base + p - 4, { record: 'MPR', length: end - p })
    if (count > this.#results.length) this.#results = new Float64Array(count * 2)
    const results = this.#results
    for (let i = 0; i < count; i++, at += 4)
      results[i] = this.#vax ? vaxFloat(view, at) : view.getFloat32(at, le)
    this.#mprResults += count
    const test = this.table.find(1, number, at, end, states, this.#base + p - 4)
    this.#sink.mpr(test, place, testFlag, parmFlag, results, count)
  }

  #ftr(p: number, end: number, le: boolean): void {
    const size = end - p
    if (size < 7) {
      this.#short('FTR', p, end)
      return
    }
    const view = this.#view
    const functional = this.#functional
    const number = view.getUint32(p, le)
    const testFlag = view.getUint8(p + 6)
    functional.optFlag = size >= 8 ? view.getUint8(p + 7) : 0
    functional.cycleCount = size >= 12 ? view.getUint32(p + 8, le) : 0
    functional.relativeAddress = size >= 16 ? view.getUint32(p + 12, le) : 0
    functional.repeatCount = size >= 20 ? view.getUint32(p + 16, le) : 0
    functional.failCount = size >= 24 ? view.getUint32(p + 20, le) : 0
    functional.xFail = size >= 28 ? view.getInt32(p + 24, le) : 0
    functional.yFail = size >= 32 ? view.getInt32(p + 28, le) : 0
    functional.vectorOffset = size >= 34 ? view.getInt16(p + 32, le) : 0
    const returns = size >= 36 ? view.getUint16(p + 34, le) : 0
    const programmed = size >= 38 ? view.getUint16(p + 36, le) : 0
    let at = p + 38 + returns * 2 + ((returns + 1) >> 1) + programmed * 2 + ((programmed + 1) >> 1)
    if (at + 2 <= end) at += 2 + ((view.getUint16(at, le) + 7) >> 3)
    // VECT_NAM, TIME_SET, OP_CODE
    for (let i = 0; i < 3 && at < end; i++) at += 1 + view.getUint8(at)
    const tail = Math.min(at, end)
    const test = this.table.find(2, number, tail, end, 0, this.#base + p - 4)
    if ((testFlag & 0x80) !== 0) this.#ftrFails++
    this.#sink.ftr(test, view.getUint16(p + 4, false), testFlag, functional)
  }

  #short(record: RecordName, p: number, end: number): void {
    this.warnings.add('shortRecord', this.#base + p - 4, { record, length: end - p })
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
    const found = resync(this.#view, p, end, this.#encoding.littleEndian, atEnd)
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
      if (chained(view, at, end, this.#encoding.littleEndian, true, 3) !== true) continue
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
