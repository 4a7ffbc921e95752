import { useEffect, useEffectEvent } from 'react'

/** Told when the page is about to go: what is half written is kept as if one had gone on to something else. */
export function useLeaving(leave: () => void): void {
  const told = useEffectEvent(leave)
  useEffect(() => {
    const going = (): void => {
      told()
    }
    window.addEventListener('pagehide', going)
    return () => {
      window.removeEventListener('pagehide', going)
    }
  }, [])
}
