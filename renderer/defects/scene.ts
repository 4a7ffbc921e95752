import type { DefectGeometry } from '@contract/defects'

/** Points on a plane in micrometres, y up, with what is drawn under them. */
export interface Scene {
  readonly frame: 'wafer' | 'die'
  readonly x: Float32Array
  readonly y: Float32Array
  readonly geometry: DefectGeometry
  /** Dies of the wafer by their indices; none within a die. */
  readonly dies: { readonly x: Int32Array; readonly y: Int32Array }
  /** What must be seen when all is seen. */
  readonly bounds: Bounds
  /** Radius of the wafer; 0 within a die, or where it is not known and nothing tells. */
  readonly radius: number
}

/** A rectangle in micrometres. */
export interface Bounds {
  readonly left: number
  readonly right: number
  readonly bottom: number
  readonly top: number
}

/** What lies in the middle of the canvas, and pixels per micrometre. */
export interface View {
  readonly x: number
  readonly y: number
  readonly scale: number
}

/** A scene of points; the bounds hold the wafer or the die, and every point. */
export function sceneOf(parts: Pick<Scene, 'frame' | 'x' | 'y' | 'geometry' | 'dies'>): Scene {
  const { frame, x, y, geometry } = parts
  const points = boundsOf(x, y)
  if (frame === 'die') {
    const { pitch } = geometry
    const die = pitch === null ? points : { left: 0, bottom: 0, right: pitch.x, top: pitch.y }
    return { ...parts, bounds: around(die, points), radius: 0 }
  }
  const radius = geometry.diameter === null ? reachOf(parts) : geometry.diameter * 500
  const disc = { left: -radius, bottom: -radius, right: radius, top: radius }
  return { ...parts, bounds: around(disc, points), radius }
}

function boundsOf(x: ArrayLike<number>, y: ArrayLike<number>): Bounds {
  let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity]
  for (let i = 0; i < x.length; i++) {
    left = Math.min(left, x[i] ?? 0)
    right = Math.max(right, x[i] ?? 0)
    bottom = Math.min(bottom, y[i] ?? 0)
    top = Math.max(top, y[i] ?? 0)
  }
  return left > right ? { left: -1, right: 1, bottom: -1, top: 1 } : { left, right, bottom, top }
}

/** Both, unless the points lie so far out that nothing else would be seen. */
function around(frame: Bounds, points: Bounds): Bounds {
  const both = {
    left: Math.min(frame.left, points.left),
    right: Math.max(frame.right, points.right),
    bottom: Math.min(frame.bottom, points.bottom),
    top: Math.max(frame.top, points.top)
  }
  const seen =
    both.right - both.left <= 4 * (frame.right - frame.left) &&
    both.top - both.bottom <= 4 * (frame.top - frame.bottom)
  return seen ? both : frame
}

/** How far the outermost point or die lies from the middle. */
function reachOf({ x, y, geometry, dies }: Pick<Scene, 'x' | 'y' | 'geometry' | 'dies'>): number {
  let reach = 1
  for (let i = 0; i < x.length; i++) reach = Math.max(reach, Math.hypot(x[i] ?? 0, y[i] ?? 0))
  if (geometry.pitch !== null)
    for (let i = 0; i < dies.x.length; i++) {
      const box = dieBox(geometry, dies.x[i] ?? 0, dies.y[i] ?? 0)
      reach = Math.max(reach, Math.hypot(box.left, box.bottom), Math.hypot(box.right, box.top))
    }
  return reach
}

/** Where a die lies on the wafer, from its centre. */
export function dieBox(geometry: DefectGeometry, dieX: number, dieY: number): Bounds {
  const pitch = geometry.pitch ?? { x: 0, y: 0 }
  const centre = geometry.centre ?? { x: 0, y: 0 }
  const left = dieX * pitch.x - geometry.origin.x - centre.x
  const bottom = dieY * pitch.y - geometry.origin.y - centre.y
  return { left, bottom, right: left + pitch.x, top: bottom + pitch.y }
}

/** All of the scene in a box of so many pixels. */
export function fitView({ bounds }: Pick<Scene, 'bounds'>, width: number, height: number, margin = 16): View {
  const [wide, high] = [bounds.right - bounds.left, bounds.top - bounds.bottom]
  const scale = Math.min(Math.max(1, width - 2 * margin) / wide, Math.max(1, height - 2 * margin) / high)
  return { x: (bounds.left + bounds.right) / 2, y: (bounds.bottom + bounds.top) / 2, scale }
}

/** Pixels of a place. */
export function toPixels(
  view: View,
  width: number,
  height: number,
  x: number,
  y: number
): readonly [number, number] {
  return [width / 2 + (x - view.x) * view.scale, height / 2 - (y - view.y) * view.scale]
}

/** The place of a pixel. */
export function toPlace(
  view: View,
  width: number,
  height: number,
  px: number,
  py: number
): readonly [number, number] {
  return [view.x + (px - width / 2) / view.scale, view.y - (py - height / 2) / view.scale]
}

/** Zoom by a factor so that the place under the pointer stays where it is. */
export function zoomView(
  view: View,
  factor: number,
  width: number,
  height: number,
  px: number,
  py: number
): View {
  const [x, y] = toPlace(view, width, height, px, py)
  const scale = view.scale * factor
  return { x: x - (px - width / 2) / scale, y: y + (py - height / 2) / scale, scale }
}

/** Finds points near a place without looking at all of them. */
export class PointIndex {
  readonly #x: Float32Array
  readonly #y: Float32Array
  readonly #bounds: Bounds
  readonly #columns = 256
  readonly #starts: Uint32Array
  readonly #list: Uint32Array

  constructor(x: Float32Array, y: Float32Array) {
    this.#x = x
    this.#y = y
    this.#bounds = boundsOf(x, y)
    const counts = new Uint32Array(this.#columns * this.#columns + 1)
    const cells = Uint32Array.from(x, (_, i) => this.#cell(x[i] ?? 0, y[i] ?? 0))
    for (const cell of cells) counts[cell + 1] = (counts[cell + 1] ?? 0) + 1
    for (let i = 1; i < counts.length; i++) counts[i] = (counts[i] ?? 0) + (counts[i - 1] ?? 0)
    this.#starts = counts.slice()
    this.#list = new Uint32Array(x.length)
    cells.forEach((cell, i) => (this.#list[(counts[cell] = (counts[cell] ?? 0) + 1) - 1] = i))
  }

  #line(value: number, low: number, high: number): number {
    const at = Math.floor(((value - low) / (high - low || 1)) * this.#columns)
    return Math.min(this.#columns - 1, Math.max(0, at))
  }

  #cell(x: number, y: number): number {
    const { left, right, bottom, top } = this.#bounds
    return this.#line(y, bottom, top) * this.#columns + this.#line(x, left, right)
  }

  /** The nearest point no further than `reach` for which `counts` holds; -1 for none. */
  nearest(x: number, y: number, reach: number, counts: (i: number) => boolean = () => true): number {
    const { left, right, bottom, top } = this.#bounds
    let best = -1
    let most = reach * reach
    const [fromX, toX] = [this.#line(x - reach, left, right), this.#line(x + reach, left, right)]
    const [fromY, toY] = [this.#line(y - reach, bottom, top), this.#line(y + reach, bottom, top)]
    for (let row = fromY; row <= toY; row++)
      for (let column = fromX; column <= toX; column++) {
        const cell = row * this.#columns + column
        for (let at = this.#starts[cell] ?? 0; at < (this.#starts[cell + 1] ?? 0); at++) {
          const i = this.#list[at] ?? 0
          const far = ((this.#x[i] ?? 0) - x) ** 2 + ((this.#y[i] ?? 0) - y) ** 2
          if (far <= most && counts(i)) {
            most = far
            best = i
          }
        }
      }
    return best
  }

  /** The next point from one in a direction: the nearest within 45 degrees of it; the same where there is none. */
  next(from: number, dx: -1 | 0 | 1, dy: -1 | 0 | 1): number {
    const { left, right, bottom, top } = this.#bounds
    const [x, y] = [this.#x[from] ?? 0, this.#y[from] ?? 0]
    const whole = Math.hypot(right - left, top - bottom) || 1
    for (let reach = whole / 256; reach <= 2 * whole; reach *= 2) {
      const found = this.nearest(x, y, reach, i => {
        const along = ((this.#x[i] ?? 0) - x) * dx + ((this.#y[i] ?? 0) - y) * dy
        const aside = Math.abs(dx === 0 ? (this.#x[i] ?? 0) - x : (this.#y[i] ?? 0) - y)
        return along > 0 && aside <= along
      })
      if (found >= 0) return found
    }
    return from
  }
}
