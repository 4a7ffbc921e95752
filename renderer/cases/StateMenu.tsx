import { Button, Group, Kbd, Menu, Modal, Stack, Text, Textarea } from '@mantine/core'
import { type CaseState, mainStates } from '@contract/cases'
import type { Output } from '@contract/index'
import { IconChevronDown } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useShortcut } from '../app/shortcuts'
import { toastDone, toastFault } from '../ui/toasts'
import { lookOf, nextOnRoad, roadIndex } from './states'
import css from './StateMenu.module.css'
import type { CaseEditor } from './useCaseDraft'

interface Props {
  readonly found: Output<'cases.get'>
  readonly editor: CaseEditor
}

/** The state with the ones that may follow; `s` opens it. States beside the road ask for a reason. */
export function StateMenu({ found, editor }: Props) {
  const { t } = useTranslation('cases')
  const { state } = found.case
  const [open, setOpen] = useState(false)
  const [asked, setAsked] = useState<CaseState | null>(null)
  const { tone, icon: Sign } = lookOf(state)
  const may = found.next.length > 0
  useShortcut(
    's',
    t('setState'),
    () => {
      setOpen(true)
    },
    { enabled: may }
  )
  const forward = nextOnRoad(state)
  const road = found.next.filter(next => roadIndex(next) >= 0)
  const beside = found.next.filter(next => roadIndex(next) < 0)
  const line = (next: CaseState): React.JSX.Element => {
    const { icon: Own } = lookOf(next)
    return (
      <Menu.Item
        key={next}
        leftSection={<Own size={14} />}
        fw={next === forward ? 600 : undefined}
        rightSection={next === forward ? <Text size="xs">{t('nextState')}</Text> : undefined}
        onClick={() => {
          choose(next, found, editor, setAsked, t('stateSet', { state: t(`states.${next}`) }))
        }}
      >
        {t(`states.${next}`)}
      </Menu.Item>
    )
  }
  return (
    <>
      <Menu opened={open} onChange={setOpen} position="bottom-end" disabled={!may} width={240}>
        <Menu.Target>
          <Button
            className={css.button}
            variant="default"
            data-tone={tone}
            leftSection={<Sign size={14} />}
            rightSection={may ? <IconChevronDown size={14} /> : undefined}
            aria-label={t('stateIs', { state: t(`states.${state}`) })}
          >
            {t(`states.${state}`)}
          </Button>
        </Menu.Target>
        <Menu.Dropdown className={css.menu}>
          {forward !== null && road.includes(forward) && line(forward)}
          {road.filter(next => next !== forward).map(line)}
          {beside.length > 0 && road.length > 0 && <Menu.Divider />}
          {beside.map(line)}
          <Menu.Label>
            <Kbd size="xs">S</Kbd> {t('setState')}
          </Menu.Label>
        </Menu.Dropdown>
      </Menu>
      {asked !== null && (
        <Reason
          state={asked}
          missing={found.missing}
          editor={editor}
          onClose={() => {
            setAsked(null)
          }}
        />
      )}
    </>
  )
}

/** Whether the state lies beside the road, where a reason is part of the record. */
function needsReason(state: CaseState): boolean {
  return !(mainStates as readonly CaseState[]).includes(state)
}

function choose(
  next: CaseState,
  found: Output<'cases.get'>,
  editor: CaseEditor,
  ask: (state: CaseState) => void,
  done: string
): void {
  const onward = roadIndex(next) > roadIndex(found.case.state)
  if (needsReason(next) || (onward && found.missing.length > 0)) {
    ask(next)
    return
  }
  editor.setState(next, '').then(() => {
    toastDone(done)
  }, toastFault)
}

interface ReasonProps {
  readonly state: CaseState
  readonly missing: Output<'cases.get'>['missing']
  readonly editor: CaseEditor
  readonly onClose: () => void
}

/** Why a case leaves the road, or moves on although something is missing. */
function Reason({ state, missing, editor, onClose }: ReasonProps) {
  const { t } = useTranslation('cases')
  const { t: common } = useTranslation('app')
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const must = needsReason(state)
  const submit = (): void => {
    setBusy(true)
    editor
      .setState(state, reason.trim())
      .then(onClose, toastFault)
      .finally(() => {
        setBusy(false)
      })
  }
  return (
    <Modal opened onClose={onClose} title={t('reason.title', { state: t(`states.${state}`) })}>
      <form
        onSubmit={event => {
          event.preventDefault()
          submit()
        }}
      >
        <Stack>
          {!must && (
            <Text size="sm">
              {t('reason.lacks')} <b>{missing.map(key => t(`missing.${key}`)).join(t('and'))}</b>
            </Text>
          )}
          <Textarea
            label={must ? t('reason.why') : t('reason.whyAnyway')}
            required={must}
            maxLength={2000}
            autosize
            minRows={3}
            data-autofocus
            value={reason}
            onChange={event => {
              setReason(event.currentTarget.value)
            }}
            onKeyDown={event => {
              if (
                event.key === 'Enter' &&
                (event.ctrlKey || event.metaKey) &&
                (!must || reason.trim() !== '')
              )
                submit()
            }}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {common('cancel')}
            </Button>
            <Button type="submit" loading={busy} disabled={must && reason.trim() === ''}>
              {must ? t('reason.set') : t('reason.anyway')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
