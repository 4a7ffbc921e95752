import { useEffect, useEffectEvent } from 'react'

/**
 * Told when the page is about to go, or what is written in is taken away (somebody removed what it is about): what is
 * half written is kept as if one had gone on to something else.
 */
export function useLeaving(leave: () => void): void {
  const told = useEffectEvent(leave)
  useEffect(() => {
    const going = (): void => {
      told()
    }
    window.addEventListener('pagehide', going)
    return () => {
      window.removeEventListener('pagehide', going)
      told()
    }
  }, [])
}
