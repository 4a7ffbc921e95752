import { Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core'
import {
  IconDatabaseOff,
  IconDeviceDesktop,
  IconInfoCircle,
  IconKey,
  IconKeyboard,
  IconLock,
  IconLogout,
  IconMoon,
  IconRoute,
  IconSun,
  IconUsers
} from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTour } from '../../demo/tour/state'
import { toastFault } from '../../ui/toasts'
import { useCommand, useQueryOf } from '../client/index'
import { ChangePassword } from '../entry/ChangePassword'
import { useSession } from '../entry/session'
import { languages, isLanguage, setLanguage } from '../i18n/index'
import { useMe } from '../me'
import { useGo } from '../navigation'
import { useShortcut } from '../shortcuts'
import { initials } from './initials'
import css from './menus.module.css'

const schemes = [
  { value: 'light', Sign: IconSun },
  { value: 'dark', Sign: IconMoon },
  { value: 'auto', Sign: IconDeviceDesktop }
] as const

/** Who you are, and what belongs to you on this workstation. */
export function UserMenu({ onKeys }: { readonly onKeys: () => void }) {
  const { t, i18n } = useTranslation('app')
  const me = useMe()
  const go = useGo()
  const { signOut, switchUser, lock } = useSession()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const tour = useTour()
  const [password, setPassword] = useState(false)
  const state = useQueryOf('stores.state', {})
  const close = useCommand('stores.close')
  useEffect(
    () =>
      window.fabcase?.onCommand(word => {
        if (word === 'lock') lock()
        else if (word === 'signOut') signOut()
        else if (word === 'stores.close') close.mutate({}, { onError: toastFault })
        else if (word.startsWith('language:')) {
          const wanted = word.slice('language:'.length)
          if (isLanguage(wanted)) void setLanguage(wanted)
        }
      }),
    [lock, signOut, close]
  )
  useShortcut('mod+shift+l', t('user.lock'), lock, { group: 'app:keys.everywhere' })
  return (
    <>
      <Menu position="bottom-end" width={260}>
        <Menu.Target>
          <UnstyledButton className={css.user}>
            <span className={css.face} aria-hidden>
              {initials(me.name)}
            </span>
            <span className={css.userName}>{me.name}</span>
            <span className="fab-visually-hidden">{t('user.menu')}</span>
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>
            {me.login} · {i18n.exists(`people:roles.${me.role}`) ? t(`people:roles.${me.role}`) : me.role}
          </Menu.Label>
          <Menu.Item leftSection={<IconUsers size={16} />} onClick={switchUser}>
            {t('user.switch')}
          </Menu.Item>
          <Menu.Item leftSection={<IconLock size={16} />} onClick={lock}>
            {t('user.lock')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconKey size={16} />}
            onClick={() => {
              setPassword(true)
            }}
          >
            {t('user.password')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Label>{t('user.language')}</Menu.Label>
          <div className={css.choice} role="group" aria-label={t('user.language')}>
            <Menu.RadioGroup
              value={i18n.language}
              onChange={value => {
                if (isLanguage(value)) void setLanguage(value)
              }}
            >
              {Object.entries(languages).map(([value, label]) => (
                <Menu.RadioItem key={value} value={value} lang={value}>
                  {label}
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
          </div>
          <Menu.Label>{t('user.theme')}</Menu.Label>
          <div className={css.choice} role="group" aria-label={t('user.theme')}>
            <Menu.RadioGroup
              value={colorScheme}
              onChange={value => {
                const chosen = schemes.find(one => one.value === value)
                if (chosen !== undefined) setColorScheme(chosen.value)
              }}
            >
              {schemes.map(({ value, Sign }) => (
                <Menu.RadioItem key={value} value={value} rightSection={<Sign size={15} />}>
                  {t(`user.${value}`)}
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
          </div>
          <Menu.Divider />
          {tour.known && (
            <Menu.Item leftSection={<IconRoute size={16} />} onClick={tour.start}>
              {t('demo:tour.start')}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconKeyboard size={16} />} rightSection="?" onClick={onKeys}>
            {t('keys.title')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconInfoCircle size={16} />}
            onClick={() => {
              go('/about')
            }}
          >
            {t('about.title')}
          </Menu.Item>
          {state.data?.mayOpen === true && (
            <Menu.Item
              leftSection={<IconDatabaseOff size={16} />}
              onClick={() => {
                close.mutate({}, { onError: toastFault })
              }}
            >
              {t('user.closeStore')}
            </Menu.Item>
          )}
          <Menu.Divider />
          <Menu.Item leftSection={<IconLogout size={16} />} onClick={signOut}>
            {t('user.signOut')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {password && (
        <ChangePassword
          onClose={() => {
            setPassword(false)
          }}
        />
      )}
    </>
  )
}
