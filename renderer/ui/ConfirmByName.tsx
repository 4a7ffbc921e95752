import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'

interface Props {
  readonly opened: boolean
  readonly onClose: () => void
  readonly title: string
  /** What will be gone, and whether it can come back. */
  readonly children: ReactNode
  /** What has to be typed. */
  readonly name: string
  /** Word on the button. */
  readonly verb: string
  readonly busy?: boolean
  readonly onConfirm: () => void
}

/** For acts that cannot be undone: the name is typed before the button works. */
export function ConfirmByName(props: Props) {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={props.title}>
      {props.opened && <Body {...props} />}
    </Modal>
  )
}

function Body({ onClose, children, name, verb, busy = false, onConfirm }: Props) {
  const { t } = useTranslation('app')
  const [typed, setTyped] = useState('')
  const right = typed.trim() === name.trim()
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        if (right) onConfirm()
      }}
    >
      <Stack>
        <Text size="sm">{children}</Text>
        <TextInput
          label={t('confirm.type', { name })}
          value={typed}
          onChange={event => {
            setTyped(event.currentTarget.value)
          }}
          data-autofocus
          autoComplete="off"
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" color="red" disabled={!right} loading={busy}>
            {verb}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
