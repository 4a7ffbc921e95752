import type { FabError } from '@contract/errors'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { CopyButton } from '../../ui/CopyButton'
import { faultAddress, faultText } from '../i18n/faultText'
import css from './entry.module.css'

/** A fault inside a form: what happened, what to do, and a way there if it leads somewhere; nothing when there is none. */
export function FaultLine({ error }: { readonly error: FabError | null }) {
  const { t } = useTranslation('people')
  if (error === null) return null
  const { what, action } = faultText(error.fault)
  const { reasons } = error.fault.details
  const address = faultAddress(error.fault)
  return (
    <div className={css.fault} role="alert">
      <IconAlertTriangle size={16} />
      <span>
        <b>{what}</b>
        {error.fault.key === 'people.weakPassword' && Array.isArray(reasons)
          ? reasons.map(reason => `${t(`password.reasons.${String(reason)}`)} `)
          : null}
        {action}
        {address !== null && (
          <span className={css.faultLink}>
            <a href={address} target="_blank" rel="noreferrer">
              {address}
            </a>
            <CopyButton text={address} />
          </span>
        )}
      </span>
    </div>
  )
}
