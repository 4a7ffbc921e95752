/** Undo depth; older steps fall off. */
const depth = 200

/** Edits of the same field within this many ms are one step of undo. */
const together = 1200

interface Step<T> {
  readonly value: T
  readonly field: keyof T | null
  readonly at: number
}

/** An edited record: what the store has, what the person has, and the way back. All pure. */
export interface Draft<T extends object> {
  /** As the store last gave it. */
  readonly base: T
  readonly value: T
  readonly past: readonly Step<T>[]
  readonly future: readonly T[]
}

/** A draft without edits. */
export function draftOf<T extends object>(base: T): Draft<T> {
  return { base, value: base, past: [], future: [] }
}

/** Equality of JSON values. */
export function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const x = Object.entries(a)
  const y = new Map(Object.entries(b))
  return x.length === y.size && x.every(([key, value]) => y.has(key) && same(value, y.get(key)))
}

/** Change one field; typing in one place is one step of undo until the person pauses. */
export function edit<T extends object, K extends keyof T>(
  draft: Draft<T>,
  field: K,
  next: T[K],
  at: number
): Draft<T> {
  if (same(draft.value[field], next)) return draft
  const value = { ...draft.value, [field]: next }
  const last = draft.past.at(-1)
  const joined = last?.field === field && at - last.at < together && draft.future.length === 0
  const step = { value: joined ? last.value : draft.value, field, at }
  const past = [...(joined ? draft.past.slice(0, -1) : draft.past), step].slice(-depth)
  return { ...draft, value, past, future: [] }
}

/** Replace the whole value as one step (a template, a merged conflict). */
export function replace<T extends object>(draft: Draft<T>, value: T, at: number): Draft<T> {
  if (same(draft.value, value)) return draft
  const past = [...draft.past, { value: draft.value, field: null, at }].slice(-depth)
  return { ...draft, value, past, future: [] }
}

/** One step back. */
export function undo<T extends object>(draft: Draft<T>): Draft<T> {
  const last = draft.past.at(-1)
  if (last === undefined) return draft
  return {
    ...draft,
    value: last.value,
    past: draft.past.slice(0, -1),
    future: [...draft.future, draft.value]
  }
}

/** One step forward again. */
export function redo<T extends object>(draft: Draft<T>, at: number): Draft<T> {
  const next = draft.future.at(-1)
  if (next === undefined) return draft
  const past = [...draft.past, { value: draft.value, field: null, at }]
  return { ...draft, value: next, past, future: draft.future.slice(0, -1) }
}

/** The fields that differ from the store, with their values; empty when nothing is to be saved. */
export function changes<T extends object>(draft: Draft<T>): Partial<T> {
  const patch: Partial<T> = {}
  for (const key of Object.keys(draft.value) as (keyof T)[]) {
    if (!same(draft.value[key], draft.base[key])) patch[key] = draft.value[key]
  }
  return patch
}

/** True when there is something to save. */
export function isDirty<T extends object>(draft: Draft<T>): boolean {
  return Object.keys(changes(draft)).length > 0
}

/**
 * The store has a newer record. Fields the person did not touch follow it; touched ones keep the
 * person's value. History stays: undo leads back to what was seen, never into others' words.
 */
export function rebase<T extends object>(draft: Draft<T>, base: T): Draft<T> {
  const follow = (value: T): T => {
    const merged = { ...value }
    for (const key of Object.keys(base) as (keyof T)[]) {
      if (same(value[key], draft.base[key])) merged[key] = base[key]
    }
    return merged
  }
  return {
    base,
    value: follow(draft.value),
    past: draft.past.map(step => ({ ...step, value: follow(step.value) })),
    future: draft.future.map(follow)
  }
}

/** Words kept from an earlier session: what they were typed over, and what they became. */
export interface Kept<T extends object> {
  readonly base: T
  readonly value: T
}

/**
 * Put kept words over the record as it is now. Words whose field others have changed since are not put
 * over theirs: then `theirs` is the record, and the draft still stands on what the words were typed over.
 */
export function takeUp<T extends object>(
  now: T,
  kept: Kept<T>
): { readonly draft: Draft<T>; readonly theirs: T | null } {
  // Only fields that the record still has.
  const known = (values: T): T => {
    const all = { ...now }
    for (const key of Object.keys(now) as (keyof T)[]) if (key in values) all[key] = values[key]
    return all
  }
  const base = known(kept.base)
  const mine = known(kept.value)
  if (conflicts(base, mine, now).length > 0) return { draft: replace(draftOf(base), mine, 0), theirs: now }
  return {
    draft: replace(
      draftOf(now),
      merge(base, mine, now, () => 'mine'),
      0
    ),
    theirs: null
  }
}

/** Fields that both sides changed since `base`, differently: what a person has to decide. */
export function conflicts<T extends object>(base: T, mine: T, theirs: T): readonly (keyof T)[] {
  return (Object.keys(mine) as (keyof T)[]).filter(
    key => !same(mine[key], base[key]) && !same(theirs[key], base[key]) && !same(mine[key], theirs[key])
  )
}

/** Three-way merge: whoever changed a field has it; where both did, `choose` decides. */
export function merge<T extends object>(
  base: T,
  mine: T,
  theirs: T,
  choose: (field: keyof T) => 'mine' | 'theirs'
): T {
  const merged = { ...theirs }
  for (const key of Object.keys(mine) as (keyof T)[]) {
    if (same(mine[key], base[key])) continue
    if (same(theirs[key], base[key]) || choose(key) === 'mine') merged[key] = mine[key]
  }
  return merged
}
