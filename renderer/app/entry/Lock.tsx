import type { Me } from '@contract/session'
import { demoPeople } from '@contract/demo'
import { Button, PasswordInput, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDemo } from '../../demo/useDemo'
import { useCommand } from '../client/index'
import { FaultLine } from './FaultLine'
import { Frame } from './Frame'

interface Props {
  readonly me: Me
  readonly onUnlocked: () => void
  readonly onSwitch: () => void
}

/** The cover of an idle screen: the same person's password, or somebody else. */
export function Lock({ me, onUnlocked, onSwitch }: Props) {
  const { t } = useTranslation('app')
  const [password, setPassword] = useState('')
  const isDemo = useDemo() !== null
  const stated = isDemo ? demoPeople.find(person => person.login === me.login)?.password : undefined
  const unlock = useCommand('session.unlock', { onSuccess: onUnlocked })
  return (
    <Frame title={t('lock.title')} hint={t('lock.hint', { name: me.name })}>
      <form
        onSubmit={event => {
          event.preventDefault()
          unlock.mutate({ password })
        }}
      >
        <Stack>
          <input type="text" hidden readOnly autoComplete="username" value={me.login} />
          <PasswordInput
            size="sm"
            label={t('signIn.password')}
            value={password}
            autoComplete="current-password"
            autoFocus
            onChange={event => {
              setPassword(event.currentTarget.value)
            }}
          />
          {stated !== undefined && (
            <Text size="xs" c="dimmed">
              {t('demo:people.password', { password: stated })}
            </Text>
          )}
          <FaultLine error={unlock.error} />
          <Button type="submit" size="sm" loading={unlock.isPending} disabled={password === ''}>
            {t('lock.unlock')}
          </Button>
          <Button variant="subtle" onClick={onSwitch}>
            {t('user.switch')}
          </Button>
        </Stack>
      </form>
    </Frame>
  )
}
