import type { SheetData } from 'write-excel-file/node'
import { textInSlices } from './slices'

/** One cell of a sheet; `fail` marks it the way a failing result is marked. */
export interface SheetCell {
  readonly value: string | number | null
  readonly fail?: boolean
}

/**
 * Rows of any length for the `sheet` task: as bytes they pass to the worker at once, where objects would be copied
 * one by one while everybody waits.
 */
export async function sheetRows(rows: Iterable<readonly SheetCell[]>): Promise<readonly Uint8Array[]> {
  return textInSlices(
    rows,
    row => `${JSON.stringify(row.map(cell => (cell.fail === true ? cell : cell.value)))}\n`
  )
}

/**
 * A workbook of one sheet with a bold, frozen header line.
 * @param rows header first
 */
export async function sheetBytes(name: string, rows: readonly (readonly SheetCell[])[]): Promise<Uint8Array> {
  const data: SheetData = rows.map((row, at) =>
    row.map(cell =>
      cell.value === null
        ? null
        : {
            value: cell.value,
            type: typeof cell.value === 'number' ? Number : String,
            ...(at === 0 ? { fontWeight: 'bold' as const } : {}),
            ...(cell.fail === true ? { backgroundColor: '#fbd5c8', color: '#7a1f00' } : {})
          }
    )
  )
  // Loaded when a sheet is made: a worker that reads a file has no use for it.
  const { default: writeExcel } = await import('write-excel-file/node')
  const made = await writeExcel(data, { sheet: name.slice(0, 31), stickyRowsCount: 1 }).toBuffer()
  return new Uint8Array(made)
}
