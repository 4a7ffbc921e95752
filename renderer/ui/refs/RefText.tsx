import { useTranslation } from 'react-i18next'
import { LinkTo } from '../../app/navigation'
import { type Ref, routeOf } from './kinds'
import { useLabel } from './labels'
import css from './RefText.module.css'

interface Props {
  readonly of: Ref | null
  /** Shown instead of nothing. */
  readonly none?: string
  /** As a link to the record's own screen. */
  readonly link?: boolean
}

/** The name of another record, read with its neighbours in one call. */
export function RefText({ of, none = '', link = false }: Props) {
  const { t } = useTranslation('register')
  const label = useLabel(of)
  if (of === null) return none === '' ? null : <span className={css.quiet}>{none}</span>
  if (label === undefined) return <span className={css.ghost} aria-hidden />
  if (label === null) return <span className={css.quiet}>{t('gone')}</span>
  const to = routeOf(of)
  if (!link || to === null) return <span title={label}>{label}</span>
  return (
    <LinkTo to={to} className={css.link} title={label}>
      {label}
    </LinkTo>
  )
}
