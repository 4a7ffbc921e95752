import { Cells } from './cells'
import { mostColumns } from './columns'
import type { KlarfModel } from './model'

/** More cells than this in one line are settled as if it had ended. */
export const longestLine = 1 << 16

/** How the images of a row are still being read: `count` cells of pairs to come; -1: not even their number. */
interface Pending {
  cells: number
  /** IMAGECOUNT of the row; null where there is no such column. */
  readonly declared: number | null
}

/**
 * Rows of a DefectList of KLARF 1.x. A row is as many cells as DefectRecordSpec has columns before IMAGELIST,
 * then the images: their number and as many pairs of id and type, on the same line, on following ones, or without
 * the number. Long rows may be wrapped; a row too short or too long is left out and named.
 */
export class DefectLines {
  readonly cells = new Cells()
  /** File of the images that follow. */
  file = ''
  readonly #model: KlarfModel
  /** Columns without IMAGELIST. */
  #fixed = 0
  #imageList = false
  #imageCount = -1
  #columns: readonly string[] = []
  /** First cell of the line at hand. */
  #lineStart = 0
  #pending: Pending | null = null
  /** FILENAME lines stand before their rows, or after; null: not known yet. */
  #names: 'before' | 'after' | null = null
  #rows = 0
  /** Line of the row told last, and of the last cells that are held back. */
  #rowLine = 0
  #heldLine = 0
  /** FILENAME lines since the last row. */
  #named = 0

  constructor(model: KlarfModel) {
    this.#model = model
  }

  /** There is a DefectRecordSpec. */
  get ready(): boolean {
    return this.#columns.length > 0
  }

  /** The columns of the lists that follow. */
  spec(names: readonly string[]): void {
    const upper = names.slice(0, mostColumns).map(name => name.toUpperCase())
    const at = upper.findIndex(name => name === 'IMAGELIST' || name === 'IMAGEINFO')
    // Always the last column; what a file puts after it cannot be told from image pairs.
    this.#imageList = at >= 0
    this.#columns = at < 0 ? upper : upper.slice(0, at)
    this.#fixed = this.#columns.length
    this.#imageCount = this.#columns.indexOf('IMAGECOUNT')
  }

  /** A list begins. */
  begin(): void {
    this.#pending = null
    this.#names = null
    this.#rows = 0
    this.#named = 0
    this.cells.drop(this.cells.count)
    this.#lineStart = 0
    this.#model.rowsFollow()
    this.#model.rows.columns(this.#columns)
  }

  /** The line ends. */
  endLine(): void {
    const { cells } = this
    if (!this.ready) cells.drop(cells.count)
    if (cells.count > this.#lineStart) {
      this.#settle()
      if (cells.count > 0) this.#heldLine = this.#model.line()
    }
    this.#lineStart = cells.count
  }

  /** The list ends; `broken`: not by its semicolon. */
  end(broken: boolean): void {
    this.endLine()
    const { cells } = this
    if (cells.count > 0) this.#short(cells.count, broken)
    else if (this.#pending !== null && (this.#pending.cells > 0 || (this.#pending.declared ?? 0) > 0))
      this.#model.remark('klarfImages', { line: this.#rowLine })
    this.#pending = null
    cells.drop(cells.count)
    this.#lineStart = 0
  }

  #short(counted: number, broken: boolean): void {
    this.#model.remark(broken ? 'klarfRowCut' : 'klarfRowShort', {
      line: this.#heldLine,
      counted,
      expected: this.#fixed
    })
  }

  #settle(): void {
    const { cells } = this
    const fixed = this.#fixed
    let p = 0
    for (;;) {
      if (this.#pending !== null && p < cells.count) {
        const pending = this.#pending
        const next = this.#images(p)
        if (next === p && this.#pending === pending) break
        p = next
        continue
      }
      const left = cells.count - p
      if (left === 0) break
      if (p === this.#lineStart && cells.word(p)?.toUpperCase() === 'FILENAME') {
        this.#filename(p + 1)
        p = cells.count
        break
      }
      // A whole row on this line: what came before it and was not complete never will be.
      if (p < this.#lineStart && cells.count - this.#lineStart >= fixed) {
        this.#short(this.#lineStart - p, false)
        p = this.#lineStart
        continue
      }
      if (left < fixed) break
      if (!this.#fits(p)) {
        this.#model.remark('klarfRowLong', {
          line: this.#model.line(),
          counted: left,
          expected: fixed + (this.#imageList ? 1 : 0)
        })
        p = cells.count
        break
      }
      this.#row(p)
      p += fixed
    }
    cells.drop(p)
  }

  /** What follows the row's own cells on this line can be what belongs there. */
  #fits(p: number): boolean {
    const { cells } = this
    const fixed = this.#fixed
    const after = cells.count - p - fixed
    if (after === 0) return true
    if (!this.#imageList) return after % fixed === 0 || p < this.#lineStart
    const declared = this.#declared(p)
    if (declared !== null && declared > 0 && after === 2 * declared) return true
    const counted = cells.numbers[p + fixed] ?? Number.NaN
    if (!isCount(counted)) return false
    const extra = after - 1 - 2 * counted
    return extra <= 0 || extra % 2 === 0
  }

  #declared(p: number): number | null {
    if (this.#imageCount < 0) return null
    const value = this.cells.numbers[p + this.#imageCount] ?? Number.NaN
    return isCount(value) ? value : null
  }

  #row(p: number): void {
    const { cells } = this
    const model = this.#model
    const wafer = model.currentWafer()
    model.row(wafer, cells.numbers, cells.texts ? cells.words : null, p, p + this.#fixed)
    this.#rows++
    this.#rowLine = model.line()
    this.#named = 0
    if (!this.#imageList) return
    const declared = this.#declared(p)
    const after = cells.count - p - this.#fixed
    // Some writers leave the list out where there is nothing to list.
    this.#pending = after === 0 && (declared ?? 0) === 0 ? null : { cells: -1, declared }
  }

  /** Images of the row told last, from cell p on; the next cell; p itself where more must come. */
  #images(p: number): number {
    const { cells } = this
    const pending = this.#pending
    if (pending === null) return p
    const left = cells.count - p
    const fresh = p === this.#lineStart
    if (pending.cells < 0) {
      const counted = cells.numbers[p] ?? Number.NaN
      const bare = (pending.declared ?? 0) > 0 && left === 2 * (pending.declared ?? 0)
      const fits = bare || left <= 1 + 2 * counted
      if ((fresh && left >= this.#fixed && !fits) || (!bare && !isCount(counted))) return this.#missing(p)
      pending.cells = bare ? left : 2 * counted
      if (!bare) {
        if (pending.declared !== null && pending.declared !== counted)
          this.#model.remark('klarfImages', { line: this.#rowLine })
        if (counted === 0) this.#pending = null
        return this.#after(p + 1)
      }
    }
    if (fresh && left > pending.cells && left >= this.#fixed) return this.#missing(p)
    const pairs = Math.min(pending.cells, left) >> 1
    for (let i = 0; i < pairs; i++) this.#image(p + 2 * i)
    pending.cells -= 2 * pairs
    if (pending.cells > 0) return p + 2 * pairs
    this.#pending = null
    return this.#after(p + 2 * pairs)
  }

  /** Behind the images of a row: pairs nobody counted are named and passed over. */
  #after(p: number): number {
    if (this.#pending !== null || p === this.cells.count) return p
    this.#model.remark('klarfImages', { line: this.#model.line() })
    return this.cells.count
  }

  #missing(p: number): number {
    this.#model.remark('klarfImages', { line: this.#rowLine })
    this.#pending = null
    return p
  }

  #image(p: number): void {
    const { cells } = this
    const id = cells.numbers[p] ?? Number.NaN
    const type = cells.numbers[p + 1] ?? Number.NaN
    this.#model.image(this.#model.currentWafer(), {
      file: this.file,
      page: id,
      format: '',
      label: cells.word(p + 1) ?? (Number.isNaN(type) ? '' : String(type))
    })
  }

  /** `FILENAME name` among the rows: of the row before it, or of those after where the list begins with one. */
  #filename(p: number): void {
    const { cells } = this
    const parts: string[] = []
    for (let i = p; i < cells.count; i++) parts.push(cells.word(i) ?? String(cells.numbers[i]))
    const name = parts.join(' ')
    if (name === '') return
    this.#names ??= this.#rows === 0 ? 'before' : 'after'
    if (this.#names === 'before') this.file = name
    else if (!this.#model.rows.nameImages(this.#named++, name))
      this.#model.image(this.#model.currentWafer(), { file: name, page: Number.NaN, format: '', label: '' })
  }
}

function isCount(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= 1_000_000
}
