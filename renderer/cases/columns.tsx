import type { CaseRow } from '@contract/cases'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../app/i18n/useFormat'
import { LinkTo } from '../app/navigation'
import { DueDate } from '../ui/DueDate'
import type { Column } from '../ui/grid/columns'
import { TimeAgo } from '../ui/TimeAgo'
import css from './columns.module.css'
import { CaseStateBadge, isEnded, SeverityBadge } from './states'

/** Columns that the core can export, in the order the list comes with. */
export const caseColumns = [
  'number',
  'title',
  'state',
  'severity',
  'customer',
  'product',
  'lotText',
  'owner',
  'due',
  'openedAt',
  'updatedAt'
] as const

/** One of {@link caseColumns}. */
export type CaseColumn = (typeof caseColumns)[number]

/** The columns of the case list. */
export function useCaseColumns(): readonly Column<CaseRow>[] {
  const { t } = useTranslation('cases')
  const f = useFormat()
  return useMemo<readonly Column<CaseRow>[]>(() => {
    const column = (id: CaseColumn, width: number, rest: Partial<Column<CaseRow>> = {}): Column<CaseRow> => ({
      id,
      title: t(`columns.${id}`),
      value: row => row[id],
      width,
      ...rest
    })
    return [
      column('number', 126, {
        fixed: true,
        cell: row => (
          <LinkTo to={`/cases/${row.id}`} tabIndex={-1} className={css.number}>
            {row.number}
          </LinkTo>
        )
      }),
      column('title', 180, { grow: true }),
      column('state', 126, { cell: row => <CaseStateBadge state={row.state} /> }),
      column('severity', 88, { cell: row => <SeverityBadge severity={row.severity} /> }),
      column('customer', 128),
      column('product', 108),
      column('lotText', 140, { sortable: false, hidden: true }),
      column('owner', 108),
      column('due', 128, { cell: row => <DueDate short due={row.due} ended={isEnded(row.state)} /> }),
      column('openedAt', 110, { hidden: true, cell: row => f.date(row.openedAt) }),
      column('updatedAt', 130, { hidden: true, cell: row => <TimeAgo at={row.updatedAt} /> })
    ]
  }, [t, f])
}
