import { tellNewOwner } from '../store/assignment'
import type { RegisterSpec } from '../store/register'
import { Action } from './entities'

/** Corrections, containment, corrective and preventive actions. */
export const actions = {
  name: 'actions',
  table: 'action',
  entity: Action,
  columns: ['caseId', 'kind', 'title', 'details', 'ownerId', 'due', 'doneOn', 'state'],
  text: ['title', 'details'],
  order: "state IN ('effective','cancelled'), due IS NULL, due, id",
  subject: record => String(record['caseId']),
  afterWrite: (ctx, before, after) => {
    tellNewOwner(ctx, before, after, 'actionAssigned', `/cases/${String(after['caseId'])}/actions`)
  },
  doc: record => ({
    title: String(record['title']),
    subtitle: String(record['due'] ?? ''),
    body: String(record['details']),
    codes: []
  })
} as const satisfies RegisterSpec
