import type { ParetoBarOut } from '@contract/pareto'
import { useCallback, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../app/i18n/useFormat'
import type { ChartHandle } from '../charts/Chart'
import { ChartFrame } from '../charts/ChartFrame'
import { ComparedPareto } from '../charts/ComparedPareto'
import type { ParetoBar } from '../charts/pareto'
import { ParetoChart } from '../charts/ParetoChart'
import { PinButton } from '../evidence/PinButton'
import { BarsTable, useBarsData } from './BarsTable'
import { Changed } from './Changed'
import { type Answer, barsOf, comparedOf, few, nameOf, shareWords } from './figures'
import css from './pareto.module.css'
import { drilled, type ParetoView, routeOfView } from './state'
import type { ParetoWords } from './words'

interface Props {
  readonly view: ParetoView
  readonly answer: Answer
  readonly field: string
  /** The answer is still that of the view before: nothing in it can be chosen. */
  readonly stale: boolean
  readonly words: ParetoWords
  /** Case things are pinned to unless told otherwise. */
  readonly caseId: string | null
  readonly onChange: (view: ParetoView) => void
}

/** The chart with its figures beside it, in the same order. */
export function Charted({ view, answer, field, stale, words, caseId, onChange }: Props) {
  const { t } = useTranslation('pareto')
  const f = useFormat()
  const chart = useRef<ChartHandle>(null)
  const name = useCallback(
    (bar: ParetoBarOut) => nameOf(bar, field, words, n => t('other', { n: f.number(n) })),
    [f, field, t, words]
  )
  const sides = useMemo(() => words.sides(), [words])
  const to = useCallback((low: string, high: string) => t('chart.interval', { low, high }), [t])
  const bars = useMemo(() => barsOf(answer, name), [answer, name])
  const compared = useMemo(
    () => (sides === null ? [] : comparedOf(answer, name, sides, f, to)),
    [answer, f, name, sides, to]
  )
  const tell = useCallback(
    (bar: ParetoBar) => {
      const own = answer.bars[Number(bar.key)]
      return own === undefined ? [] : [shareWords(own, f, to)]
    },
    [answer, f, to]
  )
  const drill = (index: number): void => {
    if (!stale) onChange(drilled(view, answer.bars, index))
  }
  const sum = view.weight === 'count' ? null : words.weightUnit()
  const shown = { bars: answer.bars, name, field: t(`fields.${field}`), sum, sides }
  const data = useBarsData(shown)
  const title = words.title()
  const note = useProvenance({ view, answer, words })
  return (
    <div className={css.body} data-compared={sides !== null || undefined} aria-busy={stale}>
      <div className={css.chart}>
        <ChartFrame
          title={title}
          note={note}
          chart={chart}
          data={data}
          tall
          actions={
            <PinButton
              title={title}
              caseId={caseId}
              what={() => ({
                kind: 'chart',
                title,
                caption: note,
                n: answer.total.n,
                link: routeOfView(view),
                sources: [],
                view,
                data: data(),
                png: chart.current?.png() ?? null,
                svg: chart.current?.svg() ?? null
              })}
            />
          }
        >
          <div className={css.canvas}>
            {sides === null ? (
              <ParetoChart
                ref={chart}
                title={title}
                items={bars}
                made={bars}
                tell={tell}
                ordered={view.order === 'own'}
                unit={words.weightUnit()}
                height="100%"
                onDrill={keys => {
                  drill(Number(keys[0] ?? -1))
                }}
              />
            ) : (
              <ComparedPareto
                ref={chart}
                bars={compared}
                names={sides}
                unit={t('chart.share', { unit: words.weightUnit() })}
                label={t('chart.label', {
                  title,
                  first: sides[0],
                  second: sides[1],
                  top: compared[0]?.label ?? ''
                })}
                height="100%"
                onPick={drill}
              />
            )}
          </div>
        </ChartFrame>
        {sides !== null && (
          <Changed answer={answer} name={name} words={words} weighed={view.weight !== 'count'} />
        )}
      </div>
      <div className={css.table}>
        {sides !== null && (
          <p className={css.sides}>{t('table.sides', { first: sides[0], second: sides[1] })}</p>
        )}
        <BarsTable {...shown} fileName={title} onOpen={drill} />
      </div>
    </div>
  )
}

/** n, sums, period, filter, what was left out, and the moment, in one line. */
function useProvenance({ view, answer, words }: Pick<Props, 'view' | 'answer' | 'words'>): string {
  const { t } = useTranslation('pareto')
  const f = useFormat()
  const { total, beside, undated, weightless, asOf, vitalFew, values } = answer
  const sides = words.sides()
  const least = Math.min(total.n, beside?.n ?? total.n)
  const filters = [...view.filters, ...view.steps].map(one => words.filter(one))
  const n = (count: number): string => t('chart.n', { n: f.number(count), unit: words.unit() })
  return [
    sides === null || beside === null
      ? n(total.n)
      : t('chart.against', {
          first: `${sides[0]} (${n(total.n)})`,
          second: `${sides[1]} (${n(beside.n)})`
        }),
    view.weight === 'count'
      ? ''
      : t('chart.sum', { value: f.number(total.value), weightUnit: words.weightUnit() }),
    view.weight === 'severity' ? t('chart.points', view.severity) : '',
    view.beside?.by === 'period' ? '' : words.period(view.period),
    filters.length === 0 ? t('chart.noFilter') : t('chart.filters', { filters: filters.join('; ') }),
    vitalFew !== null && !answer.bars.some(bar => bar.vital)
      ? t('chart.vitalFew', {
          n: f.number(vitalFew),
          of: f.number(values),
          share: f.percent(view.vital, 0)
        })
      : '',
    undated > 0 ? t('chart.undated', { n: f.number(undated) }) : '',
    weightless > 0 ? t(`chart.weightless.${view.weight}`, { n: f.number(weightless) }) : '',
    t('chart.asOf', { at: f.dateTime(asOf) }),
    least > 0 && least < few ? t('chart.small', { n: f.number(least), unit: words.unit() }) : ''
  ]
    .filter(text => text !== '')
    .join(' · ')
}
