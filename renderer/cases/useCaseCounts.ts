import { useQueryOf } from '../app/client/index'

/** Figures beside the tabs; of actions and tasks the open ones. Undefined while unknown or nothing. */
export function useCaseCounts(caseId: string): Readonly<Record<string, number | undefined>> {
  const complaints = useQueryOf('complaints.list', { where: { caseId }, limit: 1 })
  const actions = useQueryOf('actions.list', {
    where: { caseId, state: ['planned', 'doing', 'ineffective'] },
    limit: 1
  })
  const tasks = useQueryOf('tasks.list', { where: { caseId, state: ['open', 'doing'] }, limit: 1 })
  const sets = useQueryOf('instruments.sets', { caseId, limit: 1 }, { topics: ['import', 'set'] })
  const evidence = useQueryOf('evidence.list', { caseId, limit: 1 })
  const diagrams = useQueryOf('rca.list', { caseId, limit: 1 }, { topics: ['diagram'] })
  const files = useQueryOf('cases.files', { id: caseId })
  const comments = useQueryOf('cases.comments', { id: caseId }, { topics: ['comment'] })
  const some = (count: number | undefined): number | undefined => (count === 0 ? undefined : count)
  return {
    complaints: some(complaints.data?.total),
    actions: some(actions.data?.total),
    tasks: some(tasks.data?.total),
    data: some(sets.data?.total),
    evidence: some(evidence.data?.total),
    studio: some(diagrams.data?.total),
    files: some(files.data?.files.length),
    discussion: some(comments.data?.comments.length)
  }
}
