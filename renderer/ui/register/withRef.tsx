import type { Column } from '../grid/columns'
import { RefText } from '../refs/RefText'
import type { RegisterColumn } from './register'

/** A column for the grid: another record is shown by its name; the core cannot sort by that. */
export function withRef<R>(column: RegisterColumn<R>): Column<R> {
  const { ref } = column
  if (ref === undefined) return column
  return { ...column, sortable: false, cell: record => <RefText of={ref(record)} /> }
}
