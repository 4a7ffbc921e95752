import { FabError } from '@contract/errors'
import type { Warning } from '../formats/warnings'
import type { BinInfo, SetHeader, TestInfo, WaferGeometry, WaferInfo } from '../set/types'
import { arrayOf, bytesOf, type Row, type SqlReader } from './database'

/** A complete set as stored, without its columns. */
export interface StoredSet {
  readonly seq: number
  readonly id: string
  readonly name: string
  readonly sha256: string
  readonly partRows: number
  readonly parts: number
  readonly pass: number
  readonly fail: number
  readonly noVerdict: number
  readonly retests: number
  readonly charset: string
  readonly header: SetHeader
  readonly geometry: WaferGeometry | null
  readonly records: Readonly<Record<string, number>>
  readonly warnings: readonly Warning[]
}

/** One test over all parts of a set. Index i is part i. */
export interface TestValues {
  /** NaN where there is none. */
  readonly values: Float32Array
  /** See `Status`: 0 not executed, 1 pass, 2 fail, 3 no verdict, 4 invalid. */
  readonly status: Uint8Array
}

/** Which tests, in which order. */
export interface TestQuery {
  /** Fragment of the number or text, in any case. */
  readonly text?: string | undefined
  readonly failing?: boolean | undefined
  readonly sort?: 'index' | 'number' | 'text' | 'fails' | 'executions' | 'mean' | 'sigma' | undefined
  readonly descending?: boolean | undefined
  readonly offset?: number | undefined
  readonly limit?: number | undefined
}

const json = (value: unknown): unknown => JSON.parse(String(value))
/** A list that is nearly always empty: a set can have 200,000 tests. */
const list = (value: unknown): unknown => (value === '[]' ? [] : json(value))
const maybe = (value: unknown): number | null => (typeof value === 'number' ? value : null)

/** Facts of a set. @throws FabError record.notFound where there is no complete one of that id */
export function readSet(sql: SqlReader, id: string): StoredSet {
  const row = sql.get("SELECT * FROM measurement_set WHERE id = ? AND state = 'complete'", [id])
  if (row === undefined) throw new FabError('record.notFound', { entity: 'set', id })
  return {
    seq: Number(row['seq']),
    id: String(row['id']),
    name: String(row['name']),
    sha256: String(row['sha256']),
    partRows: Number(row['part_rows']),
    parts: Number(row['parts']),
    pass: Number(row['pass']),
    fail: Number(row['fail']),
    noVerdict: Number(row['no_verdict']),
    retests: Number(row['retests']),
    charset: String(row['charset']),
    header: json(row['header']) as SetHeader,
    geometry: json(row['geometry']) as WaferGeometry | null,
    records: json(row['records']) as Record<string, number>,
    warnings: json(row['warnings']) as Warning[]
  }
}

/** True while a set is there as a whole: not before it is written, not after it was taken back. */
export function isComplete(sql: SqlReader, id: string): boolean {
  return (
    sql.get("SELECT 1 AS one FROM measurement_set WHERE id = ? AND state = 'complete'", [id]) !== undefined
  )
}

/** Wafers of a set, in file order. */
export function readWafers(sql: SqlReader, set: StoredSet): WaferInfo[] {
  return sql.all('SELECT * FROM set_wafer WHERE set_seq = ? ORDER BY idx', [set.seq]).map(row => ({
    index: Number(row['idx']),
    id: String(row['id']),
    head: Number(row['head']),
    parts: Number(row['parts']),
    good: Number(row['good']),
    ...(json(row['facts']) as Omit<WaferInfo, 'index' | 'id' | 'head' | 'parts' | 'good'>)
  }))
}

/** Bins of a kind, by number. */
export function readBins(sql: SqlReader, set: StoredSet, kind: 'hard' | 'soft'): BinInfo[] {
  return sql
    .all('SELECT * FROM set_bin WHERE set_seq = ? AND kind = ? ORDER BY number', [set.seq, kind])
    .map(row => {
      const passFail = row['pass_fail']
      return {
        kind,
        number: Number(row['number']),
        name: String(row['name']),
        passFail: passFail === 'P' || passFail === 'F' ? passFail : '',
        count: Number(row['count']),
        declared: maybe(row['declared'])
      }
    })
}

function testOf(row: Row): TestInfo {
  return {
    index: Number(row['idx']),
    record: String(row['record']) as TestInfo['record'],
    number: Number(row['number']),
    text: String(row['text']),
    units: String(row['units']),
    scale: Number(row['scale']),
    lowLimit: maybe(row['low_limit']),
    highLimit: maybe(row['high_limit']),
    lowSpec: maybe(row['low_spec']),
    highSpec: maybe(row['high_spec']),
    format: String(row['format']),
    executions: Number(row['executions']),
    fails: Number(row['fails']),
    repeats: Number(row['repeats']),
    n: Number(row['n']),
    mean: maybe(row['mean']),
    sigma: maybe(row['sigma']),
    min: maybe(row['min']),
    max: maybe(row['max']),
    elements: Number(row['elements']),
    pins: list(row['pins']) as number[],
    vector: String(row['vector']),
    limitChanges: list(row['limit_changes']) as TestInfo['limitChanges']
  }
}

const sorts = {
  index: 'idx',
  number: 'number',
  text: 'text COLLATE NOCASE',
  fails: 'fails',
  executions: 'executions',
  mean: 'mean',
  sigma: 'sigma'
} as const

/** A page of tests and how many there are in all. */
export function readTests(
  sql: SqlReader,
  set: StoredSet,
  query: TestQuery = {}
): { readonly total: number; readonly tests: readonly TestInfo[] } {
  const terms = ['set_seq = ?']
  const params: (string | number)[] = [set.seq]
  if (query.text !== undefined && query.text !== '') {
    terms.push("(number || ' ' || text) LIKE ? ESCAPE '\\'")
    params.push(`%${query.text.replace(/[\\%_]/g, '\\$&')}%`)
  }
  if (query.failing === true) terms.push('fails > 0')
  const where = terms.join(' AND ')
  const direction = query.descending === true ? 'DESC' : 'ASC'
  return {
    total: Number(sql.get(`SELECT count(*) AS n FROM set_test WHERE ${where}`, params)?.['n'] ?? 0),
    tests: sql
      .all(
        `SELECT * FROM set_test WHERE ${where} ORDER BY ${sorts[query.sort ?? 'index']} ${direction}, idx LIMIT ? OFFSET ?`,
        [...params, query.limit ?? -1, query.offset ?? 0]
      )
      .map(testOf)
  }
}

/** One test. @throws FabError record.notFound */
export function readTest(sql: SqlReader, set: StoredSet, index: number): TestInfo {
  const row = sql.get('SELECT * FROM set_test WHERE set_seq = ? AND idx = ?', [set.seq, index])
  if (row === undefined) throw new FabError('record.notFound', { entity: 'test', id: String(index) })
  return testOf(row)
}

/** The column of one test (one element of an MPR) over all parts. */
export function readValues(sql: SqlReader, set: StoredSet, test: number, element = 0): TestValues {
  const rows = sql.all(
    'SELECT first_part, count, width, status, vals FROM value_block WHERE set_seq = ? AND test = ? ORDER BY first_part',
    [set.seq, test]
  )
  const values = new Float32Array(set.partRows).fill(Number.NaN)
  const status = new Uint8Array(set.partRows)
  for (const row of rows) {
    const first = Number(row['first_part'])
    const count = Number(row['count'])
    const width = Number(row['width'])
    if (row['vals'] !== null) {
      const cells = arrayOf(Float32Array, row['vals'])
      if (width === 1 && element === 0) values.set(cells, first)
      else if (element < width)
        for (let i = 0; i < count; i++) values[first + i] = cells[i * width + element] ?? Number.NaN
    }
    const packed = bytesOf(row['status'])
    if (packed.length === 1) status.fill(packed[0] ?? 0, first, first + count)
    else status.set(packed, first)
  }
  return { values, status }
}

/** One execution that a later one in the same part replaced. */
export interface EarlierExecution {
  readonly test: number
  readonly element: number
  readonly part: number
  /** NaN where there is none. */
  readonly value: number
  readonly status: number
}

/** Replaced executions of a test, or of a part, or of both; in file order. */
export function readEarlier(
  sql: SqlReader,
  set: StoredSet,
  only: { readonly test?: number; readonly part?: number }
): EarlierExecution[] {
  const found: EarlierExecution[] = []
  const rows =
    only.part === undefined
      ? sql.all('SELECT * FROM earlier_block WHERE set_seq = ? ORDER BY id', [set.seq])
      : sql.all(
          'SELECT * FROM earlier_block WHERE set_seq = ? AND first_part <= ? AND last_part >= ? ORDER BY id',
          [set.seq, only.part, only.part]
        )
  for (const row of rows) {
    const parts = arrayOf(Uint32Array, row['parts'])
    const tests = arrayOf(Uint32Array, row['tests'])
    const elements = arrayOf(Uint16Array, row['elements'])
    const values = arrayOf(Float32Array, row['vals'])
    const status = bytesOf(row['status'])
    for (let i = 0; i < parts.length; i++) {
      if (only.test !== undefined && tests[i] !== only.test) continue
      if (only.part !== undefined && parts[i] !== only.part) continue
      found.push({
        test: tests[i] ?? 0,
        element: elements[i] ?? 0,
        part: parts[i] ?? 0,
        value: values[i] ?? Number.NaN,
        status: status[i] ?? 0
      })
    }
  }
  return found
}
