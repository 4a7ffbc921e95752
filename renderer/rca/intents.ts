import type { Intent } from '@contract/rca'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'

/** Words for why a diagram was changed: `say(intent)`. */
export function useIntents(): (intent: Intent) => string {
  const { t, i18n } = useTranslation('rca')
  return useCallback(
    ({ key, params }: Intent) => {
      const { state } = params
      const said =
        typeof state === 'string' && i18n.exists(`rca:states.${state}`)
          ? { ...params, state: t(`states.${state}`) }
          : params
      return t(i18n.exists(`rca:intents.${key}`) ? `intents.${key}` : 'intents.edit', said)
    },
    [t, i18n]
  )
}
