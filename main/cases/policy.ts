import { caseStates, mainStates, type CaseState } from '@contract/cases'
import type { Permission } from '@contract/permissions'

/** States in which nothing is expected to happen any more. */
export const endStates: ReadonlySet<CaseState> = new Set(['closed', 'rejected', 'duplicate', 'withdrawn'])

/**
 * States a person may set from a state. Gates come later; until then whoever may write a case moves
 * it freely along the road and beside it, and only a closer may close it or open it again. A case
 * that has ended can only be reopened.
 */
export function nextStates(from: CaseState, permissions: ReadonlySet<Permission>): CaseState[] {
  if (!permissions.has('cases.write')) return []
  const mayClose = permissions.has('cases.close')
  if (endStates.has(from)) return mayClose ? ['reopened'] : []
  return caseStates.filter(state => {
    if (state === from || state === 'reopened') return false
    if (state === 'draft') return from === 'received'
    return !endStates.has(state) || mayClose
  })
}

/** States beside the road, and ends, need a reason in words. */
export function needsReason(state: CaseState): boolean {
  return !(mainStates as readonly CaseState[]).includes(state)
}
