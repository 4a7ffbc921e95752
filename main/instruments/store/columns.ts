import { binaryText, type Charset } from '../formats/charset'
import { arrayOf, bytesOf, type Row, type SqlReader } from './database'
import type { StoredSet } from './reader'

/** One test over all parts of a set as it lies in the store: part i at `i * width`. */
export interface TestColumn {
  /** Values a part: 1, or the elements of an MPR; 0 where the test has a status only. */
  readonly width: number
  /** NaN where there is none. */
  readonly values: Float32Array
  /** See `Status`. */
  readonly status: Uint8Array
}

/** The columns of the tests in [from, to), in order; tests that never ran have none. */
export function readColumns(
  sql: SqlReader,
  set: StoredSet,
  from: number,
  to: number
): { readonly test: number; readonly column: TestColumn }[] {
  const rows = sql.all(
    `SELECT test, first_part, count, width, status, vals FROM value_block
     WHERE set_seq = ? AND test >= ? AND test < ? ORDER BY test, first_part`,
    [set.seq, from, to]
  )
  return byTest(rows).map(([test, blocks]) => ({ test, column: columnOf(set.partRows, blocks) }))
}

/** The statuses of the tests in [from, to), without their values. */
export function readStatuses(
  sql: SqlReader,
  set: StoredSet,
  from: number,
  to: number
): { readonly test: number; readonly status: Uint8Array }[] {
  const rows = sql.all(
    `SELECT test, first_part, count, status FROM value_block
     WHERE set_seq = ? AND test >= ? AND test < ? ORDER BY test, first_part`,
    [set.seq, from, to]
  )
  return byTest(rows).map(([test, blocks]) => ({ test, status: statusOf(set.partRows, blocks) }))
}

function byTest(rows: readonly Row[]): [number, Row[]][] {
  const found: [number, Row[]][] = []
  for (const row of rows) {
    const test = Number(row['test'])
    const last = found.at(-1)
    if (last?.[0] === test) last[1].push(row)
    else found.push([test, [row]])
  }
  return found
}

function columnOf(partRows: number, blocks: readonly Row[]): TestColumn {
  const status = statusOf(partRows, blocks)
  const width = blocks.reduce(
    (most, row) => (row['vals'] === null ? most : Math.max(most, Number(row['width']))),
    0
  )
  const [only] = blocks
  if (blocks.length === 1 && only !== undefined && Number(only['count']) === partRows)
    return { width, status, values: width === 0 ? new Float32Array() : arrayOf(Float32Array, only['vals']) }
  const values = new Float32Array(partRows * width).fill(Number.NaN)
  for (const row of blocks) {
    if (row['vals'] === null) continue
    const cells = arrayOf(Float32Array, row['vals'])
    const first = Number(row['first_part'])
    const own = Number(row['width'])
    if (own === width) values.set(cells, first * width)
    else
      for (let i = 0, part = first; i < cells.length; i += own, part++)
        values.set(cells.subarray(i, i + own), part * width)
  }
  return { width, values, status }
}

function statusOf(partRows: number, blocks: readonly Row[]): Uint8Array {
  const [only] = blocks
  if (blocks.length === 1 && only !== undefined) {
    const packed = bytesOf(only['status'])
    if (packed.length === partRows && Number(only['count']) === partRows) return packed
  }
  const status = new Uint8Array(partRows)
  for (const row of blocks) {
    const packed = bytesOf(row['status'])
    const first = Number(row['first_part'])
    if (packed.length === 1) status.fill(packed[0] ?? 0, first, first + Number(row['count']))
    else status.set(packed, first)
  }
  return status
}

/** A text column of the parts: ids, or what PART_TXT says (often a 2D code). */
export interface PartTexts {
  /** Bytes one after the other: part i is bytes offsets[i] to offsets[i + 1]. */
  readonly offsets: Uint32Array
  readonly bytes: Uint8Array
  at(part: number): string
}

/** A text column over all parts of a set. */
export function readPartTexts(sql: SqlReader, set: StoredSet, name: 'id' | 'text'): PartTexts {
  const query =
    'SELECT first_part, count, data FROM part_block WHERE set_seq = ? AND name = ? ORDER BY first_part'
  const places = sql.all(query, [set.seq, `${name}.offsets`])
  const pieces = sql.all(query, [set.seq, `${name}.bytes`]).map(row => bytesOf(row['data']))
  const bytes = pieces.length === 1 ? (pieces[0] ?? new Uint8Array()) : Buffer.concat(pieces)
  const offsets = new Uint32Array(set.partRows + 1)
  let top = 0
  places.forEach((row, i) => {
    const first = Number(row['first_part'])
    const own = arrayOf(Uint32Array, row['data'])
    for (let part = 0; part < own.length; part++) offsets[first + part] = top + (own[part] ?? 0)
    top += pieces[i]?.length ?? 0
  })
  const latin = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const decode = binaryText(set.charset as Charset)
  return {
    offsets,
    bytes,
    at: part => decode(latin.toString('latin1', offsets[part] ?? 0, offsets[part + 1] ?? 0))
  }
}
