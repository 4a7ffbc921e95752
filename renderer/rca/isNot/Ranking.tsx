import { IconListNumbers } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Empty } from '../../ui/faces'
import css from './isNot.module.css'
import type { Matrix, Standing } from './theories'
import { useWords } from './words'

interface Props {
  readonly ranking: readonly Standing[]
  readonly matrix: Matrix
}

/** Theories in the order in which they stand up to the facts, each with its reasons. */
export function Ranking({ ranking, matrix }: Props) {
  const { t } = useTranslation('isNot')
  return (
    <aside className={css.ranking} aria-label={t('ranking')}>
      <h2>{t('ranking')}</h2>
      {ranking.length === 0 ? (
        <Empty icon={IconListNumbers} title={t('noTheories')} hint={t('noTheoriesHint')} compact />
      ) : (
        <ol>
          {ranking.map(one => (
            <Place key={one.theory.id} one={one} n={matrix.theories.indexOf(one.theory) + 1} />
          ))}
        </ol>
      )}
      <p className={css.quiet}>{t('rule')}</p>
    </aside>
  )
}

function Place({ one, n }: { readonly one: Standing; readonly n: number }) {
  const { t } = useTranslation('isNot')
  const words = useWords()
  const { theory, asked, explains, onlyIf, against, untested } = one
  const share = (part: number): string => `${String(asked === 0 ? 0 : (100 * part) / asked)}%`
  return (
    <li data-failed={against.length > 0 || undefined}>
      <div className={css.placeTop}>
        <span
          className={css.place}
          data-failed={against.length > 0 || undefined}
          data-untested={one.place === null || undefined}
        >
          {one.place === null ? t('noPlace') : t('place', { place: one.place })}
        </span>
        <b>{theory.data.text === '' ? t('theory', { n }) : theory.data.text}</b>
      </div>
      <div
        className={css.meter}
        role="img"
        aria-label={t('counts', { explains, onlyIf: onlyIf.length, against: against.length, untested })}
      >
        <i data-says="explains" style={{ width: share(explains) }} />
        <i data-says="onlyIf" style={{ width: share(onlyIf.length) }} />
        <i data-says="doesNot" style={{ width: share(against.length) }} />
      </div>
      <span className={css.quiet}>
        {t('counts', { explains, onlyIf: onlyIf.length, against: against.length, untested })}
      </span>
      {against.map(row => (
        <span key={row.id} className={css.reason} data-says="doesNot">
          {t('fails', { dimension: words.dimension(row.data.dimension), question: words.question(row) })}
        </span>
      ))}
      {onlyIf.map(({ row, condition }) => (
        <span key={row.id} className={css.reason}>
          {t('assumes', {
            question: words.question(row),
            condition: condition === '' ? t('conditionMissing') : condition
          })}
        </span>
      ))}
    </li>
  )
}
