import { useEffect, useEffectEvent } from 'react'

/** What Escape closes, the innermost last. */
const open: (() => void)[] = []

/**
 * Escape belongs to the innermost pop-up alone. Those around it hear the key on its way down, before the one it
 * is meant for: it is taken from them at the window.
 */
function onKeyDown(event: KeyboardEvent): void {
  const close = open.at(-1)
  if (event.key !== 'Escape' || event.isComposing || close === undefined) return
  event.preventDefault()
  event.stopImmediatePropagation()
  close()
}

// Before any dialog listens at the window: who comes first is asked first.
if (typeof window !== 'undefined') window.addEventListener('keydown', onKeyDown, { capture: true })

/** While it is open, Escape closes this pop-up and none around it. */
export function useInnermostEscape(opened: boolean, close: () => void): void {
  const onEscape = useEffectEvent(close)
  useEffect(() => {
    if (!opened) return undefined
    const mine = (): void => {
      onEscape()
    }
    open.push(mine)
    return () => {
      open.splice(open.lastIndexOf(mine), 1)
    }
  }, [opened])
}
