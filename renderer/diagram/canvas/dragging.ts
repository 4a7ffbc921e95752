import type { Gesture, HandsCalls, Look } from './gestures'
import { dropPlace, type Drop } from './lights'
import type { Stage } from './stage'
import { toPicture, type Point } from './view'

/** Within this of the edge the picture moves along while something is dragged, px. */
const edge = 44

/** Drags nodes onto another, or before or behind it. */
export function dragging(stage: Stage, calls: HandsCalls, nodes: readonly string[]): Gesture {
  let drop: Drop | null = null
  let last: Point = { x: 0, y: 0 }
  const follow = (): Look => {
    const at = toPicture(stage.camera.view, last)
    const flow = stage.shown?.flow ?? 'right'
    const over = stage.index.at(at, 6)
    drop = null
    if (over !== null && !nodes.includes(over.node)) {
      const where = dropPlace(over, at, flow)
      const tried: readonly Drop['where'][] = where === 'into' ? ['into'] : [where, 'into']
      drop =
        tried
          .map((place): Drop => ({ nodes, target: over.node, where: place }))
          .find(one => calls.mayDrop(one)) ?? null
    }
    stage.lights.drop(drop === null ? null : over, drop?.where ?? 'into', flow)
    stage.carry(calls.carried(nodes), last)
    return over !== null && drop === null && !nodes.includes(over.node) ? 'refused' : 'drag'
  }
  const pull = pulling(stage, () => last, follow)
  return {
    look: 'drag',
    move: at => {
      last = at
      pull.start()
      return follow()
    },
    end: () => {
      pull.stop()
      if (drop !== null) calls.onDrop(drop)
    },
    cancel: pull.stop
  }
}

/** Moves nodes by hand, away from where the layout puts them. */
export function nudging(stage: Stage, calls: HandsCalls, nodes: readonly string[], from: Point): Gesture {
  // Where the picture moves along, the point it began at does too.
  const start = toPicture(stage.camera.view, from)
  let last = from
  const moved = (): Point => {
    const at = toPicture(stage.camera.view, last)
    return { x: at.x - start.x, y: at.y - start.y }
  }
  const follow = (): Look => {
    const by = moved()
    const places = nodes
      .flatMap(node => stage.index.of(node))
      .map(place => ({ ...place, x: place.x + by.x, y: place.y + by.y }))
    stage.lights.select(places, null)
    return 'drag'
  }
  const pull = pulling(stage, () => last, follow)
  return {
    look: 'drag',
    move: at => {
      last = at
      pull.start()
      return follow()
    },
    end: at => {
      pull.stop()
      last = at
      const { x, y } = moved()
      calls.onNudge(nodes, Math.round(x), Math.round(y))
    },
    cancel: pull.stop
  }
}

/** Near an edge the picture comes along, frame by frame, for as long as the pointer stays there. */
function pulling(
  stage: Stage,
  last: () => Point,
  follow: () => void
): { readonly start: () => void; readonly stop: () => void } {
  let frame = 0
  const way = (at: number, room: number): number =>
    at < edge ? Math.min(16, (edge - at) / 3) : at > room - edge ? -Math.min(16, (at - room + edge) / 3) : 0
  const step = (): void => {
    frame = 0
    const { width, height } = stage.camera.screen
    const [dx, dy] = [way(last().x, width), way(last().y, height)]
    if (dx === 0 && dy === 0) return
    stage.camera.pan(dx, dy)
    follow()
    frame = requestAnimationFrame(step)
  }
  return {
    start: () => {
      if (frame === 0) frame = requestAnimationFrame(step)
    },
    stop: () => {
      cancelAnimationFrame(frame)
      frame = 0
    }
  }
}
