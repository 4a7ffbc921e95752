import type { Me } from '@contract/session'
import { Button, Group, PasswordInput, Stack, TextInput, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DemoPeople } from '../../demo/DemoPeople'
import { useDemo } from '../../demo/useDemo'
import { useCommand } from '../client/index'
import { initials } from '../shell/initials'
import menus from '../shell/menus.module.css'
import css from './entry.module.css'
import { FaultLine } from './FaultLine'
import { Frame } from './Frame'
import { roster, station } from './session'

interface Props {
  readonly store: string
  readonly onDone: (token: string, me: Me) => void
  /** Switching users can be given up; signing in cannot. */
  readonly onCancel?: () => void
  /** This window may close the store and choose another. */
  readonly mayClose?: boolean
}

/** Name and password; people of this workstation are one click away. */
export function SignIn({ store, onDone, onCancel, mayClose = false }: Props) {
  const { t } = useTranslation('app')
  const isDemo = useDemo() !== null
  const known = isDemo ? [] : roster()
  const [login, setLogin] = useState(onCancel === undefined ? (known[0]?.login ?? '') : '')
  const [password, setPassword] = useState('')
  const signIn = useCommand('session.signIn', {
    onSuccess: answer => {
      onDone(answer.token, answer.me)
    }
  })
  const close = useCommand('stores.close')
  return (
    <Frame title={t('signIn.title')} hint={t('signIn.hint', { store })}>
      <form
        onKeyDown={event => {
          if (event.key === 'Escape') onCancel?.()
        }}
        onSubmit={event => {
          event.preventDefault()
          signIn.mutate({ login, password, station: station() })
        }}
      >
        {isDemo && (
          <DemoPeople
            busy={signIn.isPending}
            onPick={(name, secret) => {
              setLogin(name)
              signIn.mutate({ login: name, password: secret, station: station() })
            }}
          />
        )}
        {known.length > 1 && (
          <div className={css.people}>
            {known.map(person => (
              <UnstyledButton
                key={person.login}
                className={css.person}
                data-chosen={person.login === login || undefined}
                onClick={() => {
                  setLogin(person.login)
                  setPassword('')
                  document.getElementById('password')?.focus()
                }}
              >
                <span className={menus.face} aria-hidden>
                  {initials(person.name)}
                </span>
                {person.name}
                <span className={css.login}>{person.login}</span>
              </UnstyledButton>
            ))}
          </div>
        )}
        <Stack>
          <TextInput
            size="sm"
            label={t('signIn.login')}
            value={login}
            autoComplete="username"
            autoFocus={login === ''}
            onChange={event => {
              setLogin(event.currentTarget.value)
            }}
          />
          <PasswordInput
            id="password"
            size="sm"
            label={t('signIn.password')}
            value={password}
            autoComplete="current-password"
            autoFocus={login !== ''}
            onChange={event => {
              setPassword(event.currentTarget.value)
            }}
          />
          <FaultLine error={signIn.error} />
          <Button
            type="submit"
            size="sm"
            loading={signIn.isPending}
            disabled={login.trim() === '' || password === ''}
          >
            {t('signIn.submit')}
          </Button>
          {(onCancel !== undefined || mayClose) && (
            <Group justify="center">
              {onCancel !== undefined && (
                <Button variant="subtle" onClick={onCancel}>
                  {t('cancel')}
                </Button>
              )}
              {onCancel === undefined && mayClose && (
                <Button
                  variant="subtle"
                  loading={close.isPending}
                  onClick={() => {
                    close.mutate({})
                  }}
                >
                  {t('signIn.otherStore')}
                </Button>
              )}
            </Group>
          )}
        </Stack>
      </form>
    </Frame>
  )
}
