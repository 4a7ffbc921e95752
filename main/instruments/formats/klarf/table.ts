import { Cells } from './cells'
import { mostColumns, type ImageCell } from './columns'
import { longestLine } from './lines'
import type { KlarfModel, WaferDraft } from './model'

/** A column of a list of 1.8. */
export interface ListColumn {
  readonly type: string
  readonly name: string
}

/** Receives the rows of a list. */
export interface RowTaker {
  /** Cells from..to, one a column; image columns are left out. */
  row(cells: Cells, from: number, to: number): void
  image(image: ImageCell): void
}

/**
 * Rows of a list of KLARF 1.8: cells up to a semicolon. A cell may be a list of its own,
 * `Images n { "path" "JPG" 1 "Patch", ... }`; where it is missing at the end, or `N`, there are none.
 */
export class RowTable {
  readonly cells = new Cells()
  rows = 0
  readonly #model: KlarfModel
  readonly #taker: RowTaker
  /** Columns that hold no images, in order. */
  #plain = 0
  /** Place of the image columns; -1: there is none. */
  #imageAt = -1
  #imageCount = -1
  #images: ImageCell[] = []
  /** Texts and numbers of the image at hand; null outside of a list of images. */
  #group: { texts: string[]; number: number } | null = null
  /** Cells of the nested list that is being read; its own word and number are the last two. */
  #nested = 0

  constructor(model: KlarfModel, columns: readonly ListColumn[], taker: RowTaker) {
    this.#model = model
    this.#taker = taker
    const imageAt = columns.findIndex(isImages)
    this.#imageAt = imageAt
    this.#plain = Math.min(mostColumns, columns.length - (imageAt < 0 ? 0 : 1))
    this.#imageCount = columns
      .filter((_, i) => i !== imageAt)
      .findIndex(column => column.name.toUpperCase() === 'IMAGECOUNT')
  }

  /** A nested list is open: braces and commas are its own. */
  get nested(): boolean {
    return this.#group !== null
  }

  number(value: number): void {
    if (this.#group !== null) this.#group.number = value
    else if (this.cells.count < longestLine) this.cells.number(value)
  }

  text(text: string): void {
    if (this.#group !== null) this.#group.texts.push(text)
    else if (this.cells.count < longestLine) this.cells.text(text)
  }

  /** `{` within a row: the two cells before it were the head of a nested list. */
  open(): void {
    if (this.cells.count < 2) return
    this.#nested = this.cells.count - 2
    this.cells.count = this.#nested
    this.#group = { texts: [], number: Number.NaN }
  }

  /** `,` */
  comma(): void {
    if (this.#group === null) return
    this.#endGroup()
    this.#group = { texts: [], number: Number.NaN }
  }

  /** `}` of a nested list. */
  close(): void {
    this.#endGroup()
    this.#group = null
    // An image column keeps its place among the cells, without a value.
    if (this.#nested === this.#imageAt) return
    this.cells.number(Number.NaN)
  }

  /** `;`: the row ends. */
  end(): void {
    if (this.#group !== null) {
      this.#model.remark('klarfImages', { line: this.#model.line() })
      this.close()
    }
    const { cells } = this
    if (cells.count === 0 && this.#images.length === 0) return
    this.#settle(cells.count)
    this.#images = []
    cells.drop(cells.count)
  }

  #endGroup(): void {
    const group = this.#group
    if (group === null || (group.texts.length === 0 && Number.isNaN(group.number))) return
    const [file = '', format = '', label = ''] = group.texts
    this.#images.push({ file, format, page: group.number, label })
  }

  #settle(count: number): void {
    const plain = this.#plain
    if (plain === 0) return
    if (count === plain) {
      this.#row(0, count)
      return
    }
    // A cell for images that says there are none, or a number of them and pairs as in 1.x.
    if (this.#imageAt >= 0 && count > plain && this.#images.length === 0) {
      this.#withImageCell(count)
      return
    }
    const times = plain > 1 && count > plain ? count / plain : 0
    if (Number.isInteger(times) && times > 1 && this.#images.length === 0) {
      this.#model.remark('klarfMissingEnd', { line: this.#model.line(), name: 'Data' })
      for (let i = 0; i < times; i++) this.#row(i * plain, (i + 1) * plain)
      return
    }
    this.#model.remark(count < plain ? 'klarfRowShort' : 'klarfRowLong', {
      line: this.#model.line(),
      counted: count,
      expected: plain + (this.#imageAt >= 0 ? 1 : 0)
    })
  }

  #row(from: number, to: number): void {
    this.#taker.row(this.cells, from, to)
    for (const image of this.#images) this.#taker.image(image)
    this.rows++
  }

  #withImageCell(count: number): void {
    const { cells } = this
    const at = this.#imageAt
    const extra = count - this.#plain
    const declared = this.#imageCount < 0 ? Number.NaN : (cells.numbers[this.#imageCount] ?? Number.NaN)
    const first = cells.numbers[at] ?? Number.NaN
    const counted = extra === 1 + 2 * first ? first : extra === 2 * declared ? declared : null
    const none = extra === 1 && (cells.word(at) !== null || Number.isNaN(first) || first === 0)
    if (!none && (counted === null || at !== this.#plain)) {
      this.#model.remark('klarfRowLong', {
        line: this.#model.line(),
        counted: count,
        expected: this.#plain + 1
      })
      return
    }
    if (!none && counted !== null)
      for (let p = count - 2 * counted; p + 1 < count; p += 2)
        this.#images.push({
          file: '',
          format: '',
          page: cells.numbers[p] ?? Number.NaN,
          label: String(cells.numbers[p + 1] ?? '')
        })
    if (at !== this.#plain) {
      cells.numbers.copyWithin(at, at + 1, count)
      if (cells.texts) cells.words.splice(at, 1)
    }
    this.#row(0, this.#plain)
  }
}

function isImages(column: ListColumn): boolean {
  return (
    column.type.toLowerCase() === 'imagelist' ||
    column.name.toUpperCase() === 'IMAGEINFO' ||
    column.name.toUpperCase() === 'IMAGELIST'
  )
}

/** Takes the rows of a DefectList. */
export class DefectTaker implements RowTaker {
  readonly #model: KlarfModel
  readonly #wafer: WaferDraft
  /** File of images that name none. */
  readonly #file: string

  constructor(model: KlarfModel, wafer: WaferDraft, columns: readonly ListColumn[], file: string) {
    this.#model = model
    this.#wafer = wafer
    this.#file = file
    const images = columns.findIndex(isImages)
    model.rows.columns(columns.filter((_, i) => i !== images).map(column => column.name.toUpperCase()))
  }

  row(cells: Cells, from: number, to: number): void {
    this.#model.row(this.#wafer, cells.numbers, cells.texts ? cells.words : null, from, to)
  }

  image(image: ImageCell): void {
    this.#model.image(this.#wafer, image.file === '' ? { ...image, file: this.#file } : image)
  }
}
