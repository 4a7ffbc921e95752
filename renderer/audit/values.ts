import { isRefKind, type Ref, type RefKind } from '../ui/refs/kinds'

/** What a record said, field by field. */
export type Values = Readonly<Record<string, unknown>>

/** The recorded JSON as fields; null where there is none or it is no record. */
export function valuesOf(json: string | null): Values | null {
  if (json === null) return null
  try {
    const value: unknown = JSON.parse(json)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null
  } catch {
    return null
  }
}

/** Fields that say nothing about the matter itself. */
const bookkeeping = new Set(['id', 'version', 'createdAt', 'createdBy', 'updatedAt', 'updatedBy'])

const refFields: Readonly<Record<string, RefKind>> = {
  customerId: 'customer',
  productId: 'product',
  lotId: 'lot',
  caseId: 'case',
  ownerId: 'user',
  authorId: 'user',
  userId: 'user',
  teamIds: 'user',
  mentionIds: 'user'
}

/** The records that a field names; null for a field that names none. */
export function refsOf(field: string, value: unknown): readonly Ref[] | null {
  const kind = refFields[field]
  if (kind === undefined) return null
  const ids = Array.isArray(value) ? value : [value]
  return ids.filter(id => typeof id === 'string' && id !== '').map(id => ({ kind, id: String(id) }))
}

/** One field of an entry: what it was and what it became. */
export interface Change {
  readonly field: string
  readonly before: unknown
  readonly after: unknown
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}

/**
 * The fields of an entry that say something: of a change those that differ, of an entering or removing
 * those that held anything.
 */
export function changesOf(before: Values | null, after: Values | null): readonly Change[] {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  return fields
    .filter(field => !bookkeeping.has(field))
    .map(field => ({ field, before: before?.[field], after: after?.[field] }))
    .filter(change =>
      before !== null && after !== null
        ? JSON.stringify(change.before) !== JSON.stringify(change.after)
        : !isNothing(change.before) || !isNothing(change.after)
    )
}

const naming = ['title', 'name', 'partNumber', 'lotNumber', 'waferNumber', 'code', 'login'] as const

/** The name an entry gives its record; empty when it tells none. */
export function nameOf(before: Values | null, after: Values | null): string {
  const told = { ...before, ...after }
  const number = typeof told['number'] === 'string' ? told['number'] : ''
  const name = naming.map(field => told[field]).find(value => typeof value === 'string' && value !== '')
  return [number, typeof name === 'string' ? name : ''].filter(part => part !== '').join(' ')
}

/** The record an entry is about, where it has a name or a screen of its own. */
export function recordOf(entity: string, entityId: string): Ref | null {
  return isRefKind(entity) && entityId !== '' ? { kind: entity, id: entityId } : null
}

/** The parts of two texts that differ, [start, end) in each; whole words are kept together. */
export function differing(
  before: string,
  after: string
): readonly [before: readonly [number, number], after: readonly [number, number]] {
  const most = Math.min(before.length, after.length)
  let head = 0
  while (head < most && before[head] === after[head]) head++
  let tail = 0
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++
  const inWord = (text: string, at: number): boolean =>
    /[\p{L}\p{N}]/u.test(text[at - 1] ?? '') && /[a-zA-Z0-9\u00c0-\u024f]/.test(text[at] ?? '')
  while (head > 0 && (inWord(before, head) || inWord(after, head))) head--
  while (tail > 0 && (inWord(before, before.length - tail) || inWord(after, after.length - tail))) tail--
  return [
    [head, before.length - tail],
    [head, after.length - tail]
  ]
}
