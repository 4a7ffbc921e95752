import type { Output } from '@contract/index'
import type { taskStates } from '@contract/workflow'
import { IconBan, IconCircle, IconCircleCheck, IconProgress } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Icon } from '../app/areas'
import { StateBadge, type Tone } from '../ui/StateBadge'

/** One to-do. */
export type Task = Output<'tasks.list'>['rows'][number]

/** Where a task stands. */
export type TaskState = (typeof taskStates)[number]

/** True where nothing is left to do. */
export function isTaskEnded(state: TaskState): boolean {
  return state === 'done' || state === 'cancelled'
}

const looks: Readonly<Record<TaskState, readonly [Tone, Icon]>> = {
  open: ['calm', IconCircle],
  doing: ['info', IconProgress],
  done: ['ok', IconCircleCheck],
  cancelled: ['calm', IconBan]
}

/** Where a task stands, as sign and word. */
export function TaskStateBadge({ state }: { readonly state: TaskState }) {
  const { t } = useTranslation('workflow')
  const [tone, icon] = looks[state]
  return (
    <StateBadge tone={tone} icon={icon}>
      {t(`states.${state}`)}
    </StateBadge>
  )
}
