import { mainStates, type CaseState, type missingKeys } from '@contract/cases'

/** One thing a case lacks. */
export type MissingKey = (typeof missingKeys)[number]

/** What is counted to tell what is missing. */
export interface CaseFacts {
  readonly state: CaseState
  readonly customerId: string | null
  readonly productId: string | null
  readonly ownerId: string | null
  readonly due: string | null
  readonly description: string
  readonly containment: string
  readonly rootCause: string
  readonly complaints: number
  /** Actions by kind, cancelled ones left out. */
  readonly actions: Readonly<Record<'correction' | 'containment' | 'corrective' | 'preventive', number>>
  /** Actions neither implemented nor judged. */
  readonly openActions: number
  readonly openTasks: number
}

type Rule = readonly [key: MissingKey, since: CaseState, lacks: (facts: CaseFacts) => boolean]

const blank = (text: string) => text.trim() === ''

/** What the gate data of 8D asks for, from the state on in which a reviewer looks for it. */
const rules: readonly Rule[] = [
  ['customer', 'received', f => f.customerId === null],
  ['complaint', 'received', f => f.complaints === 0],
  ['owner', 'triage', f => f.ownerId === null],
  ['product', 'triage', f => f.productId === null],
  ['due', 'triage', f => f.due === null],
  ['description', 'triage', f => blank(f.description)],
  ['containment', 'containment', f => blank(f.containment)],
  ['containmentAction', 'containment', f => f.actions.containment === 0],
  ['rootCause', 'analysis', f => blank(f.rootCause)],
  ['correctiveAction', 'action', f => f.actions.corrective === 0],
  ['preventiveAction', 'prevention', f => f.actions.preventive === 0],
  ['openActions', 'monitoring', f => f.openActions > 0],
  ['openTasks', 'monitoring', f => f.openTasks > 0]
]

/**
 * What a case lacks for the state it is in, in the order of the road. States beside the road are
 * judged as `triage`, a reopened case as `analysis`; ended ones lack nothing but what closing asks.
 */
export function missingOf(facts: CaseFacts): MissingKey[] {
  if (facts.state === 'rejected' || facts.state === 'duplicate' || facts.state === 'withdrawn') return []
  const road: readonly CaseState[] = mainStates
  const side = facts.state === 'reopened' ? 'analysis' : 'triage'
  const at = road.includes(facts.state) ? road.indexOf(facts.state) : road.indexOf(side)
  return rules.filter(([, since, lacks]) => road.indexOf(since) <= at && lacks(facts)).map(([key]) => key)
}
