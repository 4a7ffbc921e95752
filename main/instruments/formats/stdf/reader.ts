import type { Warnings } from '../warnings'
import { decodeFields, vaxFloat, type Encoding, type RecordFields } from './fields'
import { walkGeneric, walkText } from './generic'
import { Kind } from './kinds'
import { layoutOf, layouts, type RecordLayout, type RecordName } from './layout'
import type { PartRecord, StdfSink } from './sink'
import { TestTable, testRecords } from './tests'

/** Figures over all results of a stream, whoever listens. */
export interface ResultTally {
  /** PTRs and FTRs with the fail bit of TEST_FLG. */
  readonly ptrFails: number
  readonly ftrFails: number
  /** PTR results that are finite numbers, and their plain sum. */
  readonly ptrFinite: number
  readonly ptrSum: number
  /** Values in all MPRs. */
  readonly mprResults: number
}

/** Reads the bodies of records out of the bytes at hand and tells a sink. */
export class RecordReader {
  readonly table: TestTable
  readonly #sink: StdfSink
  readonly #warnings: Warnings
  #bytes: Buffer
  #view: DataView
  /** Offset in the file of the first byte of the buffer. */
  #base = 0
  #encoding: Encoding = { littleEndian: true, vax: false }
  #vax = false

  #ptrFails = 0
  #ftrFails = 0
  #ptrFinite = 0
  #ptrSum = 0
  #mprResults = 0

  #results = new Float64Array(64)
  // The record a sink may ask the fields of.
  #code = 0
  #from = 0
  #to = 0
  readonly #fields = (): RecordFields => {
    const layout = layoutOf(this.#code)
    if (layout === undefined) return {}
    return decodeFields(layout, this.#bytes, this.#view, this.#from, this.#to, this.#encoding).fields
  }

  readonly #part: PartRecord

  constructor(sink: StdfSink, warnings: Warnings, bytes: Buffer, view: DataView) {
    this.#sink = sink
    this.#warnings = warnings
    this.#bytes = bytes
    this.#view = view
    this.table = new TestTable(warnings, view, (kind, _number, from, end, extra) => {
      const layout = tails[kind] ?? layouts.PTR
      return decodeFields(layout, this.#bytes, this.#view, from, end, this.#encoding, { RTN_ICNT: extra })
        .fields
    })
    this.#part = {
      place: 0,
      flags: 0,
      testCount: 0,
      hardBin: 0,
      softBin: 0,
      x: 0,
      y: 0,
      testTime: 0,
      bytes,
      idAt: 0,
      idLength: 0,
      textAt: 0,
      textLength: 0,
      fixAt: 0,
      fixLength: 0,
      offset: 0
    }
  }

  /** How numbers are read at this place of the stream. */
  get encoding(): Encoding {
    return this.#encoding
  }

  /** Numbers are written this way from here on. */
  setEncoding(encoding: Encoding): void {
    this.#encoding = encoding
    this.#vax = encoding.vax
    this.table.forgetTails()
  }

  /** Records lie in these bytes from here on; the first of them is at `base` in the file. */
  setBytes(bytes: Buffer, view: DataView, base: number): void {
    this.#bytes = bytes
    this.#view = view
    this.#base = base
    this.#part.bytes = bytes
    this.table.setView(view)
  }

  /** The figures so far. */
  tally(): ResultTally {
    return {
      ptrFails: this.#ptrFails,
      ftrFails: this.#ftrFails,
      ptrFinite: this.#ptrFinite,
      ptrSum: this.#ptrSum,
      mprResults: this.#mprResults
    }
  }

  /** A PTR, whose body is the bytes from p to end. */
  ptr(p: number, end: number, le: boolean): void {
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

  /** Any other record the standard knows, a FAR excepted. */
  other(kind: number, code: number, p: number, end: number, le: boolean): void {
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
        this.#ftr(code, p, end, le)
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
        this.#here(code, p, end)
        this.#sink.note('DTR', end - p, this.#fields, offset)
        return
      case Kind.Gdr:
        walkGeneric(this.#view, p, end, le)
        this.#here(code, p, end)
        this.#sink.note('GDR', end - p, this.#fields, offset)
        return
      default:
        this.#generic(kind, code, p, end, offset)
    }
  }

  #here(code: number, p: number, end: number): void {
    this.#code = code
    this.#from = p
    this.#to = end
  }

  #generic(kind: number, code: number, p: number, end: number, offset: number): void {
    const layout = layoutOf(code)
    if (layout === undefined) return
    const { fields } = decodeFields(layout, this.#bytes, this.#view, p, end, this.#encoding)
    if (kind === Kind.Str) {
      const { TEST_NUM: number, HEAD_NUM: head, SITE_NUM: site, TEST_FLG: flag, TEST_TXT: text } = fields
      if (typeof flag === 'number') {
        const test = this.table.named(3, Number(number), typeof text === 'string' ? text : '')
        this.#sink.ftr(test, (Number(head) << 8) | Number(site), flag, () => fields)
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
      this.#warnings.add('shortRecord', this.#base + p - 4, { record: 'MPR', length: end - p })
    if (count > this.#results.length) this.#results = new Float64Array(count * 2)
    const results = this.#results
    for (let i = 0; i < count; i++, at += 4)
      results[i] = this.#vax ? vaxFloat(view, at) : view.getFloat32(at, le)
    this.#mprResults += count
    const test = this.table.find(1, number, at, end, states, this.#base + p - 4)
    this.#sink.mpr(test, place, testFlag, parmFlag, results, count)
  }

  #ftr(code: number, p: number, end: number, le: boolean): void {
    const size = end - p
    if (size < 7) {
      this.#short('FTR', p, end)
      return
    }
    const view = this.#view
    const number = view.getUint32(p, le)
    const testFlag = view.getUint8(p + 6)
    const returns = size >= 36 ? view.getUint16(p + 34, le) : 0
    const programmed = size >= 38 ? view.getUint16(p + 36, le) : 0
    let at = p + 38 + returns * 2 + ((returns + 1) >> 1) + programmed * 2 + ((programmed + 1) >> 1)
    if (at + 2 <= end) at += 2 + ((view.getUint16(at, le) + 7) >> 3)
    // VECT_NAM, TIME_SET, OP_CODE
    for (let i = 0; i < 3 && at < end; i++) at += 1 + view.getUint8(at)
    const tail = Math.min(at, end)
    const test = this.table.find(2, number, tail, end, 0, this.#base + p - 4)
    if ((testFlag & 0x80) !== 0) this.#ftrFails++
    this.#here(code, p, end)
    this.#sink.ftr(test, view.getUint16(p + 4, false), testFlag, this.#fields)
  }

  #short(record: RecordName, p: number, end: number): void {
    this.#warnings.add('shortRecord', this.#base + p - 4, { record, length: end - p })
  }
}

/** The layouts of the tails. That of an MPR needs RTN_ICNT, which lies before the tail, as a known field. */
const tails: readonly RecordLayout[] = testRecords.map(name => {
  const layout = layouts[name]
  return {
    ...layout,
    fields: layout.fields.slice(layout.fields.findIndex(field => field.name === 'TEST_TXT'))
  }
})
