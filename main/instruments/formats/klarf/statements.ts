import { Cells } from './cells'
import { Mark, type TokenSink } from './lexer'
import { DefectLines, longestLine } from './lines'
import type { KlarfModel, WaferDraft } from './model'
import { numberOf } from './resolve'
import type { KlarfField } from './types'
import { beginsStatement, fieldKey, statementOf, type Statement } from './words'

/** Words of one statement that are kept. */
const mostWords = 50_000

/** Statements that hold for one wafer only; all others hold until they are said anew. */
const ofOneWafer = new Set(['slot', 'waferscribe', 'waferstatus', 'summarylist', 'customwaferlist'])

/** Statements that say nothing of a wafer although they may stand behind its id. */
const notOfWafer = new Set(['filetimestamp', 'lotstatus', 'tiffspec', 'resultsid'])

/** Statements of the head of a file: behind the defects of a wafer they are of the next lot or wafer. */
const ofHead = new Set([
  'inspectionstationid',
  'sampletype',
  'resulttimestamp',
  'samplesize',
  'deviceid',
  'setupid',
  'stepid',
  'diepitch',
  'dieorigin'
])

type List = 'DefectList' | 'SampleTestPlan' | 'SummaryList'

/** KLARF 1.1 and 1.2: statements `Keyword values ;`, told to a model. */
export class Statements implements TokenSink {
  rows = false
  readonly #model: KlarfModel
  readonly #lines: DefectLines
  /** Words of the statement at hand. */
  #words: string[] = []
  #firstQuoted = false
  #cut = false
  #freshLine = true
  #list: List | null = null
  /** A row that stands as a statement of its own belongs here. */
  #lastList: List | null = null
  readonly #cells = new Cells()
  /** What was said and holds until it is said anew. */
  #state = new Map<string, KlarfField>()
  /** The wafer at hand has had a list of defects. */
  #listed = false
  /** Head statements of the next lot or wafer, which has not begun; null: there are none. */
  #ahead: KlarfField[] | null = null
  #summaryColumns: readonly string[] = []
  #planHead = false

  constructor(model: KlarfModel) {
    this.#model = model
    this.#lines = new DefectLines(model)
  }

  number(value: number): void {
    this.#freshLine = false
    if (this.#list === 'DefectList') {
      this.#lines.cells.number(value)
      if (this.#lines.cells.count >= longestLine) this.#lines.endLine()
    } else {
      this.#cells.number(value)
      if (this.#cells.count >= longestLine) this.#someRows()
    }
  }

  word(text: string): void {
    const fresh = this.#freshLine
    this.#freshLine = false
    if (this.#list !== null) {
      if (!fresh || statementOf(text) === undefined) {
        this.#listText(text)
        return
      }
      this.#model.remark('klarfListOpen', { line: this.#model.line(), name: this.#list })
      this.#endList(true)
    } else if (fresh && this.#words.length > 0 && beginsStatement(text) && !this.#isList()) {
      this.#model.remark('klarfMissingEnd', { line: this.#model.line(), name: this.#words[0] ?? '' })
      this.#endStatement()
    }
    if (this.#words.length === 0) this.#begin(text)
    else this.#keep(text)
  }

  quoted(text: string): void {
    this.#freshLine = false
    if (this.#list !== null) this.#listText(text)
    else {
      if (this.#words.length === 0) this.#firstQuoted = true
      this.#keep(text)
    }
  }

  #listText(text: string): void {
    if (this.#list === 'DefectList') {
      this.#lines.cells.text(text)
      return
    }
    this.#cells.text(text)
    if (/^(N|NA|N\/A)$/i.test(text)) return
    const line = this.#model.line()
    this.#model.remark('klarfBadNumber', { line, column: this.#list ?? '', text: text.slice(0, 40) })
  }

  mark(code: number): void {
    if (code === Mark.semicolon) {
      this.#freshLine = false
      if (this.#list !== null) this.#endList(false)
      else this.#endStatement()
    } else if (code !== Mark.comma) this.word(String.fromCharCode(code))
  }

  newline(): void {
    this.#freshLine = true
    if (this.#list === 'DefectList') this.#lines.endLine()
  }

  unclosed(line: number): void {
    this.#model.remark('klarfQuote', { line })
  }

  /** No more comes. */
  finish(): void {
    if (this.#list !== null) {
      this.#model.remark('klarfTruncated', { line: this.#model.line(), name: this.#list })
      this.#endList(true)
    } else if (this.#words.length > 0) {
      if (statementOf(this.#words[0] ?? '') !== 'EndOfFile')
        this.#model.remark('klarfTruncated', { line: this.#model.line(), name: this.#words[0] ?? '' })
      this.#endStatement()
    }
    const last = this.#model.lot?.wafers.at(-1)
    if (last !== undefined) for (const field of this.#ahead ?? []) this.#model.keep(last.fields, field)
    this.#endWafer()
    this.#endLot()
    if (!this.#model.ended) this.#model.remark('klarfNoEnd', { line: this.#model.line() })
  }

  /** The statement at hand is one whose values are words that statements are made of. */
  #isList(): boolean {
    const name = statementOf(this.#words[0] ?? '')
    return name === 'DefectRecordSpec' || name === 'SummarySpec'
  }

  #keep(text: string): void {
    if (this.#words.length < mostWords) this.#words.push(text)
    else this.#cut = true
  }

  /** The first word of a statement. */
  #begin(text: string): void {
    const name = statementOf(text)
    if (name === 'DefectList' || name === 'SampleTestPlan' || name === 'SummaryList') {
      this.#model.count(name)
      this.#beginList(name)
      return
    }
    const value = this.#lastList === null ? null : numberOf(text)
    if (this.#lastList !== null && value !== null) {
      // Some writers end every row with a semicolon.
      this.#list = this.#lastList
      this.rows = true
      this.number(value)
      return
    }
    this.#words.push(text)
  }

  #beginList(list: List): void {
    this.#list = list
    this.#lastList = list
    this.rows = true
    this.#cells.drop(this.#cells.count)
    if (list === 'DefectList') {
      this.#listed = true
      if (!this.#lines.ready) this.#model.remark('klarfNoSpec', { line: this.#model.line() })
      this.#lines.begin()
      return
    }
    const wafer = this.#model.currentWafer()
    wafer.content = true
    if (list === 'SampleTestPlan') {
      this.#planHead = true
      if (wafer.planInherited) {
        wafer.planInherited = false
        wafer.plan.length = 0
        wafer.planned.clear()
      }
    }
  }

  #endList(broken: boolean): void {
    if (this.#list === 'DefectList') this.#lines.end(broken)
    else this.#someRows()
    this.#cells.drop(this.#cells.count)
    this.#list = null
    this.rows = false
  }

  /** Complete rows of a sample plan or summary. */
  #someRows(): void {
    const wafer = this.#model.currentWafer()
    if (this.#list === 'SampleTestPlan') this.#planRows(wafer)
    else this.#summaryRows(wafer)
  }

  #planRows(wafer: WaferDraft): void {
    const cells = this.#cells
    let p = 0
    if (this.#planHead && cells.count > 0) {
      this.#planHead = false
      // Without the number of its dies the list has an even count.
      p = cells.count % 2 === 1 || cells.count >= longestLine ? 1 : 0
    }
    let dies = 0
    for (; p + 1 < cells.count; p += 2)
      if (this.#model.die(wafer, cells.numbers[p] ?? Number.NaN, cells.numbers[p + 1] ?? Number.NaN)) dies++
    cells.drop(p)
    const test = wafer.tests.at(-1)
    if (test !== undefined) test.dies += dies
  }

  #summaryRows(wafer: WaferDraft): void {
    const cells = this.#cells
    const width = this.#summaryColumns.length
    if (width === 0 || cells.count < width) return
    let p = 0
    for (; p + width <= cells.count; p += width)
      this.#model.summarise(wafer, this.#summaryColumns, Array.from(cells.numbers.subarray(p, p + width)))
    cells.drop(p)
  }

  #endStatement(): void {
    const words = this.#words
    if (words.length === 0) return
    this.#words = []
    const quoted = this.#firstQuoted
    this.#firstQuoted = false
    const [first = '', ...values] = words
    if (this.#cut) this.#model.remark('klarfStatementCut', { line: this.#model.line(), name: first })
    this.#cut = false
    const name = quoted ? undefined : statementOf(first)
    this.#lastList = null
    this.#model.count(name ?? first)
    if (name === undefined) this.#model.unknown(first)
    this.#take(name, { name: name ?? first, values })
  }

  #take(name: Statement | undefined, field: KlarfField): void {
    const model = this.#model
    const { values } = field
    switch (name) {
      case 'FileVersion':
        if (model.version !== '') this.#laterFile()
        model.version = values.join('.')
        return
      case 'EndOfFile':
        this.#endWafer()
        model.ended = true
        return
      case 'LotID':
        this.#lot(values.join(' '))
        return
      case 'WaferID':
        this.#wafer(values[0] ?? '')
        return
      case 'DefectRecordSpec':
        this.#spec(values)
        return
      case 'SummarySpec':
        this.#summaryColumns = namesOf(values).names
        return
      case 'TiffFileName':
        this.#lines.file = values.join(' ')
        break
      case 'ClassLookup':
        this.#classes(values)
        return
      case 'InspectionTest':
        model.currentWafer().tests.push({ test: numberOf(values[0]) ?? 0, area: null, dies: 0 })
        break
      case 'AreaPerTest': {
        const wafer = model.currentWafer()
        if (wafer.tests.length === 0) wafer.tests.push({ test: 1, area: null, dies: 0 })
        const test = wafer.tests.at(-1)
        if (test !== undefined) test.area = numberOf(values[0])
        break
      }
      case 'FileTimestamp':
      case 'ResultTimestamp':
        model.checkTime(field.name, values)
        break
      case 'SetupID':
        model.checkTime(field.name, values.slice(1))
        break
      default:
    }
    this.#field(field)
  }

  /** Keep a statement where it belongs; what follows inherits it. */
  #field(field: KlarfField): void {
    const model = this.#model
    const key = fieldKey(field.name)
    const { wafer } = model
    if (this.#ahead === null && wafer !== null && this.#listed && ofHead.has(key)) {
      this.#holds()
      this.#ahead = []
    }
    if (!ofOneWafer.has(key)) this.#state.set(key, field)
    if (this.#ahead !== null) this.#ahead.push(field)
    else if (wafer === null) model.keep(model.lot?.fields ?? model.fields, field)
    else {
      if (!notOfWafer.has(key)) wafer.content = true
      model.keep(wafer.fields, field)
    }
  }

  /** A second file was appended: nothing of the first holds any more. */
  #laterFile(): void {
    const model = this.#model
    model.remark('klarfLater', { line: model.line() })
    this.#endWafer()
    this.#endLot()
    model.lot = null
    model.ended = false
    this.#ahead = null
    this.#state = new Map()
    this.#lines.file = ''
  }

  #lot(lot: string): void {
    const model = this.#model
    if (model.lot?.lot === lot) return
    const ahead = this.#ahead
    this.#endWafer()
    this.#endLot()
    this.#ahead = null
    const next = model.beginLot(lot)
    for (const field of ahead ?? []) model.keep(next.fields, field)
  }

  /** What was said up to here holds for the wafer and lot at hand. */
  #holds(): void {
    const { wafer, lot } = this.#model
    const base = new Map(this.#state)
    if (wafer !== null) wafer.base = base
    if (lot !== null) lot.base = base
  }

  #endLot(): void {
    const { lot } = this.#model
    if (lot !== null && this.#ahead === null) lot.base = new Map(this.#state)
  }

  #wafer(wafer: string): void {
    const model = this.#model
    // Several lists of one wafer may each name it anew.
    if (model.wafer !== null && model.wafer.wafer === wafer && model.wafer.content) return
    const before = model.wafer ?? model.lot?.wafers.at(-1) ?? null
    const ahead = this.#ahead
    this.#endWafer()
    this.#ahead = null
    const next = model.beginWafer(wafer)
    for (const field of ahead ?? []) model.keep(next.fields, field)
    if (before !== null && before.plan.length > 0) {
      next.planInherited = true
      for (let i = 0; i + 1 < before.plan.length; i += 2)
        model.die(next, before.plan[i] ?? 0, before.plan[i + 1] ?? 0)
    }
  }

  #endWafer(): void {
    const { wafer } = this.#model
    if (wafer !== null && this.#ahead === null) wafer.base = new Map(this.#state)
    this.#listed = false
    this.#model.endWafer()
  }

  #spec(values: readonly string[]): void {
    const { names, declared } = namesOf(values)
    if (declared !== null && declared !== names.length)
      this.#model.remark('klarfSpecCount', {
        line: this.#model.line(),
        declared,
        counted: names.length
      })
    this.#lines.spec(names)
  }

  /** `ClassLookup n` and then numbers with their names; a name may lack its quotes, or have a code behind it. */
  #classes(values: readonly string[]): void {
    let number: number | null = null
    let name: string | null = null
    for (const value of values.slice(1)) {
      const next = /^[+-]?\d+$/.test(value) ? Number(value) : null
      if (number === null || (name !== null && next !== null)) {
        if (number !== null) this.#model.addClass(number, name ?? '')
        number = next
        name = null
      } else name ??= value
    }
    if (number !== null) this.#model.addClass(number, name ?? '')
  }
}

/** The names of a spec behind their number. */
function namesOf(values: readonly string[]): { readonly names: string[]; readonly declared: number | null } {
  const declared = /^\d+$/.test(values[0] ?? '') ? Number(values[0]) : null
  return { names: values.slice(declared === null ? 0 : 1), declared }
}
