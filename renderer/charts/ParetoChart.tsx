import { type Ref, useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../app/i18n/useFormat'
import { canvasFont } from '../app/theme/fonts'
import { type CanvasTheme, okabeIto } from '../app/theme/series'
import { Empty } from '../ui/faces'
import { Chart, type ChartHandle } from './Chart'
import type { ChartData } from './chartData'
import { axis, barNames, hatch, legendOf, type Option } from './option'
import { type ParetoBar, paretoBars, type ParetoItem } from './pareto'

/** How counts of a bar are split, drawn one on the other. */
export interface ParetoSplit {
  readonly labels: readonly string[]
  /** Counts of an item by group, in the order of the labels. */
  readonly of: (key: string) => readonly number[]
}

/** A Pareto chart. */
export interface ParetoProps {
  readonly title: string
  readonly items: readonly ParetoItem[]
  /** What is counted: `parts`, `complaints`; translated. */
  readonly unit: string
  readonly height?: number | string
  readonly most?: number
  readonly split?: ParetoSplit
  /** Bars stand as they come, none of them vital: they have an order of their own (sizes). */
  readonly ordered?: boolean
  /** Bars as the core made them, instead of those made of the items. */
  readonly made?: readonly ParetoBar[]
  /** More lines on a bar, under its own in the tooltip. */
  readonly tell?: (bar: ParetoBar) => readonly string[]
  /** A bar was clicked; keys of what it stands for (several for `Other`). */
  readonly onDrill?: (keys: readonly string[], label: string) => void
}

/** Pareto chart: bars descending, cumulative line on the right axis to 100 %, the vital few marked. */
export function ParetoChart(props: ParetoProps & { readonly ref?: Ref<ChartHandle> }) {
  const { title, items, unit, height = 320, most = 20, split, ordered = false, onDrill, ref } = props
  const { t } = useTranslation('charts')
  const f = useFormat()
  const bars = useMemo(
    () => props.made ?? paretoBars(items, t('other'), most, ordered ? 0 : 0.8, ordered),
    [props.made, items, t, most, ordered]
  )
  const { tell } = props
  const total = bars.reduce((sum, bar) => sum + bar.count, 0)
  const vital = bars.filter(bar => bar.vital)
  const layers = useMemo(
    () => (split === undefined ? null : layersOf(bars, split, t('other'))),
    [bars, split, t]
  )

  const option = useCallback(
    (theme: CanvasTheme): Option => {
      const barStyle = {
        type: 'bar',
        barMaxWidth: 56,
        barCategoryGap: '18%',
        cursor: onDrill === undefined ? 'default' : 'pointer'
      }
      const markLine =
        vital.length === 0 || vital.length === bars.length
          ? undefined
          : {
              silent: true,
              symbol: 'none',
              lineStyle: { color: theme.muted, type: [4, 3], width: 1 },
              label: {
                formatter: t('vital', { count: vital.length }),
                color: theme.muted,
                fontFamily: canvasFont,
                fontSize: 11,
                position: 'end'
              },
              // Between the last of them and what follows, not through a bar and its number.
              data: [{ xAxis: vital.length }]
            }
      return {
        grid: {
          left: 8,
          right: 8,
          top: layers === null ? 30 : 56,
          bottom: 8,
          outerBoundsMode: 'same',
          outerBoundsContain: 'axisLabel'
        },
        tooltip: {
          ...tooltip(theme),
          trigger: 'axis',
          axisPointer: { type: 'shadow', shadowStyle: { color: theme.dark ? '#ffffff10' : '#0000000c' } },
          formatter: (points: readonly { readonly dataIndex: number }[]) => {
            const bar = bars[points[0]?.dataIndex ?? -1]
            if (bar === undefined) return ''
            const at = points[0]?.dataIndex ?? -1
            return [
              bar.label,
              `${unit}: ${f.number(bar.count)} (${f.percent(bar.share)})`,
              `${t('cumulative')}: ${f.percent(bar.cumulative)}`,
              ...(tell?.(bar) ?? []),
              ...(layers ?? [])
                .filter(layer => (layer.counts[at] ?? 0) > 0)
                .map(layer => `${layer.label}: ${f.number(layer.counts[at])}`)
            ].join('\n')
          }
        },
        ...(layers === null
          ? {}
          : {
              legend: legendOf(
                theme,
                layers.map(layer => layer.label)
              )
            }),
        xAxis: [
          axis(theme, {
            type: 'category',
            data: bars.map(bar => bar.label),
            axisLabel: barNames(bars.map(bar => bar.label))
          }),
          // Places between bars, which an axis of names has not.
          { type: 'value', show: false, min: 0, max: bars.length, axisPointer: { show: false } }
        ],
        yAxis: [
          // With the top at the total, both axes say the same height: a bar and the line can be compared.
          axis(theme, {
            type: 'value',
            axisLine: { show: false },
            axisTick: { show: false },
            splitLine: { show: false },
            name: unit,
            min: 0,
            max: total,
            minInterval: 1,
            axisLabel: { formatter: (v: number) => f.number(v) }
          }),
          axis(theme, {
            type: 'value',
            axisLine: { show: false },
            axisTick: { show: false },
            min: 0,
            max: 1,
            interval: 0.2,
            axisLabel: { formatter: (v: number) => `${Math.round(v * 100)} %` }
          })
        ],
        series: [
          ...(layers === null
            ? [
                {
                  ...barStyle,
                  name: unit,
                  data: bars.map((bar, i) => ({
                    value: bar.count,
                    // The line of the sums begins at the top of the first bar: its number stands below that, or
                    // clear above it where the bar is too low.
                    ...(i > 0
                      ? {}
                      : bar.share < 0.08
                        ? { label: { distance: 12 } }
                        : {
                            label: {
                              position: 'insideTop',
                              color: bar.vital || ordered ? '#ffffff' : theme.text,
                              distance: 8
                            }
                          }),
                    itemStyle: {
                      color: bar.vital || ordered ? '#0072B2' : theme.dark ? '#5b6675' : '#aab3bf',
                      borderColor: theme.text,
                      // The vital few also differ without colour: they have an outline.
                      borderWidth: bar.vital ? 1 : 0
                    }
                  })),
                  label: {
                    show: bars.length <= 14,
                    position: 'top',
                    color: theme.text,
                    fontFamily: canvasFont,
                    fontSize: 11,
                    formatter: ({ value }: { readonly value: number }) => f.number(value)
                  }
                }
              ]
            : layers.map((layer, i) => ({
                ...barStyle,
                name: layer.label,
                stack: 'all',
                data: layer.counts,
                // Told apart without colour too: every second one is hatched.
                itemStyle: {
                  color: okabeIto[i % okabeIto.length],
                  borderColor: theme.surface,
                  borderWidth: 1,
                  ...(i % 2 === 1 ? { decal: hatch(theme, i) } : {})
                }
              }))),
          {
            type: 'line',
            name: t('cumulative'),
            yAxisIndex: 1,
            symbol: 'circle',
            symbolSize: 5,
            lineStyle: { color: '#D55E00', width: 1.75 },
            itemStyle: { color: '#D55E00' },
            data: bars.map(bar => bar.cumulative)
          },
          ...(markLine === undefined ? [] : [{ type: 'line', xAxisIndex: 1, data: [], markLine }])
        ]
      }
    },
    [bars, f, layers, onDrill, ordered, t, tell, total, unit, vital.length]
  )

  const label = t('paretoLabel', {
    title,
    total: f.number(total),
    unit,
    first: bars
      .slice(0, 3)
      .map(bar => `${bar.label} ${f.percent(bar.share)}`)
      .join(', ')
  })
  if (bars.length === 0) return <Empty compact title={t('nothing')} />
  return (
    <Chart
      option={option}
      label={label}
      height={height}
      {...(ref === undefined ? {} : { ref })}
      {...(onDrill === undefined
        ? {}
        : {
            onClick: ({ dataIndex }) => {
              const bar = bars[dataIndex]
              if (bar !== undefined) onDrill(bar.folded.length > 0 ? bar.folded : [bar.key], bar.label)
            }
          })}
    />
  )
}

/** The figures behind a Pareto chart. */
export function useParetoData({
  title,
  items,
  unit,
  most = 20,
  split,
  ordered = false
}: ParetoProps): () => ChartData {
  const { t } = useTranslation('charts')
  return () => ({
    header: [title, unit, t('share'), t('cumulative'), ...(split?.labels ?? [])],
    rows: paretoBars(items, t('other'), most, ordered ? 0 : 0.8, ordered).map(bar => [
      bar.label,
      bar.count,
      bar.share,
      bar.cumulative,
      ...(split === undefined ? [] : sumsOf(bar, split))
    ])
  })
}

/** Groups drawn by themselves; what is beyond is one layer of its own. */
const mostLayers = 7

interface Layer {
  readonly label: string
  readonly counts: readonly number[]
}

function sumsOf(bar: ParetoBar, split: ParetoSplit): readonly number[] {
  const keys = bar.folded.length > 0 ? bar.folded : [bar.key]
  return split.labels.map((_, group) => keys.reduce((sum, key) => sum + (split.of(key)[group] ?? 0), 0))
}

/** The largest groups over all bars, each with its counts by bar, and the rest as one. */
function layersOf(bars: readonly ParetoBar[], split: ParetoSplit, other: string): readonly Layer[] {
  const by = bars.map(bar => sumsOf(bar, split))
  const groups = split.labels
    .map((label, group) => ({ label, counts: by.map(sums => sums[group] ?? 0) }))
    .filter(layer => layer.counts.some(count => count > 0))
  if (groups.length <= mostLayers + 1) return groups
  const size = (layer: Layer): number => layer.counts.reduce((sum, count) => sum + count, 0)
  const shown = new Set(groups.toSorted((a, b) => size(b) - size(a)).slice(0, mostLayers))
  const rest = groups.filter(layer => !shown.has(layer))
  const sums = bars.map((_, i) => rest.reduce((sum, layer) => sum + (layer.counts[i] ?? 0), 0))
  return [...groups.filter(layer => shown.has(layer)), { label: `${other} (${rest.length})`, counts: sums }]
}

function tooltip(theme: CanvasTheme): Record<string, unknown> {
  return {
    renderMode: 'richText',
    confine: true,
    backgroundColor: theme.raised,
    borderColor: theme.line,
    textStyle: { color: theme.text, fontSize: 12, fontFamily: canvasFont }
  }
}
