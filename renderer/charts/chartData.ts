import type { CsvValue } from '../ui/csv'

/** The figures behind a chart, as they are exported. */
export interface ChartData {
  readonly header: readonly string[]
  readonly rows: readonly (readonly CsvValue[])[]
  /** Whether a cell is a failing result: marked in a workbook. */
  readonly failed?: (row: number, column: number) => boolean
}
