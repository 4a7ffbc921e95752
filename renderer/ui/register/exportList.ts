import type { FileOut } from '@contract/fields'
import { exportName, toCsv } from '../csv'
import { readLayout, shownColumns } from '../grid/columns'
import { labelOf } from '../refs/labels'
import type { RegisterColumn } from './register'

const pageSize = 1000

/**
 * A list as it is shown now (visible columns in their order), all of its rows, other records by their
 * names, as CSV.
 * @param id under which the grid remembers its columns
 * @param read rows of a window of the list, filtered and sorted as shown
 */
export async function exportList<R>(
  id: string,
  read: (window: {
    readonly offset: number
    readonly limit: number
  }) => Promise<{ readonly total: number; readonly rows: readonly R[] }>,
  columns: readonly RegisterColumn<R>[],
  title: string
): Promise<FileOut> {
  const rows: R[] = []
  for (;;) {
    const page = await read({ offset: rows.length, limit: pageSize })
    rows.push(...page.rows)
    if (page.rows.length === 0 || rows.length >= page.total) break
  }
  const shown = shownColumns(columns, readLayout(id, columns)).map(
    column => columns.find(own => own.id === column.id) ?? column
  )
  const table = await Promise.all(
    rows.map(record => Promise.all(shown.map(column => cellOf(column, record))))
  )
  return {
    name: exportName(title, 'csv'),
    mime: 'text/csv;charset=utf-8',
    bytes: toCsv(
      shown.map(column => column.title),
      table
    )
  }
}

async function cellOf<R>(column: RegisterColumn<R>, record: R) {
  if (column.ref === undefined) return column.value(record)
  const ref = column.ref(record)
  return ref === null ? '' : labelOf(ref)
}
