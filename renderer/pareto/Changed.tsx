import { IconInfoCircle } from '@tabler/icons-react'
import type { ParetoBarOut } from '@contract/pareto'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../app/i18n/useFormat'
import { type Answer, chance, points } from './figures'
import css from './pareto.module.css'
import type { ParetoWords } from './words'

interface Props {
  readonly answer: Answer
  readonly name: (bar: ParetoBarOut) => string
  readonly words: ParetoWords
  readonly weighed: boolean
}

/** What a comparison says in words: which shares differ by more than chance, and how many were asked. */
export function Changed({ answer, name, words, weighed }: Props) {
  const { t } = useTranslation('pareto')
  const f = useFormat()
  const { bars, beside, tested, overlap } = answer
  if (beside === null) return null
  const called = bars.filter(bar => bar.beside?.says === 'up' || bar.beside?.says === 'down')
  const unit = words.unit()
  return (
    <section className={css.changed} aria-label={t('changed.title')} role="status" tabIndex={0}>
      <IconInfoCircle size={15} className={css.sign} aria-hidden />
      <div>
        {overlap > 0 ? (
          <p>{t('changed.overlap', { n: f.number(overlap), unit })}</p>
        ) : answer.total.n === 0 || beside.n === 0 ? (
          <p>{t('changed.empty')}</p>
        ) : called.length === 0 ? (
          <p>{t('changed.nothing', { count: tested, n: f.number(tested) })}</p>
        ) : (
          <>
            {called.map(bar => (
              <p key={bar.key}>
                {t(`changed.${bar.beside?.says === 'up' ? 'up' : 'down'}`, {
                  what: name(bar),
                  first: f.percent(answer.total.n > 0 ? bar.n / answer.total.n : null),
                  second: f.percent(beside.n > 0 ? (bar.beside?.n ?? 0) / beside.n : null),
                  shift: points(bar.beside?.shift ?? null, f),
                  low: signed(bar.beside?.shiftLow ?? null),
                  high: signed(bar.beside?.shiftHigh ?? null),
                  p: chance(bar.beside?.p ?? null, f),
                  q: chance(bar.beside?.q ?? null, f)
                })}
              </p>
            ))}
            <p className={css.quiet}>{t('changed.tested', { count: tested, n: f.number(tested) })}</p>
          </>
        )}
        {weighed && overlap === 0 && (
          <p className={css.quiet}>{t('changed.weighted', { unit, weightUnit: words.weightUnit() })}</p>
        )}
      </div>
    </section>
  )

  function signed(shift: number | null): string {
    if (shift === null) return '—'
    return `${shift < 0 ? '−' : '+'}${points(shift, f)}`
  }
}
