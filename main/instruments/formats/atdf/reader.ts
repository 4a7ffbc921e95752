import type { FieldValue, RecordFields } from '../stdf/fields'
import { layouts, type RecordName } from '../stdf/layout'
import type { ResultTally } from '../stdf/reader'
import type { PartRecord, StdfSink } from '../stdf/sink'
import { TestTable, testRecords } from '../stdf/tests'
import type { Warnings } from '../warnings'
import { LineScanner } from './scan'
import { Tails, tailStart } from './tails'
import { fieldsFrom, genericOf, partFlag, testFlags, type Complain } from './values'

/** A record's three letters as one number. */
function codeOf(name: string): number {
  return (name.charCodeAt(0) << 16) | (name.charCodeAt(1) << 8) | name.charCodeAt(2)
}

const names = Object.keys(layouts) as RecordName[]
const indexOf = new Map(names.map((name, index) => [codeOf(name), index]))
const ptrCode = codeOf('PTR')
const ptrIndex = names.indexOf('PTR')

/** Fields between the alarms of an FTR and its TEST_TXT. */
const functionalSkip = tailStart('FTR') - 5
/** A damaged file can make up thousands of names. */
const mostUnknown = 500

/** Reads records out of the lines at hand and tells a sink. */
export class LineReader {
  readonly table: TestTable
  readonly #sink: StdfSink
  readonly #warnings: Warnings
  readonly #tails = new Tails()
  readonly #scan: LineScanner
  readonly #counts = new Float64Array(names.length)
  readonly #unknowns = new Map<string, number>()
  #isFirst = true

  // The record at hand.
  #name: RecordName = 'FAR'
  #from = 0
  #line = 0
  #offset = 0

  #ptrFails = 0
  #ftrFails = 0
  #ptrFinite = 0
  #ptrSum = 0
  #mprResults = 0
  readonly #part: PartRecord

  constructor(sink: StdfSink, warnings: Warnings) {
    this.#sink = sink
    this.#warnings = warnings
    this.#scan = new LineScanner(this.#complain)
    this.table = new TestTable(warnings, new DataView(new ArrayBuffer(0)), (kind, number, from, end) => {
      const name = testRecords[kind] ?? 'PTR'
      if (name === 'STR') return {}
      return this.#tails.decode(name, number, this.#scan.texts(from, end), this.#complain)
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
      bytes: this.#scan.bytes,
      idAt: 0,
      idLength: 0,
      textAt: 0,
      textLength: 0,
      fixAt: 0,
      fixLength: 0,
      offset: 0
    }
  }

  /** Lines lie in these bytes from here on. */
  setBytes(bytes: Buffer): void {
    if (bytes === this.#scan.bytes) return
    this.#scan.bytes = bytes
    this.#part.bytes = bytes
    this.table.setView(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  }

  /** The figures so far. */
  tally(): ResultTally & {
    readonly totalRecords: number
    readonly records: Readonly<Record<string, number>>
  } {
    const known = names.map((name, index): [string, number] => [name, this.#counts[index] ?? 0])
    const counts = [...known.filter(([, count]) => count > 0), ...this.#unknowns]
    return {
      totalRecords: counts.reduce((sum, [, count]) => sum + count, 0),
      records: Object.fromEntries(counts),
      ptrFails: this.#ptrFails,
      ftrFails: this.#ftrFails,
      ptrFinite: this.#ptrFinite,
      ptrSum: this.#ptrSum,
      mprResults: this.#mprResults
    }
  }

  /**
   * One record, whose name begins at `from` and whose last field ends at `end`.
   * @param offset where it lies in the file
   * @param line its first line, from 1
   * @param isCut the file ends with it, without an end of line
   */
  line(from: number, end: number, offset: number, line: number, isCut: boolean): void {
    const { bytes } = this.#scan
    this.#line = line
    this.#offset = offset
    if (end - from < 4 || bytes[from + 3] !== 0x3a) {
      this.#stray(from, end)
      return
    }
    this.#from = from + 4
    this.#scan.at = from + 4
    this.#scan.end = end
    const code = ((bytes[from] ?? 0) << 16) | ((bytes[from + 1] ?? 0) << 8) | (bytes[from + 2] ?? 0)
    if (code === ptrCode) {
      this.#counts[ptrIndex] = (this.#counts[ptrIndex] ?? 0) + 1
      this.#name = 'PTR'
      this.#ptr()
    } else {
      const index = indexOf.get(code)
      const name = index === undefined ? undefined : names[index]
      if (index === undefined || name === undefined) {
        this.#unknown(from, end)
        return
      }
      this.#counts[index] = (this.#counts[index] ?? 0) + 1
      this.#name = name
      this.#other(name)
    }
    if (isCut && this.#name !== 'MRR') this.#warnings.add('lineCut', offset, { record: this.#name, line })
  }

  #other(name: RecordName): void {
    const offset = this.#offset
    switch (name) {
      case 'PIR':
        this.#sink.pir(this.#place(), offset)
        return
      case 'PRR':
        this.#prr()
        return
      case 'FTR':
        this.#ftr()
        return
      case 'MPR':
        this.#mpr()
        return
      case 'BPS':
        this.#sink.section(true, offset)
        return
      case 'EPS':
        this.#sink.section(false, offset)
        return
      case 'DTR':
      case 'GDR':
        this.#sink.note(name, this.#scan.end - this.#from, this.#fields, offset)
        return
      case 'FAR':
        this.#far()
        return
      case 'STR':
        this.#str()
        return
      default:
        this.#sink.record(name, this.#fields(), offset)
    }
  }

  /** A FAR says which character parts the fields, and whether values are in the units named. */
  #far(): void {
    const scan = this.#scan
    if (this.#from + 1 < scan.end) scan.delimiter = scan.bytes[this.#from + 1] ?? scan.delimiter
    const [, version, , scaling] = scan.texts(this.#from, scan.end)
    if (version !== undefined && version.trim() !== '' && version.trim() !== '4')
      this.#warnings.add('stdfVersion', this.#offset, { version })
    this.#tails.reset((scaling ?? '').trim().toUpperCase() === 'U')
    this.table.forgetTails()
    if (!this.#isFirst) this.#warnings.add('laterFile', this.#offset)
    this.#sink.far(this.#isFirst, this.#offset)
    this.#isFirst = false
  }

  #ptr(): void {
    const scan = this.#scan
    const number = scan.whole()
    if (number < 0) {
      this.#short()
      return
    }
    const place = this.#place()
    const value = scan.real()
    const flags = this.#testFlags()
    // The table reads the tail where it is new: only then is its unit known.
    const test = this.table.find(0, number, Math.min(scan.at, scan.end), scan.end, 0, this.#offset)
    const result = Math.fround(this.#tails.unscaled ? value * this.#tails.factor(number) : value)
    if ((flags & 0x80) !== 0) this.#ptrFails++
    if (result - result === 0) {
      this.#ptrFinite++
      this.#ptrSum += result
    }
    // A result that is not there was not taken.
    const testFlag = (flags & 0xff) | (Number.isNaN(value) ? 0x02 : 0)
    this.#sink.ptr(test, place, testFlag, flags >> 8, result)
  }

  #mpr(): void {
    const scan = this.#scan
    const number = scan.whole()
    if (number < 0) {
      this.#short()
      return
    }
    const place = this.#place()
    scan.skip(1)
    const count = scan.reals()
    const flags = this.#testFlags()
    const test = this.table.find(1, number, Math.min(scan.at, scan.end), scan.end, 0, this.#offset)
    const results = scan.list
    const factor = this.#tails.factor(number)
    for (let i = 0; i < count; i++) results[i] = Math.fround((results[i] ?? Number.NaN) * factor)
    this.#mprResults += count
    this.#sink.mpr(test, place, flags & 0xff, flags >> 8, results, count)
  }

  #ftr(): void {
    const scan = this.#scan
    const number = scan.whole()
    if (number < 0) {
      this.#short()
      return
    }
    const place = this.#place()
    const flags = this.#testFlags() & 0xff
    scan.skip(functionalSkip)
    const test = this.table.find(2, number, Math.min(scan.at, scan.end), scan.end, 0, this.#offset)
    if ((flags & 0x80) !== 0) this.#ftrFails++
    this.#sink.ftr(test, place, flags, this.#fields)
  }

  #str(): void {
    const fields = this.#fields()
    const { TEST_NUM: number, HEAD_NUM: head, SITE_NUM: site, TEST_FLG: flag, TEST_TXT: text } = fields
    if (typeof flag === 'number' && typeof number === 'number') {
      const test = this.table.named(3, number, typeof text === 'string' ? text : '')
      this.#sink.ftr(test, (Number(head) << 8) | Number(site), flag, () => fields)
    } else this.#short()
    this.#sink.record('STR', fields, this.#offset)
  }

  #prr(): void {
    const scan = this.#scan
    const part = this.#part
    part.offset = this.#offset
    part.place = this.#place()
    part.idAt = scan.at
    part.idLength = Math.min(255, scan.skip(1))
    part.testCount = Math.max(0, scan.whole()) & 0xffff
    const verdict = scan.text()
    part.hardBin = this.#bin()
    part.softBin = this.#bin()
    part.x = scan.coordinate(-32768)
    part.y = scan.coordinate(-32768)
    const retest = scan.text()
    part.flags = partFlag(verdict, retest, scan.text())
    part.testTime = Math.max(0, scan.whole())
    part.textAt = scan.at
    part.textLength = Math.min(255, scan.skip(1))
    this.#sink.prr(part)
  }

  /** HEAD_NUM and SITE_NUM as one number; 1 where they are missing. */
  #place(): number {
    const head = this.#scan.whole()
    const site = this.#scan.whole()
    return ((head < 0 ? 1 : head & 255) << 8) | (site < 0 ? 1 : site & 255)
  }

  #bin(): number {
    const value = this.#scan.whole()
    return value < 0 || value > 65535 ? 65535 : value
  }

  /** TEST_FLG | PARM_FLG << 8 of the two fields at hand. */
  #testFlags(): number {
    const scan = this.#scan
    // Passed without alarms is what nearly all say.
    if (scan.plainPass()) return 0
    const verdict = scan.text()
    const flags = testFlags(verdict, scan.text(), '')
    return flags.TEST_FLG | (flags.PARM_FLG << 8)
  }

  /** All fields of the record at hand, under their names in STDF. */
  readonly #fields = (): RecordFields => {
    const name = this.#name
    const { end } = this.#scan
    if (name === 'DTR') return { TEXT_DAT: this.#scan.bytes.toString('latin1', this.#from, end) }
    const texts = this.#scan.texts(this.#from, end)
    if (name === 'GDR')
      return { GEN_DATA: texts.filter(text => text !== '').map(text => genericOf(text, this.#complain)) }
    const fields: Record<string, FieldValue> = fieldsFrom(name, texts, this.#complain)
    if (name === 'FTR') fields['TEST_FLG'] = testFlags(texts[3] ?? '', texts[4] ?? '', '').TEST_FLG
    return fields
  }

  readonly #complain: Complain = (field, text) => {
    this.#warnings.add('badValue', this.#offset, {
      record: this.#name,
      field: field === '' ? '-' : field,
      text: text.slice(0, 40),
      line: this.#line
    })
  }

  #short(): void {
    const length = this.#scan.end - this.#from
    this.#warnings.add('shortRecord', this.#offset, { record: this.#name, length })
  }

  #unknown(from: number, end: number): void {
    const name = this.#scan.bytes.toString('latin1', from, from + 3)
    if (!/^[A-Z]{3}$/.test(name)) {
      this.#stray(from, end)
      return
    }
    const count = this.#unknowns.get(name) ?? 0
    if (count === 0 && this.#unknowns.size > mostUnknown) return
    if (count === 0) this.#warnings.add('unknownLine', this.#offset, { record: name, line: this.#line })
    this.#unknowns.set(name, count + 1)
  }

  #stray(from: number, end: number): void {
    const text = this.#scan.bytes.toString('latin1', from, Math.min(end, from + 40))
    if (text.trim() !== '') this.#warnings.add('strayLine', this.#offset, { line: this.#line, text })
  }
}
