import type { AccuracyRate } from '@contract/accuracy'
import { type Ref, useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../app/i18n/useFormat'
import { canvasFont } from '../app/theme/fonts'
import { type CanvasTheme, okabeIto } from '../app/theme/series'
import { Chart, type ChartHandle } from '../charts/Chart'
import { axis, type Option } from '../charts/option'

interface Props {
  readonly title: string
  readonly periods: readonly (AccuracyRate & { readonly key: string })[]
  readonly total: AccuracyRate
  readonly onPick: (key: string) => void
  readonly ref?: Ref<ChartHandle>
}

/** How many root causes were judged: what the rate rests on. */
export function judgedOf({ held, partly, didNotHold }: AccuracyRate): number {
  return held + partly + didNotHold
}

/** The rate over time with Wilson's intervals; a period without a verdict is a gap. */
export function RateChart({ title, periods, total, onPick, ref }: Props) {
  const { t } = useTranslation('accuracy')
  const f = useFormat()
  const option = useCallback(
    (theme: CanvasTheme): Option => ({
      grid: {
        left: 8,
        right: 12,
        top: 14,
        bottom: 4,
        outerBoundsMode: 'same',
        outerBoundsContain: 'axisLabel'
      },
      tooltip: {
        renderMode: 'richText',
        confine: true,
        backgroundColor: theme.raised,
        borderColor: theme.line,
        textStyle: { color: theme.text, fontSize: 12, fontFamily: canvasFont },
        trigger: 'axis',
        axisPointer: { type: 'shadow', shadowStyle: { color: theme.dark ? '#ffffff10' : '#0000000c' } },
        formatter: (points: readonly { readonly dataIndex: number }[]) => {
          const one = periods[points[0]?.dataIndex ?? -1]
          if (one === undefined) return ''
          return [
            one.key,
            one.rate === null
              ? t('totalNone')
              : t('total', { rate: f.percent(one.rate), low: f.percent(one.low), high: f.percent(one.high) }),
            t('judged', { held: f.number(one.held), n: f.number(judgedOf(one)) }),
            t('closedN', { count: one.closed, n: f.number(one.closed) }),
            ...(one.lacking > 0 ? [t('lackingN', { count: one.lacking, n: f.number(one.lacking) })] : [])
          ].join('\n')
        }
      },
      xAxis: axis(theme, {
        type: 'category',
        data: periods.map(one => `${one.key}\nn = ${f.number(judgedOf(one))}`),
        axisLabel: { hideOverlap: true, lineHeight: 14 }
      }),
      yAxis: axis(theme, {
        type: 'value',
        min: 0,
        max: 1,
        interval: 0.25,
        axisLabel: { formatter: (v: number) => `${Math.round(v * 100)} %` }
      }),
      series: [
        // The interval as a bar that stands on an invisible one.
        {
          type: 'bar',
          stack: 'interval',
          barWidth: 10,
          silent: true,
          itemStyle: { color: 'transparent' },
          data: periods.map(one => one.low ?? 0)
        },
        {
          type: 'bar',
          stack: 'interval',
          barWidth: 10,
          cursor: 'pointer',
          itemStyle: { color: theme.dark ? '#4d5a6b' : '#c3cad3', borderRadius: 2 },
          data: periods.map(one => (one.low === null || one.high === null ? null : one.high - one.low))
        },
        {
          type: 'line',
          symbol: 'circle',
          symbolSize: 13,
          connectNulls: false,
          lineStyle: { color: theme.dark ? okabeIto[4] : okabeIto[0], width: 1.75 },
          itemStyle: {
            color: theme.dark ? okabeIto[4] : okabeIto[0],
            borderColor: theme.surface,
            borderWidth: 2
          },
          data: periods.map(one => one.rate),
          ...(total.rate === null
            ? {}
            : {
                markLine: {
                  silent: true,
                  symbol: 'none',
                  precision: 6,
                  lineStyle: { color: theme.muted, type: [4, 3], width: 1 },
                  label: { show: false },
                  data: [{ yAxis: total.rate }]
                }
              })
        }
      ]
    }),
    [f, periods, t, total.rate]
  )
  return (
    <Chart
      option={option}
      height="100%"
      label={t('chart.label', { title, n: f.number(judgedOf(total)), rate: f.percent(total.rate) })}
      onClick={({ dataIndex }) => {
        const one = periods[dataIndex]
        if (one !== undefined) onPick(one.key)
      }}
      {...(ref === undefined ? {} : { ref })}
    />
  )
}
