import type { DefectColumn, DefectGroup, DefectImages } from './types'

/** Columns whose values are lengths, and areas: nanometres and their squares in 1.8. */
const lengths = new Set(['X', 'Y', 'XREL', 'YREL', 'XSIZE', 'YSIZE', 'DSIZE', 'GDSX', 'GDSY'])
const areas = new Set(['DEFECTAREA', 'AREAPERTEST'])

/** What the values of a column of this name are divided by in a file whose lengths are nanometres. */
export function nanometreDivisor(name: string): number {
  return lengths.has(name) ? 1000 : areas.has(name) ? 1e6 : 1
}

/** Rows in a group at most. */
const mostRows = 32_768

/** A file with more columns than this is no KLARF any more. */
export const mostColumns = 2000

/** Columns that hold numbers in every version. */
const numeric = new Set([
  ...lengths,
  ...areas,
  'DEFECTID',
  'XINDEX',
  'YINDEX',
  'CLASSNUMBER',
  'TEST',
  'CLUSTERNUMBER',
  'ROUGHBINNUMBER',
  'FINEBINNUMBER',
  'IMAGECOUNT'
])

/** Texts that mean a missing cell. */
const missing = new Set(['N', 'NA', 'N/A', 'n/a', 'na', 'NaN', 'nan', 'NULL', 'null', '-', ''])

/** One column being filled. */
class Column {
  readonly name: string
  values: Float64Array<ArrayBuffer>
  codes: Uint32Array<ArrayBuffer> | null = null
  readonly texts: string[] = []
  #known: Map<string, number> | null = null

  constructor(name: string, rows: number) {
    this.name = name
    this.values = new Float64Array(rows)
  }

  grow(rows: number): void {
    const values = new Float64Array(rows)
    values.set(this.values)
    this.values = values
    if (this.codes === null) return
    const codes = new Uint32Array(rows)
    codes.set(this.codes)
    this.codes = codes
  }

  /** False for a text that only says there is none. */
  text(row: number, text: string): boolean {
    this.values[row] = Number.NaN
    if (missing.has(text)) return false
    this.#known ??= new Map()
    this.codes ??= new Uint32Array(this.values.length)
    this.codes[row] = known(this.#known, this.texts, text)
    return true
  }
}

/** The code of a text, from 1. */
function known(map: Map<string, number>, texts: string[], text: string): number {
  let code = map.get(text)
  if (code === undefined) {
    code = texts.push(text)
    map.set(text, code)
  }
  return code
}

/** Images being filled. */
class Images {
  #row: number[] = []
  #page: number[] = []
  #file: number[] = []
  #format: number[] = []
  #label: number[] = []
  #texts: string[] = []
  #known = new Map<string, number>()

  add(row: number, image: ImageCell): void {
    const code = (text: string) => (text === '' ? 0 : known(this.#known, this.#texts, text))
    this.#row.push(row)
    this.#page.push(image.page)
    this.#file.push(code(image.file))
    this.#format.push(code(image.format))
    this.#label.push(code(image.label))
  }

  /** Name the file of the images of the last row, from its image `from` on; false where there is none. */
  name(row: number, from: number, file: string): boolean {
    let first = this.#row.length
    while (first > 0 && this.#row[first - 1] === row) first--
    const code = known(this.#known, this.#texts, file)
    this.#file.fill(code, first + from)
    return first + from < this.#row.length
  }

  take(): DefectImages | null {
    if (this.#row.length === 0) return null
    return {
      row: Uint32Array.from(this.#row),
      page: Float64Array.from(this.#page),
      file: Uint32Array.from(this.#file),
      format: Uint32Array.from(this.#format),
      label: Uint32Array.from(this.#label),
      texts: this.#texts
    }
  }
}

/** One image of a defect. Empty texts: not said. */
export interface ImageCell {
  readonly file: string
  readonly page: number
  readonly format: string
  readonly label: string
}

/** Collects the defects of a file and gives them out in groups. */
export class DefectRows {
  /** Groups that are complete: whoever keeps them takes them out. */
  readonly groups: DefectGroup[] = []
  /** Rows and images so far. */
  defects = 0
  imageCount = 0
  #wafer = 0
  /** Rows of the wafer before the group at hand. */
  #first = 0
  #columns: Column[] = []
  #images = new Images()
  #count = 0
  #room = 0
  readonly #most: number
  /** The file's lengths are nanometres. */
  nanometres = false
  /** Told the texts of each group. */
  onTexts: ((texts: readonly string[]) => void) | null = null
  /** Told of a text in a column of numbers. */
  onBadCell: ((column: string, text: string) => void) | null = null

  constructor(groupBytes = 16 << 20) {
    this.#most = groupBytes
  }

  /** Rows of the wafer so far. */
  get waferRows(): number {
    return this.#first + this.#count
  }

  /** Defects that follow are of this wafer, which has `rows` already. */
  wafer(index: number, rows: number): void {
    this.flush()
    this.#wafer = index
    this.#first = rows
    this.#columns = []
  }

  /** Rows that follow have these columns. The same name twice gets a number. */
  columns(names: readonly string[]): void {
    if (names.length === this.#columns.length && names.every((name, i) => this.#columns[i]?.name === name))
      return
    this.flush()
    const seen = new Map<string, number>()
    this.#room = 64
    this.#columns = names.slice(0, mostColumns).map(name => {
      const times = (seen.get(name) ?? 0) + 1
      seen.set(name, times)
      return new Column(times === 1 ? name : `${name}#${String(times)}`, this.#room)
    })
  }

  /**
   * One defect: `numbers` from `from` on, one a column; where `words` has a text there, the text. Cells beyond
   * `to` are missing.
   */
  row(numbers: Float64Array, words: readonly (string | null)[] | null, from: number, to: number): void {
    if (this.#count >= mostRows || this.#count * this.#columns.length * 8 >= this.#most) this.flush()
    const columns = this.#columns
    const at = this.#count
    if (at === this.#room) this.#grow()
    for (let c = 0; c < columns.length; c++) {
      const column = columns[c]
      if (column === undefined) continue
      const cell = from + c
      if (cell >= to) {
        column.values[at] = Number.NaN
        continue
      }
      const word = words === null ? null : (words[cell] ?? null)
      if (word === null) column.values[at] = numbers[cell] ?? Number.NaN
      else if (column.text(at, word) && numeric.has(column.name)) this.onBadCell?.(column.name, word)
    }
    this.#count++
    this.defects++
  }

  /** An image of the defect told last. */
  image(image: ImageCell): void {
    if (this.#count === 0) return
    this.#images.add(this.#count - 1, image)
    this.imageCount++
  }

  /** The file of the images of the defect told last, from its image `from` on; false where there are none. */
  nameImages(from: number, file: string): boolean {
    return this.#count > 0 && this.#images.name(this.#count - 1, from, file)
  }

  /** Give out what there is. */
  flush(): void {
    const count = this.#count
    if (count === 0) return
    const images = this.#images.take()
    for (const column of this.#columns) this.onTexts?.(column.texts)
    if (images !== null) this.onTexts?.(images.texts)
    this.groups.push({
      kind: 'defects',
      wafer: this.#wafer,
      first: this.#first,
      count,
      columns: this.#columns.map(column => columnOf(column, count, this.nanometres)),
      images
    })
    this.#first += count
    this.#count = 0
    this.#room = Math.min(this.#room, 1024)
    this.#columns = this.#columns.map(column => new Column(column.name, this.#room))
    this.#images = new Images()
  }

  #grow(): void {
    this.#room *= 2
    for (const column of this.#columns) column.grow(this.#room)
  }
}

function columnOf(column: Column, count: number, nanometres: boolean): DefectColumn {
  const values = column.values.slice(0, count)
  const divisor = nanometres ? nanometreDivisor(column.name) : 1
  if (divisor !== 1) for (let i = 0; i < count; i++) values[i] = (values[i] ?? Number.NaN) / divisor
  return { name: column.name, values, codes: column.codes?.slice(0, count) ?? null, texts: column.texts }
}
