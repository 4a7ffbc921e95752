import { z } from 'zod'
import { query } from './define'
import { day, id, line, nothing, prose } from './fields'
import { register } from './register'

/** Where a task stands. */
export const taskStates = ['open', 'doing', 'done', 'cancelled'] as const

/** To-dos of a case, each with an owner and a due day. */
export const workflow = {
  ...register(
    'tasks',
    {
      caseId: id.nullable().default(null),
      title: line(300),
      details: prose(20_000).default(''),
      ownerId: id.nullable().default(null),
      due: day.nullable().default(null),
      state: z.enum(taskStates).default('open')
    },
    { read: 'records.read', write: 'cases.write' }
  ),
  /** My work: what waits for the signed-in person, most urgent first. */
  'workflow.mine': query({
    input: nothing,
    output: z.object({
      items: z.array(
        z.object({
          kind: z.enum(['task', 'action', 'case']),
          id,
          number: z.string(),
          title: z.string(),
          state: z.string(),
          due: day.nullable(),
          caseId: id.nullable(),
          caseNumber: z.string()
        })
      )
    }),
    allow: 'signedIn'
  })
}
