import { FabError } from '@contract/errors'
import { readColumns, Status } from '../../instruments/reading'
import type { Table, TableRow } from '../../store/workbook'
import type { MergedTest } from '../view/tests'
import type { OpenView } from '../view/view'
import { partCells, partColumns, verdictColumn, type Making } from './making'
import { headed, short } from './words'

/** Cells a matrix may have: a workbook of more takes minutes to open. */
const mostCells = { csv: 10_000_000, xlsx: 1_000_000 }
/** What a sheet can hold (ECMA-376, as Excel implements it). */
const sheetLimits = { rows: 1_048_576, columns: 16_384 }
const bytesAtOnce = 16 << 20

/** One column of the matrix: a test, or an element of one. */
interface Column {
  readonly test: MergedTest
  readonly at: number
  readonly element: number
}

/**
 * Parts by tests: each line a part, each column a test with its limits above. Failing results are marked; of a test
 * without values the verdict is shown. @throws FabError analysis.exportTooLarge
 */
export function matrix(making: Making): Table {
  const { space, input, words, check } = making
  const view = space.open(input.view, check)
  const columns = columnsOf(view, input.tests)
  const parts = view.selection.rows.length
  const cells = parts * columns.length
  const most = mostCells[input.format]
  if (cells > most) throw new FabError('analysis.exportTooLarge', { cells, most })
  const width = partColumns.length + columns.length
  if (input.format === 'xlsx' && (width > sheetLimits.columns || parts + 4 > sheetLimits.rows))
    throw new FabError('analysis.exportTooLarge', { cells, most })
  const { values, status } = filled(view, columns)
  const rank = rankOf(view)
  const lead = headed(words, partColumns)
  const blank = lead.map(() => null)
  const last = blank.slice(1)
  function* rows(): Generator<TableRow> {
    yield {
      cells: [
        ...lead,
        ...columns.map(({ test, element }) => {
          const name = test.text === '' ? String(test.number) : `${String(test.number)} ${test.text}`
          return test.elements > 1 ? `${name} [${String(element)}]` : name
        })
      ]
    }
    yield { cells: [...last, words.columns.units, ...columns.map(({ test }) => test.units)] }
    yield { cells: [...last, words.columns.lo, ...columns.map(({ test }) => test.low)] }
    yield { cells: [...last, words.columns.hi, ...columns.map(({ test }) => test.high)] }
    for (const row of view.merged.order) {
      const at = rank[row] ?? -1
      if (at < 0) continue
      const failing = new Set<number>(view.merged.pass[row] === 0 ? [verdictColumn] : [])
      const line = partCells(view, row, words)
      for (let c = 0; c < columns.length; c++) {
        const cell = at * columns.length + c
        const how = status[cell] ?? Status.notExecuted
        const value = values[cell] ?? Number.NaN
        if (how === Status.fail) failing.add(line.length)
        line.push(shown(value, how, words.words))
      }
      yield { cells: line, failing }
    }
  }
  return { name: words.sheets.matrix, head: 4, fixed: 5, columns: width, rows: rows() }
}

function shown(
  value: number,
  status: number,
  words: { readonly pass: string; readonly fail: string }
): string | number | null {
  if (status === Status.notExecuted) return null
  if (value - value === 0) return short(value)
  return status === Status.pass ? words.pass : status === Status.fail ? words.fail : null
}

function columnsOf(
  view: OpenView,
  wanted: readonly { readonly key: string; readonly element: number }[]
): Column[] {
  const { tests } = view.table
  if (wanted.length > 0)
    return wanted.map(ref => ({ test: view.test(ref), at: view.testAt(ref.key), element: ref.element }))
  return tests.flatMap((test, at) =>
    Array.from({ length: Math.max(1, test.elements) }, (_, element) => ({ test, at, element }))
  )
}

/** By row: which line of the matrix it is, in the order of the selection; -1 = none. */
function rankOf(view: OpenView): Int32Array {
  const rank = new Int32Array(view.merged.rows).fill(-1)
  view.selection.rows.forEach((row, at) => {
    rank[row] = at
  })
  return rank
}

/** Values and statuses, line by line. */
function filled(
  view: OpenView,
  columns: readonly Column[]
): { readonly values: Float32Array; readonly status: Uint8Array } {
  const { merged, selection, table, space } = view
  const { rows, bounds } = selection
  const width = columns.length
  const values = new Float32Array(rows.length * width).fill(Number.NaN)
  const status = new Uint8Array(rows.length * width)
  const byTest = new Map<number, number[]>()
  columns.forEach((column, c) => {
    const known = byTest.get(column.at)
    if (known === undefined) byTest.set(column.at, [c])
    else known.push(c)
  })
  merged.sets.forEach((set, s) => {
    const [from, to] = [bounds[s] ?? 0, bounds[s + 1] ?? 0]
    if (from === to) return
    const base = merged.base[s] ?? 0
    const run = Math.max(1, Math.floor(bytesAtOnce / Math.max(1, set.stored.partRows * 5)))
    for (let first = 0; first < set.tests.length; first += run) {
      view.check()
      const last = Math.min(set.tests.length, first + run)
      const asked = set.tests.slice(first, last).some(test => byTest.has(table.of[s]?.[test.index] ?? -1))
      if (!asked) continue
      for (const { test, column } of readColumns(space.sql, set.stored, first, last)) {
        for (const c of byTest.get(table.of[s]?.[test] ?? -1) ?? []) {
          const element = columns[c]?.element ?? 0
          for (let i = from; i < to; i++) {
            const part = (rows[i] ?? 0) - base
            const how = column.status[part] ?? Status.notExecuted
            if (how === Status.notExecuted) continue
            const cell = i * width + c
            status[cell] = how
            if (how !== Status.invalid && element < column.width)
              values[cell] = column.values[part * column.width + element] ?? Number.NaN
          }
        }
      }
    }
  })
  return { values, status }
}
