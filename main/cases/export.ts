import type { CaseRow } from '@contract/cases'
import type { CaseSort } from './ledger'

/** Columns a case list can be exported with. */
export type CaseColumn = CaseSort | 'lotText'

/** The list as a table: a header line, then one line a case, exactly what the screen shows. */
export function caseTable(
  rows: readonly CaseRow[],
  columns: readonly CaseColumn[],
  heading: (column: CaseColumn) => string,
  word: (kind: 'states' | 'severities', key: string) => string
): string[][] {
  const cell = (row: CaseRow, column: CaseColumn): string => {
    if (column === 'state') return word('states', row.state)
    if (column === 'severity') return word('severities', row.severity)
    return row[column] ?? ''
  }
  return [columns.map(heading), ...rows.map(row => columns.map(column => cell(row, column)))]
}
