import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../app/i18n/useFormat'
import { Empty } from '../../../ui/faces'
import { DataGrid } from '../../../ui/grid/DataGrid'
import type { Column } from '../../../ui/grid/columns'
import type { TreeEditor } from '../useTree'
import css from '../panels/panels.module.css'
import { type ImportanceRow, importanceRows } from './answers'
import type { Computing } from './useResults'

const measures = ['criticality', 'fussellVesely', 'birnbaum', 'diagnostic', 'raw', 'rrw'] as const

/** How much each event matters, by every convention in use, each under its own name. */
export function ImportanceTable({
  editor,
  computing
}: {
  readonly editor: TreeEditor
  readonly computing: Computing
}) {
  const { t } = useTranslation('faultTree')
  const f = useFormat()
  const { results } = computing
  const { nodes } = editor.open
  const rows = useMemo(() => (results === null ? [] : importanceRows(results)), [results])
  const columns = useMemo((): readonly Column<ImportanceRow>[] => {
    const labelOf = ({ of }: ImportanceRow): string => {
      const node = of.ids.length === 1 ? nodes.get(of.ids[0] ?? '') : undefined
      return node?.type === 'event' ? node.data.label : ''
    }
    return [
      { id: 'name', title: t('properties.name'), value: row => row.of.name, width: 96, fixed: true },
      { id: 'label', title: t('properties.label'), value: labelOf, grow: true, width: 120 },
      {
        id: 'probability',
        title: 'P',
        value: row => row.of.probability,
        cell: row => f.significant(row.of.probability, 4),
        width: 88,
        align: 'end'
      },
      ...measures.map((measure): Column<ImportanceRow> => ({
        id: measure,
        title: t(`importance.${measure}`),
        // An infinite worth is written as such, and sorts above every number.
        value: row => (measure === 'rrw' && row.rrw === null ? Number.POSITIVE_INFINITY : row[measure]),
        cell: row => {
          const value = row[measure]
          return value === null ? (measure === 'rrw' ? '∞' : '—') : f.significant(value, 4)
        },
        width: 88,
        align: 'end'
      }))
    ]
  }, [t, f, nodes])
  if (results === null) return <Empty title={t('results.notYet')} />
  if (rows.length === 0)
    return (
      <Empty
        title={t('importance.none')}
        hint={t(results.p === null ? 'importance.noneHint' : 'importance.decided')}
      />
    )
  return (
    <>
      <p className={css.says}>{t('importance.says')}</p>
      <div className={css.grid} data-stale={computing.stale || undefined}>
        <DataGrid
          id="faultTree.importance"
          label={t('results.importance')}
          fileName={`${editor.open.diagram.title} ${t('results.importance')}`}
          columns={columns}
          rows={rows}
          rowKey={row => row.of.name}
          initialSort={{ id: 'criticality', descending: true }}
          compact
          onOpen={row => {
            const [id] = row.of.ids
            if (id !== undefined) editor.show(id)
          }}
        />
      </div>
    </>
  )
}
