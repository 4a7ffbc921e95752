import { type Ref, useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../app/i18n/useFormat'
import { canvasFont } from '../app/theme/fonts'
import { type CanvasTheme, okabeIto } from '../app/theme/series'
import { Empty } from '../ui/faces'
import { Chart, type ChartHandle } from './Chart'
import { axis, barNames, hatch, legendOf, type Option } from './option'

/** One value with its shares on both sides, 0 to 1. */
export interface ComparedBar {
  readonly label: string
  readonly first: number
  readonly second: number
  /** A sign above the pair where the difference is more than chance; empty where it is not. */
  readonly sign: string
  /** Lines of the tooltip. */
  readonly lines: readonly string[]
}

interface Props {
  readonly bars: readonly ComparedBar[]
  /** What both sides are called. */
  readonly names: readonly [string, string]
  /** What the axis says: `Share of complaints`. */
  readonly unit: string
  /** What it shows, for those who do not see it. */
  readonly label: string
  readonly onPick?: (index: number) => void
  readonly height?: number | string
  readonly ref?: Ref<ChartHandle>
}

/** Shares of two periods or groups side by side, in the order of a Pareto. */
export function ComparedPareto({ bars, names, unit, label, onPick, height = 320, ref }: Props) {
  const { t } = useTranslation('charts')
  const f = useFormat()
  const option = useCallback(
    (theme: CanvasTheme): Option => ({
      grid: {
        left: 8,
        right: 8,
        top: 46,
        bottom: 8,
        outerBoundsMode: 'same',
        outerBoundsContain: 'axisLabel'
      },
      legend: legendOf(theme, names),
      tooltip: {
        renderMode: 'richText',
        confine: true,
        backgroundColor: theme.raised,
        borderColor: theme.line,
        textStyle: { color: theme.text, fontSize: 12, fontFamily: canvasFont },
        trigger: 'axis',
        axisPointer: { type: 'shadow', shadowStyle: { color: theme.dark ? '#ffffff10' : '#0000000c' } },
        formatter: (points: readonly { readonly dataIndex: number }[]) => {
          const bar = bars[points[0]?.dataIndex ?? -1]
          return bar === undefined ? '' : [bar.label, ...bar.lines].join('\n')
        }
      },
      xAxis: axis(theme, {
        type: 'category',
        data: bars.map(bar => bar.label),
        axisLabel: barNames(bars.map(bar => bar.label))
      }),
      yAxis: axis(theme, {
        type: 'value',
        min: 0,
        name: unit,
        nameTextStyle: { align: 'left', color: theme.muted, fontFamily: canvasFont },
        axisLabel: { formatter: (v: number) => f.percent(v, 0) }
      }),
      series: [
        {
          type: 'bar',
          name: names[0],
          barMaxWidth: 34,
          cursor: onPick === undefined ? 'default' : 'pointer',
          itemStyle: { color: okabeIto[0] },
          data: bars.map(bar => bar.first),
          label: {
            show: true,
            position: 'top',
            color: theme.text,
            fontFamily: canvasFont,
            fontSize: 12,
            formatter: ({ dataIndex }: { readonly dataIndex: number }) => bars[dataIndex]?.sign ?? ''
          }
        },
        {
          type: 'bar',
          name: names[1],
          barMaxWidth: 34,
          cursor: onPick === undefined ? 'default' : 'pointer',
          itemStyle: { color: okabeIto[1], decal: hatch(theme, 1) },
          data: bars.map(bar => bar.second)
        }
      ]
    }),
    [bars, f, names, onPick, unit]
  )
  if (bars.length === 0) return <Empty compact title={t('nothing')} />
  return (
    <Chart
      option={option}
      label={label}
      height={height}
      {...(ref === undefined ? {} : { ref })}
      {...(onPick === undefined
        ? {}
        : {
            onClick: ({ dataIndex }) => {
              onPick(dataIndex)
            }
          })}
    />
  )
}
