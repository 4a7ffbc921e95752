import { tellNewOwner } from '../store/assignment'
import { type RegisterSpec, wordOf } from '../store/register'
import { Action } from './entities'

/** Corrections, containment, corrective and preventive actions. */
export const actions = {
  name: 'actions',
  table: 'action',
  entity: Action,
  columns: ['caseId', 'kind', 'title', 'details', 'ownerId', 'due', 'doneOn', 'state'],
  text: ['title', 'details'],
  order: "state IN ('effective','cancelled'), due IS NULL, due, id",
  subject: record => wordOf(record, 'caseId'),
  afterWrite: (ctx, before, after) => {
    tellNewOwner(ctx, before, after, 'actionAssigned', `/cases/${wordOf(after, 'caseId')}/actions`)
  },
  doc: record => ({
    title: wordOf(record, 'title'),
    subtitle: wordOf(record, 'due'),
    body: wordOf(record, 'details'),
    codes: []
  })
} as const satisfies RegisterSpec
