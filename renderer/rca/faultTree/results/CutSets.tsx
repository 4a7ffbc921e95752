import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../app/i18n/useFormat'
import { DataGrid } from '../../../ui/grid/DataGrid'
import type { Column } from '../../../ui/grid/columns'
import { Empty } from '../../../ui/faces'
import type { TreeEditor } from '../useTree'
import css from '../panels/panels.module.css'
import { countText, type SetRow, setRows } from './answers'
import type { Computing } from './useResults'

interface Props {
  readonly editor: TreeEditor
  readonly computing: Computing
  readonly lit: string | null
  readonly onLight: (key: string | null, events: readonly string[]) => void
}

/** Minimal cut sets, the most probable first; a click lights one up in the picture. */
export function CutSets({ editor, computing, lit, onLight }: Props) {
  const { t, i18n } = useTranslation('faultTree')
  const f = useFormat()
  const { results } = computing
  const rows = useMemo(() => (results === null ? [] : setRows(results)), [results])
  const { nodes } = editor.open
  const columns = useMemo((): readonly Column<SetRow>[] => {
    const p = results?.p ?? null
    const says = ({ name, ids }: SetRow['parts'][number]): string => {
      const node = ids.length === 1 ? nodes.get(ids[0] ?? '') : undefined
      return node?.type === 'event' && node.data.label !== '' ? `${name} ${node.data.label}` : name
    }
    return [
      { id: 'order', title: t('sets.order'), value: row => row.order, width: 54, align: 'end' },
      {
        id: 'probability',
        title: 'P',
        value: row => row.probability,
        cell: row => (row.probability === null ? '—' : f.significant(row.probability, 4)),
        width: 92,
        align: 'end'
      },
      {
        id: 'share',
        title: t('sets.share'),
        value: row => (row.probability === null || p === null || p === 0 ? null : row.probability / p),
        cell: row =>
          row.probability === null || p === null || p === 0 ? '—' : f.percent(row.probability / p, 1),
        width: 76,
        align: 'end'
      },
      {
        id: 'events',
        title: t('sets.events'),
        value: row => row.parts.map(says).join(' · '),
        grow: true,
        width: 220
      }
    ]
  }, [t, f, nodes, results?.p])
  if (results === null) return <Empty title={t('results.notYet')} />
  return (
    <>
      <p className={css.says}>
        {t('sets.listed', {
          count: rows.length,
          n: f.number(rows.length),
          all: countText(results.mcs, i18n.language)
        })}
      </p>
      <div className={css.grid} data-stale={computing.stale || undefined}>
        <DataGrid
          id="faultTree.sets"
          label={t('results.sets')}
          fileName={`${editor.open.diagram.title} ${t('results.sets')}`}
          columns={columns}
          rows={rows}
          rowKey={row => row.key}
          compact
          filterPlaceholder={t('sets.filter')}
          {...(lit === null ? {} : { current: lit })}
          onActive={row => {
            onLight(
              row.key,
              row.parts.flatMap(part => part.ids)
            )
          }}
          onRowKey={event => {
            if (event.key !== 'Escape') return
            event.preventDefault()
            onLight(null, [])
          }}
        />
      </div>
    </>
  )
}
