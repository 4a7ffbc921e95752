import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'

/** Words for actions and kinds of records; their own names where there is no text. */
export function useNames(): {
  readonly action: (action: string) => string
  readonly entity: (entity: string) => string
} {
  const { t, i18n } = useTranslation('audit')
  const action = useCallback(
    (name: string) => (i18n.exists(`audit:actions.${name}`) ? t(`actions.${name}`) : name),
    [t, i18n]
  )
  const entity = useCallback(
    (name: string) => (i18n.exists(`audit:entities.${name}`) ? t(`entities.${name}`) : name),
    [t, i18n]
  )
  return { action, entity }
}
