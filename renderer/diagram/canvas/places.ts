import type { Place } from '../scene/frame'
import type { Point, Rect } from './view'

/** An arrow key's way. */
export type Way = 'left' | 'right' | 'up' | 'down'

const cell = 128

/** Places found by node and by where they lie. Each way is prepared when it is first asked for. */
export class PlaceIndex {
  private grid: ReadonlyMap<number, readonly Place[]> | null = null
  private readonly nodes: ReadonlyMap<string, readonly Place[]>

  /** @param places in the order they are drawn: the last is on top */
  constructor(readonly all: readonly Place[]) {
    const nodes = new Map<string, Place[]>()
    for (const place of all) listed(nodes, place.node).push(place)
    this.nodes = nodes
  }

  /** Places of a node. */
  of(node: string): readonly Place[] {
    return this.nodes.get(node) ?? []
  }

  /** What lies under a point, the topmost first; `slack` px beside it count too, the nearest then. */
  at(point: Point, slack = 0): Place | null {
    const near = { x: point.x - slack, y: point.y - slack, width: 2 * slack, height: 2 * slack }
    let best: Place | null = null
    let least = slack
    this.grid ??= gridOf(this.all)
    for (const name of cellsOf(near))
      for (const place of this.grid.get(name) ?? []) {
        const far = outside(place, point)
        if (far > least) continue
        best = place
        least = far
      }
    return best
  }

  /** Everything that a rectangle touches, in the order it is drawn. */
  within(rect: Rect): readonly Place[] {
    const right = rect.x + rect.width
    const bottom = rect.y + rect.height
    return this.all.filter(
      ({ x, y, width, height }) => x <= right && y <= bottom && x + width >= rect.x && y + height >= rect.y
    )
  }
}

/** Made for the pointer alone: while somebody types nobody needs it. */
function gridOf(all: readonly Place[]): ReadonlyMap<number, readonly Place[]> {
  const cells = new Map<number, Place[]>()
  for (const place of all) for (const name of cellsOf(place)) listed(cells, name).push(place)
  return cells
}

function listed<K>(map: Map<K, Place[]>, key: K): Place[] {
  let list = map.get(key)
  if (list === undefined) map.set(key, (list = []))
  return list
}

/** Cells that a rectangle touches, each as one number. */
function* cellsOf({ x, y, width, height }: Rect): Generator<number> {
  for (let column = Math.floor(x / cell); column * cell <= x + width; column++)
    for (let row = Math.floor(y / cell); row * cell <= y + height; row++) yield column * 2 ** 26 + row
}

/** How far a point is from a rectangle; 0 in it. */
function outside({ x, y, width, height }: Rect, point: Point): number {
  const dx = Math.max(x - point.x, 0, point.x - x - width)
  const dy = Math.max(y - point.y, 0, point.y - y - height)
  return Math.hypot(dx, dy)
}

/**
 * The place an arrow key leads to: the nearest one that way, where being off to the side counts twice, and nothing
 * lies nearer to the side than ahead. Null at the edge.
 */
export function neighbour(places: readonly Place[], from: Place, way: Way): Place | null {
  const level = way === 'left' || way === 'right'
  const forward = way === 'right' || way === 'down'
  let best: Place | null = null
  let least = Number.POSITIVE_INFINITY
  for (const place of places) {
    if (place.key === from.key) continue
    const [ahead, aside] = level
      ? offset(from, place, 'x', 'width', 'y', 'height', forward)
      : offset(from, place, 'y', 'height', 'x', 'width', forward)
    // Not that way at all, or rather beside than ahead.
    if (ahead <= 0 || aside > 3 * ahead + 200) continue
    const cost = ahead + 2 * aside
    if (cost < least) {
      best = place
      least = cost
    }
  }
  return best
}

type Axis = 'x' | 'y'
type Extent = 'width' | 'height'

/** How far ahead the centre lies (0 where it does not), and how far apart the two are to the side (0 where they overlap there). */
function offset(
  from: Place,
  to: Place,
  along: Axis,
  long: Extent,
  across: Axis,
  wide: Extent,
  forward: boolean
): readonly [number, number] {
  const begins = to[along] - from[along]
  const ends = begins + to[long] - from[long]
  // Both ends further: one above the other with its edge in line is no neighbour to the side.
  const clear = forward ? Math.min(begins, ends) : -Math.max(begins, ends)
  const gap = Math.max(to[across] - from[across] - from[wide], from[across] - to[across] - to[wide], 0)
  const centres = Math.abs(to[across] + to[wide] / 2 - from[across] - from[wide] / 2)
  return [clear > 1 ? Math.abs(begins + ends) / 2 : 0, gap + centres / 8]
}
