import { Button, SegmentedControl, Select } from '@mantine/core'
import { closingPeriods, rootMethods, rootVerdicts } from '@contract/accuracy'
import type { Output } from '@contract/index'
import { IconAlertCircle, IconX } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../app/client/index'
import { useFormat } from '../app/i18n/useFormat'
import { go, useUrlValue } from '../app/navigation'
import type { ChartHandle } from '../charts/Chart'
import { ChartFrame } from '../charts/ChartFrame'
import { DayInput } from '../ui/DayInput'
import { isDay } from '../ui/days'
import { Empty, Faces } from '../ui/faces'
import { Page } from '../ui/Page'
import css from './accuracy.module.css'
import { type ClosingFilter, Closings } from './Closings'
import { Methods } from './Methods'
import { judgedOf, RateChart } from './RateChart'

type Rates = Output<'accuracy.rates'>

/** `/accuracy`: how often verified root causes held, over time and by method, with the cases behind it. */
export default function AccuracyPage() {
  const { t } = useTranslation('accuracy')
  const desk = useDesk()
  const { from, to, by, method } = desk.filter
  const answer = useQueryOf(
    'accuracy.rates',
    { from, to, by, method },
    { keep: true, topics: ['case', 'accuracy'] }
  )
  const none = desk.filter.from === null && desk.filter.to === null
  return (
    <Page title={t('title')} note={t('definition')} full>
      <div className={css.page}>
        <div className={css.controls}>
          <SegmentedControl
            aria-label={t('byLabel')}
            value={by}
            onChange={next => {
              desk.set({ by: next, period: '' })
            }}
            data={closingPeriods.map(value => ({ value, label: t(`by.${value}`) }))}
          />
          <DayInput
            w={140}
            aria-label={t('period.from')}
            placeholder={t('period.from')}
            value={from}
            onChange={day => {
              desk.set({ from: day ?? '' })
            }}
          />
          <DayInput
            w={140}
            aria-label={t('period.to')}
            placeholder={t('period.to')}
            value={to}
            onChange={day => {
              desk.set({ to: day ?? '' })
            }}
          />
        </div>
        <Faces
          of={answer}
          rows={12}
          isEmpty={data => none && data.periods.length === 0}
          empty={
            <Empty
              title={t('empty.title')}
              hint={t('empty.hint')}
              action={
                <Button
                  onClick={() => {
                    go('/cases')
                  }}
                >
                  {t('empty.go')}
                </Button>
              }
            />
          }
        >
          {data => <Shown data={data} desk={desk} />}
        </Faces>
      </div>
    </Page>
  )
}

interface Desk {
  readonly filter: ClosingFilter
  /** Parts of the address by name; empty = as usual. */
  readonly set: (patch: Readonly<Record<string, string>>) => void
}

/** What is looked at, as the address holds it: `quarter~2026-Q4~whys~held~2026-01-01~`. */
function useDesk(): Desk {
  const [text, setText] = useUrlValue('f', '')
  const names = ['by', 'period', 'method', 'verdict', 'from', 'to'] as const
  const parts = text.split('~')
  const values = Object.fromEntries(names.map((name, i) => [name, parts[i] ?? ''])) as Record<
    (typeof names)[number],
    string
  >
  const verdict = [...rootVerdicts, 'lacking' as const].find(known => known === values.verdict)
  return {
    filter: {
      by: closingPeriods.find(known => known === values.by) ?? 'quarter',
      period: /^[\dQ-]{4,7}$/.test(values.period) ? values.period : null,
      method: rootMethods.find(known => known === values.method) ?? null,
      verdicts: verdict === undefined ? [] : [verdict],
      from: isDay(values.from) ? values.from : null,
      to: isDay(values.to) ? values.to : null
    },
    set: patch => {
      const next = { ...values, ...patch }
      const joined = names.map(name => next[name]).join('~')
      setText(/^~*$/.test(joined) ? '' : joined)
    }
  }
}

function Shown({ data, desk }: { readonly data: Rates; readonly desk: Desk }) {
  const { t } = useTranslation('accuracy')
  const f = useFormat()
  const chart = useRef<ChartHandle>(null)
  const { filter, set } = desk
  const { total } = data
  const title = filter.method === null ? t('rateOver') : `${t('rateOver')}: ${t(`methods.${filter.method}`)}`
  const note = [
    total.rate === null
      ? t('totalNone')
      : t('total', { rate: f.percent(total.rate), low: f.percent(total.low), high: f.percent(total.high) }),
    t('judged', { held: f.number(total.held), n: f.number(judgedOf(total)) }),
    t('closedN', { count: total.closed, n: f.number(total.closed) }),
    f.dateTime(data.asOf)
  ].join(' · ')
  const narrowed = [
    filter.period ?? '',
    filter.method === null ? '' : t(`methods.${filter.method}`),
    ...filter.verdicts.map(one => (one === 'lacking' ? t('lacking') : t(`verdicts.${one}`)))
  ].filter(text => text !== '')
  return (
    <>
      {total.lacking > 0 && (
        <div className={css.reminder} role="status">
          <IconAlertCircle size={16} aria-hidden />
          <span>{t('lackingN', { count: total.lacking, n: f.number(total.lacking) })}</span>
          <Button
            variant="subtle"
            size="compact-xs"
            onClick={() => {
              set({ verdict: 'lacking', period: '', method: '' })
            }}
          >
            {t('showLacking')}
          </Button>
        </div>
      )}
      <div className={css.top}>
        <ChartFrame title={title} note={note} chart={chart} data={() => periodData(data, t)} tall>
          <div className={css.canvas}>
            <RateChart
              ref={chart}
              title={title}
              periods={data.periods}
              total={total}
              onPick={period => {
                set({ period: period === filter.period ? '' : period })
              }}
            />
          </div>
        </ChartFrame>
        <Methods
          methods={data.methods}
          chosen={filter.method}
          onChoose={method => {
            set({ method: method ?? '' })
          }}
        />
      </div>
      <div className={css.list}>
        <Closings
          filter={filter}
          tools={
            <>
              <Select
                w={170}
                aria-label={t('list.verdict')}
                placeholder={t('list.verdict')}
                clearable
                value={filter.verdicts[0] ?? null}
                data={[...rootVerdicts, 'lacking' as const].map(value => ({
                  value,
                  label: value === 'lacking' ? t('lacking') : t(`verdicts.${value}`)
                }))}
                onChange={value => {
                  set({ verdict: value ?? '' })
                }}
              />
              <span className={css.quiet}>
                {narrowed.length === 0 ? t('list.all') : t('list.of', { what: narrowed.join(' · ') })}
              </span>
              {narrowed.length > 0 && (
                <Button
                  variant="subtle"
                  size="compact-xs"
                  leftSection={<IconX size={12} />}
                  onClick={() => {
                    set({ period: '', method: '', verdict: '' })
                  }}
                >
                  {t('list.clear')}
                </Button>
              )}
            </>
          }
        />
      </div>
    </>
  )
}

/** The figures behind the chart. */
function periodData(data: Rates, t: (key: `columns.${string}`) => string) {
  const names = [
    'closed',
    'judged',
    'held',
    'partly',
    'didNotHold',
    'tooEarly',
    'lacking',
    'rate',
    'low',
    'high'
  ] as const
  return {
    header: [t('columns.period'), ...names.map(name => t(`columns.${name}`))],
    rows: data.periods.map(one => [
      one.key,
      one.closed,
      judgedOf(one),
      one.held,
      one.partly,
      one.didNotHold,
      one.tooEarly,
      one.lacking,
      one.rate,
      one.low,
      one.high
    ])
  }
}
