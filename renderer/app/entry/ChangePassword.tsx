import { Button, Group, Modal, PasswordInput, Stack } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toastDone } from '../../ui/toasts'
import { keyOf, setToken, useCommand, useQueryOf } from '../client/index'
import { FaultLine } from './FaultLine'
import { Frame } from './Frame'
import { NewPassword } from './NewPassword'

interface Props {
  /** The password has to change before anything else: a page of its own instead of a dialog. */
  readonly must?: boolean
  readonly onClose?: () => void
}

/** The old password and the new one twice. */
export function ChangePassword({ must = false, onClose }: Props) {
  const { t } = useTranslation('app')
  const client = useQueryClient()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [again, setAgain] = useState('')
  const policy = useQueryOf('people.policy', {})
  const change = useCommand('session.changePassword', {
    onSuccess: me => {
      client.setQueryData(keyOf('session.me', {}), me)
      toastDone(t('password.changed'))
      onClose?.()
    }
  })
  const leave = (): void => {
    if (must) setToken(null)
    else onClose?.()
  }
  const form = (
    <form
      onSubmit={event => {
        event.preventDefault()
        change.mutate({ current, next })
      }}
    >
      <Stack>
        <PasswordInput
          size="sm"
          label={t('password.current')}
          value={current}
          autoComplete="current-password"
          data-autofocus
          autoFocus
          onChange={event => {
            setCurrent(event.currentTarget.value)
          }}
        />
        <NewPassword
          label={t('password.next')}
          least={policy.data?.minLength ?? 12}
          value={next}
          again={again}
          onValue={setNext}
          onAgain={setAgain}
        />
        <FaultLine error={change.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={leave}>
            {must ? t('user.signOut') : t('cancel')}
          </Button>
          <Button
            type="submit"
            loading={change.isPending}
            disabled={current === '' || next === '' || again !== next}
          >
            {t('password.change')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
  if (must) {
    return (
      <Frame title={t('password.must')} hint={t('password.mustHint')}>
        {form}
      </Frame>
    )
  }
  return (
    <Modal opened onClose={leave} title={t('user.password')} size={400}>
      {form}
    </Modal>
  )
}
