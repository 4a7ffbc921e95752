import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import css from './SplitPane.module.css'

interface Props {
  /** Key under which the width is kept on this machine. */
  readonly id: string
  /** Null leaves the whole width to the second. */
  readonly first: ReactNode
  /** Null leaves the whole width to the first. */
  readonly second: ReactNode
  /** The pane whose width is kept, whatever the window's; the other has the rest. */
  readonly keeps?: 'first' | 'second'
  /** Width of that pane to begin with, in px. */
  readonly initial?: number
  readonly min?: number
  readonly max?: number
}

/** What is left to the first pane at least where the second is the one that is kept, px. */
const firstLeast = 200

/** Two panes with a bar between them that mouse and arrow keys move; the place is remembered. */
export function SplitPane({
  id,
  first,
  second,
  keeps = 'first',
  initial = 320,
  min = 180,
  max = 900
}: Props) {
  const { t } = useTranslation('app')
  const key = `fabcase.split.${id}`
  const [width, setWidth] = useState(() => Number(localStorage.getItem(key)) || initial)
  const panes = useRef<HTMLDivElement>(null)
  const start = useRef<{ readonly x: number; readonly width: number } | null>(null)
  // No wider than there is room for: else the bar would not answer until all that nobody sees is taken back.
  const most = (): number =>
    keeps === 'first' || panes.current === null
      ? max
      : Math.max(min, Math.min(max, panes.current.clientWidth - firstLeast))
  const to = (next: number): void => {
    const kept = Math.round(Math.min(most(), Math.max(min, next)))
    setWidth(kept)
    localStorage.setItem(key, String(kept))
  }
  // The bar moves with the pointer and the arrows; what lies before it grows to the right, what lies behind it shrinks.
  const grows = keeps === 'first' ? 1 : -1
  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0) return
    // Neither a selection of text nor the dragging of one begins here.
    event.preventDefault()
    event.currentTarget.focus()
    event.currentTarget.setPointerCapture(event.pointerId)
    start.current = { x: event.clientX, width: Math.min(width, most()) }
  }
  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    if (start.current !== null) to(start.current.width + grows * (event.clientX - start.current.x))
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const from = Math.min(width, most())
    if (event.key === 'ArrowLeft') to(from - 16 * grows)
    else if (event.key === 'ArrowRight') to(from + 16 * grows)
    else if (event.key === 'Home') to(min)
    else if (event.key === 'End') to(max)
    else return
    event.preventDefault()
  }
  const alone = second === null
  const whole = first === null
  return (
    <div ref={panes} className={css.panes}>
      {!whole && (
        <div className={css.first} style={alone || keeps === 'second' ? { flex: 1 } : { width }}>
          {first}
        </div>
      )}
      {!alone && !whole && (
        <div
          className={css.bar}
          role="separator"
          aria-orientation="vertical"
          aria-label={t('resizePane')}
          aria-valuenow={width}
          aria-valuemin={min}
          aria-valuemax={max}
          tabIndex={0}
          onPointerDown={onPointerDown}
          onPointerMove={onPointerMove}
          onLostPointerCapture={() => {
            start.current = null
          }}
          onDoubleClick={() => {
            to(initial)
          }}
          onKeyDown={onKeyDown}
        />
      )}
      {!alone && (
        // However wide it was on another screen: the first stays in view.
        <div
          className={css.second}
          style={
            whole || keeps === 'first'
              ? {}
              : { flex: 'none', width, maxWidth: `calc(100% - ${firstLeast}px)` }
          }
        >
          {second}
        </div>
      )}
    </div>
  )
}
