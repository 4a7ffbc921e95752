import { binaryText } from '../formats/charset'
import type { RecordFields } from '../formats/stdf/fields'
import type { RecordName } from '../formats/stdf/layout'
import type { PartRecord, StdfSink } from '../formats/stdf/sink'
import type { StdfTest } from '../formats/stdf/statics'
import type { Warnings } from '../formats/warnings'
import { BinBook } from './bins'
import { ColumnBuffer } from './columns'
import { DetailBook } from './details'
import { NoteBook } from './notes'
import { PartBuffer } from './parts'
import { PinBook } from './pins'
import { RunningStatistics } from './statistics-buffer'
import {
  Status,
  type HeaderFields,
  type SetGroup,
  type SetHeader,
  type SetSummary,
  type TestInfo
} from './types'
import { headerOf, TextSample } from './texts'
import { WaferBook } from './wafers'

/** Buffered columns beyond this are handed over as a group. */
const groupBytes = 64 << 20

/** What a builder needs of the decoder it listens to. */
export interface RecordSource {
  readonly table: { readonly tests: readonly StdfTest[] }
  /** Unpacked bytes taken so far. */
  readonly bytesRead: number
}

/**
 * Turns the records of a decoder into a measurement set. Groups of columns are ready in {@link groups} from
 * time to time (empty it between pieces of input); {@link finish} gives the rest and the summary.
 */
export class SetBuilder implements StdfSink {
  /** Groups that are complete; the caller takes them out. */
  readonly groups: SetGroup[] = []
  readonly #warnings: Warnings
  readonly #limit: number
  #decoder: RecordSource | null = null

  readonly #parts = new PartBuffer()
  readonly #columns = new ColumnBuffer()
  readonly #statistics = new RunningStatistics()
  readonly #wafers: WaferBook
  readonly #hard = new BinBook('hard')
  readonly #soft = new BinBook('soft')
  readonly #notes = new NoteBook()
  readonly #pins = new PinBook()
  readonly #details = new DetailBook()
  /** Vector names of functional tests, of those asked for one. */
  readonly #vectors = new Map<number, string>()
  readonly #elements = new Map<number, number>()

  /** Part that is open at HEAD << 8 | SITE; -1 = none. */
  readonly #open = new Int32Array(0x10000).fill(-1)
  readonly #openPlaces = new Set<number>()
  #partRows = 0
  #prrs = 0
  #pass = 0
  #fail = 0
  #retests = 0
  #files = 0

  #mir: HeaderFields | null = null
  #mrr: HeaderFields | null = null
  readonly #sites: { fields: HeaderFields; siteNumbers: readonly number[] }[] = []
  readonly #sample = new TextSample()

  constructor(warnings: Warnings, limit = groupBytes) {
    this.#warnings = warnings
    this.#limit = limit
    this.#wafers = new WaferBook(warnings)
  }

  /** The decoder this builder listens to; the tests come from it. */
  attach(decoder: RecordSource): void {
    this.#decoder = decoder
  }

  far(first: boolean): void {
    this.#files++
    if (!first) this.#abandonAll()
  }

  pir(place: number, offset: number): void {
    if ((this.#open[place] ?? -1) >= 0) this.#abandon(place, offset)
    this.#begin(place, false)
  }

  prr(record: PartRecord): void {
    let part = this.#open[record.place] ?? -1
    if (part < 0) {
      part = this.#begin(record.place, true)
      this.#warnings.add('partWithoutStart', record.offset, {
        head: record.place >> 8,
        site: record.place & 255
      })
    }
    const wafer = this.#wafers.at(record.place >> 8)
    this.#parts.close(part, record, this.#prrs++, wafer)
    this.#open[record.place] = -1
    this.#openPlaces.delete(record.place)
    const noVerdict = (record.flags & 0x10) !== 0
    const good = !noVerdict && (record.flags & 0x08) === 0
    if (good) this.#pass++
    else if (!noVerdict) this.#fail++
    if ((record.flags & 0x03) !== 0) this.#retests++
    if (wafer >= 0) this.#wafers.count(wafer, good)
    this.#hard.count(record.hardBin)
    this.#soft.count(record.softBin)
    if (!this.#sample.isFull) {
      this.#sample.take(record.bytes.toString('latin1', record.idAt, record.idAt + record.idLength))
      this.#sample.take(record.bytes.toString('latin1', record.textAt, record.textAt + record.textLength))
    }
    if (this.#openPlaces.size === 0 && this.#buffered() > this.#limit) this.#flush()
  }

  ptr(test: number, place: number, testFlag: number, parmFlag: number, result: number): void {
    if (test < 0) return
    const part = this.#partAt(place)
    // Bit 4: the test was not executed; the record says nothing else.
    if ((testFlag & 0x10) !== 0) return
    const usable = (testFlag & 0x2f) === 0 && (parmFlag & 0x07) === 0 && result - result === 0
    const status = verdict(testFlag, parmFlag)
    const repeat = this.#columns.put(test, part, usable ? result : Number.NaN, status, true)
    this.#statistics.ran(test, status === Status.fail, repeat)
    if (usable) this.#statistics.add(test, result)
    if (repeat) this.#relieve()
  }

  mpr(
    test: number,
    place: number,
    testFlag: number,
    parmFlag: number,
    results: Float64Array,
    count: number
  ): void {
    if (test < 0) return
    const part = this.#partAt(place)
    if ((testFlag & 0x10) !== 0) return
    const flagsUsable = (testFlag & 0x2f) === 0 && (parmFlag & 0x07) === 0
    const status = verdict(testFlag, parmFlag)
    if (count > (this.#elements.get(test) ?? 1)) this.#elements.set(test, count)
    const repeat = this.#columns.putMany(test, part, results, count, flagsUsable, status)
    for (let element = 0; flagsUsable && element < count; element++) {
      const result = results[element] ?? Number.NaN
      if (result - result === 0) this.#statistics.add(test, result)
    }
    this.#statistics.ran(test, status === Status.fail, repeat)
    this.#relieve()
  }

  ftr(test: number, place: number, testFlag: number, fields: () => RecordFields): void {
    if (test < 0) return
    const part = this.#partAt(place)
    if ((testFlag & 0x10) !== 0) return
    const status = verdict(testFlag, 0)
    const repeat = this.#columns.put(test, part, Number.NaN, status, false)
    this.#statistics.ran(test, status === Status.fail, repeat)
    const isBad = status === Status.fail || status === Status.invalid
    if (isBad) this.#details.add(test, part, fields)
    // Decoding every record for its vector's name would cost more than all the rest: the first tells, or a failing one.
    const vector = this.#vectors.get(test)
    if (vector === undefined || (vector === '' && isBad)) {
      const name = fields()['VECT_NAM']
      this.#vectors.set(test, typeof name === 'string' ? name : '')
    }
    if (repeat) this.#relieve()
  }

  section(): void {
    // Program sections carry no figures; the record browser shows them.
  }

  note(name: 'DTR' | 'GDR', size: number, fields: () => RecordFields): void {
    const [place] = this.#openPlaces.size === 1 ? this.#openPlaces : []
    const part = place === undefined ? null : (this.#open[place] ?? null)
    const text = this.#notes.add(name, size, fields, part)
    if (!this.#sample.isFull) this.#sample.take(text)
  }

  record(name: RecordName, fields: RecordFields, offset: number): void {
    if (!this.#sample.isFull)
      for (const value of Object.values(fields)) if (typeof value === 'string') this.#sample.take(value)
    switch (name) {
      case 'MIR':
        this.#mir ??= headerOf(name, fields)
        return
      case 'MRR':
        this.#mrr = headerOf(name, fields)
        return
      case 'SDR': {
        const numbers = fields['SITE_NUM']
        if (this.#sites.length < 1000)
          this.#sites.push({
            fields: headerOf(name, fields),
            siteNumbers: Array.isArray(numbers) ? numbers.filter(number => typeof number === 'number') : []
          })
        return
      }
      case 'WIR':
        this.#wafers.begin(fields, offset)
        return
      case 'WRR':
        this.#wafers.end(fields, offset)
        return
      case 'WCR':
        this.#wafers.describe(fields)
        return
      case 'PMR':
        this.#pins.describe(fields)
        return
      case 'HBR':
        this.#hard.describe(fields)
        return
      case 'SBR':
        this.#soft.describe(fields)
        return
      default:
    }
  }

  /** Close what is open, hand out the last group and sum up. */
  finish(byteOrder: SetHeader['byteOrder']): SetSummary {
    this.#abandonAll()
    this.#flush()
    const decoder = this.#decoder
    for (const test of decoder?.table.tests ?? []) if (!this.#sample.isFull) this.#sample.take(test.text)
    const charset = this.#sample.guess(this.#warnings)
    const decode = binaryText(charset)
    const decodeFields = (fields: HeaderFields): HeaderFields =>
      Object.fromEntries(Object.entries(fields).map(([k, v]) => [k, typeof v === 'string' ? decode(v) : v]))
    if (this.#mir === null) this.#warnings.add('noMir', null)
    if (this.#notes.lost > 0) this.#warnings.add('notesCut', null, { count: this.#notes.lost })
    if (this.#details.lost > 0) this.#warnings.add('detailsCut', null, { count: this.#details.lost })
    const bins = [...this.#hard.finish(decode, this.#warnings), ...this.#soft.finish(decode, this.#warnings)]
    return {
      header: {
        mir: this.#mir === null ? null : decodeFields(this.#mir),
        mrr: this.#mrr === null ? null : decodeFields(this.#mrr),
        sites: this.#sites.map(site => ({ ...site, fields: decodeFields(site.fields) })),
        byteOrder,
        charset,
        files: this.#files
      },
      geometry: this.#wafers.geometry,
      wafers: this.#wafers.finish(decode),
      bins,
      tests: this.#tests(decode),
      notes: this.#notes.finish(decode),
      pins: this.#pins.finish(decode),
      details: this.#details.finish(decode, this.#pins.most),
      partRows: this.#partRows,
      parts: this.#prrs,
      pass: this.#pass,
      fail: this.#fail,
      noVerdict: this.#prrs - this.#pass - this.#fail,
      retests: this.#retests
    }
  }

  #tests(decode: (binary: string) => string): TestInfo[] {
    return (this.#decoder?.table.tests ?? []).map(test => ({
      index: test.index,
      record: test.record,
      number: test.number,
      text: decode(test.text),
      units: decode(test.statics?.units ?? ''),
      scale: test.statics?.resultScale ?? 0,
      lowLimit: test.statics?.lowLimit ?? null,
      highLimit: test.statics?.highLimit ?? null,
      lowSpec: test.statics?.lowSpec ?? null,
      highSpec: test.statics?.highSpec ?? null,
      format: decode(test.statics?.resultFormat ?? ''),
      ...this.#statistics.of(test.index),
      elements: this.#elements.get(test.index) ?? 1,
      pins: test.statics?.pins ?? [],
      vector: decode(this.#vectors.get(test.index) ?? ''),
      limitChanges: test.limitChanges
    }))
  }

  #partAt(place: number): number {
    const part = this.#open[place] ?? -1
    if (part >= 0) return part
    this.#warnings.add('resultsWithoutPart', this.#decoder?.bytesRead ?? null, {
      head: place >> 8,
      site: place & 255
    })
    return this.#begin(place, true)
  }

  #begin(place: number, noStart: boolean): number {
    this.#relieve()
    const part = this.#parts.open(place, noStart, this.#wafers.at(place >> 8))
    this.#partRows++
    this.#open[place] = part
    this.#openPlaces.add(place)
    return part
  }

  #abandon(place: number, offset: number | null): void {
    this.#open[place] = -1
    this.#openPlaces.delete(place)
    this.#warnings.add('partUnfinished', offset, { head: place >> 8, site: place & 255 })
  }

  #abandonAll(): void {
    for (const place of this.#openPlaces) this.#abandon(place, null)
  }

  #buffered(): number {
    return this.#columns.bytes + this.#parts.bytes
  }

  /** Parts that never end must not keep a group in memory for ever: past twice the limit they are given up. */
  #relieve(): void {
    if (this.#buffered() <= 2 * this.#limit) return
    this.#abandonAll()
    this.#flush()
  }

  #flush(): void {
    const { values, earlier } = this.#columns.take(this.#parts.count)
    const parts = this.#parts.take()
    if (parts !== null || values.length > 0) this.groups.push({ parts, values, earlier })
  }
}

/**
 * Status of an execution from TEST_FLG and PARM_FLG. Bit 6: no verdict; bit 7: failed. A passing result with
 * an alarm, unreliable, timed out, aborted (TEST_FLG 0, 2, 3, 5) or with scale error, drift or oscillation
 * (PARM_FLG 0 to 2) must not be used. Bit 1 alone says only that no value was taken; the verdict stands.
 */
function verdict(testFlag: number, parmFlag: number): number {
  if ((testFlag & 0x40) === 0 && (testFlag & 0x80) !== 0) return Status.fail
  if ((testFlag & 0x2d) !== 0 || (parmFlag & 0x07) !== 0) return Status.invalid
  return (testFlag & 0x40) !== 0 ? Status.noVerdict : Status.pass
}
