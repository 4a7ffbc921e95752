import type { DiagramNode } from '@contract/diagram/node'
import type { Json } from '@contract/json'
import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { toastDone, toastFault } from '../../ui/toasts'
import { type Clashed, wordsOf } from './merge'
import type { Session } from './session'
import type { SessionState } from './state'
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
    <Modal
      opened={first !== undefined}
      onClose={keepTheirs}
      title={t('clash.title')}
      size="lg"
      // It may open under the hands of somebody who writes: no key of theirs may choose.
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
    >
      {first !== undefined && <Choice key={first.step.key} session={session} state={state} first={first} />}
    </Modal>
  )
}

function Choice({ session, state, first }: Props & { readonly first: Clashed }) {
  const { t } = useTranslation('rca')
  const textOf = useName()
  const { clash, step } = first
  const by = state.others?.by ?? ''
  const gone = clash.why === 'gone' ? session.goneOf(clash.id) : null
  const words = clash.why === 'field' ? [] : wordsOf(step)
  const own = clash.why !== 'exists' && (clash.why !== 'gone' || gone?.back === true)
  return (
    <Stack gap="sm">
      <Text size="sm" tabIndex={-1} data-autofocus className={css.message ?? ''}>
        {gone === null
          ? t(`clash.why.${clash.why}`, { text: textOf(state.nodes.get(clash.id)) })
          : t('clash.goneBy', { by: gone.by, text: textOf(gone.node) })}
      </Text>
      {clash.why === 'field' && (
        <div className={css.sides}>
          <Side label={t('clash.mine')} value={clash.mine} />
          <Side label={by === '' ? t('clash.there') : t('clash.theirs', { by })} value={clash.theirs} />
        </div>
      )}
      {words.length > 0 && (
        <div className={css.side}>
          <Text size="xs" c="dimmed">
            {t('clash.words')}
          </Text>
          <div className={css.value}>{words.join('\n')}</div>
        </div>
      )}
      <Group justify="flex-end" gap="xs">
        {words.length > 0 && window.isSecureContext && (
          <Button
            variant="subtle"
            leftSection={<IconCopy size={14} />}
            onClick={() => {
              navigator.clipboard.writeText(words.join('\n')).then(() => {
                toastDone(t('clash.copied'))
              }, toastFault)
            }}
          >
            {t('clash.copy')}
          </Button>
        )}
        <Button
          variant="default"
          onClick={() => {
            session.settle(first, false)
          }}
        >
          {t(clash.why === 'gone' ? 'clash.letGo' : 'clash.keepTheirs')}
        </Button>
        {own && (
          <Button
            onClick={() => {
              session.settle(first, true)
            }}
          >
            {t(clash.why === 'gone' ? 'clash.bringBack' : 'clash.useMine')}
          </Button>
        )}
      </Group>
    </Stack>
  )
}

function Side({ label, value }: { readonly label: string; readonly value: Json }) {
  const said = useSaid()
  return (
    <div className={css.side}>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <div className={css.value}>{said(value)}</div>
    </div>
  )
}

/** A field's value in words: its text, or what a state, a cause's share or a list says. */
function useSaid(): (value: Json) => string {
  const { t, i18n } = useTranslation('rca')
  const named = (key: string, name: string): string =>
    i18n.exists(`rca:${key}.${name}`) ? t(`${key}.${name}`) : name
  return value => {
    if (value === null || value === '') return '–'
    if (value instanceof Array) return t('clash.entries', { count: value.length })
    if (typeof value !== 'object') return String(value)
    const { is, category, share } = value
    if (typeof is === 'string') return named('states', is)
    if (typeof category === 'string')
      return [named('categories', category), typeof share === 'number' ? `${String(share)} %` : '']
        .join(' ')
        .trim()
    return t('clash.other')
  }
}

/** What a node is called: its own words, or those of the question or category that its key names. */
function useName(): (node: DiagramNode | undefined) => string {
  const { t, i18n } = useTranslation('rca')
  return node => {
    const { text, label, name, question, key } = node?.data ?? {}
    const own = [text, label, name, question].filter(one => typeof one === 'string').find(one => one !== '')
    if (own !== undefined || typeof key !== 'string' || key === '') return own ?? ''
    const list = ['questions', 'categories'].find(one => i18n.exists(`rca:${one}.${key}`))
    return list === undefined ? '' : t(`${list}.${key}`)
  }
}
