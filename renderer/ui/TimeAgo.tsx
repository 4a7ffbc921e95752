import { useSyncExternalStore } from 'react'
import { useFormat } from '../app/i18n/useFormat'

let now = Date.now()
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | null = null

/** One clock for the whole window, half a minute a tick. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  // It stood still while nobody asked.
  if (timer === null) now = Date.now()
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
  const date = new Date(at)
  const tick = useNow()
  // What happened since the last tick must not read as the future.
  const ahead = date.getTime() - tick
  const past = ahead > 0 && ahead < 45_000 ? date : tick
  return (
    <time
      dateTime={Number.isNaN(date.getTime()) ? undefined : date.toISOString()}
      title={`${f.dateTime(at, true)} · ${f.zone(at)}`}
    >
      {f.relative(at, past)}
    </time>
  )
}
