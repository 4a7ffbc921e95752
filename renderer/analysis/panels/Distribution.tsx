import type { Output } from '@contract/index'
import { useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../../app/client/index'
import { useFormat } from '../../app/i18n/useFormat'
import type { ChartHandle } from '../../charts/Chart'
import type { ChartData } from '../../charts/chartData'
import { BoxesChart, CurvesChart } from '../../charts/DistributionChart'
import { HistogramChart } from '../../charts/HistogramChart'
import { unitOf } from '../../instruments/words'
import { Empty, Faces } from '../../ui/faces'
import css from '../analysis.module.css'
import { useBench } from '../bench'
import { Choice, ElementInput, GroupSelect, NoTest, useGrouping } from '../controls'
import { PanelFrame } from '../PanelFrame'
import { testLabel } from '../words'

type Answer = Output<'analysis.distribution'>

/** More curves than this cannot be told apart; boxes show them all. */
const mostCurves = 12

/** How the values of a test lie: histogram, boxes or cumulative curves, of all parts or by group. */
export default function Distribution() {
  const { view, test } = useBench()
  const by = useGrouping('d.by')
  const answer = useQueryOf(
    'analysis.distribution',
    { view, test: test?.ref ?? { key: '-' }, by },
    { keep: true, enabled: test !== null, topics: ['import', 'set'] }
  )
  if (test === null) return <NoTest />
  return (
    <Faces of={answer} rows={12}>
      {data => <Shown data={data} />}
    </Faces>
  )
}

const groupsBy = ['none', 'lot', 'wafer', 'set', 'site', 'head', 'hardBin', 'softBin', 'verdict'] as const

function Shown({ data }: { readonly data: Answer }) {
  const { t } = useTranslation('analysis')
  const f = useFormat()
  const { option } = useBench()
  const by = useGrouping('d.by')
  const kind = option('d.kind', 'histogram')
  const chart = useRef<ChartHandle>(null)
  const { test, boxes } = data
  const units = unitOf(test.units)
  const title = testLabel(test)
  const n = boxes.reduce((sum, box) => sum + box.n, 0)
  const filled = useMemo(() => boxes.map((box, at) => ({ box, at })).filter(({ box }) => box.n > 0), [boxes])
  const largest = useMemo(() => {
    const chosen = new Set(
      filled
        .toSorted((a, b) => b.box.n - a.box.n)
        .slice(0, mostCurves)
        .map(({ at }) => at)
    )
    return filled.filter(({ at }) => chosen.has(at))
  }, [filled])
  const name = (label: string): string => groupName(label, by, t)
  const figures = useMemo(
    () => filled.map(({ box }) => ({ ...box, label: groupName(box.label, by, t) })),
    [filled, by, t]
  )
  const curves = useMemo(
    () =>
      largest.map(({ box, at }) => ({
        label: groupName(box.label, by, t) || title,
        ...(kind === 'cumulative'
          ? { x: data.cumulative[at]?.value ?? [], y: data.cumulative[at]?.share ?? [] }
          : stairs(data, at, box.n))
      })),
    [largest, data, kind, by, t, title]
  )
  const one = boxes.length === 1 ? boxes[0] : undefined
  const single = useMemo(() => ({ edges: data.edges, counts: data.counts }), [data])
  const label = t('distribution.label', {
    title,
    n: f.number(n),
    groups: filled
      .slice(0, 5)
      .map(({ box }) => `${name(box.label)} ${f.si(box.median, units)}`)
      .join(', ')
  })
  const outside = [...data.under, ...data.over].reduce((sum, count) => sum + count, 0)
  const more = [
    t('distribution.values', { n: f.number(n) }),
    one === undefined
      ? ''
      : t('distribution.moments', { mean: f.si(one.mean, units), sigma: f.si(one.sigma, units) }),
    kind === 'histogram' && outside > 0 ? t('distribution.outside', { n: f.number(outside) }) : '',
    kind !== 'box' && filled.length > mostCurves
      ? t('distribution.some', { shown: mostCurves, of: filled.length })
      : ''
  ]
    .filter(text => text !== '')
    .join(' · ')
  return (
    <PanelFrame
      title={title}
      more={more}
      kind="chart"
      chart={chart}
      data={() => tableOf(data, kind, t, name)}
      controls={
        <>
          <ElementInput />
          <Choice
            name="d.kind"
            label={t('distribution.kind')}
            values={(['histogram', 'box', 'cumulative'] as const).map(value => ({
              value,
              label: t(`distribution.${value}`)
            }))}
          />
          <GroupSelect name="d.by" only={groupsBy} />
        </>
      }
    >
      <div className={css.chartBox}>
        {n === 0 ? (
          <Empty
            title={t('distribution.functional', { title })}
            hint={t('distribution.functionalHint')}
            compact
          />
        ) : kind === 'box' ? (
          <BoxesChart ref={chart} label={label} units={units} low={test.lo} high={test.hi} boxes={figures} />
        ) : kind === 'histogram' && one !== undefined ? (
          <HistogramChart
            ref={chart}
            title={title}
            bins={single}
            units={units}
            n={one.n}
            mean={one.mean}
            sigma={one.sigma}
            low={test.lo}
            high={test.hi}
            height="100%"
          />
        ) : (
          <CurvesChart
            ref={chart}
            label={label}
            units={units}
            low={test.lo}
            high={test.hi}
            curves={curves}
            steps={kind === 'histogram'}
          />
        )}
      </div>
    </PanelFrame>
  )
}

type T = ReturnType<typeof useTranslation<'analysis'>>['t']

/** Verdicts come as words of the program; every other group by its own name. */
function groupName(label: string, by: string, t: T): string {
  return by === 'verdict' && ['pass', 'fail', 'none'].includes(label) ? t(`verdict.${label}`) : label
}

/** Shares of a group's values by bin, as stairs from edge to edge. */
function stairs(
  { edges, counts }: Answer,
  group: number,
  n: number
): { readonly x: Float64Array; readonly y: Float64Array } {
  const bins = edges.length - 1
  const y = new Float64Array(edges.length)
  for (let i = 0; i < bins; i++) y[i] = (counts[group * bins + i] ?? 0) / Math.max(1, n)
  return { x: edges, y }
}

function tableOf(data: Answer, kind: string, t: T, name: (label: string) => string): ChartData {
  const { boxes, edges, counts } = data
  const bins = edges.length - 1
  if (kind === 'histogram')
    return {
      header: [
        t('distribution.from'),
        t('distribution.to'),
        ...boxes.map(box => name(box.label) || t('distribution.count'))
      ],
      rows: Array.from({ length: Math.max(0, bins) }, (_, i) => [
        edges[i],
        edges[i + 1],
        ...boxes.map((_, g) => counts[g * bins + i])
      ])
    }
  if (kind === 'cumulative')
    return {
      header: [t('distribution.group'), t('distribution.value'), t('distribution.share')],
      rows: data.cumulative.flatMap(({ value, share }, g) =>
        Array.from(value, (at, i) => [name(boxes[g]?.label ?? ''), at, share[i]])
      )
    }
  const columns = ['n', 'executions', 'fails', 'mean', 'sigma', 'min', 'q1', 'median', 'q3', 'max'] as const
  return {
    header: [t('distribution.group'), ...columns.map(column => t(`figures.${column}`))],
    rows: boxes.map(box => [name(box.label), ...columns.map(column => box[column])]),
    failed: (row, column) => column === 3 && (boxes[row]?.fails ?? 0) > 0
  }
}
