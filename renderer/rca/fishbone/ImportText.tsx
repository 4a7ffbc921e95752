import { Button, FileButton, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TextTree } from '@contract/diagram/text/tree'
import { toastFault } from '../../ui/toasts'
import { readCauses } from './texts'

interface Props {
  readonly onClose: () => void
  readonly onRead: (trees: readonly TextTree[]) => void
}

/** Causes from a list, a CSV or Mermaid: pasted or out of a file. */
export function ImportText({ onClose, onRead }: Props) {
  const { t } = useTranslation('fishbone')
  const [text, setText] = useState('')
  const forgetFile = useRef<() => void>(null)
  const take = (): void => {
    try {
      onRead(readCauses(text))
      onClose()
    } catch (fault) {
      toastFault(fault)
    }
  }
  return (
    <Modal opened onClose={onClose} title={t('import.title')} size="lg">
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t('import.hint')}
        </Text>
        <Textarea
          aria-label={t('import.text')}
          placeholder={t('import.example')}
          value={text}
          rows={12}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
          data-autofocus
          onChange={event => {
            setText(event.currentTarget.value)
          }}
        />
        <Group justify="space-between">
          <FileButton
            resetRef={forgetFile}
            accept=".txt,.md,.mmd,.csv,.tsv"
            onChange={file => {
              // The same file can be chosen once more, when it was mended.
              forgetFile.current?.()
              file?.text().then(setText, toastFault)
            }}
          >
            {props => (
              <Button {...props} variant="default" leftSection={<IconUpload size={14} />}>
                {t('import.file')}
              </Button>
            )}
          </FileButton>
          <Group gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('app:cancel')}
            </Button>
            <Button disabled={text.trim() === ''} onClick={take}>
              {t('import.do')}
            </Button>
          </Group>
        </Group>
      </Stack>
    </Modal>
  )
}
