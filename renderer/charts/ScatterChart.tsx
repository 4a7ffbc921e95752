import { type Ref, useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../app/i18n/useFormat'
import { type CanvasTheme, okabeIto } from '../app/theme/series'
import { Chart, type ChartHandle } from './Chart'
import { gridBelow } from './DistributionChart'
import { histogramRange } from './histogram'
import { axis, baseOption, legendOf, limitLines, type Option } from './option'

/** One axis of a scatter plot. */
export interface ScatterAxis {
  readonly name: string
  readonly units: string
  readonly low: number | null
  readonly high: number | null
}

interface Props {
  readonly x: ScatterAxis
  readonly y: ScatterAxis
  readonly xs: ArrayLike<number>
  readonly ys: ArrayLike<number>
  /** By point: which of the groups. */
  readonly group: ArrayLike<number>
  readonly groups: readonly string[]
  /** Line through the points; null where there is none. */
  readonly line: { readonly slope: number; readonly intercept: number } | null
  readonly label: string
  readonly height?: number | string
  readonly onPoint?: (point: number) => void
  readonly ref?: Ref<ChartHandle>
}

/** Signs that tell groups apart without colour. */
const signs = ['circle', 'triangle', 'rect', 'diamond', 'pin', 'arrow'] as const

/** Two tests over the same parts, by group, with the line of least squares and the limits of both. */
export function ScatterChart(props: Props) {
  const { x, y, xs, ys, group, groups, line, label, height = '100%', onPoint, ref } = props
  const { t } = useTranslation('charts')
  const f = useFormat()
  const option = useCallback(
    (theme: CanvasTheme): Option => {
      const places = placesOf(group, groups.length)
      const spanX = spanOf(xs)
      const spanY = spanOf(ys)
      const rangeX = histogramRange(...spanX, [x.low, x.high])
      const rangeY = histogramRange(...spanY, [y.low, y.high])
      const valueAxis = (side: ScatterAxis, range: { min: number; max: number }, where: object) =>
        axis(theme, {
          type: 'value',
          name: side.name,
          ...where,
          min: range.min,
          max: range.max,
          axisLabel: {
            formatter: (v: number) => f.si(v, side.units),
            hideOverlap: true,
            showMinLabel: false,
            showMaxLabel: false
          }
        })
      const shown = groups.map((name, g) => ({ name, places: places[g] ?? new Uint32Array() }))
      const large = xs.length > 3000
      return {
        // What no point is of needs no sign.
        ...(groups.length > 1
          ? {
              legend: legendOf(
                theme,
                groups.filter((_, g) => (places[g]?.length ?? 0) > 0)
              )
            }
          : {}),
        grid: { ...gridBelow(groups.length > 1 ? 62 : 40), bottom: 28 },
        tooltip: {
          ...(baseOption(theme).tooltip as object),
          trigger: 'item',
          formatter: ({ seriesName, value }: { seriesName: string; value: readonly number[] }) =>
            [
              ...(seriesName === '' ? [] : [seriesName]),
              `${x.name}: ${f.si(value[0], x.units)}`,
              `${y.name}: ${f.si(value[1], y.units)}`
            ].join('\n')
        },
        xAxis: valueAxis(x, rangeX, { nameLocation: 'middle', nameGap: 24, splitLine: { show: false } }),
        yAxis: valueAxis(y, rangeY, {
          nameTextStyle: { align: 'left', color: theme.muted },
          // Above the names of limits of x, which may be at the left end.
          nameGap: 26,
          splitLine: { show: false }
        }),
        dataZoom: [
          { type: 'inside', xAxisIndex: 0, filterMode: 'none' },
          { type: 'inside', yAxisIndex: 0, filterMode: 'none' }
        ],
        series: [
          ...shown.map(({ name, places: own }, g) => ({
            type: 'scatter',
            name,
            dimensions: ['x', 'y'],
            data: chosen(own, xs, ys),
            symbol: signs[g % signs.length],
            symbolSize: large ? 3 : 6,
            // Without a point there is nothing to draw at large, and ECharts stumbles over it.
            ...(large && own.length > 0 ? { large: true, largeThreshold: 1 } : {}),
            itemStyle: { color: okabeIto[g % okabeIto.length], opacity: large ? 0.45 : 0.65 },
            ...(g === 0
              ? {
                  markLine: {
                    ...limitLines(theme, f, t, x.units, x.low, x.high, 'x', rangeX),
                    data: [
                      ...(limitLines(theme, f, t, x.units, x.low, x.high, 'x', rangeX).data as object[]),
                      ...(limitLines(theme, f, t, y.units, y.low, y.high, 'y', rangeY).data as object[])
                    ]
                  }
                }
              : {})
          })),
          ...(line === null
            ? []
            : [
                {
                  type: 'line',
                  silent: true,
                  symbol: 'none',
                  clip: true,
                  lineStyle: { color: theme.text, width: 1.5, type: [6, 3] },
                  data: spanX.map(at => [at, line.intercept + line.slope * at])
                }
              ])
        ]
      }
    },
    [f, group, groups, line, t, x, xs, y, ys]
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
              const point = placesOf(group, groups.length)[seriesIndex]?.[dataIndex]
              if (point !== undefined) onPoint(point)
            }
          })}
    />
  )
}

/** Points of each group. */
function placesOf(group: ArrayLike<number>, groups: number): readonly Uint32Array[] {
  const counts = new Uint32Array(groups)
  for (let i = 0; i < group.length; i++) counts[group[i] ?? 0] = (counts[group[i] ?? 0] ?? 0) + 1
  const lists = Array.from(counts, count => new Uint32Array(count))
  const filled = new Uint32Array(groups)
  for (let i = 0; i < group.length; i++) {
    const g = group[i] ?? 0
    const at = filled[g] ?? 0
    const list = lists[g]
    if (list !== undefined) list[at] = i
    filled[g] = at + 1
  }
  return lists
}

function chosen(places: Uint32Array, xs: ArrayLike<number>, ys: ArrayLike<number>): Float64Array {
  const data = new Float64Array(places.length * 2)
  places.forEach((place, i) => {
    data[2 * i] = xs[place] ?? Number.NaN
    data[2 * i + 1] = ys[place] ?? Number.NaN
  })
  return data
}

function spanOf(values: ArrayLike<number>): [number, number] {
  let min = Infinity
  let max = -Infinity
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? Number.NaN
    if (value < min) min = value
    if (value > max) max = value
  }
  return min > max ? [0, 1] : [min, max]
}
