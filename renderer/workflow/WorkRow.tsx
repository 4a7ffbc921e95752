import { ActionIcon } from '@mantine/core'
import { actionStates } from '@contract/capa'
import { caseStates } from '@contract/cases'
import { taskStates } from '@contract/workflow'
import { IconChecklist, IconCircle, IconFolder, IconShieldCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { call, useQueryOf } from '../app/client/index'
import type { Icon } from '../app/areas'
import { useMay } from '../app/me'
import { LinkTo } from '../app/navigation'
import { ActionStateBadge } from '../capa/states'
import { CaseStateBadge } from '../cases/states'
import { DueDate } from '../ui/DueDate'
import { Faces } from '../ui/faces'
import { Row } from '../ui/rows/RowList'
import { toastFault } from '../ui/toasts'
import { toastUndo } from '../ui/toastUndo'
import { linkOf, type WorkItem } from './grouping'
import { TaskStateBadge } from './states'
import { TaskEditor } from './TaskEditor'
import css from './WorkRow.module.css'

const signs: Readonly<Record<WorkItem['kind'], Icon>> = {
  task: IconChecklist,
  action: IconShieldCheck,
  case: IconFolder
}

interface Props {
  readonly item: WorkItem
  readonly open: boolean
  readonly onOpen: (open: boolean) => void
}

/** One thing that waits: Enter opens it where it belongs, Space checks a task off. */
export function WorkRow({ item, open, onOpen }: Props) {
  const { t } = useTranslation('workflow')
  const mayWrite = useMay('cases.write')
  const Sign = signs[item.kind]
  const link = linkOf(item)
  const checkable = item.kind === 'task' && mayWrite
  const check = async (): Promise<void> => {
    const task = await call('tasks.get', { id: item.id })
    const done = await call('tasks.update', { id: item.id, version: task.version, patch: { state: 'done' } })
    toastUndo(t('checked', { title: item.title }), () => {
      call('tasks.update', { id: item.id, version: done.version, patch: { state: task.state } }).catch(
        toastFault
      )
    })
  }
  const words = (
    <>
      {item.number !== '' && <span className={css.number}>{item.number}</span>}
      <span className={css.words}>{item.title}</span>
    </>
  )
  return (
    <Row
      onKeyDown={event => {
        if (event.key !== ' ' || !checkable) return
        event.preventDefault()
        check().catch(toastFault)
      }}
      below={
        open &&
        item.kind === 'task' && (
          <OwnTask
            id={item.id}
            readOnly={!mayWrite}
            onClose={() => {
              onOpen(false)
            }}
          />
        )
      }
    >
      {checkable ? (
        <ActionIcon
          size={22}
          tabIndex={-1}
          aria-label={t('doneOf', { title: item.title })}
          onClick={() => {
            check().catch(toastFault)
          }}
        >
          <IconCircle size={16} stroke={1.5} />
        </ActionIcon>
      ) : (
        <span className={css.gap} />
      )}
      <span className={css.kind} title={t(`kinds.${item.kind}`)}>
        <Sign size={15} stroke={1.7} />
        {t(`one.${item.kind}`)}
      </span>
      {link === null ? (
        <button
          type="button"
          data-row
          className={css.title}
          aria-expanded={open}
          onClick={() => {
            onOpen(!open)
          }}
        >
          {words}
        </button>
      ) : (
        <LinkTo to={link} data-row className={css.title}>
          {words}
        </LinkTo>
      )}
      {item.kind !== 'case' && item.caseId !== null && (
        <LinkTo to={`/cases/${item.caseId}`} className={css.case}>
          {item.caseNumber}
        </LinkTo>
      )}
      <span className={css.due}>
        <DueDate due={item.due} />
      </span>
      <span className={css.state}>
        <State item={item} />
      </span>
    </Row>
  )
}

function State({ item }: { readonly item: WorkItem }) {
  const task = taskStates.find(known => known === item.state)
  const action = actionStates.find(known => known === item.state)
  const own = caseStates.find(known => known === item.state)
  if (item.kind === 'task' && task !== undefined) return <TaskStateBadge state={task} />
  if (item.kind === 'action' && action !== undefined) return <ActionStateBadge state={action} />
  return own === undefined ? null : <CaseStateBadge state={own} />
}

interface OwnProps {
  readonly id: string
  readonly readOnly: boolean
  readonly onClose: () => void
}

/** A task that belongs to no case, edited where it stands. */
function OwnTask({ id, readOnly, onClose }: OwnProps) {
  const answer = useQueryOf('tasks.get', { id })
  return (
    <Faces of={answer} compact rows={3}>
      {task => <TaskEditor task={task} readOnly={readOnly} onClose={onClose} />}
    </Faces>
  )
}
