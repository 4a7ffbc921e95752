import { useSyncExternalStore } from 'react'

/** Where the tour of one person in one demo store stands. */
export interface TourState {
  /** False until somebody is signed in to a demo. */
  readonly known: boolean
  /** `offered` = not decided yet. */
  readonly state: 'offered' | 'running' | 'paused' | 'done' | 'declined'
  readonly step: number
  /** Steps of this person's tour. */
  readonly of: number
}

const none: TourState = { known: false, state: 'declined', step: 0, of: 0 }

let key: string | null = null
let current: TourState = none
const listeners = new Set<() => void>()

function isKept(value: unknown): value is Pick<TourState, 'state' | 'step'> {
  return (
    typeof value === 'object' &&
    value !== null &&
    'state' in value &&
    typeof value.state === 'string' &&
    ['offered', 'running', 'paused', 'done', 'declined'].includes(value.state) &&
    'step' in value &&
    typeof value.step === 'number'
  )
}

function read(from: string): Pick<TourState, 'state' | 'step'> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(from) ?? 'null')
    if (isKept(kept)) return kept
  } catch {
    // What cannot be read was never decided.
  }
  return { state: 'offered', step: 0 }
}

function set(next: TourState): void {
  current = next
  if (key !== null) localStorage.setItem(key, JSON.stringify({ state: next.state, step: next.step }))
  for (const listener of listeners) listener()
}

/**
 * Whose tour it is from now on; null = nobody's. It goes on where it was left, after a reload as well. A
 * store that was made anew has another id, so its tour begins anew.
 */
export function ownTour(store: string | null, login: string, of: number): void {
  key = store === null ? null : `fabcase.tour.${store}.${login}`
  const kept = key === null ? none : read(key)
  current =
    key === null
      ? none
      : { known: true, of, state: kept.state, step: Math.max(0, Math.min(Math.floor(kept.step), of - 1)) }
  for (const listener of listeners) listener()
}

const start = (): void => {
  set({ ...current, state: 'running', step: 0 })
}
const resume = (): void => {
  set({ ...current, state: 'running' })
}
const pause = (): void => {
  set({ ...current, state: 'paused' })
}
const decline = (): void => {
  set({ ...current, state: 'declined' })
}
/** To a step; past the last one the tour is done. */
const to = (step: number): void => {
  if (step >= current.of) set({ ...current, state: 'done', step: 0 })
  else set({ ...current, state: 'running', step: Math.max(0, step) })
}

/** What can be done with the tour from anywhere. */
export const tour = { start, resume, pause, decline, to } as const

/** The tour as it stands now. */
export const standing = (): TourState => current

/** The tour as it stands, and what can be done with it. */
export function useTour(): TourState & typeof tour {
  const state = useSyncExternalStore(listener => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, standing)
  return { ...state, ...tour }
}
