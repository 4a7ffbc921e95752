import {
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
  useLayoutEffect,
  useRef,
  useState
} from 'react'
import type { ChartHandle } from './Chart'
import css from './Chart.module.css'

type Side = 'lo' | 'hi'
type Limits = { readonly [S in Side]: number | null }

interface Props extends Limits {
  readonly chart: RefObject<ChartHandle | null>
  /** What an arrow key moves by. */
  readonly step: number
  readonly names: readonly [string, string]
  readonly say: (value: number) => string
  /** While it is dragged. */
  readonly onMove: (limits: Limits) => void
  /** Let go, or moved by a key. */
  readonly onSet: (limits: Limits) => void
}

/** Pixels a limit's word takes. */
const room = 110

/** Two limits over a chart, to be dragged or moved with the arrow keys; what they throw away is shaded. */
export function LimitHandles({ chart, lo, hi, step, names, say, onMove, onSet }: Props) {
  const [dragged, setDragged] = useState<Side | null>(null)
  const [pixels, setPixels] = useState<{ readonly lo: number; readonly hi: number } | null>(null)
  const box = useRef<HTMLDivElement>(null)
  const [wide, setWide] = useState(Number.POSITIVE_INFINITY)
  // The chart draws first; only then is it known where a value lies.
  useLayoutEffect(() => {
    const place = (value: number | null): number =>
      value === null ? Number.NaN : (chart.current?.pixelOf?.(value) ?? Number.NaN)
    // eslint-disable-next-line react-hooks/set-state-in-effect -- measured from what was drawn
    setPixels({ lo: place(lo), hi: place(hi) })
    setWide(box.current?.clientWidth ?? Number.POSITIVE_INFINITY)
  }, [chart, lo, hi])
  const limits: Limits = { lo, hi }
  const handle = (side: Side): React.ReactNode => {
    const value = limits[side]
    const left = pixels?.[side]
    if (value === null || left === undefined || !Number.isFinite(left)) return null
    const at = (event: PointerEvent<HTMLDivElement>): number | null => {
      const box = event.currentTarget.parentElement?.getBoundingClientRect()
      const next = box === undefined ? undefined : chart.current?.valueAt?.(event.clientX - box.left)
      return next === undefined || !Number.isFinite(next) ? null : round(next, step)
    }
    const onKeyDown = (event: KeyboardEvent): void => {
      const by =
        event.key === 'ArrowLeft' || event.key === 'ArrowDown'
          ? -1
          : event.key === 'ArrowRight' || event.key === 'ArrowUp'
            ? 1
            : 0
      if (by === 0) return
      event.preventDefault()
      onSet({ ...limits, [side]: round(value + by * step * (event.shiftKey ? 10 : 1), step) })
    }
    return (
      <div
        className={css.handle}
        data-side={side}
        style={{ left }}
        role="slider"
        tabIndex={0}
        aria-label={names[side === 'lo' ? 0 : 1]}
        aria-valuenow={value}
        aria-valuetext={say(value)}
        onPointerDown={event => {
          event.currentTarget.setPointerCapture(event.pointerId)
          setDragged(side)
        }}
        onPointerMove={event => {
          const next = dragged === side ? at(event) : null
          if (next !== null) onMove({ ...limits, [side]: next })
        }}
        onPointerUp={() => {
          setDragged(null)
          onSet(limits)
        }}
        onPointerCancel={() => {
          setDragged(null)
        }}
        onKeyDown={onKeyDown}
      >
        {/* Where there is no room on its own side, the word stands on the other. */}
        <span
          className={css.grip}
          data-flipped={(side === 'lo' ? left < room : wide - left < room) || undefined}
        >
          {names[side === 'lo' ? 0 : 1]} {say(value)}
        </span>
      </div>
    )
  }
  return (
    <div className={css.handles} ref={box}>
      {pixels !== null && Number.isFinite(pixels.lo) && (
        <div className={css.thrown} style={{ left: 0, width: Math.max(0, pixels.lo) }} />
      )}
      {pixels !== null && Number.isFinite(pixels.hi) && (
        <div className={css.thrown} style={{ left: pixels.hi, right: 0 }} />
      )}
      {handle('lo')}
      {handle('hi')}
    </div>
  )
}

/** To a tenth of a step, so that a dragged limit has no endless digits. */
function round(value: number, step: number): number {
  const digits = Math.max(0, Math.min(15, 1 - Math.floor(Math.log10(step))))
  return Number(value.toFixed(digits))
}
