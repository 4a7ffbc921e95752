import { type Ref, useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../app/i18n/useFormat'
import { canvasFont } from '../app/theme/fonts'
import { type CanvasTheme, okabeIto } from '../app/theme/series'
import { Chart, type ChartHandle } from './Chart'
import { pairs, zoomBar } from './DistributionChart'
import { axis, baseOption, type Option } from './option'

/** Points in order with what control limits say of them. */
export interface ControlFigures {
  readonly value: ArrayLike<number>
  /** Moving range, or standard deviation within a point. */
  readonly spread: ArrayLike<number>
  readonly center: number | null
  readonly lcl: number | null
  readonly ucl: number | null
  /** Limits of each point where they follow its size; null where one pair holds for all. */
  readonly limits: { readonly lower: ArrayLike<number>; readonly upper: ArrayLike<number> } | null
  readonly sigma: number | null
  readonly spreadCenter: number | null
  readonly spreadUcl: number | null
  /** Unix seconds; the horizontal axis where given. */
  readonly at: ArrayLike<number> | null
  /** Points by name (wafers, lots); by number where there are none. */
  readonly labels: readonly string[]
  /** Rules broken at a point: point and number of the rule. */
  readonly flags: readonly { readonly point: number; readonly rule: number }[]
}

interface Props {
  readonly figures: ControlFigures
  readonly units: string
  /** Limits of the test: no control limits, but where they lie is asked. */
  readonly low: number | null
  readonly high: number | null
  /** `X` and `mR`, or `X̄` and `s`. */
  readonly names: readonly [string, string]
  readonly ruleName: (rule: number) => string
  readonly pointName: (point: number) => string
  readonly label: string
  readonly height?: number | string
  readonly onPoint?: (point: number) => void
  readonly ref?: Ref<ChartHandle>
}

interface Tip {
  readonly dataIndex: number
  readonly seriesIndex: number
  readonly value: readonly number[]
}

/** Both plots stand on the same columns: what belongs to a point is above what belongs to it. */
const sides = { left: 74, right: 104, outerBoundsMode: 'none' }

/** A control chart: values with limits and zones above, their spread below, points that break a rule marked. */
export function ControlChart(props: Props) {
  const {
    figures,
    units,
    low,
    high,
    names,
    ruleName,
    pointName,
    label,
    height = '100%',
    onPoint,
    ref
  } = props
  const { t } = useTranslation('charts')
  const f = useFormat()
  const option = useCallback(
    (theme: CanvasTheme): Option => {
      const { value, spread, center, lcl, ucl, sigma, at } = figures
      const count = value.length
      const places = Float64Array.from({ length: count }, (_, i) => (at === null ? i : (at[i] ?? 0) * 1000))
      const byPoint = new Map<number, number[]>()
      for (const { point, rule } of figures.flags) byPoint.set(point, [...(byPoint.get(point) ?? []), rule])
      const flagged = [...byPoint.keys()]
      const { limits } = figures
      const stairs = (of: ArrayLike<number>) => ({
        type: 'line',
        step: 'middle',
        silent: true,
        symbol: 'none',
        dimensions: ['x', 'y'],
        data: pairs(places, of),
        lineStyle: { color: '#D55E00', type: [6, 4], width: 1.5 }
      })
      const range = rangeOf(
        value,
        limits === null ? [lcl, ucl] : [...spanOf(limits.lower), ...spanOf(limits.upper)]
      )
      const few = count <= 300
      const line = (v: number | null, name: string, color: string, type: unknown, width: number) =>
        v === null ? [] : [{ yAxis: v, lineStyle: { color, type, width }, label: lineLabel(name, v, color) }]
      const lineLabel = (name: string, v: number, color: string) => ({
        formatter: name === '' ? '' : `${name} ${f.si(v, units)}`,
        color,
        fontFamily: canvasFont,
        fontSize: 11,
        position: 'end'
      })
      const zones =
        center === null || sigma === null || sigma === 0
          ? []
          : [-2, -1, 1, 2].flatMap(k => line(center + k * sigma, '', theme.line, [3, 3], 1))
      const named = figures.labels.length === count && at === null
      const xAxis = (gridIndex: number, shown: boolean) =>
        axis(theme, {
          gridIndex,
          type: at !== null ? 'time' : named ? 'category' : 'value',
          ...(named ? { data: figures.labels } : {}),
          ...(at === null && !named ? { min: 0, max: Math.max(1, count - 1), minInterval: 1 } : {}),
          splitLine: { show: false },
          axisLabel: {
            show: shown,
            hideOverlap: true,
            ...(at === null && !named ? { formatter: (v: number) => f.number(v + 1) } : {})
          }
        })
      return {
        grid: [
          { ...sides, top: 32, bottom: '36%' },
          { ...sides, top: '71%', bottom: 42 }
        ],
        axisPointer: { link: [{ xAxisIndex: 'all' }] },
        dataZoom: zoomBar(theme, 0, 100).map(zoom => ({ ...(zoom as object), xAxisIndex: [0, 1] })),
        tooltip: {
          ...(baseOption(theme).tooltip as object),
          trigger: 'item',
          formatter: ({ dataIndex, seriesIndex, value: shown }: Tip) => {
            const point = seriesIndex === 1 ? (flagged[dataIndex] ?? 0) : dataIndex
            const rules = byPoint.get(point) ?? []
            return [
              pointName(point),
              `${seriesIndex === 2 ? names[1] : names[0]}: ${f.si(shown[1], units)}`,
              ...rules.map(ruleName)
            ].join('\n')
          }
        },
        xAxis: [xAxis(0, false), xAxis(1, true)],
        yAxis: [
          axis(theme, {
            gridIndex: 0,
            type: 'value',
            name: names[0],
            min: range.min,
            max: range.max,
            splitLine: { show: false },
            axisLabel: {
              formatter: (v: number) => f.si(v, units),
              showMinLabel: false,
              showMaxLabel: false
            }
          }),
          axis(theme, {
            gridIndex: 1,
            type: 'value',
            name: names[1],
            min: 0,
            splitNumber: 3,
            splitLine: { show: false },
            axisLabel: { formatter: (v: number) => f.si(v, units) }
          })
        ],
        series: [
          {
            type: 'line',
            dimensions: ['x', 'y'],
            data: pairs(places, value),
            showSymbol: few,
            symbol: 'circle',
            symbolSize: few ? 5 : 3,
            lineStyle: { color: okabeIto[0], width: few ? 1.25 : 0.75 },
            itemStyle: { color: okabeIto[0] },
            markLine: {
              silent: true,
              symbol: 'none',
              precision: 15,
              data: [
                ...zones,
                ...line(center, t('center'), theme.text, 'solid', 1.25),
                ...(limits === null ? line(lcl, t('lcl'), '#D55E00', [6, 4], 1.5) : []),
                ...(limits === null ? line(ucl, t('ucl'), '#D55E00', [6, 4], 1.5) : []),
                ...(low === null || low < range.min ? [] : line(low, t('lowLimit'), theme.bad, 'solid', 1)),
                ...(high === null || high > range.max
                  ? []
                  : line(high, t('highLimit'), theme.bad, 'solid', 1))
              ]
            }
          },
          {
            type: 'scatter',
            data: flagged.map(point => [places[point], value[point]]),
            symbol: 'diamond',
            symbolSize: flagged.length > 200 ? 7 : 11,
            z: 4,
            itemStyle: { color: '#D55E00', borderColor: theme.surface, borderWidth: 1 },
            label: {
              show: flagged.length <= 60,
              position: 'top',
              formatter: ({ dataIndex }: { readonly dataIndex: number }) =>
                (byPoint.get(flagged[dataIndex] ?? -1) ?? []).join(','),
              color: theme.text,
              fontFamily: canvasFont,
              fontSize: 10
            }
          },
          {
            type: 'line',
            xAxisIndex: 1,
            yAxisIndex: 1,
            dimensions: ['x', 'y'],
            data: pairs(places, spread),
            showSymbol: few,
            symbol: 'circle',
            symbolSize: few ? 4 : 3,
            lineStyle: { color: okabeIto[2], width: few ? 1.25 : 0.75 },
            itemStyle: { color: okabeIto[2] },
            markLine: {
              silent: true,
              symbol: 'none',
              precision: 15,
              data: [
                ...line(figures.spreadCenter, '', theme.text, 'solid', 1),
                ...line(figures.spreadUcl, t('ucl'), '#D55E00', [6, 4], 1.25)
              ]
            }
          },
          ...(limits === null ? [] : [stairs(limits.lower), stairs(limits.upper)])
        ]
      }
    },
    [f, figures, high, low, names, pointName, ruleName, t, units]
  )
  return (
    <Chart
      option={option}
      label={label}
      height={height}
      {...(ref === undefined ? {} : { ref })}
      {...(onPoint === undefined
        ? {}
        : {
            onClick: ({ dataIndex, seriesIndex }) => {
              const flaggedPoints = [...new Set(figures.flags.map(flag => flag.point))]
              onPoint(seriesIndex === 1 ? (flaggedPoints[dataIndex] ?? 0) : dataIndex)
            }
          })}
    />
  )
}

function spanOf(values: ArrayLike<number>): readonly [number, number] {
  const finite = Array.from(values).filter(Number.isFinite)
  return [Math.min(...finite), Math.max(...finite)]
}

/** The values and the control limits with a little air. */
function rangeOf(
  values: ArrayLike<number>,
  limits: readonly (number | null)[]
): { readonly min: number; readonly max: number } {
  let min = Infinity
  let max = -Infinity
  const take = (v: number): void => {
    if (v < min) min = v
    if (v > max) max = v
  }
  for (let i = 0; i < values.length; i++) take(values[i] ?? Number.NaN)
  for (const limit of limits) if (limit !== null) take(limit)
  if (min > max) return { min: 0, max: 1 }
  const air = (max - min) * 0.08 || Math.abs(max) * 0.01 || 1
  return { min: min - air, max: max + air }
}
