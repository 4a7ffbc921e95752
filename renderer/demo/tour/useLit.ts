import { useEffect, useState } from 'react'
import type { Box } from './place'

const same = (a: Box | null, b: Box | null): boolean =>
  a === b ||
  (a !== null &&
    b !== null &&
    a.left === b.left &&
    a.top === b.top &&
    a.width === b.width &&
    a.height === b.height)

/** Where the element of a selector is now, as it appears, moves and scrolls; null while it is not there. */
export function useLit(selector: string): Box | null {
  const [box, setBox] = useState<Box | null>(null)
  useEffect(() => {
    let frame = 0
    let seen: Element | null = null
    let last: Box | null = null
    const look = (): void => {
      frame = requestAnimationFrame(look)
      const element = document.querySelector(selector)
      if (element !== seen) {
        seen = element
        element?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
      }
      const rect = element?.getBoundingClientRect()
      const next =
        rect === undefined || rect.width === 0
          ? null
          : { left: rect.left, top: rect.top, width: rect.width, height: rect.height }
      if (same(last, next)) return
      last = next
      setBox(next)
    }
    look()
    return () => {
      cancelAnimationFrame(frame)
      setBox(null)
    }
  }, [selector])
  return box
}
