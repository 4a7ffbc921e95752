import { Mark, type TokenSink } from './lexer'
import type { KlarfModel } from './model'
import { numberOf } from './resolve'
import { DefectTaker, RowTable, type ListColumn, type RowTaker } from './table'
import type { KlarfField } from './types'
import { isKnownField, isKnownList, isKnownRecord } from './words'

/** Cells of small lists that are kept. */
const mostCells = 200_000
const mostWords = 10_000
/** Deeper is no file of a tool. */
const mostDepth = 100

interface Frame {
  readonly kind: 'record' | 'list'
  /** Lower case. */
  readonly name: string
  readonly id: string
  columns: ListColumn[]
}

/** KLARF 1.8: nested records with fields and lists, told to a model. */
export class Records implements TokenSink {
  rows = false
  readonly #model: KlarfModel
  readonly #stack: Frame[] = []
  /** Words of the heading, or of the values, at hand. */
  #words: string[] = []
  #state: 'heading' | 'field' | 'columns' | 'data' | 'unknown' = 'heading'
  /** Name of the field at hand, and its values so far. */
  #field = ''
  #values: string[] = []
  #columns: ListColumn[] = []
  #table: RowTable | null = null
  #small: Small | null = null
  /** Open braces of something unknown. */
  #depth = 0

  constructor(model: KlarfModel) {
    this.#model = model
  }

  number(value: number): void {
    this.#table?.number(value)
  }

  word(text: string): void {
    const heads = isHead(text)
    if (this.#state === 'data') {
      if (!heads || this.#table?.nested === true || (this.#table?.cells.count ?? 0) > 0) {
        this.#table?.text(text)
        return
      }
      this.#broken('klarfListOpen', 'Data')
      this.#endData()
      this.#pop()
    } else if (heads && (this.#state === 'field' || this.#state === 'columns')) {
      this.#broken('klarfMissingEnd', this.#state === 'field' ? this.#field : 'Columns')
      this.#close()
    } else if (heads && this.#state === 'heading' && this.#words.length > 0) {
      this.#broken('klarfMissingEnd', this.#words.slice(0, 2).join(' '))
      this.#words = []
    }
    this.#keep(text)
  }

  quoted(text: string): void {
    if (this.#state === 'data') this.#table?.text(text)
    else this.#keep(text)
  }

  mark(code: number): void {
    if (this.#state === 'data') this.#dataMark(code)
    else if (code === Mark.open) this.#open()
    else if (code === Mark.close) this.#close()
    else if (code === Mark.comma) this.#comma()
    else this.#semicolon()
  }

  newline(): void {
    // Line ends mean nothing here.
  }

  unclosed(line: number): void {
    this.#model.remark('klarfQuote', { line })
  }

  /** No more comes. */
  finish(): void {
    const open = this.#stack.at(-1)
    if (this.#state === 'data') {
      this.#broken('klarfTruncated', 'Data')
      this.#endData()
    } else if (open !== undefined && !this.#model.ended) this.#broken('klarfTruncated', open.name)
    if (this.#words[0]?.toLowerCase() === 'endoffile') this.#model.ended = true
    while (this.#stack.length > 0) this.#pop()
    this.#model.endWafer()
    if (!this.#model.ended) this.#model.remark('klarfNoEnd', { line: this.#model.line() })
  }

  #broken(key: 'klarfListOpen' | 'klarfMissingEnd' | 'klarfTruncated', name: string): void {
    this.#model.remark(key, { line: this.#model.line(), name: name.slice(0, 60) })
  }

  #keep(text: string): void {
    if (this.#words.length < mostWords) this.#words.push(text)
  }

  /** `{` after a heading. */
  #open(): void {
    if (this.#state !== 'heading') {
      if (this.#state === 'unknown') this.#depth++
      return
    }
    const [head = '', name = '', id = ''] = this.#words
    const count = this.#words.length
    this.#words = []
    switch (head.toLowerCase()) {
      case 'record':
        this.#beginRecord(name, id)
        return
      case 'list':
        this.#beginList(name)
        return
      case 'field':
        this.#state = 'field'
        this.#field = name
        this.#values = []
        return
      case 'columns':
        this.#state = 'columns'
        this.#columns = []
        return
      case 'data':
        this.#beginData(count > 1 ? numberOf(name) : null)
        return
      default:
        this.#model.unknown(head)
        this.#model.count(head)
        this.#state = 'unknown'
        this.#depth = 1
    }
  }

  #close(): void {
    if (this.#state === 'field') {
      this.#comma()
      this.#take({ name: this.#field, values: this.#values })
    } else if (this.#state === 'columns') {
      this.#comma()
      const list = this.#stack.at(-1)
      if (list?.kind === 'list') list.columns = this.#columns
    } else if (this.#state === 'unknown') {
      if (--this.#depth > 0) return
    } else {
      this.#leftover()
      this.#pop()
    }
    this.#words = []
    this.#state = 'heading'
  }

  /** Words that became neither a record nor a field. */
  #leftover(): void {
    const [head] = this.#words
    if (head !== undefined) this.#model.unknown(head)
  }

  #comma(): void {
    const words = this.#words
    this.#words = []
    if (this.#state === 'field') {
      if (words.length > 0 || this.#values.length > 0) this.#values.push(words.join(' '))
    } else if (this.#state === 'columns') {
      const [type = '', name] = words
      if (words.length > 2) for (const word of words) this.#columns.push({ type: '', name: word })
      else if (words.length > 0)
        this.#columns.push(name === undefined ? { type: '', name: type } : { type, name })
    }
  }

  #semicolon(): void {
    if (this.#state !== 'heading') return
    const [head = '', name = '', ...values] = this.#words
    this.#words = []
    const lower = head.toLowerCase()
    if (lower === 'endoffile') {
      this.#model.ended = true
      this.#model.count('EndOfFile')
      // Braces left open end with the file.
      while (this.#stack.length > 0) {
        this.#broken('klarfMissingEnd', this.#stack.at(-1)?.name ?? '')
        this.#pop()
      }
    } else if (lower === 'field') this.#take({ name, values })
    else if (head !== '') this.#model.unknown(head)
  }

  #beginRecord(name: string, id: string): void {
    const model = this.#model
    const lower = name.toLowerCase()
    model.count(name)
    if (!isKnownRecord(name)) model.unknown(`Record ${name}`)
    if (lower === 'filerecord') {
      if (model.version !== '') {
        model.remark('klarfLater', { line: model.line() })
        model.endWafer()
        model.lot = null
        model.ended = false
      }
      model.version = id
    } else if (lower === 'lotrecord') model.beginLot(id)
    else if (lower === 'waferrecord') model.beginWafer(id).content = true
    else if (lower === 'testrecord' && model.wafer !== null)
      model.wafer.tests.push({ test: numberOf(id) ?? model.wafer.tests.length + 1, area: null, dies: 0 })
    this.#push({ kind: 'record', name: lower, id, columns: [] })
  }

  #beginList(name: string): void {
    this.#model.count(name)
    if (!isKnownList(name)) this.#model.unknown(`List ${name}`)
    this.#push({ kind: 'list', name: name.toLowerCase(), id: name, columns: [] })
  }

  #push(frame: Frame): void {
    if (this.#stack.length < mostDepth) this.#stack.push(frame)
    else this.#depth++
    this.#state = 'heading'
  }

  #pop(): void {
    const frame = this.#stack.pop()
    if (frame?.kind !== 'record') return
    if (frame.name === 'waferrecord') this.#model.endWafer()
    else if (frame.name === 'lotrecord') {
      this.#model.endWafer()
      this.#model.lot = null
    }
  }

  #beginData(declared: number | null): void {
    const model = this.#model
    const list = this.#stack.at(-1)
    this.#state = 'data'
    this.rows = true
    this.#small = null
    const columns = list?.columns ?? []
    let taker: RowTaker
    if (list?.name === 'defectlist') {
      if (columns.length === 0) model.remark('klarfNoSpec', { line: model.line() })
      const wafer = model.rowsFollow()
      if (declared !== null) wafer.declared = (wafer.declared ?? 0) + declared
      const file = [...wafer.fields, ...(model.lot?.fields ?? [])].find(
        field => field.name.toLowerCase() === 'tifffilename'
      )
      taker = new DefectTaker(model, wafer, columns, file?.values[0] ?? '')
    } else taker = this.#small = new Small(columns.map(column => column.name))
    this.#table = new RowTable(model, columns, taker)
  }

  #dataMark(code: number): void {
    const table = this.#table
    if (code === Mark.semicolon) table?.end()
    else if (code === Mark.open) table?.open()
    else if (code === Mark.comma) table?.comma()
    else if (table?.nested === true) table.close()
    else {
      this.#endData()
      this.#state = 'heading'
    }
  }

  #endData(): void {
    this.#table?.end()
    this.#table = null
    this.rows = false
    this.#state = 'heading'
    const list = this.#stack.at(-1)
    if (this.#small !== null && list !== undefined) this.#takeList(list, this.#small)
    this.#small = null
  }

  /** A field, with the record it stands in. */
  #take(field: KlarfField): void {
    const model = this.#model
    model.count('Field')
    if (field.name === '') return
    if (!isKnownField(field.name)) model.unknown(`Field ${field.name}`)
    const lower = field.name.toLowerCase()
    if (lower.endsWith('timestamp')) model.checkTime(field.name, field.values)
    else if (lower === 'recipeid') model.checkTime(field.name, field.values.slice(1))
    const record = this.#stack.at(-1)
    const { wafer, lot } = model
    const inner = record !== undefined && !['filerecord', 'lotrecord', 'waferrecord'].includes(record.name)
    if (lower === 'areapertest' && record?.name === 'testrecord') {
      const test = wafer?.tests.at(-1)
      const area = numberOf(field.values[0])
      if (test !== undefined && area !== null) test.area = area / 1e6
    }
    const name = inner ? `${record.name} ${record.id}: ${field.name}` : field.name
    model.keep(wafer?.fields ?? lot?.fields ?? model.fields, { name, values: field.values })
  }

  /** A small list at its end. */
  #takeList(list: Frame, { names, rows }: Small): void {
    const model = this.#model
    const column = (row: readonly string[], name: string) => row[names.indexOf(name)]
    if (list.name === 'classlookuplist')
      for (const row of rows)
        model.addClass(
          numberOf(column(row, 'CLASSNUMBER') ?? row[0]) ?? Number.NaN,
          column(row, 'CLASSNAME') ?? row[1] ?? ''
        )
    else if (list.name === 'sampletestplanlist') {
      const wafer = model.currentWafer()
      let dies = 0
      for (const row of rows)
        if (model.die(wafer, numberOf(row[0]) ?? Number.NaN, numberOf(row[1]) ?? Number.NaN)) dies++
      const test = wafer.tests.at(-1)
      if (test !== undefined) test.dies += dies
    } else if (list.name === 'testsummarylist') {
      const wafer = model.currentWafer()
      for (const row of rows)
        model.summarise(
          wafer,
          names,
          row.map(cell => numberOf(cell) ?? Number.NaN)
        )
    } else {
      const owner = model.wafer?.fields ?? model.lot?.fields ?? model.fields
      for (const row of rows.slice(0, 200))
        model.keep(
          owner,
          list.name === 'customwaferlist' && row.length === 2
            ? { name: row[0] ?? '', values: row.slice(1) }
            : { name: list.id, values: row }
        )
    }
  }
}

function isHead(text: string): boolean {
  return text === 'Record' || text === 'Field' || text === 'List' || text === 'EndOfFile'
}

/** Rows of a list that is no DefectList, as texts. */
class Small implements RowTaker {
  readonly names: readonly string[]
  readonly rows: string[][] = []
  #cells = 0

  constructor(names: readonly string[]) {
    this.names = names.map(name => name.toUpperCase())
  }

  row(
    cells: { readonly numbers: Float64Array; word(at: number): string | null },
    from: number,
    to: number
  ): void {
    this.#cells += to - from
    if (this.#cells > mostCells) return
    const row: string[] = []
    for (let i = from; i < to; i++) row.push(cells.word(i) ?? String(cells.numbers[i]))
    this.rows.push(row)
  }

  image(): void {
    // No list but DefectList has any.
  }
}
