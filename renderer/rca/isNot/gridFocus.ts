import type { KeyboardEvent } from 'react'

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  Enter: [1, 0]
}

/**
 * Moves the cursor between the cells of a table whose cells carry `data-r` and `data-c`: by arrows, by Enter down. In
 * a text the arrows first move within it.
 */
export function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = steps[event.key]
  if (step === undefined || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
  const own = event.currentTarget
  if (own instanceof HTMLTextAreaElement ? stays(own, event.key) : event.key === 'Enter') return
  const cell = own.closest<HTMLElement>('[data-r]')
  const table = own.closest('table')
  if (cell === null || table === null) return
  const [r, c] = [Number(cell.dataset['r']) + step[0], Number(cell.dataset['c']) + step[1]]
  const next = table.querySelector<HTMLElement>(`[data-r="${String(r)}"][data-c="${String(c)}"] [data-cell]`)
  if (next === null) return
  event.preventDefault()
  next.focus()
}

/** True while an arrow still has somewhere to go within the text. */
function stays({ selectionStart, selectionEnd, value }: HTMLTextAreaElement, key: string): boolean {
  if (selectionStart !== selectionEnd) return key !== 'Enter'
  switch (key) {
    case 'ArrowLeft':
      return selectionStart > 0
    case 'ArrowRight':
      return selectionStart < value.length
    case 'ArrowUp':
      return value.slice(0, selectionStart).includes('\n')
    case 'ArrowDown':
      return value.slice(selectionStart).includes('\n')
    default:
      return false
  }
}
