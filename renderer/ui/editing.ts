import {
  changes,
  conflicts,
  type Draft,
  draftOf,
  isDirty,
  type Kept,
  rebase,
  replace,
  same,
  takeUp
} from './draft'

/** Where the saving of a draft stands. */
export type SaveState = 'clean' | 'dirty' | 'saving' | 'saved' | 'failed' | 'conflict'

/**
 * A record being edited while it is saved and while others save it too. Every step below is pure, because they
 * come in any order: words typed while a save is under way, the answer to it, and the news of it by another way,
 * which may be there before the answer.
 */
export interface Editing<T extends object> {
  /** While a save is under way its base is what was sent, so that "dirty" means: not even sent yet. */
  readonly draft: Draft<T>
  /** The store's record that was last looked at. */
  readonly seen: T
  /** Somebody else's record, where it differs in fields that were changed here as well. */
  readonly theirs: T | null
  /** Newest version of the store that is known here. */
  readonly version: number
  /** What the store was thought to have before the save that is under way. */
  readonly before: T
  /** What was sent since the last good answer: some of it may have been stored. */
  readonly sent: readonly T[]
  readonly sending: boolean
  readonly state: SaveState
}

/** Begin with the store's record and with words kept from an earlier session, if there are any. */
export function beginEditing<T extends object>(base: T, version: number, kept: Kept<T> | null): Editing<T> {
  const { draft, theirs } = kept === null ? { draft: draftOf(base), theirs: null } : takeUp(base, kept)
  const state = theirs !== null ? 'conflict' : isDirty(draft) ? 'dirty' : 'clean'
  return { draft, seen: base, theirs, version, before: base, sent: [], sending: false, state }
}

/** True while there are words that the store is not known to have. */
export function isUnsaved<T extends object>(now: Editing<T>): boolean {
  return now.sending || isDirty(now.draft)
}

/** The words as they are kept for a crash: what they were typed over, and what they became. */
export function keptOf<T extends object>(now: Editing<T>): Kept<T> {
  return { base: now.sending ? now.before : now.draft.base, value: now.draft.value }
}

/** The person has changed something, or taken it back. */
export function typed<T extends object>(now: Editing<T>, draft: Draft<T>): Editing<T> {
  const rest = now.sending ? 'saving' : 'clean'
  const state = now.state === 'conflict' ? 'conflict' : isDirty(draft) ? 'dirty' : rest
  return { ...now, draft, state }
}

/**
 * The store's record as it is known now. Untouched fields follow it. While a save is under way nothing is taken
 * over: what comes may be our own, and the answer tells. An older record than the one known is old news.
 * @param version of that record; undefined where it has none
 */
export function arrived<T extends object>(now: Editing<T>, base: T, version?: number): Editing<T> {
  if (now.sending || (version ?? now.version) < now.version) return now
  const seen = { ...now, seen: base, version: version ?? now.version }
  if (same(base, now.seen)) return seen.version === now.version ? now : seen
  const draft = { ...now.draft, base: standsOn(now, base) }
  if (conflicts(draft.base, draft.value, base).length > 0) return { ...seen, theirs: base, state: 'conflict' }
  if (same(base, draft.base)) return { ...seen, draft }
  const next = rebase(draft, base)
  const rest = now.state === 'conflict' || now.state === 'failed' ? 'saved' : now.state
  return { ...seen, draft: next, theirs: null, state: isDirty(next) ? 'dirty' : rest }
}

/** A save whose answer was lost may have been done: then the store's words are our own, not somebody else's. */
function standsOn<T extends object>({ draft, sent }: Editing<T>, base: T): T {
  if (sent.length === 0) return draft.base
  const stands = { ...draft.base }
  for (const key of Object.keys(base) as (keyof T)[])
    if (!same(base[key], draft.base[key]) && sent.some(one => same(base[key], one[key])))
      stands[key] = base[key]
  return stands
}

/** What is to be sent now, if anything. Before a person has chosen between two versions neither goes over the other. */
export function sending<T extends object>(
  now: Editing<T>
): { readonly patch: Partial<T>; readonly version: number; readonly next: Editing<T> } | null {
  if (now.sending || now.theirs !== null || !isDirty(now.draft)) return null
  const { base, value } = now.draft
  const next: Editing<T> = {
    ...now,
    draft: { ...now.draft, base: value },
    before: base,
    sent: [...now.sent, value],
    sending: true,
    state: 'saving'
  }
  return { patch: changes(now.draft), version: now.version, next }
}

/** The store has taken it: this is the record now. */
export function stored<T extends object>(now: Editing<T>, value: T, version: number): Editing<T> {
  const draft = rebase(now.draft, value)
  const state = isDirty(draft) ? 'dirty' : 'saved'
  return {
    ...now,
    draft,
    seen: value,
    version: Math.max(version, now.version),
    sent: [],
    sending: false,
    state
  }
}

/** The store has refused it, or could not be reached. */
export function notStored<T extends object>(now: Editing<T>, why: 'failed' | 'conflict'): Editing<T> {
  return { ...now, draft: { ...now.draft, base: now.before }, sending: false, state: why }
}

/** What could not be saved is to be tried again. */
export function again<T extends object>(now: Editing<T>): Editing<T> {
  return now.state === 'failed' ? { ...now, state: 'dirty' } : now
}

/** The person has made one of two versions. */
export function chosen<T extends object>(now: Editing<T>, merged: T, at: number): Editing<T> {
  if (now.theirs === null) return now
  const draft = { ...replace(now.draft, merged, at), base: now.theirs }
  return { ...now, draft, theirs: null, sent: [], state: isDirty(draft) ? 'dirty' : 'clean' }
}

/** Back to what the store has. */
export function discarded<T extends object>(now: Editing<T>): Editing<T> {
  return { ...now, draft: draftOf(now.theirs ?? now.draft.base), theirs: null, state: 'clean' }
}
