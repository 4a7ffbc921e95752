import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { keyOf, setToken, useCommand } from '../app/client/index'
import { FaultLine } from '../app/entry/FaultLine'
import { Making } from './Making'

/** Asks once, then makes the demo store anew; everybody is led back to signing in. */
export function ResetDemo({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('demo')
  const client = useQueryClient()
  const reset = useCommand('stores.resetDemo', {
    onSuccess: state => {
      // The session was one of the store that is gone.
      setToken(null)
      client.setQueryData(keyOf('stores.state', {}), state)
      onClose()
    }
  })
  return (
    <Modal
      opened
      onClose={() => {
        if (!reset.isPending) onClose()
      }}
      title={t('reset.title')}
      size={440}
      withCloseButton={!reset.isPending}
    >
      <Stack>
        <Text size="sm">{t('reset.what')}</Text>
        {reset.isPending && <Making />}
        <FaultLine error={reset.error} />
        <Group justify="flex-end">
          <Button variant="default" disabled={reset.isPending} onClick={onClose}>
            {t('app:cancel')}
          </Button>
          <Button
            data-autofocus
            loading={reset.isPending}
            onClick={() => {
              reset.mutate({})
            }}
          >
            {t('reset.go')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
