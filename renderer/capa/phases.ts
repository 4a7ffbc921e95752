import type { actionKinds, actionStates } from '@contract/capa'
import type { Output } from '@contract/index'

/** One action of a case. */
export type Action = Output<'actions.list'>['rows'][number]

/** What an action is for. */
export type ActionKind = (typeof actionKinds)[number]

/** Where an action stands. */
export type ActionState = (typeof actionStates)[number]

/**
 * The four colours: nobody owns it, somebody works on it, it is in place but not yet proven, it is
 * proven. An action found ineffective is being worked on again; a cancelled one is in none.
 */
export const phases = ['unowned', 'working', 'unproven', 'effective'] as const

/** One of {@link phases}. */
export type Phase = (typeof phases)[number]

/** The colour of an action; null for a cancelled one. */
export function phaseOf(action: Pick<Action, 'state' | 'ownerId'>): Phase | null {
  if (action.state === 'cancelled') return null
  if (action.state === 'effective') return 'effective'
  if (action.state === 'implemented') return 'unproven'
  return action.ownerId === null ? 'unowned' : 'working'
}

/** True where nothing hurries any more: proven, in place, or cancelled. */
export function isActionEnded(state: ActionState): boolean {
  return state === 'effective' || state === 'cancelled' || state === 'implemented'
}

/** The patch that a change of state means: being in place gets its day, unless it has one. */
export function stateChange(
  action: Pick<Action, 'doneOn'>,
  state: ActionState,
  today: string
): { readonly state: ActionState; readonly doneOn?: string | null } {
  const placed = state === 'implemented' || state === 'effective'
  if (placed && action.doneOn === null) return { state, doneOn: today }
  return state === 'planned' || state === 'doing' ? { state, doneOn: null } : { state }
}
