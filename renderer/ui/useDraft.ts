import { FabError, type Fault } from '@contract/errors'
import { useContext, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../app/client/index'
import { asFault } from '../app/i18n/faultText'
import { MeContext } from '../app/me'
import { useShortcut } from '../app/shortcuts'
import {
  changes,
  conflicts,
  type Draft,
  draftOf,
  edit,
  isDirty,
  type Kept,
  rebase,
  redo,
  replace,
  same,
  takeUp,
  undo
} from './draft'

/** Where the saving of a draft stands. */
export type SaveState = 'clean' | 'dirty' | 'saving' | 'saved' | 'failed' | 'conflict'

/** Settings of {@link useDraft}. */
export interface DraftOptions<T extends object> {
  /** Name of the draft, `case.<id>` or `case.new`; under it the words survive a crash. */
  readonly key: string
  /** What the store has; a newer one flows into untouched fields. Only editable fields belong in it. */
  readonly base: T
  /** Version of `base`; a save is based on it, or on the version that the last save gave back. */
  readonly version?: number
  /**
   * Save the changed fields and resolve to the record as the store now has it, with its version.
   * Without it nothing is saved by itself (a form for a new record): the draft lasts until `done()`.
   */
  readonly save?: (
    patch: Partial<T>,
    version: number
  ) => Promise<{ readonly value: T; readonly version: number }>
  /** Pause in typing before it is saved, ms. */
  readonly delay?: number
}

/** Two versions of a record and the one both began with. */
export interface Conflict<T extends object> {
  readonly base: T
  readonly mine: T
  readonly theirs: T
}

/** What an editor works with. */
export interface DraftHandle<T extends object> {
  readonly value: T
  readonly base: T
  set<K extends keyof T>(field: K, value: T[K]): void
  /** All fields at once, as one step of undo. */
  replace(value: T): void
  readonly undo: () => void
  readonly redo: () => void
  readonly canUndo: boolean
  readonly canRedo: boolean
  readonly dirty: boolean
  readonly state: SaveState
  readonly fault: Fault | null
  /** Somebody else changed the same fields: give it to ConflictDialog, and its outcome to `resolve`. */
  readonly conflict: Conflict<T> | null
  readonly resolve: (merged: T) => void
  /** Words of an earlier, unfinished session were brought back. */
  readonly restored: boolean
  /** Save now. */
  readonly flush: () => Promise<void>
  /** Back to what the store has. */
  readonly discard: () => void
  /** The form was submitted: forget the kept words. */
  readonly done: () => void
}

/**
 * An edited record with autosave, undo (Ctrl+Z, Ctrl+Shift+Z) and words that survive a crash: at once in
 * the tab's own storage, after a pause in the store's drafts of this person.
 */
export function useDraft<T extends object>(options: DraftOptions<T>): DraftHandle<T> {
  const { key, base, save, version = 0, delay = 800 } = options
  const { t } = useTranslation('app')
  // A workstation is shared: words belong to who typed them.
  const place = `fabcase.draft.${useContext(MeContext)?.id ?? ''}.${key}`
  // A form for a new record meets nobody else's words.
  const begin = (kept: Kept<T> | null): { readonly draft: Draft<T>; readonly theirs: T | null } =>
    kept === null
      ? { draft: draftOf(base), theirs: null }
      : takeUp(base, save === undefined ? { base, value: kept.value } : kept)
  const [first] = useState(() => begin(read<T>(sessionStorage.getItem(place))))
  const [draft, setDraft] = useState(first.draft)
  const [restored, setRestored] = useState(() => isDirty(draft))
  const [state, setState] = useState<SaveState>(() =>
    first.theirs !== null ? 'conflict' : isDirty(draft) ? 'dirty' : 'clean'
  )
  const [fault, setFault] = useState<Fault | null>(null)
  const busy = useRef<Promise<void> | null>(null)
  const touched = useRef(isDirty(draft))

  const [seen, setSeen] = useState(base)
  const [theirs, setTheirs] = useState<T | null>(first.theirs)

  // A newer record of the store, without a remount. While a save is under way it may be our own.
  if (!same(base, seen) && state !== 'saving') {
    setSeen(base)
    if (conflicts(draft.base, draft.value, base).length > 0) {
      setTheirs(base)
      setState('conflict')
    } else if (!same(base, draft.base)) {
      const next = rebase(draft, base)
      setDraft(next)
      setTheirs(null)
      setState(isDirty(next) ? 'dirty' : state === 'conflict' ? 'saved' : state)
    }
  }

  const dirty = isDirty(draft)

  const forgetWords = (): void => {
    sessionStorage.removeItem(place)
    void call('drafts.put', { key, body: '' }).catch(() => undefined)
  }

  // What a save needs when it runs, which may be long after the render that asked for it.
  const latest = useRef({ draft, save, version, theirs })
  useLayoutEffect(() => {
    latest.current = { draft, save, theirs, version: Math.max(version, latest.current.version) }
  })

  const runSave = async (): Promise<void> => {
    const { draft: sent, save: send, version: from, theirs: open } = latest.current
    // Before a person has chosen between two versions neither goes over the other.
    if (send === undefined || open !== null || !isDirty(sent)) return
    setState('saving')
    try {
      const stored = await send(changes(sent), from)
      latest.current = { ...latest.current, version: Math.max(stored.version, latest.current.version) }
      const next = rebase({ ...latest.current.draft, base: sent.value }, stored.value)
      latest.current = { ...latest.current, draft: next }
      setFault(null)
      setDraft(next)
      setState(isDirty(next) ? 'dirty' : 'saved')
      if (!isDirty(next)) forgetWords()
    } catch (error) {
      setFault(asFault(error))
      setState(error instanceof FabError && error.fault.key === 'record.conflict' ? 'conflict' : 'failed')
    }
  }

  const flush = async (): Promise<void> => {
    await busy.current
    busy.current = runSave().finally(() => {
      busy.current = null
    })
    await busy.current
  }

  // Words of a session that ended badly lie in the store; they count only while nothing was typed here.
  const bringBack = useEffectEvent((body: string | null) => {
    const kept = read<T>(body)
    if (kept === null || touched.current) return
    const next = begin(kept)
    if (!isDirty(next.draft)) return
    setDraft(next.draft)
    setTheirs(next.theirs)
    setRestored(true)
    setState(next.theirs === null ? 'dirty' : 'conflict')
  })
  useEffect(() => {
    call('drafts.get', { key })
      .then(({ body }) => {
        bringBack(body)
      })
      .catch(() => undefined)
  }, [key])

  // Keep the words: at once for a crash of the page, after a pause for a crash of the machine.
  useEffect(() => {
    if (!dirty) return
    const body = JSON.stringify({ base: draft.base, value: draft.value })
    sessionStorage.setItem(place, body)
    const timer = setTimeout(() => {
      void call('drafts.put', { key, body }).catch(() => undefined)
    }, 1500)
    return () => {
      clearTimeout(timer)
    }
  }, [dirty, draft, key, place])

  const autosave = save !== undefined && dirty && state === 'dirty'
  const saveNow = useEffectEvent(flush)
  useEffect(() => {
    if (!autosave) return
    const timer = setTimeout(() => {
      void saveNow()
    }, delay)
    return () => {
      clearTimeout(timer)
    }
  }, [autosave, draft.value, delay])

  // A save that could not reach the core is tried again when people go on or the window comes back.
  useEffect(() => {
    if (state !== 'failed' || fault?.code !== 'Offline') return
    const timer = setInterval(() => {
      setState('dirty')
    }, 5000)
    return () => {
      clearInterval(timer)
    }
  }, [state, fault])

  // Leaving the screen saves what is left.
  useEffect(
    () => () => {
      const { draft: left, save: send, version: from, theirs: open } = latest.current
      if (send === undefined || open !== null || busy.current !== null || !isDirty(left)) return
      void send(changes(left), from).then(
        () => {
          sessionStorage.removeItem(place)
          return call('drafts.put', { key, body: '' })
        },
        () => undefined
      )
    },
    [key, place]
  )

  const apply = (next: Draft<T>): void => {
    if (next === draft) return
    touched.current = true
    setDraft(next)
    setState(now => (isDirty(next) ? (now === 'conflict' ? 'conflict' : 'dirty') : 'clean'))
    if (!isDirty(next)) forgetWords()
  }
  const stepBack = (): void => {
    apply(undo(draft))
  }
  const stepForward = (): void => {
    apply(redo(draft, performance.now()))
  }
  const group = { group: 'app:keys.edit', whileTyping: true }
  useShortcut('mod+z', t('draft.undo'), stepBack, { ...group, enabled: draft.past.length > 0 })
  useShortcut('mod+shift+z', t('draft.redo'), stepForward, { ...group, enabled: draft.future.length > 0 })

  return {
    value: draft.value,
    base: draft.base,
    set: (field, value) => {
      apply(edit(draft, field, value, performance.now()))
    },
    replace: value => {
      setFault(null)
      touched.current = true
      const next = replace(draft, value, performance.now())
      setDraft(next)
      setState(isDirty(next) ? 'dirty' : 'clean')
    },
    undo: stepBack,
    redo: stepForward,
    canUndo: draft.past.length > 0,
    canRedo: draft.future.length > 0,
    dirty,
    state,
    fault,
    conflict: theirs === null ? null : { base: draft.base, mine: draft.value, theirs },
    resolve: merged => {
      if (theirs === null) return
      const next = { ...replace(draft, merged, performance.now()), base: theirs }
      setTheirs(null)
      setFault(null)
      setDraft(next)
      setState(isDirty(next) ? 'dirty' : 'clean')
    },
    restored,
    flush,
    discard: () => {
      apply(draftOf(theirs ?? draft.base))
      setTheirs(null)
      setFault(null)
      setState('clean')
      setRestored(false)
      forgetWords()
    },
    done: () => {
      setDraft(draftOf(draft.base))
      setState('clean')
      setRestored(false)
      forgetWords()
    }
  }
}

function read<T extends object>(body: string | null): Kept<T> | null {
  if (body === null || body === '') return null
  try {
    const kept: unknown = JSON.parse(body)
    return typeof kept === 'object' && kept !== null && 'value' in kept && 'base' in kept
      ? (kept as Kept<T>)
      : null
  } catch {
    return null
  }
}
