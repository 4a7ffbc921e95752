import { type MantineThemeOverride, mergeThemeOverrides } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { theme } from './theme'

/** The theme with the words that Mantine's own controls need in the present language. */
export function useTheme(): MantineThemeOverride {
  const { t, i18n } = useTranslation('app')
  return useMemo(
    () =>
      mergeThemeOverrides(theme, {
        components: {
          CloseButton: { defaultProps: { 'aria-label': t('close') } },
          PasswordInput: {
            defaultProps: { visibilityToggleButtonProps: { 'aria-label': t('showPassword') } }
          }
        }
      }),
    // The function is the same in every language.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [t, i18n.language]
  )
}
