import { Button, Group, Modal, PasswordInput, Stack } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toastDone } from '../../ui/toasts'
import { keyOf, setToken, useCommand, useQueryOf } from '../client/index'
import { FaultLine } from './FaultLine'
import { Frame } from './Frame'

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
  const differ = again !== '' && again !== next
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
        <PasswordInput
          size="sm"
          label={t('password.next')}
          description={t('password.rule', { count: policy.data?.minLength ?? 12 })}
          value={next}
          autoComplete="new-password"
          onChange={event => {
            setNext(event.currentTarget.value)
          }}
        />
        <PasswordInput
          size="sm"
          label={t('password.again')}
          value={again}
          autoComplete="new-password"
          error={differ ? t('password.differ') : null}
          onChange={event => {
            setAgain(event.currentTarget.value)
          }}
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
