import { FabError } from '@contract/errors'
import { textDecoder } from '../formats/klarf/model'
import type { KlarfField, KlarfGeometry, KlarfLot, KlarfTest, KlarfWafer } from '../formats/klarf/types'
import type { Warning } from '../formats/warnings'
import { unpackNumbers } from '../set/pack'
import { arrayOf, bytesOf, type Row, type SqlReader } from './database'

/** A complete set of defects as stored, without its columns. */
export interface StoredDefects {
  readonly seq: number
  readonly id: string
  readonly name: string
  readonly sha256: string
  readonly version: string
  readonly units: 'um' | 'nm'
  readonly charset: string
  readonly defects: number
  readonly images: number
  readonly fileAt: string | null
  readonly fields: readonly KlarfField[]
  readonly records: Readonly<Record<string, number>>
  readonly lots: readonly Omit<KlarfLot, 'wafers'>[]
  readonly warnings: readonly Warning[]
}

/** A wafer of a set of defects; `lot` indexes the set's lots. */
export interface StoredDefectWafer extends KlarfWafer {
  readonly lot: number
}

/** A column over all defects of a wafer. Cell i is `texts[codes[i] - 1]` where `codes[i]` > 0, else a number. */
export interface DefectCells {
  readonly name: string
  /** NaN where there is none. */
  readonly values: Float64Array<ArrayBuffer>
  readonly codes: Uint32Array<ArrayBuffer> | null
  readonly texts: readonly string[]
}

/** The images of a wafer; texts by code, 0 = not said. */
export interface DefectImageCells {
  /** Defect, counted in the wafer. */
  readonly row: Float64Array<ArrayBuffer>
  readonly page: Float64Array<ArrayBuffer>
  readonly file: Float64Array<ArrayBuffer>
  readonly format: Float64Array<ArrayBuffer>
  readonly label: Float64Array<ArrayBuffer>
  readonly texts: readonly string[]
}

const json = (value: unknown): unknown => JSON.parse(String(value))
const maybe = (value: unknown): number | null => (typeof value === 'number' ? value : null)

/** Is there a complete set of defects of that id? */
export function hasDefects(sql: SqlReader, id: string): boolean {
  return sql.get("SELECT 1 AS one FROM defect_set WHERE id = ? AND state = 'complete'", [id]) !== undefined
}

/** Facts of a set of defects. @throws FabError record.notFound where there is no complete one of that id */
export function readDefects(sql: SqlReader, id: string): StoredDefects {
  const row = sql.get("SELECT * FROM defect_set WHERE id = ? AND state = 'complete'", [id])
  if (row === undefined) throw new FabError('record.notFound', { entity: 'set', id })
  const facts = json(row['facts']) as Pick<StoredDefects, 'fileAt' | 'fields' | 'records' | 'lots'>
  return {
    seq: Number(row['seq']),
    id: String(row['id']),
    name: String(row['name']),
    sha256: String(row['sha256']),
    version: String(row['version']),
    units: row['units'] === 'nm' ? 'nm' : 'um',
    charset: String(row['charset']),
    defects: Number(row['defects']),
    images: Number(row['images']),
    ...facts,
    warnings: json(row['warnings']) as Warning[]
  }
}

/** Wafers of a set, in file order. */
export function readDefectWafers(sql: SqlReader, set: StoredDefects): StoredDefectWafer[] {
  return sql.all('SELECT * FROM defect_wafer WHERE set_seq = ? ORDER BY idx', [set.seq]).map(row => ({
    ...(json(row['facts']) as {
      resultAt: string | null
      geometry: KlarfGeometry
      tests: readonly KlarfTest[]
      summary: KlarfWafer['summary']
      fields: readonly KlarfField[]
    }),
    index: Number(row['idx']),
    lot: Number(row['lot']),
    wafer: String(row['wafer']),
    slot: maybe(row['slot']),
    defects: Number(row['defects']),
    declared: maybe(row['declared']),
    images: Number(row['images']),
    plan: Int32Array.from(arrayOf(Int32Array, row['plan']))
  }))
}

/** Names of all columns of a set, in the order of the file. */
export function defectColumnNames(sql: SqlReader, set: StoredDefects): string[] {
  return sql
    .all(
      `SELECT name FROM defect_block WHERE set_seq = ? AND name NOT LIKE '%:%' GROUP BY name ORDER BY min(id)`,
      [set.seq]
    )
    .map(row => String(row['name']))
}

/** Columns of a wafer, those of `names` that it has, or all. */
export function readDefectColumns(
  sql: SqlReader,
  set: StoredDefects,
  wafer: Pick<KlarfWafer, 'index' | 'defects'>,
  names?: readonly string[]
): Map<string, DefectCells> {
  const rows =
    names === undefined
      ? sql.all(
          `SELECT name, first, count, type, data FROM defect_block
           WHERE set_seq = ? AND wafer = ? AND name NOT LIKE 'image:%' ORDER BY id`,
          [set.seq, wafer.index]
        )
      : names.flatMap(name =>
          sql.all(
            `SELECT name, first, count, type, data FROM defect_block
             WHERE set_seq = ? AND wafer = ? AND name IN (?, ?, ?) ORDER BY id`,
            [set.seq, wafer.index, name, `${name}:codes`, `${name}:texts`]
          )
        )
  const decode = textDecoder(set.charset)
  const made = new Map<string, { values: Float64Array<ArrayBuffer>; texts: Texts | null }>()
  for (const row of rows) {
    const [name = '', part = 'values'] = String(row['name']).split(':')
    let column = made.get(name)
    if (column === undefined) {
      column = { values: new Float64Array(wafer.defects).fill(Number.NaN), texts: null }
      made.set(name, column)
    }
    const first = Number(row['first'])
    if (part === 'values')
      unpackNumbers(String(row['type']), bytesOf(row['data']), column.values, first, Number(row['count']))
    else (column.texts ??= new Texts(wafer.defects, decode)).take(part, first, row)
  }
  return new Map(
    [...made].map(([name, { values, texts }]) => {
      const { codes, known } = texts?.finish() ?? { codes: null, known: [] }
      return [name, { name, values, codes, texts: known }]
    })
  )
}

/** All cells of one defect, counted in its wafer, in the order of the file. */
export function readDefectRow(
  sql: SqlReader,
  set: StoredDefects,
  wafer: Pick<KlarfWafer, 'index' | 'defects'>,
  row: number
): [string, number | string | null][] {
  const blocks = sql.all(
    `SELECT name, first, count, type, data FROM defect_block
     WHERE set_seq = ? AND wafer = ? AND name NOT LIKE 'image:%' AND first <= ? AND
       (first + count > ? OR name LIKE '%:texts') ORDER BY first, id`,
    [set.seq, wafer.index, row, row]
  )
  const decode = textDecoder(set.charset)
  const cells = new Map<string, number | string | null>()
  const codes = new Map<string, number>()
  for (const block of blocks) {
    const [name = '', part = 'values'] = String(block['name']).split(':')
    const at = row - Number(block['first'])
    if (part === 'values') {
      const count = Number(block['count'])
      const values = new Float64Array(count)
      unpackNumbers(String(block['type']), bytesOf(block['data']), values, 0, count)
      const value = values[at] ?? Number.NaN
      cells.set(name, Number.isNaN(value) ? null : value)
    } else if (part === 'codes') codes.set(name, arrayOf(Uint32Array, block['data'])[at] ?? 0)
    else {
      // The texts of a run follow its codes; those of an earlier run have none in waiting.
      const code = codes.get(name) ?? 0
      codes.delete(name)
      const texts = json(Buffer.from(bytesOf(block['data'])).toString('utf8')) as string[]
      if (code > 0) cells.set(name, decode(texts[code - 1] ?? ''))
    }
  }
  return [...cells]
}

/** Images of a wafer. */
export function readDefectImages(
  sql: SqlReader,
  set: StoredDefects,
  wafer: Pick<KlarfWafer, 'index' | 'images'>
): DefectImageCells {
  const rows = sql.all(
    `SELECT name, first, count, type, data FROM defect_block
     WHERE set_seq = ? AND wafer = ? AND name LIKE 'image:%' ORDER BY first, id`,
    [set.seq, wafer.index]
  )
  const decode = textDecoder(set.charset)
  const of = () => new Float64Array(wafer.images)
  const found = { row: of(), page: of(), file: of(), format: of(), label: of() }
  const texts: string[] = []
  const known = new Map<string, number>()
  let at = 0
  for (const block of groupsOf(rows)) {
    const count = Number(block.get('row')?.['count'] ?? 0)
    const own = (json(Buffer.from(bytesOf(block.get('texts')?.['data'])).toString('utf8')) as string[]).map(
      text => codeOf(known, texts, decode(text))
    )
    for (const [name, into] of Object.entries(found)) {
      const row = block.get(name)
      if (row === undefined) continue
      unpackNumbers(String(row['type']), bytesOf(row['data']), into, at, count)
      if (name === 'row' || name === 'page') continue
      for (let i = at; i < at + count; i++) into[i] = own[(into[i] ?? 0) - 1] ?? 0
    }
    at += count
  }
  return { ...found, texts }
}

/** Blocks of images by the group they were written in. */
function groupsOf(rows: readonly Row[]): Map<string, Row>[] {
  const byFirst = new Map<number, Map<string, Row>>()
  for (const row of rows) {
    const first = Number(row['first'])
    const group = byFirst.get(first) ?? new Map<string, Row>()
    byFirst.set(first, group)
    group.set(String(row['name']).slice('image:'.length), row)
  }
  return [...byFirst.values()]
}

function codeOf(known: Map<string, number>, texts: string[], text: string): number {
  let code = known.get(text)
  if (code === undefined) {
    code = texts.push(text)
    known.set(text, code)
  }
  return code
}

/** Texts of a column, gathered over its groups. */
class Texts {
  readonly #codes: Uint32Array<ArrayBuffer>
  readonly #decode: (text: string) => string
  readonly #known = new Map<string, number>()
  readonly #texts: string[] = []
  /** Codes of a group wait for its texts. */
  readonly #waiting = new Map<number, Uint32Array>()

  constructor(rows: number, decode: (text: string) => string) {
    this.#codes = new Uint32Array(rows)
    this.#decode = decode
  }

  take(part: string, first: number, row: Row): void {
    if (part === 'codes') {
      this.#waiting.set(first, arrayOf(Uint32Array, row['data']))
      return
    }
    const own = json(Buffer.from(bytesOf(row['data'])).toString('utf8')) as string[]
    const codes = own.map(text => codeOf(this.#known, this.#texts, this.#decode(text)))
    this.#waiting.get(first)?.forEach((code, i) => {
      if (code > 0) this.#codes[first + i] = codes[code - 1] ?? 0
    })
    this.#waiting.delete(first)
  }

  finish(): { readonly codes: Uint32Array<ArrayBuffer>; readonly known: readonly string[] } {
    return { codes: this.#codes, known: this.#texts }
  }
}
