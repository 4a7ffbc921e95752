import { tellNewOwner } from '../store/assignment'
import { type RegisterSpec, wordOf } from '../store/register'
import { Task } from './entities'

/** To-dos. */
export const tasks = {
  name: 'tasks',
  table: 'task',
  entity: Task,
  columns: ['caseId', 'title', 'details', 'ownerId', 'due', 'state'],
  text: ['title', 'details'],
  order: "state IN ('done','cancelled'), due IS NULL, due, id",
  subject: record => (typeof record['caseId'] === 'string' ? record['caseId'] : null),
  afterWrite: (ctx, before, after) => {
    const caseId = after['caseId']
    tellNewOwner(
      ctx,
      before,
      after,
      'taskAssigned',
      typeof caseId === 'string' ? `/cases/${caseId}/tasks` : '/work'
    )
  },
  doc: record => ({
    title: wordOf(record, 'title'),
    subtitle: wordOf(record, 'due'),
    body: wordOf(record, 'details'),
    codes: []
  })
} as const satisfies RegisterSpec
