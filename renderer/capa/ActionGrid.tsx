import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { DueDate } from '../ui/DueDate'
import type { Column } from '../ui/grid/columns'
import { DataGrid } from '../ui/grid/DataGrid'
import { RefText } from '../ui/refs/RefText'
import { usePeople } from '../ui/usePeople'
import { type Action, isActionEnded } from './phases'
import { ActionStateBadge } from './states'

interface Props {
  readonly actions: readonly Action[]
  readonly onOpen: (action: Action) => void
}

/** Actions of all cases as a list. */
export function ActionGrid({ actions, onOpen }: Props) {
  const { t } = useTranslation('capa')
  const { nameOf } = usePeople()
  const columns = useMemo<readonly Column<Action>[]>(
    () => [
      { id: 'title', title: t('name'), value: row => row.title, width: 220, grow: true, fixed: true },
      { id: 'kind', title: t('kind'), value: row => t(`kinds.${row.kind}`), width: 120 },
      {
        id: 'state',
        title: t('state'),
        value: row => t(`states.${row.state}`),
        cell: row => <ActionStateBadge state={row.state} />,
        width: 150
      },
      { id: 'owner', title: t('owner'), value: row => nameOf(row.ownerId), width: 124 },
      {
        id: 'due',
        title: t('due'),
        value: row => row.due,
        cell: row => <DueDate due={row.due} ended={isActionEnded(row.state)} />,
        width: 170
      },
      { id: 'doneOn', title: t('doneOn'), value: row => row.doneOn, width: 110 },
      {
        id: 'case',
        title: t('case'),
        value: row => row.caseId,
        cell: row => <RefText of={{ kind: 'case', id: row.caseId }} link />,
        sortable: false,
        width: 230
      }
    ],
    [t, nameOf]
  )
  return (
    <DataGrid
      id="capa.actions"
      label={t('title')}
      columns={columns}
      rows={actions}
      rowKey={row => row.id}
      onOpen={onOpen}
      noFilter
    />
  )
}
