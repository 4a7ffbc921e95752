import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

interface Props {
  /** What goes to the clipboard. */
  readonly text: string | (() => string)
  /** With a label it is a button with words, without one an icon. */
  readonly label?: string
}

/** Copies, and says that it did. */
export function CopyButton({ text, label }: Props) {
  const { t } = useTranslation('app')
  const { copied, copy } = useClipboard({ timeout: 1500 })
  const icon = copied ? <IconCheck size={14} /> : <IconCopy size={14} />
  const act = (): void => {
    copy(typeof text === 'string' ? text : text())
  }
  if (label !== undefined) {
    return (
      <Button variant="default" leftSection={icon} onClick={act}>
        {copied ? t('copied') : label}
      </Button>
    )
  }
  return (
    <Tooltip label={copied ? t('copied') : t('copy')}>
      <ActionIcon aria-label={t('copy')} onClick={act} size={24}>
        {icon}
      </ActionIcon>
    </Tooltip>
  )
}
