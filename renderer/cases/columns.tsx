import type { CaseRow } from '@contract/cases'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../app/i18n/useFormat'
import { LinkTo } from '../app/navigation'
import { distanceWords, DueMark } from '../ui/DueDate'
import type { Column } from '../ui/grid/columns'
import { StateBadge } from '../ui/StateBadge'
import { TimeAgo } from '../ui/TimeAgo'
import { useToday } from '../ui/useToday'
import css from './columns.module.css'
import { isEnded, lookOf, lookOfSeverity } from './states'

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
  const { t: common } = useTranslation('app')
  const f = useFormat()
  const today = useToday()
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
      column('title', 260, { grow: true }),
      column('state', 126, {
        // Rows come by the dozen while one scrolls: their cells use no hooks.
        cell: row => (
          <StateBadge {...lookOf(row.state)} title={t(`states.${row.state}`)}>
            {t(`states.${row.state}`)}
          </StateBadge>
        )
      }),
      column('severity', 96, {
        cell: row => (
          <StateBadge {...lookOfSeverity(row.severity)}>{t(`severities.${row.severity}`)}</StateBadge>
        )
      }),
      column('customer', 132, { least: 92 }),
      column('product', 112, { least: 104 }),
      column('lotText', 140, { sortable: false, hidden: true }),
      column('owner', 112, { least: 88 }),
      column('due', 128, {
        cell: row =>
          row.due === null ? null : (
            <DueMark
              due={row.due}
              ended={isEnded(row.state)}
              today={today}
              title={distanceWords(row.due, today, common)}
            />
          )
      }),
      column('openedAt', 110, { hidden: true, cell: row => f.date(row.openedAt) }),
      column('updatedAt', 130, { hidden: true, cell: row => <TimeAgo at={row.updatedAt} /> })
    ]
  }, [t, common, f, today])
}
