import { useCommand } from '../app/client/index'
import { useMe } from '../app/me'
import { QuickAdd } from '../ui/quick/QuickAdd'

interface Props {
  /** Case the task belongs to; null for one of one's own. */
  readonly caseId: string | null
}

/** A line that adds tasks; one's own unless somebody else is chosen. */
export function QuickTask({ caseId }: Props) {
  const me = useMe()
  const add = useCommand('tasks.add')
  return (
    <QuickAdd texts="workflow" owner={me.id} keepOwner add={line => add.mutateAsync({ ...line, caseId })} />
  )
}
