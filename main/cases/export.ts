import type { CaseRow } from '@contract/cases'
import type { CaseSort } from './ledger'

/** Columns a case list can be exported with. */
export type CaseColumn = CaseSort | 'lotText'

/** The list as a table: a header line, then one line a case, exactly what the screen shows; made as it is read. */
export function* caseTable(
  rows: readonly CaseRow[],
  columns: readonly CaseColumn[],
  heading: (column: CaseColumn) => string,
  word: (kind: 'states' | 'severities', key: string) => string
): Generator<string[]> {
  const cell = (row: CaseRow, column: CaseColumn): string => {
    if (column === 'state') return word('states', row.state)
    if (column === 'severity') return word('severities', row.severity)
    return row[column] ?? ''
  }
  yield columns.map(heading)
  for (const row of rows) yield columns.map(column => cell(row, column))
}
