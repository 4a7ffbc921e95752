import { useTranslation } from 'react-i18next'
import css from '../panels/panels.module.css'
import { countText } from './answers'

/** Sets by number of events, as bars on a scale of powers of ten: counts run over many. */
export function OrderCounts({
  counts,
  title,
  closed = false
}: {
  /** From order 0. */
  readonly counts: readonly string[]
  readonly title: string
  /** Behind a line that opens it. */
  readonly closed?: boolean
}) {
  const { t, i18n } = useTranslation('faultTree')
  const rows = counts.map((count, order) => ({ count, order })).filter(({ count }) => count !== '0')
  if (rows.length === 0) return null
  const wide = (count: string): number => count.length - 1 + Math.log10(Number(count.slice(0, 1)) + 1)
  const most = Math.max(...rows.map(({ count }) => wide(count)))
  const table = (
    <table className={css.orders}>
      <thead>
        <tr>
          <th>{t('results.order')}</th>
          <th>{title}</th>
          <th className={css.scale}>{t('results.logScale')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ count, order }) => (
          <tr key={order}>
            <td>{order}</td>
            <td>{countText(count, i18n.language)}</td>
            <td aria-hidden>
              <span className={css.bar} style={{ width: `${(100 * wide(count)) / most}%` }} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
  if (!closed) return table
  return (
    <details className={css.closed}>
      <summary>{t('primes.byOrder')}</summary>
      {table}
    </details>
  )
}
