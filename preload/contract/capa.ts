import { z } from 'zod'
import { day, id, line, prose } from './fields'
import { register } from './register'

/** What an action is for: fix the parts, protect the customer, remove the cause, keep it away. */
export const actionKinds = ['correction', 'containment', 'corrective', 'preventive'] as const

/** Where an action stands; `implemented` is not yet proven. */
export const actionStates = [
  'planned',
  'doing',
  'implemented',
  'effective',
  'ineffective',
  'cancelled'
] as const

/** Actions of a case. */
export const capa = {
  ...register(
    'actions',
    {
      caseId: id,
      kind: z.enum(actionKinds).default('containment'),
      title: line(300),
      details: prose(20_000).default(''),
      ownerId: id.nullable().default(null),
      due: day.nullable().default(null),
      doneOn: day.nullable().default(null),
      state: z.enum(actionStates).default('planned')
    },
    { read: 'records.read', write: 'cases.write' }
  )
}
