import { type Action, type ActionKind, type ActionState, isActionEnded } from './phases'

/** What the board shows; empty lists let everything through. */
export interface BoardFilter {
  readonly text: string
  readonly kinds: readonly ActionKind[]
  readonly states: readonly ActionState[]
  readonly ownerIds: readonly string[]
  readonly overdue: boolean
}

/** The actions a filter lets through, in their order. */
export function filterActions(
  actions: readonly Action[],
  filter: BoardFilter,
  today: string
): readonly Action[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean)
  return actions.filter(action => {
    if (filter.kinds.length > 0 && !filter.kinds.includes(action.kind)) return false
    if (filter.states.length > 0 && !filter.states.includes(action.state)) return false
    if (filter.ownerIds.length > 0 && !filter.ownerIds.includes(action.ownerId ?? '')) return false
    if (filter.overdue && (action.due === null || action.due >= today || isActionEnded(action.state)))
      return false
    const text = `${action.title} ${action.details}`.toLowerCase()
    return words.every(word => text.includes(word))
  })
}
