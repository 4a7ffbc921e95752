import { Button, Group, Modal, Radio, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../app/client/index'
import { FaultLine } from '../app/entry/FaultLine'
import { toastInfo } from '../ui/toasts'
import { FolderInput } from './FolderInput'

const attachmentChoices = ['reference', 'full'] as const

/** Where to, and with what: then it runs as a job while people work. */
export function MakeBackup({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('backup')
  const [own, setOwn] = useState(true)
  const [folder, setFolder] = useState('')
  const [attachments, setAttachments] = useState<'reference' | 'full'>('reference')
  const make = useCommand('backup.make', {
    onSuccess: () => {
      toastInfo(t('make.started'))
      onClose()
    }
  })
  return (
    <Modal opened onClose={onClose} title={t('make.title')} size={560}>
      <form
        onSubmit={event => {
          event.preventDefault()
          make.mutate({ target: own ? null : folder.trim(), attachments })
        }}
      >
        <Stack>
          <Radio.Group
            label={t('make.where')}
            value={own ? 'own' : 'other'}
            onChange={value => {
              setOwn(value === 'own')
              if (value === 'other') setAttachments('full')
            }}
          >
            <Stack gap={6} mt={4}>
              <Radio value="own" label={t('make.own')} description={t('make.ownSays')} data-autofocus />
              <Radio value="other" label={t('make.other')} description={t('make.otherSays')} />
            </Stack>
          </Radio.Group>
          {!own && (
            <FolderInput
              purpose="backup"
              label={t('make.folder')}
              required
              value={folder}
              onChange={setFolder}
            />
          )}
          <Radio.Group
            label={t('make.attachments')}
            value={attachments}
            onChange={value => {
              setAttachments(value === 'full' ? 'full' : 'reference')
            }}
          >
            <Stack gap={6} mt={4}>
              {attachmentChoices.map(choice => (
                <Radio
                  key={choice}
                  value={choice}
                  label={t(`attachments.${choice}`)}
                  description={t(`attachmentsSay.${choice}`)}
                />
              ))}
            </Stack>
          </Radio.Group>
          <FaultLine error={make.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('app:cancel')}
            </Button>
            <Button type="submit" loading={make.isPending} disabled={!own && folder.trim() === ''}>
              {t('make.verb')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
