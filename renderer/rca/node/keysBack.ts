import { createContext, useContext, useEffect, useEffectEvent } from 'react'

/** Gives the keys back to the diagram; null where no editor stands around. */
export const KeysBack = createContext<(() => void) | null>(null)

/**
 * In a menu or dialog over a diagram: once it is gone and nothing else has the keys, the diagram has them again, in
 * the pane they came from. Without it they would go to nobody.
 */
export function useKeysBack(): void {
  const back = useContext(KeysBack)
  const give = useEffectEvent(() => {
    // Where a dialog follows a menu, or its opener is still there, they are taken already.
    if (document.activeElement === document.body || document.activeElement === null) back?.()
  })
  useEffect(
    () => () => {
      setTimeout(give, 30)
    },
    []
  )
}
