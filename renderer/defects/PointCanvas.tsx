import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useEffectEvent,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState
} from 'react'
import { useTranslation } from 'react-i18next'
import { canvasTheme } from '../app/theme/series'
import { type Polygon, simplify } from '../charts/lasso'
import { type How, type MapTool, useLasso } from '../charts/useLasso'
import map from '../charts/WaferMap.module.css'
import { type Marks, paintScene } from './paint'
import { fitView, PointIndex, type Scene, toPixels, toPlace, type View, zoomView } from './scene'

/** What the buttons beside the canvas ask of it. */
export interface PointHandle {
  zoom(wish: 'in' | 'out' | 'fit'): void
  drawn(): HTMLCanvasElement | null
}

interface Props extends Omit<Marks, 'cursor'> {
  readonly scene: Scene
  readonly colors: Uint32Array
  readonly dark: boolean
  readonly label: string
  readonly tool: MapTool
  readonly describe: (point: number) => ReactNode
  /** A point was opened by click or Enter. */
  readonly onPoint?: (point: number) => void
  /** A shape was drawn; its corners in micrometres. */
  readonly onShape?: (shape: Polygon, how: How) => void
  readonly ref?: Ref<PointHandle>
}

const step: Readonly<Record<string, readonly [-1 | 0 | 1, -1 | 0 | 1]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1]
}

/** Pixels within which the pointer finds a point. */
const grasp = 9

/** Points on a canvas: zoom, pan, lasso, a cursor for pointer and keys, and the words about the point under it. */
export function PointCanvas(props: Props) {
  const { scene, colors, dark, label, tool, describe, onPoint, onShape, ref } = props
  const { dies, lit, rings, regions } = props
  const { t } = useTranslation('defects')
  const canvas = useRef<HTMLCanvasElement>(null)
  const [size, setSize] = useState<readonly [number, number]>([0, 0])
  const [moved, setMoved] = useState<View | null>(null)
  const [cursor, setCursor] = useState(-1)
  const [byKey, setByKey] = useState(false)
  const [dragging, setDragging] = useState(false)
  const drag = useRef<{ readonly x: number; readonly y: number; readonly view: View; far: boolean } | null>(
    null
  )
  const lasso = useLasso(tool)
  const index = useMemo(() => new PointIndex(scene.x, scene.y), [scene])

  // Other points, another cursor; another plane, the whole of it.
  const [shown, setShown] = useState(scene)
  if (shown !== scene) {
    setShown(scene)
    setCursor(-1)
    if (shown.frame !== scene.frame) setMoved(null)
  }

  const [width, height] = size
  const fit = fitView(scene, width, height)
  const view = moved ?? fit
  const zoomBy = (factor: number, x: number, y: number): void => {
    const next = zoomView(view, factor, width, height, x, y)
    if (next.scale <= fit.scale * 1.001) setMoved(null)
    else if (next.scale < 50) setMoved(next)
  }
  useImperativeHandle(ref, () => ({
    zoom(wish) {
      if (wish === 'fit') setMoved(null)
      else zoomBy(wish === 'in' ? 1.5 : 1 / 1.5, width / 2, height / 2)
    },
    drawn: () => canvas.current
  }))

  const onWheel = useEffectEvent((event: WheelEvent) => {
    event.preventDefault()
    zoomBy(1.0015 ** -event.deltaY, event.offsetX, event.offsetY)
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
    const marks: Marks = { dies, lit, rings, regions, cursor }
    paintScene(context, scene, colors, view, marks, canvasTheme(), width, height)
    // `dark` changes what is drawn without being an argument of it.
  }, [scene, colors, view, dies, lit, rings, regions, cursor, width, height, dark])

  const place = (event: PointerEvent): readonly [number, number] => {
    const box = event.currentTarget.getBoundingClientRect()
    return [event.clientX - box.left, event.clientY - box.top]
  }
  const pointAt = (x: number, y: number): number => {
    const [um, up] = toPlace(view, width, height, x, y)
    return index.nearest(um, up, grasp / view.scale)
  }
  const onPointerDown = (event: PointerEvent<HTMLCanvasElement>): void => {
    if (event.button !== 0) return
    const [x, y] = place(event)
    event.currentTarget.setPointerCapture(event.pointerId)
    if (tool !== 'pan' && onShape !== undefined) lasso.begin([x, y], event)
    drag.current = { x, y, view, far: false }
  }
  const onPointerMove = (event: PointerEvent<HTMLCanvasElement>): void => {
    const [x, y] = place(event)
    const from = drag.current
    if (from === null) {
      setByKey(false)
      setCursor(pointAt(x, y))
      return
    }
    if (Math.abs(x - from.x) + Math.abs(y - from.y) > 4) {
      from.far = true
      setDragging(true)
    }
    if (lasso.shape !== null) lasso.move([x, y])
    else if (from.far && moved !== null)
      setMoved({
        ...from.view,
        x: from.view.x - (x - from.x) / view.scale,
        y: from.view.y + (y - from.y) / view.scale
      })
  }
  const onPointerUp = (event: PointerEvent<HTMLCanvasElement>): void => {
    const from = drag.current
    drag.current = null
    setDragging(false)
    const drawn = lasso.end()
    if (drawn !== null)
      onShape?.(
        simplify(drawn.shape, 1.5).map(([x, y]) => toPlace(view, width, height, x, y)),
        drawn.how
      )
    else if (from !== null && !from.far) {
      const point = pointAt(...place(event))
      if (point >= 0) onPoint?.(point)
    }
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const arrow = step[event.key]
    if (arrow !== undefined) {
      setByKey(true)
      setCursor(cursor < 0 ? index.nearest(view.x, view.y, 1e9) : index.next(cursor, ...arrow))
    } else if (event.key === '+' || event.key === '=') keyZoom(1.5)
    else if (event.key === '-') keyZoom(1 / 1.5)
    else if (event.key === '0') setMoved(null)
    else if (event.key === 'Enter' && cursor >= 0) onPoint?.(cursor)
    else if (event.key === 'Escape' && lasso.shape !== null) lasso.cancel()
    else if (event.key === 'Escape' && cursor >= 0) setCursor(-1)
    else return
    event.preventDefault()
  }
  const keyZoom = (factor: number): void => {
    const [x, y] =
      cursor < 0
        ? [width / 2, height / 2]
        : toPixels(view, width, height, scene.x[cursor] ?? 0, scene.y[cursor] ?? 0)
    zoomBy(factor, x, y)
  }

  const tip =
    cursor < 0 || dragging ? null : toPixels(view, width, height, scene.x[cursor] ?? 0, scene.y[cursor] ?? 0)
  return (
    <>
      <canvas
        ref={canvas}
        className={map.canvas}
        data-tool={tool}
        tabIndex={0}
        role="img"
        aria-label={`${label} ${t('map.keys')}`}
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
        <svg className={map.shape} width={width} height={height} aria-hidden data-how={lasso.how}>
          <polygon points={lasso.shape.map(([x, y]) => `${x},${y}`).join(' ')} />
        </svg>
      )}
      {tip !== null && (
        <div
          className={map.tip}
          style={{
            left: Math.min(Math.max(4, tip[0] + 14), Math.max(4, width - 220)),
            top: tip[1] > height - 110 ? tip[1] - 104 : tip[1] + 14
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
