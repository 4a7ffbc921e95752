import { binaryText, guessCharset, type Charset } from '../charset'
import type { WarningKey, WarningParams, Warnings } from '../warnings'
import { DefectRows, type ImageCell } from './columns'
import { numberOf, resolveGeometry, resolveLot, type Lookup } from './resolve'
import { klarfTime } from './times'
import type { KlarfField, KlarfLot, KlarfSummary, KlarfWafer } from './types'
import { fieldKey } from './words'

/** Beyond these a file is damaged or made to harm; the rest is counted, not kept. */
const most = {
  wafers: 10_000,
  fields: 5000,
  dies: 1_000_000,
  summaryRows: 5000,
  classes: 20_000,
  sample: 1 << 16
}

/** A wafer being read. */
export interface WaferDraft {
  readonly index: number
  readonly wafer: string
  readonly line: number
  readonly fields: KlarfField[]
  readonly tests: { test: number; area: number | null; dies: number }[]
  readonly plan: number[]
  readonly planned: Set<number>
  /** The sample plan at hand is that of the wafer before. */
  planInherited: boolean
  declared: number | null
  /** Sum of NDEFECT. */
  summarised: number | null
  defects: number
  images: number
  summary: { columns: readonly string[]; rows: number[][] }
  /** Something was said of it beside its id. */
  content: boolean
  /** 1.x: what was said before and still holds. */
  base: ReadonlyMap<string, KlarfField> | null
}

/** A lot being read. */
export interface LotDraft {
  readonly lot: string
  readonly fields: KlarfField[]
  readonly classes: Map<number, string>
  readonly wafers: WaferDraft[]
  base: ReadonlyMap<string, KlarfField> | null
}

/** What is told of a file as it is read, whatever its version. Texts are one character per byte. */
export class KlarfModel {
  readonly rows: DefectRows
  readonly lots: LotDraft[] = []
  readonly fields: KlarfField[] = []
  /** As the file says it; empty until it does. */
  version = ''
  ended = false
  lot: LotDraft | null = null
  wafer: WaferDraft | null = null
  readonly #warnings: Warnings
  readonly #remarks: { key: WarningKey; params: WarningParams }[] = []
  readonly #remarked = new Map<WarningKey, number>()
  readonly #counts = new Map<string, number>()
  readonly #unknown = new Map<string, { count: number; line: number }>()
  #kept = 0
  #wafers = 0
  #sample = ''
  /** Line of the token at hand. */
  line: () => number = () => 0

  constructor(warnings: Warnings, groupBytes?: number) {
    this.#warnings = warnings
    this.rows = new DefectRows(groupBytes)
    this.rows.onTexts = texts => {
      for (const text of texts) this.sample(text)
    }
    this.rows.onBadCell = (column, text) => {
      this.remark('klarfBadNumber', { line: this.line(), column, text: text.slice(0, 40) })
    }
  }

  /** Note a remark; its texts are decoded when the character set is known. */
  remark(key: WarningKey, params: WarningParams): void {
    const times = (this.#remarked.get(key) ?? 0) + 1
    this.#remarked.set(key, times)
    if (times <= 20) this.#remarks.push({ key, params })
  }

  /** One more statement, field, list or record of this kind. */
  count(kind: string): void {
    if (this.#counts.size < 1000 || this.#counts.has(kind))
      this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + 1)
  }

  /** Something that is not known to be part of the format: it is kept, counted and named. */
  unknown(name: string): void {
    const found = this.#unknown.get(name)
    if (found !== undefined) found.count++
    else if (this.#unknown.size < 200) this.#unknown.set(name.slice(0, 80), { count: 1, line: this.line() })
  }

  /** Bytes above ASCII tell the character set. */
  sample(text: string): void {
    if (this.#sample.length < most.sample && /[\u0080-\u00ff]/.test(text)) this.#sample += `${text}\n`
  }

  /** Keep a field with its owner. */
  keep(owner: KlarfField[], field: KlarfField): void {
    if (this.#kept++ >= most.fields) return
    for (const value of field.values) this.sample(value)
    owner.push(field)
  }

  /** A date that must be one: a remark where it is not. The text is kept either way. */
  checkTime(name: string, values: readonly string[]): void {
    if (values.length === 0 || values.every(value => value === '')) return
    if (klarfTime(values) === null)
      this.remark('klarfBadDate', { line: this.line(), name, text: values.join(' ').slice(0, 60) })
  }

  beginLot(lot: string): LotDraft {
    this.endWafer()
    this.sample(lot)
    this.lot = { lot, fields: [], classes: new Map(), wafers: [], base: null }
    this.lots.push(this.lot)
    return this.lot
  }

  beginWafer(wafer: string): WaferDraft {
    this.endWafer()
    this.sample(wafer)
    const lot = this.lot ?? this.beginLot('')
    const draft: WaferDraft = {
      index: this.#wafers,
      wafer,
      line: this.line(),
      fields: [],
      tests: [],
      plan: [],
      planned: new Set(),
      planInherited: false,
      declared: null,
      summarised: null,
      defects: 0,
      images: 0,
      summary: { columns: [], rows: [] },
      content: false,
      base: null
    }
    if (this.#wafers >= most.wafers) this.remark('klarfTooManyWafers', { limit: most.wafers })
    else {
      lot.wafers.push(draft)
      this.#wafers++
    }
    this.wafer = draft
    this.rows.wafer(draft.index, 0)
    return draft
  }

  /** The wafer at hand, one without a name where the file has not begun any. */
  currentWafer(): WaferDraft {
    return this.wafer ?? this.beginWafer('')
  }

  /** No more comes for the wafer at hand. */
  endWafer(): void {
    const { wafer } = this
    if (wafer === null) return
    this.rows.flush()
    this.wafer = null
  }

  /** A list of defects begins: the wafer at hand has something to say. */
  rowsFollow(): WaferDraft {
    const wafer = this.currentWafer()
    wafer.content = true
    return wafer
  }

  /** A defect of the wafer at hand; see {@link DefectRows.row}. */
  row(
    wafer: WaferDraft,
    numbers: Float64Array,
    words: readonly (string | null)[] | null,
    from: number,
    to: number
  ): void {
    wafer.defects++
    if (wafer.index < most.wafers) this.rows.row(numbers, words, from, to)
  }

  /** An image of the defect told last. */
  image(wafer: WaferDraft, image: ImageCell): void {
    wafer.images++
    this.rows.image(image)
  }

  /** A die of the sample plan of the wafer at hand. */
  die(wafer: WaferDraft, x: number, y: number): boolean {
    if (!Number.isInteger(x) || !Number.isInteger(y) || Math.abs(x) > 1e6 || Math.abs(y) > 1e6) return false
    const key = (x + 1_000_000) * 4_000_000 + y + 1_000_000
    if (wafer.planned.has(key) || wafer.plan.length >= 2 * most.dies) return false
    wafer.planned.add(key)
    wafer.plan.push(x, y)
    return true
  }

  /** A row of the wafer's summary. */
  summarise(wafer: WaferDraft, columns: readonly string[], row: readonly number[]): void {
    if (wafer.summary.rows.length >= most.summaryRows) return
    wafer.summary.columns = columns
    wafer.summary.rows.push([...row])
    const value = row[columns.findIndex(name => name.toUpperCase() === 'NDEFECT')]
    if (value !== undefined && Number.isFinite(value)) wafer.summarised = (wafer.summarised ?? 0) + value
  }

  /** A class of the lot at hand. */
  addClass(number: number, name: string): void {
    const lot = this.lot ?? this.beginLot('')
    if (!Number.isFinite(number) || lot.classes.size >= most.classes) return
    this.sample(name)
    lot.classes.set(number, name)
  }

  /** Everything, resolved and decoded. */
  finish(units: 'um' | 'nm', bom: boolean): KlarfSummary {
    this.endWafer()
    const guess = bom
      ? ({ charset: 'utf-8', certain: true } as const)
      : guessCharset(Buffer.from(this.#sample, 'latin1'))
    if (!guess.certain) this.#warnings.add('charsetUncertain', null, { charset: guess.charset })
    const decode = textDecoder(guess.charset)
    const fields = (list: readonly KlarfField[]) =>
      list.map(field => ({ name: decode(field.name), values: field.values.map(decode) }))
    const file = lookup(this.fields)
    const lots = this.lots
      .map(lot => this.#lot(lot, file, units, decode, fields))
      .filter(lot => lot.wafers.length > 0 || lot.lot !== '')
    for (const [name, { count, line }] of this.#unknown) this.remark('klarfUnknown', { name, count, line })
    for (const { key, params } of this.#remarks) this.#warnings.add(key, null, decodeParams(params, decode))
    for (const [key, times] of this.#remarked)
      for (let i = 20; i < Math.min(times, 1e6); i++) this.#warnings.add(key, null)
    const stamp = file('filetimestamp')
    return {
      version: this.version,
      units,
      charset: guess.charset,
      fileAt: stamp === null ? null : klarfTime(stamp.values),
      lots,
      fields: fields(this.fields),
      records: Object.fromEntries([...this.#counts].map(([name, n]) => [decode(name), n])),
      defects: this.rows.defects,
      images: this.rows.imageCount
    }
  }

  #lot(
    lot: LotDraft,
    file: Lookup,
    units: 'um' | 'nm',
    decode: (text: string) => string,
    fields: (list: readonly KlarfField[]) => KlarfField[]
  ): KlarfLot {
    const own = lookup(lot.fields)
    const ofLot: Lookup = key => own(key) ?? lot.base?.get(key) ?? file(key)
    const wafers: KlarfWafer[] = []
    for (const wafer of lot.wafers) {
      if (!wafer.content) {
        this.remark('klarfWaferEmpty', { wafer: wafer.wafer, line: wafer.line })
        continue
      }
      const mine = lookup(wafer.fields)
      const ofWafer: Lookup = key => mine(key) ?? wafer.base?.get(key) ?? ofLot(key)
      wafers.push(this.#wafer(wafer, ofWafer, units, decode, fields(wafer.fields)))
    }
    const facts = resolveLot(ofLot)
    return {
      lot: decode(lot.lot),
      device: decode(facts.device),
      step: decode(facts.step),
      recipe: decode(facts.recipe),
      station: facts.station.map(decode),
      sampleType: decode(facts.sampleType),
      resultAt: facts.resultAt,
      classes: [...lot.classes].map(([number, name]) => ({ number, name: decode(name) })),
      fields: fields(lot.fields),
      wafers
    }
  }

  #wafer(
    wafer: WaferDraft,
    find: Lookup,
    units: 'um' | 'nm',
    decode: (text: string) => string,
    fields: readonly KlarfField[]
  ): KlarfWafer {
    const counted = wafer.defects
    const at = { wafer: wafer.wafer, counted }
    if (units === 'nm' && wafer.declared !== null && wafer.declared !== counted)
      this.remark('klarfDataCount', { ...at, declared: wafer.declared })
    else if (wafer.summarised !== null && wafer.summarised !== counted)
      this.remark('klarfSummaryCount', { ...at, declared: wafer.summarised })
    const geometry = resolveGeometry(find, units)
    if (counted > 0 && (geometry.pitch === null || geometry.centre === null))
      this.remark('klarfNoGeometry', { wafer: wafer.wafer })
    const stamp = find('resulttimestamp')
    return {
      index: wafer.index,
      wafer: decode(wafer.wafer),
      slot: numberOf(find('slot')?.values[0]),
      defects: counted,
      declared: wafer.declared ?? wafer.summarised,
      images: wafer.images,
      resultAt: stamp === null ? null : klarfTime(stamp.values),
      geometry,
      tests: wafer.tests,
      plan: Int32Array.from(wafer.plan),
      summary: { columns: wafer.summary.columns.map(decode), rows: wafer.summary.rows },
      fields
    }
  }
}

/** The last field of each key wins. */
function lookup(fields: readonly KlarfField[]): Lookup {
  const byKey = new Map(fields.map(field => [fieldKey(field.name), field]))
  return key => byKey.get(key) ?? null
}

/** Texts of one character per byte as the character set has them. */
export function textDecoder(charset: string): (text: string) => string {
  return binaryText(charset as Charset)
}

function decodeParams(params: WarningParams, decode: (text: string) => string): WarningParams {
  return Object.fromEntries(
    Object.entries(params).map(([key, value]) => [key, typeof value === 'string' ? decode(value) : value])
  )
}
