import { FabError, type Fault } from '@contract/errors'
import { useContext, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../app/client/index'
import { asFault } from '../app/i18n/faultText'
import { MeContext } from '../app/me'
import { useShortcut } from '../app/shortcuts'
import { type Draft, draftOf, edit, isDirty, type Kept, redo, replace, undo } from './draft'
import {
  again,
  arrived,
  beginEditing,
  chosen,
  discarded,
  type Editing,
  isUnsaved,
  keptOf,
  notStored,
  type SaveState,
  sending,
  stored,
  typed
} from './editing'

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
  const { key, base, save, version, delay = 800 } = options
  const { t } = useTranslation('app')
  // A workstation is shared: words belong to who typed them.
  const place = `fabcase.draft.${useContext(MeContext)?.id ?? ''}.${key}`
  // A form for a new record meets nobody else's words.
  const begin = (kept: Kept<T> | null): Editing<T> =>
    beginEditing(base, version ?? 0, kept === null || save !== undefined ? kept : { base, value: kept.value })
  const [editing, setEditing] = useState(() => begin(read<T>(sessionStorage.getItem(place))))
  // What is true this moment: answers come between two renders, and after the last one.
  const latest = useRef(editing)
  const put = (next: Editing<T>): void => {
    latest.current = next
    setEditing(next)
  }
  const [restored, setRestored] = useState(() => isDirty(editing.draft))
  const [fault, setFault] = useState<Fault | null>(null)
  const busy = useRef<Promise<void> | null>(null)
  const touched = useRef(isDirty(editing.draft))
  const { draft, state, theirs } = editing
  const unsaved = isUnsaved(editing)

  // A newer record of the store, without a remount.
  useLayoutEffect(() => {
    const next = arrived(latest.current, base, version)
    if (next !== latest.current) put(next)
  })

  const forgetWords = (): void => {
    sessionStorage.removeItem(place)
    void call('drafts.put', { key, body: '' }).catch(() => undefined)
  }

  // A save may run long after the render that asked for it, even after the last one.
  const send = useRef(save)
  useLayoutEffect(() => {
    send.current = save
  })

  const runSave = async (): Promise<void> => {
    const due = sending(latest.current)
    if (send.current === undefined || due === null) return
    put(due.next)
    try {
      const { value, version: now } = await send.current(due.patch, due.version)
      setFault(null)
      put(stored(latest.current, value, now))
      if (!isUnsaved(latest.current)) forgetWords()
    } catch (error) {
      const conflict = error instanceof FabError && error.fault.key === 'record.conflict'
      setFault(asFault(error))
      put(notStored(latest.current, conflict ? 'conflict' : 'failed'))
    }
  }

  const flush = async (): Promise<void> => {
    while (busy.current !== null) await busy.current
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
    put(next)
    setRestored(true)
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
    if (!unsaved) return
    const body = JSON.stringify(keptOf(editing))
    sessionStorage.setItem(place, body)
    const timer = setTimeout(() => {
      void call('drafts.put', { key, body }).catch(() => undefined)
    }, 1500)
    return () => {
      clearTimeout(timer)
    }
  }, [unsaved, editing, key, place])

  const autosave = save !== undefined && state === 'dirty' && !editing.sending
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
  const tryAgain = useEffectEvent(() => {
    put(again(latest.current))
  })
  useEffect(() => {
    if (state !== 'failed' || fault?.code !== 'Offline') return
    const timer = setInterval(() => {
      tryAgain()
    }, 5000)
    return () => {
      clearInterval(timer)
    }
  }, [state, fault])

  // Leaving the screen saves what is left.
  const saveRest = useEffectEvent(flush)
  useEffect(
    () => () => {
      void saveRest()
    },
    [key, place]
  )

  const apply = (next: Draft<T>): void => {
    if (next === latest.current.draft) return
    touched.current = true
    put(typed(latest.current, next))
    if (!isUnsaved(latest.current)) forgetWords()
  }
  const stepBack = (): void => {
    apply(undo(latest.current.draft))
  }
  const stepForward = (): void => {
    apply(redo(latest.current.draft, performance.now()))
  }
  const group = { group: 'app:keys.edit', whileTyping: true }
  useShortcut('mod+z', t('draft.undo'), stepBack, { ...group, enabled: draft.past.length > 0 })
  useShortcut('mod+shift+z', t('draft.redo'), stepForward, { ...group, enabled: draft.future.length > 0 })

  return {
    value: draft.value,
    base: draft.base,
    set: (field, value) => {
      apply(edit(latest.current.draft, field, value, performance.now()))
    },
    replace: value => {
      setFault(null)
      apply(replace(latest.current.draft, value, performance.now()))
    },
    undo: stepBack,
    redo: stepForward,
    canUndo: draft.past.length > 0,
    canRedo: draft.future.length > 0,
    dirty: unsaved,
    state,
    fault,
    conflict: theirs === null ? null : { base: draft.base, mine: draft.value, theirs },
    resolve: merged => {
      setFault(null)
      put(chosen(latest.current, merged, performance.now()))
    },
    restored,
    flush,
    discard: () => {
      touched.current = true
      put(discarded(latest.current))
      setFault(null)
      setRestored(false)
      forgetWords()
    },
    done: () => {
      put({ ...latest.current, draft: draftOf(latest.current.draft.base), state: 'clean' })
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
