import { ActionIcon } from '@mantine/core'
import { taskStates } from '@contract/workflow'
import { IconChecklist, IconCircle, IconCircleCheckFilled } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useCommand, useQueryOf } from '../app/client/index'
import { useMay } from '../app/me'
import { useUrlValue } from '../app/navigation'
import { useShortcut } from '../app/shortcuts'
import { Empty, Faces } from '../ui/faces'
import { Section } from '../ui/Page'
import { QuickList } from '../ui/quick/QuickList'
import { QuickRow } from '../ui/quick/QuickRow'
import { RowList } from '../ui/rows/RowList'
import { toastFault } from '../ui/toasts'
import { SourceOf } from '../rca/SourceOf'
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
    <QuickList>
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
    </QuickList>
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
  const update = useCommand('tasks.update')
  const remove = useCommand('tasks.remove')
  const set = (state: Task['state']): void => {
    update.mutate({ id: task.id, version: task.version, patch: { state } }, { onError: toastFault })
  }
  const toggle = (): void => {
    if (mayWrite && !update.isPending) set(task.state === 'done' ? 'open' : 'done')
  }
  const Check = task.state === 'done' ? IconCircleCheckFilled : IconCircle
  const ended = isTaskEnded(task.state)
  return (
    <QuickRow
      texts="workflow"
      item={task}
      states={taskStates}
      ended={ended}
      muted={ended}
      struck={ended}
      badge={<TaskStateBadge state={task.state} />}
      mayWrite={mayWrite}
      open={open}
      onOpen={onOpen}
      onState={set}
      onSpace={toggle}
      source={task.caseId !== null && <SourceOf caseId={task.caseId} id={task.id} />}
      remove={() => remove.mutateAsync({ id: task.id, version: task.version })}
      removing={remove.isPending}
      lead={
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
      }
    >
      <TaskEditor
        task={task}
        readOnly={!mayWrite}
        onClose={() => {
          onOpen(false)
        }}
      />
    </QuickRow>
  )
}
