import { palettes } from '@contract/diagram/palette'
import type { MarkName } from '@contract/diagram/marks'
import { useComputedColorScheme } from '@mantine/core'
import {
  type ClipboardEvent,
  type CSSProperties,
  type KeyboardEvent,
  type Ref,
  useEffect,
  useEffectEvent,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState
} from 'react'
import { useTranslation } from 'react-i18next'
import { Hands } from './hands'
import type { Drop } from './lights'
import { Minimap } from './Minimap'
import { only, ranged, type Selection } from './selection'
import { neighbour, type Way } from './places'
import { Stage, type Marked, type Shown } from './stage'
import type { Ended, Typing, TypingHandle } from './TypingBox'
import { toScreen, type Rect } from './view'
import { useCanvasKeys } from './useCanvasKeys'
import { Writing } from './Writing'
import { ZoomButtons } from './ZoomButtons'
import css from './canvas.module.css'

/** What can be asked of a canvas from outside. */
export interface CanvasHandle {
  /** Take the keys. */
  focus(): void
  /** Have a node in view. */
  reveal(node: string): void
  /** The whole picture, or these nodes. */
  fit(nodes?: readonly string[]): void
}

/** Properties of {@link Canvas}. */
export interface CanvasProps {
  /** `Fishbone: Particles on wafers`. */
  readonly label: string
  readonly shown: Shown
  readonly selection: Selection
  readonly onSelect: (selection: Selection) => void
  readonly marked?: Marked
  /** The text that is being written; null = none. */
  readonly typing: Typing | null
  /** Somebody began to write over the focused node (`typed`), or wants to change its text. False = not possible. */
  readonly onType: (node: string, typed: string | null) => boolean
  readonly onTyped: (node: string, text: string, how: Ended) => void
  readonly onUntyped: () => void
  /** A key that the canvas itself has no use for. */
  readonly onKey?: (event: KeyboardEvent<HTMLTextAreaElement>) => void
  readonly onCopy?: (event: ClipboardEvent, cut: boolean) => void
  readonly onPaste?: (event: ClipboardEvent) => void
  /** Space: fold what is selected. */
  readonly onFold?: () => void
  readonly onMark?: (node: string, mark: MarkName) => boolean
  readonly mayDrag?: (node: string) => boolean
  readonly mayDrop?: (drop: Drop) => boolean
  readonly onDrop?: (drop: Drop) => void
  /** Given, Alt and drag (or Alt, Shift and an arrow) move a node away from where the layout puts it; px. */
  readonly onNudge?: (nodes: readonly string[], dx: number, dy: number) => void
  readonly onMenu?: (node: string | null, at: { readonly x: number; readonly y: number }) => void
  /** What a dragged node is called. */
  readonly nameOf?: (node: string) => string
  readonly ref?: Ref<CanvasHandle>
  readonly className?: string | undefined
}

const ways: Readonly<Record<string, Way>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down'
}

/** Px that an arrow nudges by. */
const nudgeStep = 8

const nudges: Readonly<Record<Way, readonly [number, number]>> = {
  left: [-nudgeStep, 0],
  right: [nudgeStep, 0],
  up: [0, -nudgeStep],
  down: [0, nudgeStep]
}

const noMarks: Marked = { found: new Set(), lit: null }

/**
 * A diagram to look at and to work in. It draws a scene (a display list) and tells what people do with it; it knows
 * nothing of fishbones and gates.
 */
export function Canvas(props: CanvasProps) {
  const { label, shown, selection, marked = noMarks, typing, ref, className } = props
  const { t } = useTranslation('diagram')
  useCanvasKeys(props.onNudge !== undefined)
  const palette = palettes[useComputedColorScheme('light')]
  const host = useRef<HTMLDivElement>(null)
  const box = useRef<TypingHandle>(null)
  const [tools, setTools] = useState<{ readonly stage: Stage; readonly hands: Hands } | null>(null)
  const stage = tools?.stage ?? null

  const now = useEffectEvent(() => props)
  useLayoutEffect(() => {
    if (host.current === null) return
    const made = new Stage(host.current)
    const hands = new Hands(made, {
      selection: () => now().selection,
      editable: () => now().onDrop !== undefined,
      onPress: () => {
        box.current?.finish()
        box.current?.focus()
      },
      onSelect: next => now().onSelect(next),
      onOpen: node => now().onType(node, null),
      onMark: (node, mark) => now().onMark?.(node, mark) ?? false,
      mayDrag: node => now().mayDrag?.(node) ?? true,
      mayDrop: drop => now().mayDrop?.(drop) ?? true,
      onDrop: drop => now().onDrop?.(drop),
      mayNudge: () => now().onNudge !== undefined,
      onNudge: (nodes, dx, dy) => now().onNudge?.(nodes, dx, dy),
      onMenu: (node, at) => now().onMenu?.(node, at),
      carried: nodes => {
        const [first] = nodes
        const { nameOf } = now()
        return nodes.length === 1 && first !== undefined && nameOf !== undefined
          ? nameOf(first)
          : t('canvas.carried', { count: nodes.length })
      }
    })
    setTools({ stage: made, hands })
    return () => {
      hands.close()
      made.close()
    }
  }, [t])

  useLayoutEffect(() => stage?.show(shown, palette), [stage, shown, palette])
  useLayoutEffect(() => stage?.mark(marked), [stage, marked])
  useLayoutEffect(() => stage?.select(selection), [stage, selection, shown])
  const { focus } = selection
  useEffect(() => {
    const place = stage?.focusPlace()
    if (place !== null && place !== undefined) stage?.camera.reveal(place)
  }, [stage, focus, shown])

  useImperativeHandle(
    ref,
    () => ({
      focus: () => box.current?.focus(),
      reveal: node => {
        const [place] = stage?.index.of(node) ?? []
        if (place !== undefined) stage?.camera.reveal(place)
      },
      fit: nodes => {
        const places = nodes?.flatMap(node => stage?.index.of(node) ?? []) ?? []
        stage?.camera.fit(places.length === 0 ? undefined : around(places))
      }
    }),
    [stage]
  )

  const arrow = (way: Way, extend: boolean): void => {
    if (stage === null) return
    const from = stage.focusPlace()
    const [first] = shown.home === undefined ? stage.index.all : stage.index.of(shown.home)
    const to = from === null ? (first ?? stage.index.all[0]) : neighbour(stage.index.all, from, way)
    if (to === undefined || to === null) return
    stage.meant(to)
    const order = stage.index.all.map(({ node }) => node)
    props.onSelect(extend ? ranged(selection, to.node, order) : only(to.node))
  }

  const pressed = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    const { key } = event
    const chord = event.ctrlKey || event.metaKey || event.altKey
    const way = ways[key]
    const camera = stage?.camera
    if (way !== undefined && !chord) arrow(way, event.shiftKey)
    else if (way !== undefined && event.altKey && event.shiftKey && props.onNudge !== undefined) {
      const [dx, dy] = nudges[way]
      const nodes = [...selection.nodes].filter(node => props.mayDrag?.(node) ?? true)
      if (nodes.length > 0) props.onNudge(nodes, dx, dy)
    } else if (key === 'Escape' && tools?.hands.cancel() === true) event.stopPropagation()
    else if (key === ' ' && !chord) {
      if (!event.repeat) tools?.hands.hold(true)
    } else if (!chord && (key === '+' || key === '=')) camera?.zoom(1.25)
    else if (!chord && key === '-') camera?.zoom(0.8)
    else if (!chord && (key === '0' || event.code === 'Digit0')) camera?.fit()
    else if (!chord && event.shiftKey && event.code === 'Digit1') camera?.fit()
    else if (!chord && key === '1') camera?.zoom(1 / camera.view.scale)
    else if (key === 'F2' && focus !== null) props.onType(focus, null)
    else if (key === 'ContextMenu' || (key === 'F10' && event.shiftKey)) menu()
    else {
      props.onKey?.(event)
      return
    }
    event.preventDefault()
  }

  const menu = (): void => {
    const place = stage?.focusPlace() ?? null
    const area = host.current?.getBoundingClientRect()
    if (stage === null || area === undefined) return
    const at = place === null ? null : toScreen(stage.camera.view, place)
    const x = area.left + (at === null ? area.width / 2 : at.x + at.width / 2)
    const y = area.top + (at === null ? area.height / 2 : at.y + at.height)
    // Once the key is through: a menu that opens while it is under way takes it for its own, and closes.
    setTimeout(() => props.onMenu?.(focus, { x, y }))
  }

  return (
    <div
      className={`${css.canvas} ${className ?? ''}`}
      style={{ '--diagram-ground': palette.ground, '--diagram-bone': palette.bone } as CSSProperties}
    >
      <div ref={host} className={css.stage} />
      {stage !== null && (
        <Writing
          box={box}
          stage={stage}
          label={label}
          typing={typing}
          node={typing?.node ?? focus}
          shown={shown}
          onKey={pressed}
          onSpaceUp={() => {
            if (tools?.hands.hold(false) === false) props.onFold?.()
          }}
          onBegin={text => {
            if (focus === null || !props.onType(focus, text)) return false
            return true
          }}
          onEnd={(text, how) => {
            if (typing !== null) props.onTyped(typing.node, text, how)
          }}
          onCancel={props.onUntyped}
          onCopy={props.onCopy}
          onPaste={props.onPaste}
        />
      )}
      {stage !== null && (
        <div
          className={css.corner}
          // By mouse the keys go to the picture; who came to a button by keys stays there.
          onClick={event => {
            if (event.detail > 0) box.current?.focus()
          }}
        >
          <Minimap stage={stage} shown={shown} palette={palette} />
          <ZoomButtons stage={stage} />
        </div>
      )}
    </div>
  )
}

/** The rectangle around some. */
function around(rects: readonly Rect[]): Rect {
  const x = Math.min(...rects.map(one => one.x))
  const y = Math.min(...rects.map(one => one.y))
  return {
    x,
    y,
    width: Math.max(...rects.map(one => one.x + one.width)) - x,
    height: Math.max(...rects.map(one => one.y + one.height)) - y
  }
}
