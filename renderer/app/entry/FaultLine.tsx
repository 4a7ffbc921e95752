import type { FabError } from '@contract/errors'
import { IconAlertTriangle } from '@tabler/icons-react'
import { faultText } from '../i18n/faultText'
import css from './entry.module.css'

/** A fault inside a form: what happened, what to do; nothing when there is none. */
export function FaultLine({ error }: { readonly error: FabError | null }) {
  if (error === null) return null
  const { what, action } = faultText(error.fault)
  return (
    <div className={css.fault} role="alert">
      <IconAlertTriangle size={16} />
      <span>
        <b>{what}</b>
        {action}
      </span>
    </div>
  )
}
