import type { SheetData } from 'write-excel-file/browser'
import type { ChartData } from './chartData'

/** What a workbook is called among files. */
export const excelMime = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Lines looked at for the width of a column, and how wide it may get, in characters. */
const [measured, widest] = [200, 44]

/** A workbook of one sheet with a bold, frozen header line; failing cells are marked as they are on screen. */
export async function toXlsx(name: string, data: ChartData): Promise<Uint8Array<ArrayBuffer>> {
  const head = data.header.map(value => ({ value, type: String, fontWeight: 'bold' as const }))
  const rows = data.rows.map((row, r) =>
    row.map((value, c) => {
      if (value === null || value === undefined || (typeof value === 'number' && !Number.isFinite(value)))
        return null
      const failed = data.failed?.(r, c) === true ? { backgroundColor: '#fbd5c8', color: '#7a1f00' } : {}
      return typeof value === 'number'
        ? { value, type: Number, ...failed }
        : { value: String(value), type: String, ...failed }
    })
  )
  const sheet: SheetData = [head, ...rows]
  // Loaded when a workbook is wanted: most charts are never exported.
  const { default: writeExcel } = await import('write-excel-file/browser')
  const title = name.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31)
  const columns = data.header.map((head, c) => ({ width: widthOf(head, data.rows, c) }))
  const made = await writeExcel(sheet, { sheet: title, stickyRowsCount: 1, columns }).toBlob()
  return new Uint8Array(await made.arrayBuffer())
}

/** Room for what a column holds; a Chinese sign takes two letters. */
function widthOf(head: string, rows: ChartData['rows'], column: number): number {
  const room = (text: string): number => text.length + (text.match(/[\u2e80-\uffff]/g)?.length ?? 0)
  let most = room(head)
  for (const row of rows.slice(0, measured)) {
    const value = row[column]
    if (typeof value === 'string') most = Math.max(most, room(value))
    else if (typeof value === 'number') most = Math.max(most, Math.min(12, String(value).length))
  }
  return Math.min(widest, most + 2)
}
