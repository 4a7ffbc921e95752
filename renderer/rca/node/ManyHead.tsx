import { useTranslation } from 'react-i18next'
import css from './node.module.css'

interface Props {
  readonly count: number
  /** They have something in common that can be changed for all. */
  readonly alike: boolean
}

/** Says that several are selected, and what becomes of a change. */
export function ManyHead({ count, alike }: Props) {
  const { t } = useTranslation('rca')
  return (
    <div>
      <h2 className={css.manyHead}>{t('many.selected', { count })}</h2>
      <span className={css.quiet}>{t(alike ? 'many.forAll' : 'many.unlike')}</span>
    </div>
  )
}
