import type { FabError } from '@contract/errors'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { faultText } from '../i18n/faultText'
import css from './entry.module.css'

/** A fault inside a form: what happened, what to do; nothing when there is none. */
export function FaultLine({ error }: { readonly error: FabError | null }) {
  const { t } = useTranslation('people')
  if (error === null) return null
  const { what, action } = faultText(error.fault)
  const { reasons } = error.fault.details
  return (
    <div className={css.fault} role="alert">
      <IconAlertTriangle size={16} />
      <span>
        <b>{what}</b>
        {error.fault.key === 'people.weakPassword' && Array.isArray(reasons)
          ? reasons.map(reason => `${t(`password.reasons.${String(reason)}`)} `)
          : null}
        {action}
      </span>
    </div>
  )
}
