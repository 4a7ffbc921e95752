import { ActionIcon, TextInput, type TextInputProps, Tooltip } from '@mantine/core'
import { IconFolderOpen } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { toastFault } from '../ui/toasts'

interface Props extends Omit<TextInputProps, 'value' | 'onChange'> {
  readonly value: string
  readonly onChange: (folder: string) => void
  readonly purpose: 'backup' | 'restore'
}

/** A folder of the machine that runs the store: typed, on the desktop also chosen in a dialog. */
export function FolderInput({ value, onChange, purpose, ...rest }: Props) {
  const { t } = useTranslation('backup')
  const bridge = window.fabcase
  const pick = (): void => {
    bridge
      ?.pickFolder(purpose)
      .then(folder => {
        if (folder !== null) onChange(folder)
      })
      .catch(toastFault)
  }
  return (
    <TextInput
      {...rest}
      description={bridge === undefined ? t('hostFolder') : undefined}
      spellCheck={false}
      autoComplete="off"
      maxLength={4000}
      value={value}
      onChange={event => {
        onChange(event.currentTarget.value)
      }}
      rightSection={
        bridge === undefined ? undefined : (
          <Tooltip label={t('app:welcome.choose')}>
            <ActionIcon size={22} aria-label={t('app:welcome.choose')} onClick={pick}>
              <IconFolderOpen size={15} />
            </ActionIcon>
          </Tooltip>
        )
      }
    />
  )
}
