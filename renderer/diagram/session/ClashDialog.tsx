import type { Json } from '@contract/json'
import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Clashed } from './merge'
import type { Session, SessionState } from './session'
import css from './ClashDialog.module.css'

interface Props {
  readonly session: Session
  readonly state: SessionState
}

/** Somebody else was first: what they made of it, what one wanted, and the choice. One at a time. */
export function ClashDialog({ session, state }: Props) {
  const { t } = useTranslation('rca')
  const [first] = state.clashed
  const keepTheirs = (): void => {
    if (first !== undefined) session.settle(first, false)
  }
  return (
    <Modal opened={first !== undefined} onClose={keepTheirs} title={t('clash.title')} size="lg">
      {first !== undefined && (
        <Stack gap="sm">
          <Text size="sm">{t(`clash.why.${first.clash.why}`, { text: textOf(state, first) })}</Text>
          {first.clash.why === 'field' && (
            <div className={css.sides}>
              <Side label={t('clash.mine')} value={first.clash.mine} />
              <Side label={t('clash.theirs', { by: state.others?.by ?? '' })} value={first.clash.theirs} />
            </div>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={keepTheirs} data-autofocus>
              {t('clash.keepTheirs')}
            </Button>
            {first.clash.why !== 'gone' && first.clash.why !== 'exists' && (
              <Button
                onClick={() => {
                  session.settle(first, true)
                }}
              >
                {t('clash.useMine')}
              </Button>
            )}
          </Group>
        </Stack>
      )}
    </Modal>
  )
}

function Side({ label, value }: { readonly label: string; readonly value: Json }) {
  return (
    <div className={css.side}>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <div className={css.value}>{said(value)}</div>
    </div>
  )
}

/** A field's value in words: its text, or what a state or a list says. */
function said(value: Json): string {
  if (typeof value === 'string') return value
  if (typeof value === 'object' && value !== null && 'is' in value && typeof value.is === 'string')
    return value.is
  return value === null ? '–' : JSON.stringify(value)
}

function textOf(state: SessionState, { clash }: Clashed): string {
  const data: object = state.nodes.get(clash.id)?.data ?? {}
  return 'text' in data && typeof data.text === 'string'
    ? data.text
    : 'name' in data && typeof data.name === 'string'
      ? data.name
      : ''
}
