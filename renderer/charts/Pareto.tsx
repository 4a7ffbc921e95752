import { useCallback, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../app/i18n/useFormat'
import { canvasFont } from '../app/theme/fonts'
import type { CanvasTheme } from '../app/theme/series'
import { Empty } from '../ui/faces'
import { Chart, type ChartHandle } from './Chart'
import { ChartFrame } from './ChartFrame'
import { axis, type Option } from './option'
import { paretoBars, type ParetoItem } from './pareto'

interface Props {
  readonly title: string
  /** What saved files are called, where the title alone is not enough. */
  readonly fileName?: string
  readonly items: readonly ParetoItem[]
  /** What is counted: `parts`, `complaints`; translated. */
  readonly unit: string
  readonly note?: React.ReactNode
  readonly height?: number
  readonly most?: number
  /** A bar was clicked; keys of what it stands for (several for `Other`). */
  readonly onDrill?: (keys: readonly string[], label: string) => void
  readonly actions?: React.ReactNode
}

/** Pareto chart: bars descending, cumulative line on the right axis to 100 %, the vital few marked. */
export function Pareto({
  title,
  fileName = title,
  items,
  unit,
  note,
  height = 320,
  most = 20,
  onDrill,
  actions
}: Props) {
  const { t } = useTranslation('charts')
  const f = useFormat()
  const chart = useRef<ChartHandle>(null)
  const bars = useMemo(() => paretoBars(items, t('other'), most), [items, t, most])
  const total = bars.reduce((sum, bar) => sum + bar.count, 0)
  const vital = bars.filter(bar => bar.vital)

  const option = useCallback(
    (theme: CanvasTheme): Option => ({
      grid: {
        left: 8,
        right: 8,
        top: 30,
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
          return [
            bar.label,
            `${unit}: ${f.number(bar.count)} (${f.percent(bar.share)})`,
            `${t('cumulative')}: ${f.percent(bar.cumulative)}`
          ].join('\n')
        }
      },
      xAxis: axis(theme, {
        type: 'category',
        data: bars.map(bar => bar.label),
        axisLabel: {
          interval: 0,
          hideOverlap: true,
          rotate: bars.length > 8 ? 35 : 0,
          width: bars.length > 8 ? 110 : Math.max(60, 700 / Math.max(1, bars.length)),
          overflow: 'truncate'
        }
      }),
      yAxis: [
        // With the top at the total, both axes say the same height: a bar and the line can be compared.
        axis(theme, {
          type: 'value',
          splitLine: { show: false },
          name: unit,
          min: 0,
          max: total,
          minInterval: 1,
          axisLabel: { formatter: (v: number) => f.number(v) }
        }),
        axis(theme, {
          type: 'value',
          min: 0,
          max: 1,
          interval: 0.2,
          axisLabel: { formatter: (v: number) => `${Math.round(v * 100)} %` }
        })
      ],
      series: [
        {
          type: 'bar',
          name: unit,
          barMaxWidth: 56,
          barCategoryGap: '18%',
          cursor: onDrill === undefined ? 'default' : 'pointer',
          data: bars.map(bar => ({
            value: bar.count,
            itemStyle: {
              color: bar.vital ? '#0072B2' : theme.dark ? '#5b6675' : '#aab3bf',
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
          },
          markLine:
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
                  data: [{ xAxis: vital.length - 1 }]
                }
        },
        {
          type: 'line',
          name: t('cumulative'),
          yAxisIndex: 1,
          symbol: 'circle',
          symbolSize: 5,
          lineStyle: { color: '#D55E00', width: 1.75 },
          itemStyle: { color: '#D55E00' },
          data: bars.map(bar => bar.cumulative)
        }
      ]
    }),
    [bars, f, onDrill, t, total, unit, vital.length]
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
  return (
    <ChartFrame
      title={title}
      fileName={fileName}
      note={note ?? t('n', { n: f.number(total) })}
      actions={actions}
      chart={chart}
      data={() => ({
        header: [title, unit, t('share'), t('cumulative')],
        rows: bars.map(bar => [bar.label, bar.count, bar.share, bar.cumulative])
      })}
    >
      {bars.length === 0 ? (
        <Empty compact title={t('nothing')} />
      ) : (
        <Chart
          ref={chart}
          option={option}
          label={label}
          height={height}
          {...(onDrill === undefined
            ? {}
            : {
                onClick: ({ dataIndex }) => {
                  const bar = bars[dataIndex]
                  if (bar !== undefined) onDrill(bar.folded.length > 0 ? bar.folded : [bar.key], bar.label)
                }
              })}
        />
      )}
    </ChartFrame>
  )
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
