import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useEffectEvent,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState
} from 'react'
import { loadCanvasFonts } from '../app/theme/fonts'
import type { Point, Polygon } from './lasso'
import { type How, type MapTool, useLasso } from './useLasso'
import css from './WaferMap.module.css'

/** What the buttons beside a map ask of it. */
export interface MapHandle {
  zoom(wish: 'in' | 'out' | 'fit'): void
  /** What is drawn, without a ground of its own. */
  drawn(): HTMLCanvasElement | null
}

/** Width and height of the canvas, px. */
export type Size = readonly [number, number]

/** What lies on a map and where, for a view `V` of it. Places are pixels of the canvas; -1 is nothing. */
export interface Ground<V> {
  /** The whole of it. */
  fit(size: Size): V
  /** Nearer by that factor, the place staying where it is. */
  zoomed(view: V, factor: number, at: Point, size: Size): V
  /** How near a view is, in whatever unit; `nearest` is as near as one may go. */
  nearness(view: V): number
  readonly nearest: number
  /** Moved by so many pixels. */
  panned(view: V, dx: number, dy: number): V
  /** What lies at a place. */
  at(view: V, place: Point, size: Size): number
  /** Where it lies. */
  placeOf(view: V, item: number, size: Size): Point
  /** What lies next on the screen, or where the keyboard begins. */
  next(view: V, item: number, dx: Step, dy: Step): number
  /** A drawn shape in the coordinates of what is shown. */
  shape(view: V, drawn: Polygon, size: Size): Polygon
}

type Step = -1 | 0 | 1

interface Props<V> {
  readonly ground: Ground<V>
  /** Another one, another cursor. */
  readonly items: unknown
  /** Another one, the whole of it in view. */
  readonly plane: unknown
  /** Draw it; keep the function the same while nothing changes. */
  readonly paint: (context: CanvasRenderingContext2D, view: V, cursor: number, size: Size) => void
  readonly dark: boolean
  /** What it shows, and which keys it knows. */
  readonly label: string
  readonly describe: (item: number) => ReactNode
  /** Room that the words about an item take, px. */
  readonly words: Size
  /** Something was opened by click or Enter. */
  readonly onOpen?: ((item: number) => void) | undefined
  /** What dragging does. */
  readonly tool: MapTool
  readonly onShape?: ((shape: Polygon, how: How) => void) | undefined
  readonly ref?: Ref<MapHandle> | undefined
}

const steps: Readonly<Record<string, readonly [Step, Step]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1]
}

interface Drag<V> {
  readonly from: Point
  readonly view: V
  far: boolean
}

/** A canvas with pointer, wheel and keys: zoom, pan, lasso, a cursor, and the words about what is under it. */
export function MapCanvas<V>(props: Props<V>) {
  const { ground, items, plane, paint, dark, label, describe, words, onOpen, tool, onShape, ref } = props
  const canvas = useRef<HTMLCanvasElement>(null)
  const [size, setSize] = useState<Size>([0, 0])
  // Null is the whole of it, whatever the size of the box.
  const [moved, setMoved] = useState<V | null>(null)
  const [cursor, setCursor] = useState(-1)
  const [byKey, setByKey] = useState(false)
  const drag = useRef<Drag<V> | null>(null)
  const [dragging, setDragging] = useState(false)
  const lasso = useLasso(tool)
  const [fonts, setFonts] = useState(0)

  const [shown, setShown] = useState({ items, plane })
  if (shown.items !== items || shown.plane !== plane) {
    setShown({ items, plane })
    setCursor(-1)
    if (shown.plane !== plane) setMoved(null)
  }

  const [width, height] = size
  const fit = ground.fit(size)
  const view = moved ?? fit
  const zoomBy = (factor: number, at: Point): void => {
    const next = ground.zoomed(view, factor, at, size)
    if (ground.nearness(next) <= ground.nearness(fit) * 1.001) setMoved(null)
    else if (ground.nearness(next) < ground.nearest) setMoved(next)
  }
  useImperativeHandle(ref, () => ({
    zoom(wish) {
      if (wish === 'fit') setMoved(null)
      else zoomBy(wish === 'in' ? 1.5 : 1 / 1.5, [width / 2, height / 2])
    },
    drawn: () => canvas.current
  }))

  const onWheel = useEffectEvent((event: WheelEvent) => {
    event.preventDefault()
    zoomBy(1.0015 ** -event.deltaY, [event.offsetX, event.offsetY])
  })
  useEffect(() => {
    const element = canvas.current
    if (element === null) return
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setSize([entry.contentRect.width, entry.contentRect.height])
    })
    observer.observe(element)
    // React's own wheel listener is passive and could not keep the page from scrolling.
    const wheel = (event: WheelEvent): void => {
      onWheel(event)
    }
    element.addEventListener('wheel', wheel, { passive: false })
    void loadCanvasFonts('0123456789').then(() => {
      setFonts(1)
    })
    return () => {
      observer.disconnect()
      element.removeEventListener('wheel', wheel)
    }
  }, [])

  useLayoutEffect(() => {
    const element = canvas.current
    const context = element?.getContext('2d') ?? null
    if (element === null || context === null || width === 0) return
    const ratio = window.devicePixelRatio
    if (element.width !== Math.round(width * ratio) || element.height !== Math.round(height * ratio)) {
      element.width = Math.round(width * ratio)
      element.height = Math.round(height * ratio)
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    paint(context, view, cursor, [width, height])
    // `dark` and `fonts` change what is drawn without being arguments of it.
  }, [paint, view, cursor, width, height, dark, fonts])

  const place = (event: PointerEvent): Point => {
    const box = event.currentTarget.getBoundingClientRect()
    return [event.clientX - box.left, event.clientY - box.top]
  }
  const onPointerDown = (event: PointerEvent<HTMLCanvasElement>): void => {
    if (event.button !== 0) return
    const from = place(event)
    event.currentTarget.setPointerCapture(event.pointerId)
    if (tool !== 'pan' && onShape !== undefined) lasso.begin(from, event)
    drag.current = { from, view, far: false }
  }
  const onPointerMove = (event: PointerEvent<HTMLCanvasElement>): void => {
    const at = place(event)
    const begun = drag.current
    if (begun === null) {
      setByKey(false)
      setCursor(ground.at(view, at, size))
      return
    }
    const [dx, dy] = [at[0] - begun.from[0], at[1] - begun.from[1]]
    if (Math.abs(dx) + Math.abs(dy) > 4) {
      begun.far = true
      setDragging(true)
    }
    if (lasso.shape !== null) lasso.move(at)
    else if (begun.far && moved !== null) setMoved(ground.panned(begun.view, dx, dy))
  }
  const onPointerUp = (event: PointerEvent<HTMLCanvasElement>): void => {
    const begun = drag.current
    drag.current = null
    setDragging(false)
    const drawn = lasso.end()
    if (drawn !== null) onShape?.(ground.shape(view, drawn.shape, size), drawn.how)
    else if (begun !== null && !begun.far) {
      const item = ground.at(view, place(event), size)
      if (item >= 0) onOpen?.(item)
    }
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const arrow = steps[event.key]
    if (arrow !== undefined) {
      setByKey(true)
      setCursor(ground.next(view, cursor, ...arrow))
    } else if (event.key === '+' || event.key === '=') keyZoom(1.5)
    else if (event.key === '-') keyZoom(1 / 1.5)
    else if (event.key === '0') setMoved(null)
    else if (event.key === 'Enter' && cursor >= 0) onOpen?.(cursor)
    else if (event.key === 'Escape' && lasso.shape !== null) lasso.cancel()
    else if (event.key === 'Escape' && cursor >= 0) setCursor(-1)
    else return
    event.preventDefault()
  }
  const keyZoom = (factor: number): void => {
    zoomBy(factor, cursor < 0 ? [width / 2, height / 2] : ground.placeOf(view, cursor, size))
  }

  const tip = cursor < 0 || dragging ? null : ground.placeOf(view, cursor, size)
  return (
    <>
      <canvas
        ref={canvas}
        className={css.canvas}
        data-tool={tool}
        tabIndex={0}
        role="img"
        aria-label={label}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={() => {
          drag.current = null
          setDragging(false)
          lasso.cancel()
        }}
        onPointerLeave={() => {
          if (!byKey) setCursor(-1)
        }}
        onDoubleClick={() => {
          setMoved(null)
        }}
        onKeyDown={onKeyDown}
        onBlur={() => {
          if (byKey) setCursor(-1)
        }}
      />
      {lasso.shape !== null && (
        <svg className={css.shape} width={width} height={height} aria-hidden data-how={lasso.how}>
          <polygon points={lasso.shape.map(([x, y]) => `${x},${y}`).join(' ')} />
        </svg>
      )}
      {tip !== null && (
        <div
          className={css.tip}
          style={{
            left: Math.min(Math.max(4, tip[0] + 14), Math.max(4, width - words[0])),
            top: tip[1] > height - words[1] ? tip[1] - words[1] + 4 : tip[1] + 14
          }}
        >
          {describe(cursor)}
        </div>
      )}
      <div className="fab-visually-hidden" aria-live="polite">
        {byKey && cursor >= 0 && describe(cursor)}
      </div>
    </>
  )
}
