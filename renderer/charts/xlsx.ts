import type { SheetData } from 'write-excel-file/browser'
import type { ChartData } from './chartData'

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
  const made = await writeExcel(sheet, { sheet: title, stickyRowsCount: 1 }).toBlob()
  return new Uint8Array(await made.arrayBuffer())
}
