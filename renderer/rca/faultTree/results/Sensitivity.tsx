import type { TreeSweep } from '@contract/faultTree'
import { Button, Checkbox, SegmentedControl, Select } from '@mantine/core'
import { useCallback, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/client/index'
import { FaultLine } from '../../../app/entry/FaultLine'
import { useFormat } from '../../../app/i18n/useFormat'
import type { CanvasTheme } from '../../../app/theme/series'
import { Chart, type ChartHandle } from '../../../charts/Chart'
import { ChartFrame } from '../../../charts/ChartFrame'
import { axis, type Option } from '../../../charts/option'
import { QuantityField } from '../panels/fields'
import type { TreeEditor } from '../useTree'
import css from '../panels/panels.module.css'
import { useAsked } from './useAsked'
import type { Computing } from './useResults'

interface Props {
  readonly editor: TreeEditor
  readonly computing: Computing
}

/** Most bars of a tornado that are drawn; all are exported. */
const barsMost = 15

/** How the top answers to one number over a range, and to every number by a factor. */
export function Sensitivity({ editor, computing }: Props) {
  const { t } = useTranslation('faultTree')
  const { tree, record } = editor
  const [kind, setKind] = useState<'curve' | 'tornado'>('tornado')
  const [of, setOf] = useState<string | null>(null)
  const [from, setFrom] = useState(1e-6)
  const [to, setTo] = useState(1)
  const [log, setLog] = useState(true)
  const [factor, setFactor] = useState(10)
  const { answer, fault, running, stale, ask, cancel } = useAsked<TreeSweep>(computing)
  const offered = [
    ...tree.parameters,
    ...tree.events.filter(one => one.data.kind !== 'house'),
    ...tree.groups
  ]
  const chosen = of ?? (record?.type === 'event' ? record.id : null)
  const ready = kind === 'tornado' ? factor > 1 : chosen !== null && from < to && (!log || from > 0)
  const shown = answer !== null && (kind === 'tornado') === answer.bars.length > 0 ? answer : null
  return (
    <div className={css.form}>
      <SegmentedControl
        size="xs"
        aria-label={t('sensitivity.kind')}
        value={kind}
        data={(['tornado', 'curve'] as const).map(value => ({ value, label: t(`sensitivity.${value}`) }))}
        onChange={value => {
          setKind(value)
        }}
      />
      {kind === 'tornado' ? (
        <QuantityField
          label={t('sensitivity.factor')}
          value={factor}
          parameters={[]}
          disabled={false}
          onCommit={value => {
            if (typeof value === 'number' && value > 1) setFactor(value)
          }}
        />
      ) : (
        <>
          <Select
            label={t('sensitivity.of')}
            searchable
            data={offered.map(one => ({
              value: one.id,
              label: `${one.data.name} ${one.data.label}`.trim().slice(0, 80)
            }))}
            value={chosen}
            onChange={setOf}
          />
          <div className={css.pair}>
            <QuantityField
              label={t('sensitivity.from')}
              value={from}
              parameters={[]}
              disabled={false}
              onCommit={value => {
                if (typeof value === 'number') setFrom(value)
              }}
            />
            <QuantityField
              label={t('sensitivity.to')}
              value={to}
              parameters={[]}
              disabled={false}
              onCommit={value => {
                if (typeof value === 'number') setTo(value)
              }}
            />
          </div>
          <Checkbox
            label={t('sensitivity.log')}
            checked={log}
            onChange={event => {
              setLog(event.currentTarget.checked)
            }}
          />
        </>
      )}
      <Button
        variant={running ? 'default' : 'filled'}
        disabled={!running && !ready}
        onClick={() => {
          if (running) {
            cancel()
            return
          }
          const question =
            kind === 'tornado'
              ? ({ kind, factor } as const)
              : ({ kind, of: chosen ?? '', from, to, log, points: 61 } as const)
          ask(signal => call('faultTree.sweep', { ...computing.asked(), ask: question }, signal))
        }}
      >
        {t(running ? 'app:cancel' : 'sensitivity.run')}
      </Button>
      <FaultLine error={fault} />
      {shown !== null && (
        <div data-stale={stale || undefined}>
          {stale && <p className={css.warn}>{t('results.stale')}</p>}
          {shown.bars.length > 0 ? (
            <Tornado answer={shown} editor={editor} />
          ) : (
            <Curve answer={shown} editor={editor} log={log} />
          )}
        </div>
      )}
    </div>
  )
}

interface Shown {
  readonly answer: TreeSweep
  readonly editor: TreeEditor
}

function Curve({ answer, editor, log }: Shown & { readonly log: boolean }) {
  const { t } = useTranslation('faultTree')
  const f = useFormat()
  const chart = useRef<ChartHandle>(null)
  const option = useCallback(
    (theme: CanvasTheme): Option => ({
      grid: { left: 68, right: 16, top: 16, bottom: 36 },
      tooltip: { trigger: 'axis' },
      xAxis: axis(theme, {
        type: log ? 'log' : 'value',
        name: t('sensitivity.value'),
        nameLocation: 'middle',
        nameGap: 22,
        min: answer.points[0]?.value,
        max: answer.points.at(-1)?.value,
        axisLabel: { formatter: (v: number) => f.significant(v, 2), hideOverlap: true }
      }),
      yAxis: axis(theme, {
        type: 'value',
        scale: true,
        name: 'P',
        axisLabel: { formatter: (v: number) => f.significant(v, 3) }
      }),
      series: [
        {
          type: 'line',
          symbol: 'none',
          name: 'P',
          data: answer.points.map(({ value, p }) => [value, p]),
          ...(answer.value === null
            ? {}
            : {
                markLine: {
                  symbol: 'none',
                  silent: true,
                  // Two decimals unless told: nothing of a small probability.
                  precision: 15,
                  lineStyle: { color: theme.accent, type: 'dashed' },
                  label: { formatter: t('sensitivity.now'), color: theme.accent },
                  data: [{ xAxis: answer.value }]
                }
              })
        }
      ]
    }),
    [answer, f, log, t]
  )
  return (
    <ChartFrame
      title={t('sensitivity.curve')}
      fileName={`${editor.open.diagram.title} ${t('sensitivity.curve')}`}
      chart={chart}
      data={() => ({
        header: [t('sensitivity.value'), 'P'],
        rows: answer.points.map(({ value, p }) => [value, p])
      })}
    >
      <Chart ref={chart} option={option} label={t('sensitivity.curve')} height={260} />
    </ChartFrame>
  )
}

function Tornado({ answer, editor }: Shown) {
  const { t } = useTranslation('faultTree')
  const f = useFormat()
  const chart = useRef<ChartHandle>(null)
  const bars = answer.bars.slice(0, barsMost)
  const option = useCallback(
    (theme: CanvasTheme): Option => {
      const rows = answer.bars.slice(0, barsMost).toReversed()
      const positive = rows.every(({ low, high }) => low > 0 && high > 0)
      return {
        grid: { left: 96, right: 20, top: 20, bottom: 36 },
        tooltip: { trigger: 'item' },
        xAxis: axis(theme, {
          type: positive ? 'log' : 'value',
          name: 'P',
          nameLocation: 'middle',
          nameGap: 22,
          axisLabel: { formatter: (v: number) => f.significant(v, 2), hideOverlap: true }
        }),
        yAxis: axis(theme, {
          type: 'category',
          data: rows.map(row => row.name),
          axisLabel: { width: 84, overflow: 'truncate' }
        }),
        series: [
          {
            type: 'custom',
            name: 'P',
            encode: { x: [1, 2], y: 0 },
            data: rows.map((row, i) => [i, Math.min(row.low, row.high), Math.max(row.low, row.high)]),
            renderItem: (_: unknown, api: { value(i: number): number; coord(at: number[]): number[] }) => {
              const [x1 = 0, y = 0] = api.coord([api.value(1), api.value(0)])
              const [x2 = 0] = api.coord([api.value(2), api.value(0)])
              return {
                type: 'rect',
                shape: { x: x1, y: y - 6, width: Math.max(1, x2 - x1), height: 12 },
                style: { fill: '#56B4E9' }
              }
            },
            markLine: {
              symbol: 'none',
              silent: true,
              precision: 15,
              lineStyle: { color: theme.accent, type: 'dashed' },
              label: { formatter: t('sensitivity.now'), color: theme.accent },
              data: [{ xAxis: answer.p }]
            }
          }
        ]
      }
    },
    [answer, f, t]
  )
  return (
    <ChartFrame
      title={t('sensitivity.tornado')}
      fileName={`${editor.open.diagram.title} ${t('sensitivity.tornado')}`}
      note={t('sensitivity.note', { shown: bars.length, all: answer.bars.length })}
      chart={chart}
      data={() => ({
        header: [t('properties.name'), t('sensitivity.value'), t('sensitivity.low'), t('sensitivity.high')],
        rows: answer.bars.map(({ name, value, low, high }) => [name, value, low, high])
      })}
    >
      <Chart ref={chart} option={option} label={t('sensitivity.tornado')} height={80 + 20 * bars.length} />
    </ChartFrame>
  )
}
