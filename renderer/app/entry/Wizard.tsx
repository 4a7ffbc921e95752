import type { Me } from '@contract/session'
import { Button, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../client/index'
import { FaultLine } from './FaultLine'
import { Frame } from './Frame'
import { NewPassword } from './NewPassword'

interface Props {
  readonly store: string
  readonly onDone: (token: string, me: Me) => void
}

/** A store that nobody has used yet: its first administrator is made here. */
export function Wizard({ store, onDone }: Props) {
  const { t } = useTranslation('app')
  const [name, setName] = useState('')
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  const setup = useCommand('people.setup', {
    onSuccess: answer => {
      onDone(answer.token, answer.me)
    }
  })
  const ready = name.trim() !== '' && login.trim() !== '' && password !== '' && again === password
  return (
    <Frame title={t('setup.title')} hint={t('setup.hint', { store })}>
      <form
        onSubmit={event => {
          event.preventDefault()
          if (ready) setup.mutate({ name, login, password })
        }}
      >
        <Stack>
          <TextInput
            size="sm"
            label={t('setup.name')}
            value={name}
            autoComplete="name"
            autoFocus
            onChange={event => {
              setName(event.currentTarget.value)
            }}
          />
          <TextInput
            size="sm"
            label={t('signIn.login')}
            description={t('setup.loginHint')}
            value={login}
            autoComplete="username"
            onChange={event => {
              setLogin(event.currentTarget.value)
            }}
          />
          <NewPassword
            label={t('signIn.password')}
            least={12}
            value={password}
            again={again}
            onValue={setPassword}
            onAgain={setAgain}
          />
          <FaultLine error={setup.error} />
          <Button type="submit" size="sm" loading={setup.isPending} disabled={!ready}>
            {t('setup.submit')}
          </Button>
        </Stack>
      </form>
    </Frame>
  )
}
