import { ActionIcon, Menu, UnstyledButton } from '@mantine/core'
import { taskStates } from '@contract/workflow'
import {
  IconChecklist,
  IconChevronDown,
  IconChevronRight,
  IconCircle,
  IconCircleCheckFilled,
  IconDots,
  IconTrash
} from '@tabler/icons-react'
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
import { QuickTask } from './QuickTask'
import { isTaskEnded, type Task, TaskStateBadge } from './states'
import { TaskEditor } from './TaskEditor'
import css from './TaskList.module.css'

/** The to-dos of a case: a line to add, rows that open where they stand. */
export default function TaskList({ caseId }: { readonly caseId: string }) {
  const { t } = useTranslation('workflow')
  const mayWrite = useMay('cases.write')
  const answer = useQueryOf('tasks.list', { where: { caseId }, limit: 1000 })
  const [open, setOpen] = useUrlValue('open', '')
  const group = { group: 'app:keys.list' }
  useShortcut('Space', t('keys.done'), null, { ...group, enabled: mayWrite })
  useShortcut('Enter', t('keys.open'), null, group)
  return (
    <div className={css.frame} onKeyDown={moveBetweenRows}>
      <Section flush>
        {mayWrite && <QuickTask caseId={caseId} />}
        <Faces
          of={answer}
          isEmpty={data => data.rows.length === 0}
          empty={<Empty compact icon={IconChecklist} title={t('none')} hint={t('noneHint')} />}
        >
          {data => (
            <RowList label={t('title')}>
              {data.rows.map(task => (
                <TaskRow
                  key={task.id}
                  task={task}
                  mayWrite={mayWrite}
                  open={open === task.id}
                  onOpen={next => {
                    setOpen(next ? task.id : '')
                  }}
                />
              ))}
            </RowList>
          )}
        </Faces>
      </Section>
    </div>
  )
}

interface RowProps {
  readonly task: Task
  readonly mayWrite: boolean
  readonly open: boolean
  readonly onOpen: (open: boolean) => void
}

function TaskRow({ task, mayWrite, open, onOpen }: RowProps) {
  const { t } = useTranslation('workflow')
  const { nameOf } = usePeople()
  const update = useCommand('tasks.update')
  const remove = useCommand('tasks.remove')
  const [asking, setAsking] = useState(false)
  const ended = isTaskEnded(task.state)
  const set = (state: Task['state']): void => {
    update.mutate({ id: task.id, version: task.version, patch: { state } }, { onError: toastFault })
  }
  const toggle = (): void => {
    if (mayWrite && !update.isPending) set(task.state === 'done' ? 'open' : 'done')
  }
  const Check = task.state === 'done' ? IconCircleCheckFilled : IconCircle
  const Fold = open ? IconChevronDown : IconChevronRight
  return (
    <Row
      muted={ended}
      onKeyDown={event => {
        if (event.key === ' ') {
          event.preventDefault()
          toggle()
        } else if (event.key === 'Escape' && open) {
          event.stopPropagation()
          onOpen(false)
        }
      }}
      below={
        open && (
          <TaskEditor
            task={task}
            readOnly={!mayWrite}
            onClose={() => {
              onOpen(false)
            }}
          />
        )
      }
    >
      <ActionIcon
        size={22}
        role="checkbox"
        aria-checked={task.state === 'done'}
        aria-label={t('doneOf', { title: task.title })}
        disabled={!mayWrite}
        tabIndex={-1}
        className={css.check}
        onClick={toggle}
      >
        <Check size={16} stroke={1.5} />
      </ActionIcon>
      <UnstyledButton
        data-row
        className={css.title}
        data-done={task.state === 'done' || task.state === 'cancelled' || undefined}
        aria-expanded={open}
        onClick={() => {
          onOpen(!open)
        }}
      >
        <Fold size={13} className={css.fold} aria-hidden />
        {task.title}
      </UnstyledButton>
      <span className={css.owner}>{nameOf(task.ownerId) === '' ? t('noOwner') : nameOf(task.ownerId)}</span>
      <span className={css.due}>
        <DueDate due={task.due} ended={ended} />
      </span>
      <span className={css.state}>
        <TaskStateBadge state={task.state} />
      </span>
      {mayWrite && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon size={24} aria-label={t('more', { title: task.title })}>
              <IconDots size={15} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {taskStates
              .filter(state => state !== task.state)
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
        name={task.title}
        verb={t('remove')}
        busy={remove.isPending}
        onConfirm={() => {
          remove.mutate(
            { id: task.id, version: task.version },
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
