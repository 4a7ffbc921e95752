/** Kinds of records that others name by id. */
const refKinds = [
  'customer',
  'product',
  'supplier',
  'complaintClass',
  'lot',
  'wafer',
  'tool',
  'complaint',
  'case',
  'task',
  'action',
  'user'
] as const

/** One of those kinds. */
export type RefKind = (typeof refKinds)[number]

/** Another record: what kind, and which. */
export interface Ref {
  readonly kind: RefKind
  readonly id: string
}

/** True for a kind whose records have a name to show. */
export function isRefKind(kind: string): kind is RefKind {
  return (refKinds as readonly string[]).includes(kind)
}

/** Hash route of a record's own screen; null for people, who have none for everyone. */
export function routeOf({ kind, id }: Ref): string | null {
  if (kind === 'user' || kind === 'task' || kind === 'action') return null
  return kind === 'complaintClass' ? `/complaint-classes/${id}` : `/${kind}s/${id}`
}
