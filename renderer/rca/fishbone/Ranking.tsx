import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/i18n/useFormat'
import { Empty } from '../../ui/faces'
import type { Column } from '../../ui/grid/columns'
import { DataGrid } from '../../ui/grid/DataGrid'
import { StateMark } from '../node/StateMark'
import tree from '../tree/tree.module.css'
import css from './fishbone.module.css'
import type { Ranked } from './ranking'

interface Props {
  readonly rows: readonly Ranked[]
  readonly current: string | null
  readonly onSelect: (id: string) => void
  /** Title of the diagram, for saved files. */
  readonly title: string
}

/** Columns of the ranking, the same on screen and in files. */
export function useRankingColumns(): readonly Column<Ranked>[] {
  const { t } = useTranslation('fishbone')
  const f = useFormat()
  return useMemo(
    () => [
      { id: 'rank', title: t('columns.rank'), width: 60, align: 'end', value: row => row.rank, fixed: true },
      { id: 'text', title: t('columns.cause'), width: 200, grow: true, fixed: true, value: row => row.text },
      {
        id: 'score',
        title: t('columns.score'),
        width: 130,
        align: 'end',
        value: row => row.score,
        cell: row => <Score row={row} />
      },
      {
        id: 'state',
        title: t('columns.state'),
        width: 160,
        value: row => t(`rca:states.${row.state}`),
        cell: row => <StateMark state={row.state} />
      },
      {
        id: 'likelihood',
        title: t('likelihood'),
        width: 90,
        align: 'end',
        value: row => row.likelihood,
        hidden: true
      },
      { id: 'impact', title: t('impact'), width: 80, align: 'end', value: row => row.impact, hidden: true },
      {
        id: 'votes',
        title: t('columns.votes'),
        width: 70,
        align: 'end',
        value: row => row.votes,
        cell: row => (row.votes === 0 ? '' : f.number(row.votes))
      },
      {
        id: 'evidence',
        title: t('columns.evidence'),
        width: 90,
        align: 'end',
        value: row => row.evidence,
        cell: row => (row.evidence === 0 ? '' : f.number(row.evidence))
      },
      { id: 'path', title: t('columns.path'), width: 190, least: 80, value: row => row.path }
    ],
    [t, f]
  )
}

/** Causes by likelihood x impact and votes; the chosen one is rated beside. */
export function Ranking({ rows, current, onSelect, title }: Props) {
  const { t } = useTranslation('fishbone')
  const columns = useRankingColumns()
  return (
    <DataGrid
      id="rca.ranking"
      label={t('ranking')}
      fileName={`${title} ${t('ranking')}`}
      columns={columns}
      rows={rows}
      rowKey={row => row.id}
      {...(current === null ? {} : { current })}
      onActive={row => {
        onSelect(row.id)
      }}
      openOnClick
      onOpen={row => {
        onSelect(row.id)
      }}
      empty={<Empty title={t('noCauses')} hint={t('noCausesHint')} compact />}
    />
  )
}

function Score({ row }: { readonly row: Ranked }) {
  const { score, likelihood, impact } = row
  if (score === null) return <span className={tree.quiet}>{`${likelihood ?? '–'} × ${impact ?? '–'}`}</span>
  return (
    <span className={css.score}>
      <span className={css.bar} style={{ width: `${score * 2}px` }} />
      <span className={tree.quiet}>{`${likelihood ?? ''} × ${impact ?? ''} =`}</span> {score}
    </span>
  )
}
