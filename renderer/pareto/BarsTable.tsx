import type { ParetoBarOut } from '@contract/pareto'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type Format, useFormat } from '../app/i18n/useFormat'
import type { ChartData } from '../charts/chartData'
import { DataGrid } from '../ui/grid/DataGrid'
import type { Column } from '../ui/grid/columns'
import { chance, signedPoints } from './figures'
import css from './pareto.module.css'

const oneDigit = { minimumFractionDigits: 1, maximumFractionDigits: 1 }

interface Row extends ParetoBarOut {
  readonly index: number
  readonly name: string
}

interface Props {
  readonly bars: readonly ParetoBarOut[]
  readonly name: (bar: ParetoBarOut) => string
  /** What the field is called. */
  readonly field: string
  /** What is summed up; null where things themselves are counted. */
  readonly sum: string | null
  /** What both sides are called; null without a comparison. */
  readonly sides: readonly [string, string] | null
  readonly fileName: string
  readonly onOpen: (index: number) => void
}

/** The figures beside the chart; Enter goes down into a value. */
export function BarsTable({ bars, name, field, sum, sides, fileName, onOpen }: Props) {
  const { t } = useTranslation('pareto')
  const f = useFormat()
  const rows = useMemo(
    () => bars.map((bar, index): Row => ({ ...bar, index, name: name(bar) })),
    [bars, name]
  )
  const columns = useMemo((): readonly Column<Row>[] => {
    const end = { align: 'end', sortable: false } as const
    const interval = (row: Pick<Row, 'low' | 'high'>): string =>
      row.low === null ? '' : `${f.number(row.low * 100, oneDigit)} – ${f.percent(row.high)}`
    const lead: Column<Row> = {
      id: 'value',
      title: field,
      value: row => row.name,
      cell: row => (
        <span className={css.valueCell} data-vital={(row.vital && sides === null) || undefined}>
          {row.vital && sides === null && (
            <span className={css.mark} role="img" aria-label={t('table.vital')} title={t('table.vital')}>
              ●
            </span>
          )}
          <span className={css.cut} title={row.name}>
            {row.name}
          </span>
        </span>
      ),
      grow: true,
      width: 88,
      fixed: true,
      sortable: false
    }
    if (sides !== null)
      return [
        lead,
        {
          id: 'n',
          title: t('table.firstCount'),
          width: 62,
          ...end,
          value: row => row.n,
          cell: row => f.number(row.n)
        },
        {
          id: 'first',
          title: t('table.firstShare'),
          width: 84,
          ...end,
          value: row => row.share,
          cell: row => f.percent(row.share)
        },
        {
          id: 'secondN',
          title: t('table.secondCount'),
          width: 78,
          ...end,
          value: row => row.beside?.n,
          cell: row => f.number(row.beside?.n)
        },
        {
          id: 'second',
          title: t('table.secondShare'),
          width: 84,
          ...end,
          value: row => row.beside?.share,
          cell: row => f.percent(row.beside?.share)
        },
        {
          id: 'shift',
          title: t('table.shift'),
          width: 72,
          ...end,
          value: row => shiftOf(row, sum),
          cell: row => signedPoints(shiftOf(row, sum), f)
        },
        {
          id: 'says',
          title: t('table.says'),
          width: 116,
          sortable: false,
          value: row => (row.beside === null ? '' : t(`says.${row.beside.says}`)),
          cell: row => <Says row={row} f={f} />
        }
      ]
    return [
      lead,
      {
        id: 'n',
        title: t('table.count'),
        width: 54,
        ...end,
        value: row => row.n,
        cell: row => f.number(row.n)
      },
      ...(sum === null
        ? []
        : [
            {
              id: 'sum',
              title: sum,
              width: 110,
              ...end,
              value: (row: Row) => row.value,
              cell: (row: Row) => f.number(row.value)
            }
          ]),
      {
        id: 'share',
        title: t('table.share'),
        width: 78,
        ...end,
        value: row => row.share,
        cell: row => f.percent(row.share)
      },
      ...(sum === null
        ? [{ id: 'interval', title: t('table.interval'), width: 116, ...end, value: interval }]
        : []),
      {
        id: 'cumulative',
        title: t('table.cumulative'),
        width: 94,
        ...end,
        value: row => row.cumulative,
        cell: row => f.percent(row.cumulative)
      }
    ]
  }, [f, field, sides, sum, t])
  // What is shown of one kind of table says nothing of another.
  const kind = sides !== null ? 'compared' : sum === null ? 'bars' : 'weighed'
  return (
    <DataGrid
      key={kind}
      id={`pareto.${kind}`}
      label={t('table.label')}
      fileName={fileName}
      columns={columns}
      rows={rows}
      rowKey={row => String(row.index)}
      noFilter
      compact
      openOnClick
      onOpen={row => {
        onOpen(row.index)
      }}
    />
  )
}

/** How far the shares shown are apart. The core's own shift is that of the things, whatever they are weighed by. */
function shiftOf({ share, beside }: ParetoBarOut, sum: string | null): number | null {
  if (beside === null) return null
  if (sum === null) return beside.shift
  return share === null || beside.share === null ? null : share - beside.share
}

function Says({ row, f }: { readonly row: Row; readonly f: Format }) {
  const { t } = useTranslation('pareto')
  const { beside } = row
  if (beside === null) return null
  const called = beside.says === 'up' || beside.says === 'down'
  return (
    <span
      className={called ? css.called : css.quiet}
      title={`p ${chance(beside.p, f)} · q ${chance(beside.q, f)}`}
    >
      {beside.says === 'up' ? '▲ ' : beside.says === 'down' ? '▼ ' : ''}
      {t(`says.${beside.says}`)}
    </span>
  )
}

/** A heading of shares in per cent. */
const percent = (heading: string): string => `${heading} (%)`

/** A share in per cent, without the noise of its binary digits. */
const points = (share: number | null): number | null =>
  share === null ? null : Number((share * 100).toPrecision(6))

/** The figures of the chart as they are exported and kept: all of them, in numbers. */
export function useBarsData({
  bars,
  name,
  field,
  sum,
  sides
}: Omit<Props, 'onOpen' | 'fileName'>): () => ChartData {
  const { t } = useTranslation('pareto')
  return () => ({
    header: [
      field,
      t('table.count'),
      ...(sum === null ? [] : [sum]),
      sides === null ? percent(t('table.share')) : percent(`${t('table.share')} ${sides[0]}`),
      // Sums have no interval, so they have no columns for one.
      ...(sum === null ? [percent(t('table.low')), percent(t('table.high'))] : []),
      ...(sides === null
        ? [percent(t('table.cumulative')), t('table.vital')]
        : [
            `${t('table.count')} ${sides[1]}`,
            percent(`${t('table.share')} ${sides[1]}`),
            percent(t('table.shift')),
            ...(sum === null ? [percent(t('table.shiftLow')), percent(t('table.shiftHigh'))] : []),
            t('table.p'),
            t('table.q'),
            t('table.says')
          ])
    ],
    rows: bars.map(bar => [
      name(bar),
      bar.n,
      ...(sum === null ? [] : [bar.value]),
      points(bar.share),
      ...(sum === null ? [points(bar.low), points(bar.high)] : []),
      ...(sides === null || bar.beside === null
        ? [points(bar.cumulative), bar.vital ? t('table.vital') : '']
        : [
            bar.beside.n,
            points(bar.beside.share),
            points(shiftOf(bar, sum)),
            ...(sum === null ? [points(bar.beside.shiftLow), points(bar.beside.shiftHigh)] : []),
            bar.beside.p,
            bar.beside.q,
            t(`says.${bar.beside.says}`)
          ])
    ])
  })
}
