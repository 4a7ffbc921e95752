import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand, useQueryOf } from '../app/client/index'
import { FaultLine } from '../app/entry/FaultLine'
import { toastInfo } from '../ui/toasts'
import { FolderInput } from './FolderInput'
import { restoredName } from './names'

interface Props {
  /** Folder of the backup; empty = to be chosen. */
  readonly from: string
  readonly onClose: () => void
}

/** Make a new store folder of a backup; the open store stays as it is. */
export function Restore({ from: given, onClose }: Props) {
  const { t } = useTranslation('backup')
  const info = useQueryOf('store.info', {})
  const [from, setFrom] = useState(given)
  const [typed, setTyped] = useState<string | null>(null)
  const proposal = info.data === undefined ? '' : restoredName(info.data.dir, new Date())
  const into = typed ?? proposal
  const restore = useCommand('backup.restore', {
    onSuccess: () => {
      toastInfo(t('restore.started'))
      onClose()
    }
  })
  return (
    <Modal opened onClose={onClose} title={t('restore.title')} size={620}>
      <form
        onSubmit={event => {
          event.preventDefault()
          restore.mutate({ from: from.trim(), into: into.trim() })
        }}
      >
        <Stack>
          <Text size="sm">{t('restore.says')}</Text>
          <FolderInput
            purpose="restore"
            label={t('restore.from')}
            required
            data-autofocus={given === '' || undefined}
            value={from}
            onChange={setFrom}
          />
          <FolderInput
            purpose="backup"
            label={t('restore.into')}
            required
            data-autofocus={given !== '' || undefined}
            value={into}
            onChange={setTyped}
          />
          <FaultLine error={restore.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('app:cancel')}
            </Button>
            <Button
              type="submit"
              loading={restore.isPending}
              disabled={from.trim() === '' || into.trim() === ''}
            >
              {t('restore.verb')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
