import { useSyncExternalStore } from 'react'
import { useFormat } from '../app/i18n/useFormat'

let now = Date.now()
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | null = null

/** One clock for the whole window, half a minute a tick. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => {
    now = Date.now()
    for (const tell of listeners) tell()
  }, 30_000)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0 && timer !== null) {
      clearInterval(timer)
      timer = null
    }
  }
}

/** The present minute, live. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now)
}

/** `3 minutes ago`, with the exact moment and its zone on hover. */
export function TimeAgo({ at }: { readonly at: string | number | Date }) {
  const f = useFormat()
  // A moment after the last tick would read as the future.
  const moment = Math.max(useNow(), 0)
  const past = Math.max(moment, Math.min(Date.now(), new Date(at).getTime()))
  const date = new Date(at)
  return (
    <time
      dateTime={Number.isNaN(date.getTime()) ? undefined : date.toISOString()}
      title={`${f.dateTime(at, true)} · ${f.zone(at)}`}
    >
      {f.relative(at, past)}
    </time>
  )
}
