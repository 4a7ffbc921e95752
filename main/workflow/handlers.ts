import { registerHandlers } from '../store/register'
import type { Handlers } from '../store/context'
import { columns, maybe, oneOf, text } from '../store/rows'
import { tasks } from './registers'

const mineSql = `
SELECT * FROM (
SELECT 'task' AS kind, t.id, '' AS number, t.title, t.state, t.due, t.caseId, coalesce(c.number, '') AS caseNumber
  FROM task t LEFT JOIN "case" c ON c.id = t.caseId
  WHERE t.ownerId = :me AND t.state IN ('open', 'doing')
UNION ALL
SELECT 'action', a.id, '', a.title, a.state, a.due, a.caseId, c.number
  FROM action a JOIN "case" c ON c.id = a.caseId
  WHERE a.ownerId = :me AND a.state IN ('planned', 'doing', 'ineffective')
UNION ALL
SELECT 'case', c.id, c.number, c.title, c.state, c.due, c.id, c.number
  FROM "case" c
  WHERE c.ownerId = :me AND c.state NOT IN ('closed', 'rejected', 'duplicate', 'withdrawn')
) ORDER BY due IS NULL, due, kind, id
LIMIT 1000`

const item = columns({
  kind: oneOf(['task', 'action', 'case']),
  id: text,
  number: text,
  title: text,
  state: text,
  due: maybe(text),
  caseId: maybe(text),
  caseNumber: text
})

/** Tasks and what waits for whom. */
export const workflowHandlers = {
  ...registerHandlers(tasks),
  'workflow.mine': (ctx, _input) => ({
    items: ctx.actor.id === null ? [] : ctx.db.all(mineSql, { me: ctx.actor.id }, item)
  })
} satisfies Partial<Handlers>
