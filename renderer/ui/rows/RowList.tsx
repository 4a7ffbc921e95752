import type { KeyboardEvent, ReactNode } from 'react'
import css from './RowList.module.css'

interface Props {
  readonly label: string
  readonly children: ReactNode
}

/**
 * A short list whose rows hold controls. Each row has one element with `data-row` (its title's button or
 * link): arrows move between those, across several lists of the same `data-rows` frame.
 */
export function RowList({ label, children }: Props) {
  return (
    <ul className={css.list} aria-label={label}>
      {children}
    </ul>
  )
}

/** One row; `open` shows what belongs to it below. */
export function Row({
  children,
  below,
  muted = false,
  onKeyDown
}: {
  readonly children: ReactNode
  readonly below?: ReactNode
  /** Done or cancelled: quieter. */
  readonly muted?: boolean
  /** Keys while the row's title has the focus. */
  readonly onKeyDown?: (event: KeyboardEvent<HTMLElement>) => void
}) {
  return (
    <li
      className={css.row}
      data-muted={muted || undefined}
      onKeyDown={event => {
        if (event.target instanceof HTMLElement && event.target.hasAttribute('data-row')) onKeyDown?.(event)
      }}
    >
      <div className={css.line}>{children}</div>
      {below !== undefined && below !== null && below !== false && <div className={css.below}>{below}</div>}
    </li>
  )
}

/** Put it on the frame around the lists: arrows, Home and End move between row titles. */
export function moveBetweenRows(event: KeyboardEvent<HTMLElement>): void {
  const { target } = event
  if (event.defaultPrevented || !(target instanceof HTMLElement) || !target.hasAttribute('data-row')) return
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')]
  const at = all.indexOf(target)
  const to = ((): number | null => {
    switch (event.key) {
      case 'ArrowDown':
      case 'j':
        return at + 1
      case 'ArrowUp':
      case 'k':
        return at - 1
      case 'Home':
        return 0
      case 'End':
        return all.length - 1
      default:
        return null
    }
  })()
  if (to === null) return
  event.preventDefault()
  all[Math.max(0, Math.min(all.length - 1, to))]?.focus()
}
