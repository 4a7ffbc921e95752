import type { MarkName } from '@contract/diagram/marks'
import type { Drop } from './lights'
import { framed, type Selection } from './selection'
import type { Stage } from './stage'
import { toPicture, type Point, type Rect } from './view'

/** What the pointer does in the end, and what it must know for that. */
export interface HandsCalls {
  selection(): Selection
  /** Nodes may be dragged. */
  editable(): boolean
  /** The canvas was touched: it takes the keys. */
  onPress(): void
  onSelect(selection: Selection): void
  onOpen(node: string): void
  /** A sign of a node was clicked; false lets the click select. */
  onMark(node: string, mark: MarkName): boolean
  /** What of these may be dragged. */
  mayDrag(node: string): boolean
  mayDrop(drop: Drop): boolean
  onDrop(drop: Drop): void
  mayNudge(): boolean
  onNudge(nodes: readonly string[], dx: number, dy: number): void
  onMenu(node: string | null, at: { readonly x: number; readonly y: number }): void
  /** What is written beside the pointer while these are dragged. */
  carried(nodes: readonly string[]): string
}

/** How the pointer looks. */
export type Look = 'pan' | 'ready' | 'drag' | 'refused'

/** What is done with a pointer that is held; points are px of the canvas. */
export interface Gesture {
  readonly look: Look | null
  /** @returns the look from now on, where it changes */
  move(at: Point): Look | null
  /** Let go: it is done. */
  end(at: Point): void
  /** Given up: what was seen of it is taken back. */
  cancel(): void
}

/** Moves the picture. */
export function panning(stage: Stage, from: Point): Gesture {
  let last = from
  return {
    look: 'pan',
    move: at => {
      stage.camera.pan(at.x - last.x, at.y - last.y)
      last = at
      return null
    },
    end: () => undefined,
    cancel: () => undefined
  }
}

/** Two fingers: the picture follows both. `fingers` tells where they are now, or null where one is gone. */
export function pinching(stage: Stage, fingers: () => readonly [Point, Point] | null): Gesture {
  let last = fingers()
  return {
    look: null,
    move: () => {
      const now = fingers()
      if (now === null || last === null) return null
      const [was, is] = [middle(...last), middle(...now)]
      stage.camera.pan(is.x - was.x, is.y - was.y)
      stage.camera.zoom(apart(...now) / Math.max(1, apart(...last)), is)
      last = now
      return null
    },
    end: () => undefined,
    cancel: () => undefined
  }
}

/** A frame around what is to be selected; `adds` to what is selected already. */
export function framing(stage: Stage, calls: HandsCalls, from: Point, adds: boolean): Gesture {
  const before = calls.selection()
  const held = (at: Point): Selection => {
    const { view } = stage.camera
    const places = stage.index.within(rectOf(toPicture(view, from), toPicture(view, at)))
    return framed(before, [...new Set(places.map(({ node }) => node))], adds)
  }
  return {
    look: null,
    move: at => {
      stage.marquee(from, at)
      stage.select(held(at))
      return null
    },
    end: at => {
      calls.onSelect(held(at))
    },
    cancel: () => {
      calls.onSelect(before)
    }
  }
}

/** Px between two points. */
export const apart = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y)
const middle = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 })

const rectOf = (a: Point, b: Point): Rect => ({
  x: Math.min(a.x, b.x),
  y: Math.min(a.y, b.y),
  width: Math.abs(a.x - b.x),
  height: Math.abs(a.y - b.y)
})
