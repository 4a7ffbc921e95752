import { ActionIcon, Menu, useMantineColorScheme } from '@mantine/core'
import { IconLanguage, IconMoon, IconSun } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { isLanguage, languages, setLanguage } from '../i18n/index'
import { Mark } from '../shell/Mark'
import css from './entry.module.css'

interface Props {
  readonly title?: string
  readonly hint?: ReactNode
  /** Only the ground, while something is on its way. */
  readonly plain?: boolean
  readonly wide?: boolean
  readonly children: ReactNode
}

/** The card in the middle that everything before the shell is shown on; language and theme are reachable here too. */
export function Frame({ title, hint, plain = false, wide = false, children }: Props) {
  const { t } = useTranslation('app')
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const dark = colorScheme === 'dark'
  return (
    <main className={css.frame}>
      {!plain && (
        <div className={css.corner}>
          {/* What is over the page is hidden with it; this menu belongs to the cover. */}
          <Menu position="bottom-end" withinPortal={false}>
            <Menu.Target>
              <ActionIcon aria-label={t('user.language')}>
                <IconLanguage size={18} stroke={1.6} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {Object.entries(languages).map(([value, label]) => (
                <Menu.Item
                  key={value}
                  lang={value}
                  onClick={() => {
                    if (isLanguage(value)) void setLanguage(value)
                  }}
                >
                  {label}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
          <ActionIcon
            aria-label={dark ? t('user.light') : t('user.dark')}
            onClick={() => {
              setColorScheme(dark ? 'light' : 'dark')
            }}
          >
            {dark ? <IconSun size={18} stroke={1.6} /> : <IconMoon size={18} stroke={1.6} />}
          </ActionIcon>
        </div>
      )}
      <div className={css.card} data-wide={wide || undefined} data-plain={plain || undefined}>
        {!plain && (
          <div className={css.brand}>
            <Mark size={30} />
            {t('product')}
          </div>
        )}
        {title !== undefined && <h1 className={css.title}>{title}</h1>}
        {hint !== undefined && <p className={css.hint}>{hint}</p>}
        {children}
      </div>
    </main>
  )
}
