import { binaryText, type Charset } from '../formats/charset'
import { PartFlag } from '../set/types'
import { arrayOf, bytesOf, type SqlReader } from './database'
import { readEarlier, type EarlierExecution, type StoredSet } from './reader'

const columnTypes = {
  x: Int16Array,
  y: Int16Array,
  hardBin: Uint16Array,
  softBin: Uint16Array,
  head: Uint8Array,
  site: Uint8Array,
  flags: Uint16Array,
  testTime: Uint32Array,
  testCount: Uint16Array,
  wafer: Int32Array,
  ended: Uint32Array
} as const

/** A numeric column of the parts. */
export type PartColumnName = keyof typeof columnTypes
type ColumnOf<N extends PartColumnName> = InstanceType<(typeof columnTypes)[N]>

/** A column over all parts of a set; index i is part i. */
export function readPartColumn<N extends PartColumnName>(
  sql: SqlReader,
  set: StoredSet,
  name: N
): ColumnOf<N> {
  const make = columnTypes[name] as unknown as {
    new (buffer: ArrayBufferLike, offset: number, length: number): ColumnOf<N>
    new (length: number): ColumnOf<N>
    readonly BYTES_PER_ELEMENT: number
  }
  const rows = sql.all(
    'SELECT first_part, data FROM part_block WHERE set_seq = ? AND name = ? ORDER BY first_part',
    [set.seq, name]
  )
  const [only] = rows
  if (rows.length === 1 && only !== undefined) return arrayOf(make, only['data'])
  const column = new make(set.partRows)
  for (const row of rows) column.set(arrayOf(make, row['data']), Number(row['first_part']))
  return column
}

/** No PRR ended the part. */
const neverEnded = 0xffffffff

/** Dies of a wafer: the last PRR at each place. All arrays run over dies. */
export interface WaferMap {
  readonly x: Int32Array
  readonly y: Int32Array
  readonly bin: Int32Array
  /** 1 passed, 0 failed, 2 without verdict. */
  readonly pass: Uint8Array
  /** How many more PRRs the die has. */
  readonly repeats: Uint16Array
  /** Number of the part that counts. */
  readonly part: Uint32Array
  readonly site: Uint8Array
  /** PRRs of the wafer without a place. */
  readonly unplaced: number
}

/**
 * The map of a wafer by hard or soft bin.
 * @param wafer index of the wafer; -1 = parts on none
 */
export function readWaferMap(sql: SqlReader, set: StoredSet, wafer: number, kind: 'hard' | 'soft'): WaferMap {
  const x = readPartColumn(sql, set, 'x')
  const y = readPartColumn(sql, set, 'y')
  const bins = readPartColumn(sql, set, kind === 'hard' ? 'hardBin' : 'softBin')
  const flags = readPartColumn(sql, set, 'flags')
  const wafers = readPartColumn(sql, set, 'wafer')
  const ended = readPartColumn(sql, set, 'ended')
  const sites = readPartColumn(sql, set, 'site')

  // Parts of the wafer that ended somewhere on it, and the rectangle they span. Loops are kept plain: they run
  // once over every part, mostly before anything is compiled.
  const parts = new Uint32Array(wafers.length)
  let placed = 0
  let unplaced = 0
  let minX = 32767
  let maxX = -32768
  let minY = 32767
  let maxY = -32768
  for (let part = 0; part < wafers.length; part++) {
    if (wafers[part] !== wafer || ended[part] === neverEnded) continue
    const px = x[part] ?? noPlace
    const py = y[part] ?? noPlace
    if (px === noPlace || py === noPlace) {
      unplaced++
      continue
    }
    parts[placed++] = part
    if (px < minX) minX = px
    if (px > maxX) maxX = px
    if (py < minY) minY = py
    if (py > maxY) maxY = py
  }
  const width = Math.max(0, maxX - minX + 1)
  const cells = width * Math.max(0, maxY - minY + 1)
  const dieAt = cells <= maxTable ? tableOf(cells) : mapOf()
  const repeats = new Uint16Array(placed)
  let dies = 0
  for (let i = 0; i < placed; i++) {
    const part = parts[i] ?? 0
    const key = ((y[part] ?? 0) - minY) * width + (x[part] ?? 0) - minX
    const die = dieAt.get(key)
    if (die < 0) {
      dieAt.set(key, dies)
      // The list of parts becomes the list of dies: it is never behind.
      parts[dies++] = part
      continue
    }
    repeats[die] = (repeats[die] ?? 0) + 1
    if ((ended[part] ?? 0) > (ended[parts[die] ?? 0] ?? 0)) parts[die] = part
  }
  const map = {
    x: new Int32Array(dies),
    y: new Int32Array(dies),
    bin: new Int32Array(dies),
    pass: new Uint8Array(dies),
    repeats: repeats.slice(0, dies),
    part: parts.slice(0, dies),
    site: new Uint8Array(dies),
    unplaced
  }
  for (let die = 0; die < dies; die++) {
    const part = map.part[die] ?? 0
    map.x[die] = x[part] ?? 0
    map.y[die] = y[part] ?? 0
    map.bin[die] = bins[part] ?? 65535
    map.pass[die] = passOf(flags[part] ?? 0)
    map.site[die] = sites[part] ?? 0
  }
  return map
}

const noPlace = -32768
/** Cells a table may have; coordinates from a damaged file can span four thousand million. */
const maxTable = 4_000_000

/** Which die is at a place; -1 for none. */
interface DieAt {
  get(key: number): number
  set(key: number, die: number): void
}

function tableOf(cells: number): DieAt {
  const table = new Int32Array(cells)
  return {
    get: key => (table[key] ?? 0) - 1,
    set: (key, die) => {
      table[key] = die + 1
    }
  }
}

function mapOf(): DieAt {
  const map = new Map<number, number>()
  return {
    get: key => map.get(key) ?? -1,
    set: (key, die) => {
      map.set(key, die)
    }
  }
}

/** 1 passed, 0 failed, 2 without verdict. */
function passOf(flags: number): 0 | 1 | 2 {
  if ((flags & (PartFlag.noVerdict | PartFlag.unfinished)) !== 0) return 2
  return (flags & PartFlag.fail) !== 0 ? 0 : 1
}

/** PRRs per bin, most first; of one wafer, or of parts on none (-1), where given. */
export function readPareto(
  sql: SqlReader,
  set: StoredSet,
  kind: 'hard' | 'soft',
  wafer: number | null = null
): { readonly number: number; readonly count: number }[] {
  const bins = readPartColumn(sql, set, kind === 'hard' ? 'hardBin' : 'softBin')
  const ended = readPartColumn(sql, set, 'ended')
  const wafers = wafer === null ? null : readPartColumn(sql, set, 'wafer')
  const counts = new Uint32Array(0x10000)
  for (let part = 0; part < bins.length; part++) {
    if (ended[part] === neverEnded || (wafers !== null && wafers[part] !== wafer)) continue
    const bin = bins[part] ?? 65535
    counts[bin] = (counts[bin] ?? 0) + 1
  }
  const found: { number: number; count: number }[] = []
  counts.forEach((count, number) => {
    if (count > 0) found.push({ number, count })
  })
  return found.sort((a, b) => b.count - a.count || a.number - b.number)
}

/** One part as a list shows it. */
export interface PartRow {
  readonly part: number
  readonly id: string
  /** Null where not recorded. */
  readonly x: number | null
  readonly y: number | null
  /** Index of the wafer, -1 = none. */
  readonly wafer: number
  readonly head: number
  readonly site: number
  readonly hardBin: number
  readonly softBin: number | null
  /** Null without verdict. */
  readonly pass: boolean | null
  readonly testTime: number
  readonly testCount: number
  readonly flags: number
}

/** Which parts: all that ended, in the order their PRRs came. */
export interface PartQuery {
  readonly kind?: 'hard' | 'soft' | undefined
  readonly bin?: number | null | undefined
  readonly wafer?: number | null | undefined
  readonly offset?: number | undefined
  readonly limit?: number | undefined
}

/** A page of parts, and how many there are in all. */
export function readParts(
  sql: SqlReader,
  set: StoredSet,
  query: PartQuery = {}
): { readonly total: number; readonly parts: readonly PartRow[] } {
  const ended = readPartColumn(sql, set, 'ended')
  const hard = readPartColumn(sql, set, 'hardBin')
  const soft = readPartColumn(sql, set, 'softBin')
  const wafers = readPartColumn(sql, set, 'wafer')
  const bins = query.kind === 'soft' ? soft : hard
  const wanted: number[] = []
  for (let part = 0; part < ended.length; part++) {
    if (ended[part] === neverEnded) continue
    if (typeof query.bin === 'number' && bins[part] !== query.bin) continue
    if (typeof query.wafer === 'number' && wafers[part] !== query.wafer) continue
    wanted.push(part)
  }
  wanted.sort((a, b) => (ended[a] ?? 0) - (ended[b] ?? 0))
  const offset = query.offset ?? 0
  const page = wanted.slice(offset, offset + (query.limit ?? 100))
  const facts = columnsOf(sql, set)
  return { total: wanted.length, parts: page.map(part => rowOf(sql, set, part, facts)) }
}

/** Ids of some parts. */
export function readPartIds(sql: SqlReader, set: StoredSet, parts: readonly number[]): Map<number, string> {
  const ids = textReader(sql, set, 'id')
  return new Map(parts.map(part => [part, ids(part)]))
}

function columnsOf(sql: SqlReader, set: StoredSet) {
  return {
    x: readPartColumn(sql, set, 'x'),
    y: readPartColumn(sql, set, 'y'),
    hardBin: readPartColumn(sql, set, 'hardBin'),
    softBin: readPartColumn(sql, set, 'softBin'),
    wafer: readPartColumn(sql, set, 'wafer'),
    head: readPartColumn(sql, set, 'head'),
    site: readPartColumn(sql, set, 'site'),
    flags: readPartColumn(sql, set, 'flags'),
    testTime: readPartColumn(sql, set, 'testTime'),
    testCount: readPartColumn(sql, set, 'testCount'),
    ids: textReader(sql, set, 'id')
  }
}

function rowOf(sql: SqlReader, set: StoredSet, part: number, facts = columnsOf(sql, set)): PartRow {
  const place = (column: Int16Array) => {
    const value = column[part] ?? -32768
    return value === -32768 ? null : value
  }
  const flags = facts.flags[part] ?? 0
  const soft = facts.softBin[part] ?? 65535
  const pass = passOf(flags)
  return {
    part,
    id: facts.ids(part),
    x: place(facts.x),
    y: place(facts.y),
    wafer: facts.wafer[part] ?? -1,
    head: facts.head[part] ?? 0,
    site: facts.site[part] ?? 0,
    hardBin: facts.hardBin[part] ?? 65535,
    softBin: soft === 65535 ? null : soft,
    pass: pass === 2 ? null : pass === 1,
    testTime: facts.testTime[part] ?? 0,
    testCount: facts.testCount[part] ?? 0,
    flags
  }
}

/** Reads packed texts by part, block by block as they are asked for. */
function textReader(sql: SqlReader, set: StoredSet, name: 'id' | 'text'): (part: number) => string {
  const decode = binaryText(set.charset as Charset)
  let block: { first: number; count: number; offsets: Uint32Array; bytes: Uint8Array } | null = null
  return part => {
    if (block === null || part < block.first || part >= block.first + block.count) {
      const [offsets] = sql.all(
        'SELECT first_part, count, data FROM part_block WHERE set_seq = ? AND name = ? AND first_part <= ? ORDER BY first_part DESC LIMIT 1',
        [set.seq, `${name}.offsets`, part]
      )
      if (offsets === undefined) return ''
      const bytes = sql.get('SELECT data FROM part_block WHERE set_seq = ? AND name = ? AND first_part = ?', [
        set.seq,
        `${name}.bytes`,
        Number(offsets['first_part'])
      ])
      block = {
        first: Number(offsets['first_part']),
        count: Number(offsets['count']),
        offsets: arrayOf(Uint32Array, offsets['data']),
        bytes: bytesOf(bytes?.['data'])
      }
    }
    const at = part - block.first
    const text = block.bytes.subarray(block.offsets[at] ?? 0, block.offsets[at + 1] ?? 0)
    return decode(Buffer.from(text).toString('latin1'))
  }
}

/** Everything measured on one part. */
export interface PartRecordView extends PartRow {
  readonly text: string
  /** By test and element; the last execution of each. */
  readonly results: readonly {
    readonly test: number
    readonly element: number
    /** Null where there is none. */
    readonly value: number | null
    readonly status: number
  }[]
  /** Executions that a later one replaced. */
  readonly earlier: readonly EarlierExecution[]
}

/** The record of one part. Reads one cell of every column; meant for a person looking at one part. */
export function readPart(sql: SqlReader, set: StoredSet, part: number): PartRecordView {
  const results: { test: number; element: number; value: number | null; status: number }[] = []
  // Only the bytes of this part leave SQLite: BLOBs of other parts are not copied out.
  const rows = sql.all(
    `SELECT test, width,
       CASE WHEN length(status) = 1 THEN status ELSE substr(status, ? - first_part + 1, 1) END AS status,
       substr(vals, (? - first_part) * 4 * width + 1, 4 * width) AS cells
     FROM value_block WHERE set_seq = ? AND first_part <= ? AND first_part + count > ?
     ORDER BY test`,
    [part, part, set.seq, part, part]
  )
  for (const row of rows) {
    const status = bytesOf(row['status'])[0] ?? 0
    if (status === 0) continue
    const cells = arrayOf(Float32Array, row['cells'])
    const test = Number(row['test'])
    results.push({ test, element: 0, value: finite(cells[0]), status })
    for (let element = 1; element < cells.length; element++) {
      const value = finite(cells[element])
      if (value !== null) results.push({ test, element, value, status })
    }
  }
  return {
    ...rowOf(sql, set, part),
    text: textReader(sql, set, 'text')(part),
    results,
    earlier: readEarlier(sql, set, { part })
  }
}

function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null
}
