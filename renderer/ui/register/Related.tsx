import type { FabError } from '@contract/errors'
import { type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { LinkTo } from '../../app/navigation'
import { Failure, Loading } from '../faces'
import css from './register.module.css'

/** One record that refers to the shown one. */
export interface RelatedLine {
  readonly id: string
  readonly to: string
  readonly number?: string
  readonly title: ReactNode
  readonly side?: ReactNode
}

interface Props {
  readonly title: string
  /** What `useQueryOf` gave; at most a handful of rows and their number. */
  readonly of: {
    readonly data: { readonly total: number } | undefined
    readonly error: FabError | null
    refetch(): unknown
  }
  readonly lines: readonly RelatedLine[]
  /** Where all of them are listed. */
  readonly all?: string
  readonly none: string
  readonly actions?: ReactNode
}

/** A short list of what refers to a record, with the way to all of it. */
export function Related({ title, of, lines, all, none, actions }: Props) {
  const { t } = useTranslation('register')
  const total = of.data?.total
  return (
    <div className={css.related}>
      <h3 className={css.relatedHead}>
        {title}
        {total !== undefined && total > 0 && <span className={css.count}>{total}</span>}
        {all !== undefined && total !== undefined && total > lines.length && (
          <LinkTo to={all} className={css.more}>
            {t('all', { count: total })}
          </LinkTo>
        )}
        {actions}
      </h3>
      {total === undefined ? (
        of.error === null ? (
          <Loading rows={2} />
        ) : (
          <Failure compact error={of.error} retry={() => void of.refetch()} />
        )
      ) : lines.length === 0 ? (
        <div className={css.nothing}>{none}</div>
      ) : (
        <ul className={css.lines}>
          {lines.map(line => (
            <li key={line.id}>
              <LinkTo to={line.to} className={css.lineLink}>
                {line.number !== undefined && <span className={css.lineNumber}>{line.number}</span>}
                <span className={css.lineMain}>{line.title}</span>
                {line.side !== undefined && <span className={css.lineSide}>{line.side}</span>}
              </LinkTo>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
