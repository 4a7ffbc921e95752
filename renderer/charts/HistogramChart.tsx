import { type Ref, useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../app/i18n/useFormat'
import { canvasFont } from '../app/theme/fonts'
import type { CanvasTheme } from '../app/theme/series'
import { Empty } from '../ui/faces'
import { Chart, type ChartHandle } from './Chart'
import { type Binned, histogramRange, normalCurve } from './histogram'
import { axis, baseOption, type Option } from './option'

/** A histogram of one sample. */
export interface HistogramProps {
  readonly title: string
  readonly bins: Binned
  readonly units: string
  readonly n: number
  readonly mean: number | null
  readonly sigma: number | null
  readonly low: number | null
  readonly high: number | null
  readonly height?: number | string
  /** Further lines, dashed: limits that are only tried. */
  readonly tried?: readonly { readonly at: number; readonly name: string }[]
}

/** Histogram with limit lines, mean and fitted normal curve; bars beyond a limit are marked. */
export function HistogramChart(
  props: HistogramProps & { readonly onPlaced?: () => void; readonly ref?: Ref<ChartHandle> }
) {
  const { title, bins, units, n, mean, sigma, low, high, height = 280, tried, ref } = props
  const { t } = useTranslation('charts')
  const f = useFormat()
  const last = bins.edges.length - 1

  const option = useCallback(
    (theme: CanvasTheme): Option => {
      const first = bins.edges[0] ?? 0
      const end = bins.edges[last] ?? 1
      const width = last > 0 ? (end - first) / last : 1
      const range = histogramRange(first, end, [low, high, ...(tried ?? []).map(one => one.at)])
      const bars = Array.from({ length: Math.max(0, last) }, (_, i) => {
        const from = bins.edges[i] ?? 0
        const to = bins.edges[i + 1] ?? 0
        const middle = (from + to) / 2
        const fails = (low !== null && middle < low) || (high !== null && middle > high)
        return { value: [from, bins.counts[i] ?? 0, to], itemStyle: { color: fails ? '#D55E00' : '#56B4E9' } }
      })
      const curve =
        mean === null || sigma === null ? [] : normalCurve(mean, sigma, n, width, range.min, range.max)
      // Limits stand a line above the mean, the high one higher still where both are close; words at an
      // edge lean inwards.
      const close = low !== null && high !== null && high - low < 0.35 * (range.max - range.min)
      const lean = (at: number): 'left' | 'right' | 'center' => {
        const place = (at - range.min) / (range.max - range.min)
        return place < 0.2 ? 'left' : place > 0.8 ? 'right' : 'center'
      }
      // The word of a limit that is tried stands beside the mean's, not on it.
      const aside = (at: number): 'left' | 'right' | 'center' => {
        const usual = lean(at)
        return usual !== 'center' || mean === null ? usual : at > mean ? 'left' : 'right'
      }
      const line = (
        at: number,
        name: string,
        color: string,
        dash: boolean,
        distance: number,
        align = lean(at)
      ): object => ({
        xAxis: at,
        lineStyle: { color, type: dash ? [5, 3] : 'solid', width: 1.5 },
        label: {
          formatter: `${name} ${f.si(at, units)}`,
          color,
          fontFamily: canvasFont,
          fontSize: 11,
          position: 'end',
          align,
          distance
        }
      })
      const inside = (at: number | null): at is number => at !== null && at >= range.min && at <= range.max
      const lines = [
        ...(inside(low) ? [line(low, t('lowLimit'), theme.bad, false, 20)] : []),
        ...(inside(high) ? [line(high, t('highLimit'), theme.bad, false, close ? 34 : 20)] : []),
        ...(tried ?? [])
          .filter(one => inside(one.at))
          .map(one => line(one.at, one.name, theme.accent, true, 5, aside(one.at))),
        ...(inside(mean) ? [line(mean, t('mean'), theme.text, true, 5)] : [])
      ]
      const tooltip = baseOption(theme).tooltip as object
      return {
        grid: {
          left: 8,
          right: 24,
          top: close ? 66 : 52,
          bottom: 8,
          outerBoundsMode: 'same',
          outerBoundsContain: 'axisLabel'
        },
        tooltip: {
          ...tooltip,
          trigger: 'item',
          formatter: ({
            dataIndex,
            seriesType
          }: {
            readonly dataIndex: number
            readonly seriesType: string
          }) => {
            if (seriesType !== 'custom') return ''
            const from = f.si(bins.edges[dataIndex], units)
            const to = f.si(bins.edges[dataIndex + 1], units)
            return `${from} … ${to}\n${t('count')}: ${f.number(bins.counts[dataIndex])}`
          }
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
          minInterval: 1,
          name: t('count'),
          nameGap: 6,
          axisLabel: { formatter: (v: number) => f.number(v) }
        }),
        series: [
          {
            // Rectangles from edge to edge: a bar series knows no bins on a value axis.
            type: 'custom',
            data: bars,
            encode: { x: [0, 2], y: 1 },
            renderItem: (_: unknown, api: CustomApi) => {
              const [left = 0, top = 0] = api.coord([api.value(0), api.value(1)])
              const [right = 0, bottom = 0] = api.coord([api.value(2), 0])
              const gap = right - left > 4 ? 1 : 0
              const shape = {
                x: left,
                y: top,
                width: Math.max(0.5, right - left - gap),
                height: bottom - top
              }
              return { type: 'rect', shape, style: { fill: api.visual('color') } }
            },
            // Values are rounded to two decimals otherwise, which moves a limit of 0.0412 A to 0.04.
            markLine: { silent: true, symbol: 'none', precision: 15, data: lines }
          },
          {
            type: 'line',
            data: curve,
            symbol: 'none',
            silent: true,
            smooth: false,
            lineStyle: { color: theme.text, width: 1.5 }
          }
        ]
      }
    },
    [bins, f, high, last, low, mean, n, sigma, t, tried, units]
  )

  const label = t('histogramLabel', {
    title,
    n: f.number(n),
    mean: f.si(mean, units),
    sigma: f.si(sigma, units),
    low: f.si(low, units),
    high: f.si(high, units)
  })
  if (last < 1) return <Empty compact title={t('nothing')} />
  return (
    <Chart
      option={option}
      label={label}
      height={height}
      {...(props.onPlaced === undefined ? {} : { onPlaced: props.onPlaced })}
      {...(ref === undefined ? {} : { ref })}
    />
  )
}

/** What ECharts hands to a custom series, as far as it is used here. */
interface CustomApi {
  value(dimension: number): number
  coord(point: readonly number[]): readonly number[]
  visual(name: 'color'): string
}
