import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useTranslation } from 'react-i18next'
import { useShortcut } from '../app/shortcuts'

/** Says what was done and offers the way back for a while: the button, or Ctrl+Z. */
export function toastUndo(message: string, undo: () => void): void {
  const id = notifications.show({
    message: (
      <Undoable
        message={message}
        undo={() => {
          notifications.hide(id)
          undo()
        }}
      />
    ),
    color: 'teal',
    autoClose: 8000,
    withBorder: true
  })
}

function Undoable({ message, undo }: { readonly message: string; readonly undo: () => void }) {
  const { t } = useTranslation('app')
  useShortcut('mod+z', t('draft.undo'), undo, { group: 'app:keys.edit' })
  return (
    <Group justify="space-between" wrap="nowrap">
      <Text size="sm" lineClamp={3} style={{ overflowWrap: 'anywhere' }}>
        {message}
      </Text>
      <Button size="compact-xs" variant="light" style={{ flexShrink: 0 }} onClick={undo}>
        {t('draft.undo')}
      </Button>
    </Group>
  )
}
