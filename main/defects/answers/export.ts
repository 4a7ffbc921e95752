import { FabError } from '@contract/errors'
import type { DefectFilter } from '@contract/defects'
import { defectColumnNames, readDefectColumns, type DefectCells } from '../../instruments/reading'
import type { Check, DefectDesk } from './desk'
import { waferName } from './names'

/** Rows of a workbook at most, by its format; of a CSV as many as may be asked for at once. */
export const mostRows = { csv: 2_000_000, xlsx: 200_000 } as const

type Cell = string | number | null

/**
 * All defects of a filter with all their columns, lot and wafer first; the header comes first of all.
 * @throws FabError defects.tooMany
 */
export function* exportRows(
  desk: DefectDesk,
  input: {
    readonly id: string
    readonly filter: DefectFilter
    readonly format: keyof typeof mostRows
    readonly words: { readonly lot: string; readonly wafer: string; readonly slot: string }
  },
  check: Check
): Generator<Cell[], void, undefined> {
  const defects = desk.defects(input.id)
  const selection = desk.selection(input.id, input.filter)
  const most = mostRows[input.format]
  if (selection.length > most) throw new FabError('defects.tooMany', { count: selection.length, most })
  const names = defectColumnNames(desk.sql, defects.set)
  const { words } = input
  yield [words.lot, words.wafer, words.slot, ...names]
  let w = -1
  let columns: readonly (DefectCells | undefined)[] = []
  for (const i of selection) {
    const own = defects.wafer[i] ?? 0
    const wafer = defects.wafers[own]
    if (wafer === undefined) continue
    if (own !== w) {
      check()
      const read = readDefectColumns(desk.sql, defects.set, wafer)
      columns = names.map(name => read.get(name))
      w = own
    }
    const row = i - (defects.starts[own] ?? 0)
    yield [
      defects.set.lots[wafer.lot]?.lot ?? '',
      wafer.wafer !== '' ? wafer.wafer : waferName(defects, own),
      wafer.slot,
      ...columns.map(column => cellOf(column, row))
    ]
  }
}

function cellOf(column: DefectCells | undefined, row: number): Cell {
  if (column === undefined) return null
  const code = column.codes?.[row] ?? 0
  if (code > 0) return column.texts[code - 1] ?? null
  const value = column.values[row] ?? Number.NaN
  return Number.isFinite(value) ? value : null
}
