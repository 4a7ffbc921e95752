import type { CauseState } from '@contract/diagram/shared'
import { Button, Group, Modal, Stack, Textarea } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'

interface Props {
  readonly to: CauseState
  /** What gets the state. */
  readonly children: ReactNode
  /** Nothing here can get it. */
  readonly refused?: boolean
  readonly onClose: () => void
  readonly onApply: (why: string) => void
}

/** Asks why a state is set; without a reason causes are only set back to open. */
export function WhyForm({ to, children, refused = false, onClose, onApply }: Props) {
  const { t } = useTranslation('rca')
  const [why, setWhy] = useState('')
  const ready = !refused && (to === 'open' || why.trim() !== '')
  const apply = (): void => {
    onApply(why.trim())
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={t('node.setState', { state: t(`states.${to}`) })}>
      <form
        onSubmit={event => {
          event.preventDefault()
          if (ready) apply()
        }}
      >
        <Stack gap="sm">
          {children}
          {!refused && (
            <Textarea
              label={t('node.why')}
              description={t('node.whyHint')}
              value={why}
              maxLength={2000}
              autosize
              minRows={2}
              data-autofocus
              onChange={event => {
                setWhy(event.currentTarget.value)
              }}
              onKeyDown={event => {
                if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
                event.preventDefault()
                if (ready) apply()
              }}
            />
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('app:cancel')}
            </Button>
            <Button type="submit" disabled={!ready}>
              {t('node.setState', { state: t(`states.${to}`) })}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
