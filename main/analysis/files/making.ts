import type { Parsed } from '@contract/index'
import type { Table, TableRow } from '../../store/workbook'
import type { SetFacts } from '../answers/facts'
import { partOut } from '../answers/parts'
import type { OpenView, Workspace } from '../view/view'
import type { Words } from './words'

/** What a table is made from. */
export interface Making {
  readonly space: Workspace
  readonly input: Parsed<'analysis.export'>
  readonly facts: readonly SetFacts[]
  readonly words: Words
  readonly check: () => void
}

/** A table with one line of headings. */
export function made(name: string, header: readonly string[], rows: Iterable<TableRow>, fixed = 0): Table {
  function* all(): Generator<TableRow> {
    yield { cells: header }
    yield* rows
  }
  return { name, head: 1, fixed, columns: header.length, rows: all() }
}

/** One marked cell of a line, or none. */
export const marked = (at: number, failing: boolean): { readonly failing?: ReadonlySet<number> } =>
  failing ? { failing: new Set([at]) } : {}

/** Columns that tell a part; the matrix has them too. */
export const partColumns = [
  'lot',
  'wafer',
  'x',
  'y',
  'partId',
  'head',
  'site',
  'hardBin',
  'softBin',
  'verdict',
  'touch',
  'touches'
] as const

/** Place of the verdict among {@link partColumns}. */
export const verdictColumn = partColumns.indexOf('verdict')

/** The cells that tell a part. */
export function partCells(view: OpenView, row: number, words: Words): (string | number | null)[] {
  const part = partOut(view, row)
  const verdict = part.pass === null ? words.words.none : part.pass ? words.words.pass : words.words.fail
  return [
    part.lot,
    part.wafer,
    part.x,
    part.y,
    part.partId,
    part.head,
    part.site,
    part.hardBin,
    part.softBin,
    verdict,
    part.touch,
    part.touches
  ]
}
