import type { User } from '@contract/people'
import { Button, Code, Group, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand, useQueryOf } from '../../app/client/index'
import { FaultLine } from '../../app/entry/FaultLine'
import { CopyButton } from '../../ui/CopyButton'
import { NewPassword } from '../NewPassword'

interface Props {
  readonly user: User
  readonly onChanged: (user: User) => void
  readonly onClose: () => void
}

/** A new password for somebody who lost theirs; shown once more to be handed over. */
export function ResetPassword({ user, onChanged, onClose }: Props) {
  const { t } = useTranslation('people')
  const policy = useQueryOf('people.policy', {})
  const [password, setPassword] = useState('')
  const reset = useCommand('people.resetPassword', { onSuccess: onChanged })
  const weak = reset.error?.fault.key === 'people.weakPassword'
  return (
    <Modal
      opened
      closeButtonProps={{ 'aria-label': t('app:close') }}
      onClose={onClose}
      title={t('password.resetTitle', { name: user.name })}
      size={420}
    >
      {reset.isSuccess ? (
        <Stack>
          <Text size="sm">{t('password.resetDone', { name: user.name })}</Text>
          <Group justify="space-between">
            <Code fz="md">{password}</Code>
            <CopyButton label={t('password.copy')} text={() => password} />
          </Group>
          <Group justify="flex-end">
            <Button data-autofocus onClick={onClose}>
              {t('password.done')}
            </Button>
          </Group>
        </Stack>
      ) : (
        <form
          onSubmit={event => {
            event.preventDefault()
            reset.mutate({ id: user.id, version: user.version, password })
          }}
        >
          <Stack>
            <NewPassword
              autoFocus
              label={t('password.new')}
              description={t('form.firstHint', { count: policy.data?.minLength ?? 12 })}
              value={password}
              error={reset.error}
              onChange={setPassword}
            />
            {!weak && <FaultLine error={reset.error} />}
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                {t('app:cancel')}
              </Button>
              <Button type="submit" loading={reset.isPending} disabled={password === ''}>
                {t('password.reset')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  )
}
