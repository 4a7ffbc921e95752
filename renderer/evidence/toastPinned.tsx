import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'

/** Says that something was pinned, with the way to it. */
export function toastPinned(message: string, look: string, onLook: () => void): void {
  const id = notifications.show({
    message: (
      <Group justify="space-between" wrap="nowrap">
        <span>{message}</span>
        <Button
          size="compact-xs"
          variant="light"
          flex="none"
          onClick={() => {
            notifications.hide(id)
            onLook()
          }}
        >
          {look}
        </Button>
      </Group>
    ),
    color: 'teal',
    autoClose: 7000,
    withBorder: true
  })
}
