import { ActionIcon, Menu, UnstyledButton } from '@mantine/core'
import { actionKinds, actionStates } from '@contract/capa'
import { IconChevronDown, IconChevronRight, IconDots, IconShieldPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand, useQueryOf } from '../app/client/index'
import { useMay } from '../app/me'
import { useUrlValue } from '../app/navigation'
import { useShortcut } from '../app/shortcuts'
import { ConfirmByName } from '../ui/ConfirmByName'
import { DueDate } from '../ui/DueDate'
import { Empty, Faces } from '../ui/faces'
import { Section } from '../ui/Page'
import { moveBetweenRows, Row, RowList } from '../ui/rows/RowList'
import { toastFault } from '../ui/toasts'
import { usePeople } from '../ui/usePeople'
import { useToday } from '../ui/useToday'
import { ActionEditor } from './ActionEditor'
import css from './ActionList.module.css'
import { type Action, type ActionKind, type ActionState, isActionEnded, stateChange } from './phases'
import { QuickAction } from './QuickAction'
import { ActionStateBadge } from './states'

/** The actions of a case by what they are for; a line to add, rows that open where they stand. */
export default function ActionList({ caseId }: { readonly caseId: string }) {
  const { t } = useTranslation('capa')
  const mayWrite = useMay('cases.write')
  const answer = useQueryOf('actions.list', { where: { caseId }, limit: 1000 })
  const [open, setOpen] = useUrlValue('open', '')
  const [wanted, setWanted] = useUrlValue('add', '')
  const kind: ActionKind = actionKinds.find(known => known === wanted) ?? 'containment'
  useShortcut('Enter', t('keys.open'), null, { group: 'app:keys.list' })
  return (
    <div className={css.frame} onKeyDown={moveBetweenRows}>
      {mayWrite && (
        <Section flush>
          <QuickAction caseId={caseId} kind={kind} onKind={setWanted} asked={wanted} />
        </Section>
      )}
      <Faces
        of={answer}
        isEmpty={data => data.rows.length === 0}
        empty={<Empty icon={IconShieldPlus} title={t('none')} hint={t('noneHint')} />}
      >
        {data =>
          actionKinds.map(group => {
            const rows = data.rows.filter(action => action.kind === group)
            if (rows.length === 0) return null
            return (
              <Section key={group} flush title={`${t(`kinds.${group}`)} · ${rows.length}`}>
                <RowList label={t(`kinds.${group}`)}>
                  {rows.map(action => (
                    <ActionRow
                      key={action.id}
                      action={action}
                      mayWrite={mayWrite}
                      open={open === action.id}
                      onOpen={next => {
                        setOpen(next ? action.id : '')
                      }}
                    />
                  ))}
                </RowList>
              </Section>
            )
          })
        }
      </Faces>
    </div>
  )
}

interface RowProps {
  readonly action: Action
  readonly mayWrite: boolean
  readonly open: boolean
  readonly onOpen: (open: boolean) => void
}

function ActionRow({ action, mayWrite, open, onOpen }: RowProps) {
  const { t } = useTranslation('capa')
  const { nameOf } = usePeople()
  const today = useToday()
  const update = useCommand('actions.update')
  const remove = useCommand('actions.remove')
  const [asking, setAsking] = useState(false)
  const ended = isActionEnded(action.state)
  const set = (state: ActionState): void => {
    update.mutate(
      { id: action.id, version: action.version, patch: stateChange(action, state, today) },
      { onError: toastFault }
    )
  }
  const Fold = open ? IconChevronDown : IconChevronRight
  return (
    <Row
      muted={action.state === 'cancelled'}
      onKeyDown={event => {
        if (event.key !== 'Escape' || !open) return
        event.stopPropagation()
        onOpen(false)
      }}
      below={
        open && (
          <ActionEditor
            action={action}
            readOnly={!mayWrite}
            onClose={() => {
              onOpen(false)
            }}
          />
        )
      }
    >
      <UnstyledButton
        data-row
        className={css.title}
        data-off={action.state === 'cancelled' || undefined}
        aria-expanded={open}
        onClick={() => {
          onOpen(!open)
        }}
      >
        <Fold size={13} className={css.fold} aria-hidden />
        {action.title}
      </UnstyledButton>
      <span className={css.owner}>
        {nameOf(action.ownerId) === '' ? t('noOwner') : nameOf(action.ownerId)}
      </span>
      <span className={css.due}>
        <DueDate due={action.due} ended={ended} />
      </span>
      <span className={css.state}>
        <ActionStateBadge state={action.state} />
      </span>
      {mayWrite && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon size={24} aria-label={t('more', { title: action.title })}>
              <IconDots size={15} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {actionStates
              .filter(state => state !== action.state)
              .map(state => (
                <Menu.Item
                  key={state}
                  onClick={() => {
                    set(state)
                  }}
                >
                  {t('setState', { state: t(`states.${state}`) })}
                </Menu.Item>
              ))}
            <Menu.Divider />
            <Menu.Item
              color="red"
              leftSection={<IconTrash size={14} />}
              onClick={() => {
                setAsking(true)
              }}
            >
              {t('remove')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      <ConfirmByName
        opened={asking}
        onClose={() => {
          setAsking(false)
        }}
        title={t('remove')}
        name={action.title}
        verb={t('remove')}
        busy={remove.isPending}
        onConfirm={() => {
          remove.mutate(
            { id: action.id, version: action.version },
            {
              onSuccess: () => {
                setAsking(false)
              },
              onError: toastFault
            }
          )
        }}
      >
        {t('removeHint')}
      </ConfirmByName>
    </Row>
  )
}
