import { useMantineColorScheme } from '@mantine/core'
import {
  IconDeviceDesktop,
  IconLanguage,
  IconLock,
  IconLogout,
  IconMoon,
  IconSun,
  IconUsers
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Icon } from '../areas'
import { useSession } from '../entry/session'
import { isLanguage, languages, setLanguage } from '../i18n/index'

/** A command as the palette lists it; labels and words are already in the person's language. */
export interface Line {
  readonly id: string
  readonly label: string
  readonly words: string
  readonly icon: Icon
  readonly keys: string | undefined
  readonly run: () => void
}

const schemes = { light: IconSun, dark: IconMoon, auto: IconDeviceDesktop } as const

/**
 * What the user menu offers, for the palette. The language is found by its own name and words of both
 * languages: who sits before a screen they cannot read must find the way back.
 */
export function useOwnLines(): readonly Line[] {
  const { t, i18n } = useTranslation('app')
  const { lock, signOut, switchUser } = useSession()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const line = (id: string, label: string, words: string, icon: Line['icon'], run: () => void): Line => ({
    id,
    label,
    words,
    icon,
    keys: undefined,
    run
  })
  const tongues = Object.entries(languages)
    .filter(([key]) => isLanguage(key) && key !== i18n.language)
    .map(([key, name]) =>
      line(
        `language.${key}`,
        t('palette.toLanguage', { language: name }),
        `${t('palette.words.language')} ${i18n.exists(`app:palette.words.${key}`) ? t(`palette.words.${key}`) : ''}`,
        IconLanguage,
        () => {
          if (isLanguage(key)) void setLanguage(key)
        }
      )
    )
  const looks = (['light', 'dark', 'auto'] as const)
    .filter(scheme => scheme !== colorScheme)
    .map(scheme =>
      line(
        `theme.${scheme}`,
        t('palette.toTheme', { theme: t(`user.${scheme}`) }),
        `${t('palette.words.theme')} ${t(`palette.words.${scheme}`)}`,
        schemes[scheme],
        () => {
          setColorScheme(scheme)
        }
      )
    )
  const session = t('palette.words.session')
  return [
    line('user.switch', t('user.switch'), session, IconUsers, switchUser),
    { ...line('user.lock', t('user.lock'), t('palette.words.lock'), IconLock, lock), keys: 'mod+shift+l' },
    ...tongues,
    ...looks,
    line('user.signOut', t('user.signOut'), session, IconLogout, signOut)
  ]
}
