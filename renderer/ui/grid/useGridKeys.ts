import type { KeyboardEvent } from 'react'

interface GridKeys {
  readonly at: number
  readonly total: number
  /** Rows of one screen. */
  readonly page: number
  readonly go: (index: number) => void
  readonly open: (index: number) => void
  /** Null where rows are not picked. */
  readonly toggle: ((index: number) => void) | null
  readonly pickTo: (index: number) => void
}

/** Keys of a list: arrows or j and k, PageUp and PageDown, Home and End, Enter, Space, Shift+arrows. */
export function useGridKeys(keys: GridKeys): (event: KeyboardEvent) => void {
  const { at, total, page, go, open, toggle, pickTo } = keys
  return event => {
    // Keys inside a cell's own control belong to the control.
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return
    const to = ((): number | null => {
      switch (event.key) {
        case 'ArrowDown':
        case 'j':
          return at + 1
        case 'ArrowUp':
        case 'k':
          return at - 1
        case 'PageDown':
          return at + page
        case 'PageUp':
          return at - page
        case 'Home':
          return 0
        case 'End':
          return total - 1
        default:
          return null
      }
    })()
    if (to !== null) {
      if (event.shiftKey && toggle !== null) pickTo(Math.max(0, Math.min(total - 1, to)))
      go(to)
    } else if (event.key === 'Enter') open(at)
    else if (event.key === ' ' && toggle !== null) toggle(at)
    else return
    event.preventDefault()
  }
}
