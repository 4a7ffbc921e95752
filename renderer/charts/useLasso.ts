import { useRef, useState } from 'react'
import type { Point, Polygon } from './lasso'

/** What dragging on a map does. */
export type MapTool = 'pan' | 'rectangle' | 'lasso'

/** What a drawn shape does to what was chosen before. */
export type How = 'replace' | 'add' | 'remove'

/** Keys that say how. */
interface Held {
  readonly shiftKey: boolean
  readonly altKey: boolean
}

interface Drawing {
  readonly from: Point
  readonly line: readonly Point[]
  readonly how: How
}

/** A shape being drawn with the pointer, in pixels of the canvas. */
export interface Lasso {
  /** The shape so far; null while none is drawn. */
  readonly shape: Polygon | null
  readonly how: How
  begin(at: Point, held: Held): void
  move(at: Point): void
  /** The finished shape; null where it was a click. */
  end(): { readonly shape: Polygon; readonly how: How } | null
  cancel(): void
}

/** Drawing a rectangle or a free line; Shift adds to what is chosen, Alt takes away from it. */
export function useLasso(tool: MapTool): Lasso {
  const drawing = useRef<Drawing | null>(null)
  const [shown, setShown] = useState<Drawing | null>(null)
  const set = (next: Drawing | null): void => {
    drawing.current = next
    setShown(next)
  }
  return {
    shape: shown === null ? null : shown.line,
    how: shown?.how ?? 'replace',
    begin(at, held) {
      set({ from: at, line: [at], how: held.shiftKey ? 'add' : held.altKey ? 'remove' : 'replace' })
    },
    move(at) {
      const now = drawing.current
      if (now === null) return
      if (tool === 'rectangle') {
        const [x, y] = now.from
        set({ ...now, line: [now.from, [at[0], y], at, [x, at[1]]] })
        return
      }
      const last = now.line.at(-1)
      // A point every two pixels is as fine as a hand.
      if (last === undefined || Math.hypot(at[0] - last[0], at[1] - last[1]) >= 2)
        set({ ...now, line: [...now.line, at] })
    },
    end() {
      const now = drawing.current
      set(null)
      if (now === null || now.line.length < 3) return null
      const xs = now.line.map(([x]) => x)
      const ys = now.line.map(([, y]) => y)
      const wide = Math.max(...xs) - Math.min(...xs) + Math.max(...ys) - Math.min(...ys)
      return wide < 6 ? null : { shape: now.line, how: now.how }
    },
    cancel() {
      set(null)
    }
  }
}
