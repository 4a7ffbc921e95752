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
import { loadCanvasFonts } from '../app/theme/fonts'
import { canvasTheme } from '../app/theme/series'
import type { Polygon } from './lasso'
import type { Outline } from './outline'
import { dieImage, type Marks, paintWafer } from './paintWafer'
import { type How, type MapTool, useLasso } from './useLasso'
import {
  dieAt,
  dieCoordinates,
  diesIn,
  fitView,
  middleDie,
  middleOf,
  nextDie,
  type Orientation,
  type View,
  type WaferModel,
  zoomView
} from './wafer'
import type { BinColors } from './waferColors'
import css from './WaferMap.module.css'

/** What the buttons beside the canvas ask of it. */
export interface WaferHandle {
  zoom(wish: 'in' | 'out' | 'fit'): void
  /** What is drawn, without a ground of its own. */
  drawn(): HTMLCanvasElement | null
}

interface Props {
  readonly model: WaferModel
  readonly colors: BinColors
  readonly orientation: Orientation
  readonly dark: boolean
  readonly lit: number | null
  readonly label: string
  readonly describe: (die: number) => ReactNode
  readonly onDie?: (die: number) => void
  readonly onSelect?: (dies: readonly number[]) => void
  /** A pixel for each die in place of its bin's colour. */
  readonly paint?: Uint32Array
  readonly outlines?: readonly Outline[]
  /** Drawn over the dies; keep the function stable. */
  readonly over?: NonNullable<Marks['over']>
  /** Written into large dies in place of the bin's number; keep the function stable. */
  readonly text?: (die: number) => string
  /** What dragging does; panning unless told otherwise. */
  readonly tool?: MapTool
  /** A shape was drawn; its corners in die coordinates. */
  readonly onShape?: (shape: Polygon, how: How) => void
  readonly ref?: Ref<WaferHandle>
}

interface Frame {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const step: Readonly<Record<string, readonly [-1 | 0 | 1, -1 | 0 | 1]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1]
}

/** The canvas with its pointer, wheel and keys, and the words about the die under the cursor. */
export function WaferCanvas(props: Props) {
  const { model, colors, orientation, dark, lit, label, describe, onDie, onSelect, ref } = props
  const { paint = null, outlines, over, text, tool = 'pan', onShape } = props
  const { t } = useTranslation('charts')
  const canvas = useRef<HTMLCanvasElement>(null)
  const [size, setSize] = useState<readonly [number, number]>([0, 0])
  // Null is the whole wafer, whatever the size of the box.
  const [moved, setMoved] = useState<View | null>(null)
  const [cursor, setCursor] = useState(-1)
  const [byKey, setByKey] = useState(false)
  const [frame, setFrame] = useState<Frame | null>(null)
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set())
  const drag = useRef<{ readonly x: number; readonly y: number; readonly view: View; far: boolean } | null>(
    null
  )
  const [dragging, setDragging] = useState(false)
  const lasso = useLasso(tool)
  const [fonts, setFonts] = useState(0)

  // A new wafer, a new cursor.
  const [shown, setShown] = useState(model)
  if (shown !== model) {
    setShown(model)
    setCursor(-1)
    setMoved(null)
    setSelected(new Set())
  }

  const [width, height] = size
  const fit = fitView(model, width, height)
  const view = moved ?? fit
  const image = useMemo(
    () => dieImage(model, orientation, colors, lit, paint),
    [model, orientation, colors, lit, paint]
  )

  const zoomBy = (factor: number, x: number, y: number): void => {
    const next = zoomView(view, factor, x, y)
    if (next.height <= fit.height * 1.001) setMoved(null)
    else if (next.height < 200) setMoved(next)
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
    const marks: Marks = {
      lit,
      cursor,
      selected,
      ...(outlines === undefined ? {} : { outlines }),
      ...(text === undefined ? {} : { text }),
      ...(over === undefined ? {} : { over })
    }
    paintWafer(context, model, image, orientation, view, canvasTheme(), marks, width, height)
    // `dark` and `fonts` change what is drawn without being arguments of it.
  }, [
    model,
    image,
    orientation,
    view,
    lit,
    cursor,
    selected,
    outlines,
    over,
    text,
    width,
    height,
    dark,
    fonts
  ])

  const place = (event: PointerEvent): readonly [number, number] => {
    const box = event.currentTarget.getBoundingClientRect()
    return [event.clientX - box.left, event.clientY - box.top]
  }
  const onPointerDown = (event: PointerEvent<HTMLCanvasElement>): void => {
    if (event.button !== 0) return
    const [x, y] = place(event)
    event.currentTarget.setPointerCapture(event.pointerId)
    if (tool !== 'pan' && onShape !== undefined) lasso.begin([x, y], event)
    drag.current = { x, y, view, far: false }
    if (event.shiftKey && onSelect !== undefined) setFrame({ x, y, width: 0, height: 0 })
  }
  const onPointerMove = (event: PointerEvent<HTMLCanvasElement>): void => {
    const [x, y] = place(event)
    const from = drag.current
    if (from === null) {
      setByKey(false)
      setCursor(dieAt(model, orientation, view, x, y))
      return
    }
    if (Math.abs(x - from.x) + Math.abs(y - from.y) > 4) {
      from.far = true
      setDragging(true)
    }
    if (lasso.shape !== null) lasso.move([x, y])
    else if (frame !== null) {
      const left = Math.min(x, from.x)
      const top = Math.min(y, from.y)
      setFrame({ x: left, y: top, width: Math.abs(x - from.x), height: Math.abs(y - from.y) })
    } else if (from.far && moved !== null) {
      setMoved({ ...from.view, left: from.view.left + x - from.x, top: from.view.top + y - from.y })
    }
  }
  const onPointerUp = (event: PointerEvent<HTMLCanvasElement>): void => {
    const from = drag.current
    drag.current = null
    setDragging(false)
    const drawn = lasso.end()
    if (drawn !== null) {
      onShape?.(
        drawn.shape.map(corner => dieCoordinates(model, orientation, view, corner[0], corner[1])),
        drawn.how
      )
    } else if (frame !== null) {
      const inside = diesIn(model, orientation, view, frame)
      setFrame(null)
      setSelected(new Set(inside))
      onSelect?.(inside)
    } else if (from !== null && !from.far) {
      const [x, y] = place(event)
      const die = dieAt(model, orientation, view, x, y)
      if (selected.size > 0) {
        setSelected(new Set())
        onSelect?.([])
      }
      if (die >= 0) onDie?.(die)
    }
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const arrow = step[event.key]
    if (arrow !== undefined) {
      const [dx, dy] = arrow
      const start = cursor < 0 ? middleDie(model) : nextDie(model, orientation, cursor, dx, dy)
      setByKey(true)
      setCursor(start)
    } else if (event.key === '+' || event.key === '=') obeyKey('in')
    else if (event.key === '-') obeyKey('out')
    else if (event.key === '0') setMoved(null)
    else if (event.key === 'Enter' && cursor >= 0) onDie?.(cursor)
    else if (event.key === 'Escape' && lasso.shape !== null) lasso.cancel()
    else if (event.key === 'Escape' && cursor >= 0) setCursor(-1)
    else return
    event.preventDefault()
  }
  const obeyKey = (zoom: 'in' | 'out'): void => {
    const [x, y] = cursor < 0 ? [width / 2, height / 2] : middleOf(model, orientation, view, cursor)
    zoomBy(zoom === 'in' ? 1.5 : 1 / 1.5, x, y)
  }

  const tip = cursor < 0 || dragging ? null : middleOf(model, orientation, view, cursor)
  return (
    <>
      <canvas
        ref={canvas}
        className={css.canvas}
        data-tool={tool}
        tabIndex={0}
        role="img"
        aria-label={`${label} ${t('keys.hint')}`}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={() => {
          drag.current = null
          setDragging(false)
          setFrame(null)
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
      {frame !== null && (
        <div
          className={css.frame}
          style={{ left: frame.x, top: frame.y, width: frame.width, height: frame.height }}
        />
      )}
      {lasso.shape !== null && (
        <svg className={css.shape} width={width} height={height} aria-hidden data-how={lasso.how}>
          <polygon points={lasso.shape.map(([x, y]) => `${x},${y}`).join(' ')} />
        </svg>
      )}
      {tip !== null && (
        <div
          className={css.tip}
          style={{
            left: Math.min(Math.max(4, tip[0] + 14), Math.max(4, width - 200)),
            top: tip[1] > height - 96 ? tip[1] - 92 : tip[1] + 14
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
