import type { Output } from '@contract/index'
import { NumberInput, Select } from '@mantine/core'
import { useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../../app/client/index'
import { useFormat } from '../../app/i18n/useFormat'
import type { ChartHandle } from '../../charts/Chart'
import { ControlChart } from '../../charts/ControlChart'
import { unitOf } from '../../instruments/words'
import { Empty, Faces } from '../../ui/faces'
import css from '../analysis.module.css'
import { useBench } from '../bench'
import { Choice, ElementInput, NoTest } from '../controls'
import { PanelFrame } from '../PanelFrame'
import { testLabel } from '../words'

type Answer = Output<'analysis.trend'>

const alongs = ['part', 'time', 'wafer', 'lot'] as const
const ruleSets = ['westernElectric', 'nelson', 'none'] as const

/** One test over parts or time, with control limits and the points that break a rule. */
export default function Trend() {
  const { view, test, option } = useBench()
  const along = alongs.find(known => known === option('t.along')) ?? 'part'
  const rules = ruleSets.find(known => known === option('t.rules')) ?? 'westernElectric'
  const base = Number(option('t.base')) || null
  const answer = useQueryOf(
    'analysis.trend',
    {
      view,
      test: test?.ref ?? { key: '-' },
      along,
      rules,
      baseline: base !== null && base >= 2 ? base : null
    },
    { keep: true, enabled: test !== null, topics: ['import', 'set'] }
  )
  if (test === null) return <NoTest />
  return (
    <Faces of={answer} rows={12}>
      {data => <Shown data={data} along={along} rules={rules} />}
    </Faces>
  )
}

interface Props {
  readonly data: Answer
  readonly along: (typeof alongs)[number]
  readonly rules: (typeof ruleSets)[number]
}

function Shown({ data, along, rules }: Props) {
  const { t } = useTranslation('analysis')
  const f = useFormat()
  const { view, overview, option, setOption, openPart } = useBench()
  const chart = useRef<ChartHandle>(null)
  const { test, value, spread, size, at, labels, flags } = data
  const units = unitOf(test.units)
  const means = data.chart === 'means'
  const timed = along === 'time' && at.every(Number.isFinite)
  const figures = useMemo(
    () => ({
      value,
      spread,
      center: data.center,
      lcl: data.lcl,
      ucl: data.ucl,
      limits: same(size) ? null : { lower: data.lower, upper: data.upper },
      sigma: means ? null : data.sigma,
      spreadCenter: data.spreadCenter,
      spreadUcl: data.spreadUcl,
      at: timed ? at : null,
      labels,
      flags
    }),
    [data, value, spread, size, at, labels, flags, means, timed]
  )
  const ruleName = useMemo(() => (rule: number) => t(`trend.rules.${rules}.${rule}`), [t, rules])
  const files = overview?.sets
  const pointName = useMemo(
    () => (point: number) => {
      const name = labels[point]
      if (name !== undefined) return `${name} · n = ${f.number(size[point])}`
      const seconds = at[point]
      const file = files?.[data.set[point] ?? -1]?.name ?? ''
      return [
        t('trend.point', { number: f.number((data.part[point] ?? 0) + 1) }),
        file,
        seconds === undefined || !Number.isFinite(seconds) ? '' : clock(seconds)
      ]
        .filter(text => text !== '')
        .join(' · ')
    },
    [labels, at, size, data.set, data.part, files, f, t]
  )
  const byRule = useMemo(() => {
    const counts = new Map<number, number>()
    for (const { rule } of flags) counts.set(rule, (counts.get(rule) ?? 0) + 1)
    return [...counts].toSorted(([a], [b]) => a - b)
  }, [flags])
  const title = testLabel(test)
  const n = value.length
  const flagged = useMemo(() => {
    const rulesAt = new Map<number, number[]>()
    for (const { point, rule } of flags) rulesAt.set(point, [...(rulesAt.get(point) ?? []), rule])
    return rulesAt
  }, [flags])
  return (
    <PanelFrame
      title={t('trend.title', { title, along: t(`trend.along.${along}`) })}
      kind="chart"
      chart={chart}
      more={[
        t(means ? 'trend.means' : 'trend.individuals'),
        t('trend.points', { n: f.number(n) }),
        data.thinned > 0 ? t('trend.thinned', { n: f.number(data.thinned) }) : '',
        data.center === null
          ? ''
          : t('trend.limits', {
              center: f.si(data.center, units),
              lcl: f.si(data.lcl, units),
              ucl: f.si(data.ucl, units)
            })
      ]
        .filter(text => text !== '')
        .join(' · ')}
      data={() => ({
        header: [
          t('trend.columns.point'),
          t('trend.columns.name'),
          t('trend.columns.at'),
          t('trend.columns.value'),
          t('trend.columns.spread'),
          t('figures.n'),
          t('trend.columns.rules')
        ],
        rows: Array.from(value, (one, i) => [
          i + 1,
          pointName(i),
          Number.isFinite(at[i]) ? clock(at[i] ?? 0) : null,
          one,
          spread[i],
          size[i],
          (flagged.get(i) ?? []).map(ruleName).join('; ')
        ]),
        failed: (row, column) => column === 3 && flagged.has(row)
      })}
      controls={
        <>
          <ElementInput />
          <Choice
            name="t.along"
            label={t('trend.alongLabel')}
            values={alongs.map(one => ({ value: one, label: t(`trend.along.${one}`) }))}
          />
          <Select
            w={165}
            aria-label={t('trend.rulesLabel')}
            value={rules}
            allowDeselect={false}
            onChange={next => {
              setOption('t.rules', next === 'westernElectric' || next === null ? '' : next)
            }}
            data={ruleSets.map(one => ({ value: one, label: t(`trend.ruleSets.${one}`) }))}
          />
          <NumberInput
            w={120}
            aria-label={t('trend.baseline')}
            title={t('trend.baselineHint')}
            placeholder={t('trend.baseline')}
            min={2}
            max={1_000_000}
            value={option('t.base')}
            onChange={next => {
              setOption('t.base', String(next))
            }}
          />
        </>
      }
    >
      <div className={css.fill}>
        {n === 0 ? (
          <Empty
            title={t('distribution.functional', { title })}
            hint={t('distribution.functionalHint')}
            compact
          />
        ) : (
          <div className={css.chartBox}>
            <ControlChart
              ref={chart}
              figures={figures}
              units={units}
              low={test.lo}
              high={test.hi}
              names={means ? ['X̄', 's'] : ['X', 'mR']}
              ruleName={ruleName}
              pointName={pointName}
              label={t('trend.label', {
                title,
                n: f.number(n),
                flags: f.number(flags.length),
                center: f.si(data.center, units)
              })}
              {...(means
                ? {}
                : {
                    onPoint: point => {
                      openPart(view.sets[data.set[point] ?? 0] ?? '', data.part[point] ?? 0)
                    }
                  })}
            />
          </div>
        )}
        {rules !== 'none' && (
          <ul className={css.flags} aria-label={t('trend.flags')}>
            {byRule.length === 0 && <li>{t('trend.noFlags')}</li>}
            {byRule.map(([rule, count]) => (
              <li key={rule}>
                <b>{rule}</b> {ruleName(rule)}: {t('trend.flagged', { count, n: f.number(count) })}
              </li>
            ))}
            {data.flagsLeftOut > 0 && <li>{t('trend.flagsLeftOut', { n: f.number(data.flagsLeftOut) })}</li>}
          </ul>
        )}
      </div>
    </PanelFrame>
  )
}

function same(sizes: ArrayLike<number>): boolean {
  for (let i = 1; i < sizes.length; i++) if (sizes[i] !== sizes[0]) return false
  return true
}

/** A tester's own clock, which has no zone. */
function clock(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ')
}
