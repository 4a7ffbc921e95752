import { type Ref, useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../app/i18n/useFormat'
import { type CanvasTheme, okabeIto } from '../app/theme/series'
import { Chart, type ChartHandle } from './Chart'
import { histogramRange } from './histogram'
import { axis, baseOption, legendOf, limitLines, type Option } from './option'

/** Figures of one group as a box shows them. */
export interface BoxFigures {
  readonly label: string
  readonly n: number
  readonly mean: number | null
  readonly q1: number | null
  readonly median: number | null
  readonly q3: number | null
  /** Ends of the whiskers. */
  readonly low: number | null
  readonly high: number | null
  readonly outliers: readonly number[]
}

/** One curve over values. */
export interface Curve {
  readonly label: string
  readonly x: ArrayLike<number>
  readonly y: ArrayLike<number>
}

interface Common {
  readonly label: string
  readonly units: string
  readonly low: number | null
  readonly high: number | null
  readonly height?: number | string
  readonly ref?: Ref<ChartHandle>
}

/** Dashes that tell series apart without colour. */
const dashes: readonly (readonly number[] | 'solid')[] = ['solid', [6, 3], [2, 2], [8, 3, 2, 3]]

/** Curves by group over one axis of values: shares in each bin, or cumulative shares. */
export function CurvesChart({
  label,
  units,
  low,
  high,
  height = '100%',
  ref,
  curves,
  steps
}: Common & {
  readonly curves: readonly Curve[]
  /** Drawn as stairs from edge to edge (a histogram); else as lines. */
  readonly steps: boolean
}) {
  const { t } = useTranslation('charts')
  const f = useFormat()
  const option = useCallback(
    (theme: CanvasTheme): Option => {
      const ends = curves.flatMap(({ x }) => [x[0] ?? Number.NaN, x[x.length - 1] ?? Number.NaN])
      const finite = ends.filter(Number.isFinite)
      const range = histogramRange(Math.min(...finite), Math.max(...finite), [low, high])
      return {
        legend: legendOf(
          theme,
          curves.map(curve => curve.label)
        ),
        grid: gridBelow(58),
        tooltip: {
          ...(baseOption(theme).tooltip as object),
          trigger: 'item',
          formatter: ({ seriesName, value }: { seriesName: string; value: readonly number[] }) =>
            `${seriesName}\n${f.si(value[0], units)}: ${f.percent(value[1])}`
        },
        xAxis: axis(theme, {
          type: 'value',
          min: range.min,
          max: range.max,
          splitLine: { show: false },
          axisLabel: {
            formatter: (v: number) => f.si(v, units),
            hideOverlap: true,
            showMinLabel: false,
            showMaxLabel: false
          }
        }),
        yAxis: axis(theme, {
          type: 'value',
          min: 0,
          ...(steps ? {} : { max: 1 }),
          name: t(steps ? 'shareOfGroup' : 'cumulative'),
          // Above the names of limits, which may be at the left end.
          nameGap: 26,
          axisLabel: { formatter: (v: number) => f.percent(v, steps ? 1 : 0) }
        }),
        series: curves.map((curve, i) => ({
          type: 'line',
          name: curve.label,
          dimensions: ['x', 'y'],
          data: pairs(curve.x, curve.y),
          ...(steps ? { step: 'end' } : {}),
          showSymbol: false,
          symbolSize: 5,
          lineStyle: {
            width: 1.75,
            color: okabeIto[i % okabeIto.length],
            type: dashes[Math.floor(i / 4) % dashes.length]
          },
          itemStyle: { color: okabeIto[i % okabeIto.length] },
          ...(i === 0 ? { markLine: limitLines(theme, f, t, units, low, high, 'x', range) } : {})
        }))
      }
    },
    [curves, f, high, low, steps, t, units]
  )
  return <Chart option={option} label={label} height={height} {...(ref === undefined ? {} : { ref })} />
}

/** Box plots by group (Tukey): boxes from quartile to quartile, whiskers, mean, what lies beyond. */
export function BoxesChart({
  label,
  units,
  low,
  high,
  height = '100%',
  ref,
  boxes,
  onBox
}: Common & {
  readonly boxes: readonly BoxFigures[]
  readonly onBox?: (index: number) => void
}) {
  const { t } = useTranslation('charts')
  const f = useFormat()
  const option = useCallback(
    (theme: CanvasTheme): Option => {
      const values = boxes.flatMap(box => [box.low, box.high, ...box.outliers]).filter(v => v !== null)
      const least = values.reduce((a, b) => Math.min(a, b), Infinity)
      const most = values.reduce((a, b) => Math.max(a, b), -Infinity)
      const range = histogramRange(least, most, [low, high])
      const scrolled = boxes.length > 40
      return {
        grid: { ...gridBelow(30), bottom: scrolled ? 40 : 8 },
        ...(scrolled ? { dataZoom: zoomBar(theme, 0, Math.min(100, (4000 / boxes.length) * 1)) } : {}),
        tooltip: {
          ...(baseOption(theme).tooltip as object),
          trigger: 'item',
          formatter: ({ dataIndex, seriesType, value }: BoxTip) => {
            if (seriesType === 'scatter') return f.si(value[1], units)
            const box = boxes[dataIndex]
            if (box === undefined) return ''
            return [
              `${box.label} · ${t('n', { n: f.number(box.n) })}`,
              `${t('median')} ${f.si(box.median, units)}  (${f.si(box.q1, units)} … ${f.si(box.q3, units)})`,
              `${t('mean')} ${f.si(box.mean, units)}`
            ].join('\n')
          }
        },
        xAxis: axis(theme, {
          type: 'category',
          data: boxes.map(box => box.label),
          axisLabel: {
            hideOverlap: true,
            rotate: boxes.length > 12 ? 40 : 0,
            width: 100,
            overflow: 'truncate'
          }
        }),
        yAxis: axis(theme, {
          type: 'value',
          min: range.min,
          max: range.max,
          axisLabel: {
            formatter: (v: number) => f.si(v, units),
            showMinLabel: false,
            showMaxLabel: false
          }
        }),
        series: [
          {
            type: 'boxplot',
            data: boxes.map(box => [box.low, box.q1, box.median, box.q3, box.high].map(v => v ?? '-')),
            boxWidth: [6, 44],
            itemStyle: {
              color: theme.dark ? '#2b4a63' : '#cfe5f3',
              borderColor: theme.dark ? '#56B4E9' : '#0072B2',
              borderWidth: 1.25
            },
            markLine: limitLines(theme, f, t, units, low, high, 'y', range)
          },
          {
            type: 'scatter',
            data: boxes.flatMap((box, i) => box.outliers.map(value => [i, value])),
            symbolSize: 4,
            itemStyle: { color: '#D55E00', opacity: 0.7 }
          },
          {
            type: 'scatter',
            data: boxes.flatMap((box, i) => (box.mean === null ? [] : [[i, box.mean]])),
            symbol: 'diamond',
            symbolSize: 7,
            silent: true,
            itemStyle: { color: theme.text }
          }
        ]
      }
    },
    [boxes, f, high, low, t, units]
  )
  return (
    <Chart
      option={option}
      label={label}
      height={height}
      {...(ref === undefined ? {} : { ref })}
      {...(onBox === undefined
        ? {}
        : {
            onClick: ({ dataIndex }) => {
              onBox(dataIndex)
            }
          })}
    />
  )
}

interface BoxTip {
  readonly dataIndex: number
  readonly seriesType: string
  readonly value: readonly number[]
}

/** x and y in turn: typed arrays are taken as they are, and not searched for texts. */
export function pairs(x: ArrayLike<number>, y: ArrayLike<number>): Float64Array {
  const data = new Float64Array(x.length * 2)
  for (let i = 0; i < x.length; i++) {
    data[2 * i] = x[i] ?? Number.NaN
    data[2 * i + 1] = y[i] ?? Number.NaN
  }
  return data
}

/** The plot below so many pixels of heading. */
export function gridBelow(top: number): Record<string, unknown> {
  return { left: 8, right: 24, top, bottom: 8, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' }
}

/** A bar below the plot that shows a part of a long axis. */
export function zoomBar(theme: CanvasTheme, start: number, end: number): readonly unknown[] {
  return [
    {
      type: 'slider',
      start,
      end,
      height: 18,
      bottom: 6,
      borderColor: theme.line,
      fillerColor: theme.dark ? '#ffffff14' : '#0000000d',
      textStyle: { color: theme.muted, fontSize: 10 }
    },
    { type: 'inside', start, end, zoomOnMouseWheel: 'ctrl', moveOnMouseWheel: false }
  ]
}
