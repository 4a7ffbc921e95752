import type { TreeAnswer, TreePart } from '@contract/faultTree'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../app/i18n/useFormat'
import { Empty } from '../../../ui/faces'
import { DataGrid } from '../../../ui/grid/DataGrid'
import type { Column } from '../../../ui/grid/columns'
import type { TreeEditor } from '../useTree'
import css from '../panels/panels.module.css'
import { type EstimateRow, estimateRows, type ImportanceRow, importanceRows } from './answers'
import type { Computing } from './useResults'

const measures = ['criticality', 'fussellVesely', 'birnbaum', 'diagnostic', 'raw', 'rrw'] as const
/** Those that can be bounded: the share of the cut sets cannot. */
const bounded = ['criticality', 'birnbaum', 'diagnostic', 'raw', 'rrw'] as const

interface Props {
  readonly editor: TreeEditor
  readonly computing: Computing
}

/** How much each event matters, by every convention in use, each under its own name. */
export function ImportanceTable(props: Props) {
  const { t } = useTranslation('faultTree')
  const { results } = props.computing
  if (results === null) return <Empty title={t('results.notYet')} />
  if (results.bounds !== null) return <Estimates {...props} results={results} />
  if (results.importance.length === 0)
    return (
      <Empty
        title={t('importance.none')}
        hint={t(results.p === null ? 'importance.noneHint' : 'importance.decided')}
      />
    )
  return <Exact {...props} results={results} />
}

type Answered = Props & { readonly results: TreeAnswer }

function Exact({ editor, computing, results }: Answered) {
  const { t } = useTranslation('faultTree')
  const f = useFormat()
  const rows = useMemo(() => importanceRows(results), [results])
  const { first, last } = useEventColumns<ImportanceRow>(editor)
  const columns = useMemo(
    (): readonly Column<ImportanceRow>[] => [
      ...first,
      ...measures.map((measure): Column<ImportanceRow> => ({
        id: measure,
        title: t(`importance.${measure}`),
        // An infinite worth is written as such, and sorts above every number.
        value: row => (measure === 'rrw' && row.rrw === null ? Number.POSITIVE_INFINITY : row[measure]),
        cell: row => {
          const value = row[measure]
          return value === null ? (measure === 'rrw' ? '∞' : '—') : f.significant(value, 4)
        },
        width: 80,
        align: 'end'
      })),
      ...last
    ],
    [t, f, first, last]
  )
  return (
    <>
      <p className={css.says}>{t('importance.says')}</p>
      <Grid
        editor={editor}
        computing={computing}
        id="faultTree.importance"
        columns={columns}
        rows={rows}
        sortBy="criticality"
      />
    </>
  )
}

/** Beyond the budget: what is proven, and what the cut sets that were found suggest. */
function Estimates({ editor, computing, results }: Answered) {
  const { t } = useTranslation('faultTree')
  const f = useFormat()
  const rows = useMemo(() => estimateRows(results), [results])
  const { first, last } = useEventColumns<EstimateRow>(editor)
  const hasNear = rows.some(row => row.near !== null)
  const proven = rows.some(row => row.lower !== null)
  const columns = useMemo((): readonly Column<EstimateRow>[] => {
    const figure = (
      id: string,
      title: string,
      value: (row: EstimateRow) => number | null | undefined,
      endless = false
    ): Column<EstimateRow> => ({
      id,
      title,
      value: row => (value(row) === null && endless ? Number.POSITIVE_INFINITY : (value(row) ?? null)),
      cell: row => {
        const own = value(row)
        return own === undefined ? '—' : own === null ? (endless ? '∞' : '—') : f.significant(own, 4)
      },
      width: 104,
      align: 'end'
    })
    const about = (measure: (typeof measures)[number]): Column<EstimateRow> =>
      figure(
        `${measure}.near`,
        t('importance.about', { measure: t(`importance.${measure}`) }),
        row => row.near?.[measure],
        measure === 'rrw'
      )
    return [
      ...first,
      ...(hasNear ? [about('fussellVesely')] : []),
      ...bounded.flatMap(measure => [
        ...(hasNear ? [about(measure)] : []),
        ...(proven
          ? (['lower', 'upper'] as const).map(end =>
              figure(
                `${measure}.${end}`,
                t(end === 'lower' ? 'importance.least' : 'importance.most', {
                  measure: t(`importance.${measure}`)
                }),
                row => row[end]?.[measure],
                measure === 'rrw'
              )
            )
          : [])
      ]),
      ...last
    ]
  }, [t, f, first, last, hasNear, proven])
  if (!hasNear && !proven) return <Empty title={t('importance.nothing')} hint={t('importance.nothingHint')} />
  const { order } = results.counted
  return (
    <>
      <p className={css.warn}>
        {t(hasNear ? (order === null ? 'importance.nearAll' : 'importance.near') : 'importance.proven', {
          order: order ?? ''
        })}
      </p>
      <p className={css.says}>{t('importance.says')}</p>
      <Grid
        editor={editor}
        computing={computing}
        id="faultTree.estimates"
        columns={columns}
        rows={rows}
        sortBy={hasNear ? 'criticality.near' : 'criticality.upper'}
      />
    </>
  )
}

/** Name and probability of the event a row is of; behind the figures what it says, which may be long. */
function useEventColumns<Row extends { readonly of: TreePart }>(
  editor: TreeEditor
): { readonly first: readonly Column<Row>[]; readonly last: readonly Column<Row>[] } {
  const { t } = useTranslation('faultTree')
  const f = useFormat()
  const { nodes } = editor.open
  return useMemo(() => {
    const labelOf = ({ of }: Row): string => {
      const node = of.ids.length === 1 ? nodes.get(of.ids[0] ?? '') : undefined
      return node?.type === 'event' ? node.data.label : ''
    }
    return {
      first: [
        { id: 'name', title: t('properties.name'), value: row => row.of.name, width: 72, fixed: true },
        {
          id: 'probability',
          title: 'P',
          value: row => row.of.probability,
          cell: row => f.significant(row.of.probability, 3),
          width: 76,
          align: 'end'
        }
      ],
      last: [{ id: 'label', title: t('properties.label'), value: labelOf, grow: true, width: 120 }]
    }
  }, [t, f, nodes])
}

function Grid<Row extends { readonly of: TreePart }>({
  editor,
  computing,
  id,
  columns,
  rows,
  sortBy
}: Props & {
  readonly id: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly sortBy: string
}) {
  const { t } = useTranslation('faultTree')
  return (
    <div className={css.grid} data-stale={computing.stale || undefined}>
      <DataGrid
        key={id}
        id={id}
        label={t('results.importance')}
        fileName={`${editor.open.diagram.title} ${t('results.importance')}`}
        columns={columns}
        rows={rows}
        rowKey={row => row.of.name}
        initialSort={{ id: sortBy, descending: true }}
        compact
        onOpen={row => {
          const [first] = row.of.ids
          if (first !== undefined) editor.show(first)
        }}
      />
    </div>
  )
}
