import { core } from '../../app/client/index'
import { excelMime, toXlsx } from '../../charts/xlsx'
import { exportName, toCsv } from '../csv'
import { toastFault } from '../toasts'
import type { Column } from './columns'
import type { GridExport } from './GridHead'

/** A list in memory as files: the columns as they are shown, the rows as they are filtered and sorted. */
export function gridExports<Row>(
  name: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[]
): readonly GridExport[] {
  const header = columns.map(column => column.title)
  const values = () => rows.map(row => columns.map(column => column.value(row)))
  const save = (extension: string, mime: string, bytes: Uint8Array<ArrayBuffer>): Promise<unknown> =>
    core().save({ name: exportName(name, extension), mime, bytes })
  const failed = (row: number, column: number): boolean => {
    const one = rows[row]
    return one !== undefined && columns[column]?.failed?.(one) === true
  }
  return [
    {
      label: 'CSV',
      run: () => {
        save('csv', 'text/csv;charset=utf-8', toCsv(header, values())).catch(toastFault)
      }
    },
    {
      label: 'XLSX',
      run: () => {
        toXlsx(name, { header, rows: values(), failed })
          .then(bytes => save('xlsx', excelMime, bytes))
          .catch(toastFault)
      }
    }
  ]
}
