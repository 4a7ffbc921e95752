import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import type { FabError } from '@contract/errors'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { FaultLine } from '../../app/entry/FaultLine'
import { toastDone } from '../toasts'
import type { Register, Stored } from './register'

interface Props<R extends Stored, F extends object> {
  readonly of: Register<R, F>
  readonly record: R
  readonly onClose: () => void
  readonly onRemoved: () => void
}

/** Asks before a record goes; where others refer to it, says so instead. */
export function RemoveRecord<R extends Stored, F extends object>({
  of,
  record,
  onClose,
  onRemoved
}: Props<R, F>) {
  const { t } = useTranslation('register')
  const name = of.nameOf(record)
  const remove = useMutation<unknown, FabError>({
    mutationFn: () => of.remove(record.id, record.version),
    onSuccess: () => {
      toastDone(t('removed', { name }))
      onRemoved()
    }
  })
  const inUse = remove.error?.fault.key === 'record.inUse'
  return (
    <Modal opened onClose={onClose} title={t('removeTitle', { name })} size={440}>
      <Stack>
        {!inUse && <Text size="sm">{t('removeWarn')}</Text>}
        <FaultLine error={remove.error} />
        <Group justify="flex-end">
          <Button variant="default" data-autofocus onClick={onClose}>
            {inUse ? t('app:close') : t('app:cancel')}
          </Button>
          {!inUse && (
            <Button
              color="red"
              loading={remove.isPending}
              onClick={() => {
                remove.mutate()
              }}
            >
              {t('remove')}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  )
}
