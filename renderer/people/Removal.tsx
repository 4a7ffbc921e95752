import type { FabError } from '@contract/errors'
import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { FaultLine } from '../app/entry/FaultLine'

interface Props {
  readonly title: string
  readonly verb: string
  /** What goes and what stays. */
  readonly children: ReactNode
  readonly error: FabError | null
  readonly busy: boolean
  readonly onConfirm: () => void
  readonly onClose: () => void
}

/** Asks before something goes, and says there why it may not. */
export function Removal({ title, verb, children, error, busy, onConfirm, onClose }: Props) {
  const { t } = useTranslation('app')
  return (
    <Modal opened closeButtonProps={{ 'aria-label': t('close') }} onClose={onClose} title={title} size={420}>
      <Stack>
        <Text size="sm">{children}</Text>
        <FaultLine error={error} />
        <Group justify="flex-end">
          <Button variant="default" data-autofocus onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button color="red" loading={busy} onClick={onConfirm}>
            {verb}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
