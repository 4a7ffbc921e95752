import { useEffect, useEffectEvent } from 'react'

const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const

/** Call `onIdle` after so many minutes without a sign of a person; 0 = never. Sleep counts as time. */
export function useIdle(minutes: number, onIdle: () => void): void {
  const act = useEffectEvent(onIdle)
  useEffect(() => {
    if (minutes <= 0) return
    let last = Date.now()
    const seen = (): void => {
      // The first movement after a long sleep must not pass for presence.
      if (Date.now() - last < minutes * 60_000) last = Date.now()
    }
    const timer = setInterval(() => {
      if (Date.now() - last >= minutes * 60_000) {
        last = Date.now()
        act()
      }
    }, 5000)
    for (const sign of signs) window.addEventListener(sign, seen, { passive: true })
    return () => {
      clearInterval(timer)
      for (const sign of signs) window.removeEventListener(sign, seen)
    }
  }, [minutes])
}
