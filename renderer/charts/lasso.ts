/** A place in die coordinates. */
export type Point = readonly [number, number]

/** A closed line; the last point joins the first. */
export type Polygon = readonly Point[]

/** Dies from x0 to x1 and y0 to y1, both ends included. */
export interface Rect {
  readonly x0: number
  readonly x1: number
  readonly y0: number
  readonly y1: number
}

/** Most points the core takes in one polygon. */
export const mostPoints = 1000

/** Whether a place lies inside, by the even-odd rule. */
export function isInside(polygon: Polygon, x: number, y: number): boolean {
  let inside = false
  let before = polygon.at(-1)
  for (const point of polygon) {
    if (before !== undefined && point[1] > y !== before[1] > y) {
      const at = point[0] + ((y - point[1]) * (before[0] - point[0])) / (before[1] - point[1])
      if (x < at) inside = !inside
    }
    before = point
  }
  return inside
}

/** 1 for every die inside any of the polygons. */
export function maskOf(
  polygons: readonly Polygon[],
  x: ArrayLike<number>,
  y: ArrayLike<number>
): Uint8Array<ArrayBuffer> {
  const mask = new Uint8Array(x.length)
  for (const polygon of polygons) {
    const box = boundsOf(polygon)
    for (let i = 0; i < mask.length; i++) {
      const dx = x[i] ?? 0
      const dy = y[i] ?? 0
      if (mask[i] === 1 || dx < box.x0 || dx > box.x1 || dy < box.y0 || dy > box.y1) continue
      if (isInside(polygon, dx, dy)) mask[i] = 1
    }
  }
  return mask
}

/** The box around a polygon. */
export function boundsOf(polygon: Polygon): Rect {
  let x0 = Infinity
  let x1 = -Infinity
  let y0 = Infinity
  let y1 = -Infinity
  for (const [x, y] of polygon) {
    x0 = Math.min(x0, x)
    x1 = Math.max(x1, x)
    y0 = Math.min(y0, y)
    y1 = Math.max(y1, y)
  }
  return { x0, x1, y0, y1 }
}

/**
 * The line with fewer points (Ramer, Douglas and Peucker): none of those left out is farther than
 * `tolerance` from it. A drawn lasso has a point every pixel; a quarter of a die is close enough.
 */
export function simplify(line: Polygon, tolerance: number): Polygon {
  if (line.length < 4) return line
  const keep = new Uint8Array(line.length)
  keep[0] = keep[line.length - 1] = 1
  const open: [number, number][] = [[0, line.length - 1]]
  for (let span = open.pop(); span !== undefined; span = open.pop()) {
    const [from, to] = span
    const a = line[from]
    const b = line[to]
    if (a === undefined || b === undefined) continue
    let far = -1
    let most = tolerance
    for (let i = from + 1; i < to; i++) {
      const point = line[i]
      const off = point === undefined ? 0 : distance(point, a, b)
      if (off > most) {
        most = off
        far = i
      }
    }
    if (far < 0) continue
    keep[far] = 1
    open.push([from, far], [far, to])
  }
  return line.filter((_, i) => keep[i] === 1)
}

/** From a point to the piece of line between a and b. */
function distance([x, y]: Point, a: Point, b: Point): number {
  const dx = b[0] - a[0]
  const dy = b[1] - a[1]
  const length = dx * dx + dy * dy
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - a[0]) * dx + (y - a[1]) * dy) / length))
  return Math.hypot(x - a[0] - along * dx, y - a[1] - along * dy)
}

/** Whole dies as few rectangles: runs in a row, the same run in the next rows joined to it. */
export function rectsOf(x: ArrayLike<number>, y: ArrayLike<number>): readonly Rect[] {
  const rows = new Map<number, Set<number>>()
  for (let i = 0; i < x.length; i++) {
    const row = rows.get(y[i] ?? 0) ?? new Set<number>()
    row.add(x[i] ?? 0)
    rows.set(y[i] ?? 0, row)
  }
  const runs = [...rows]
    .toSorted(([a], [b]) => a - b)
    .map(([row, columns]) => [row, runsOf([...columns].toSorted((a, b) => a - b))] as const)
  return joined(runs)
}

/** Runs of neighbours in ascending numbers. */
function runsOf(columns: readonly number[]): readonly (readonly [number, number])[] {
  const runs: [number, number][] = []
  for (const column of columns) {
    const last = runs.at(-1)
    if (last?.[1] === column - 1) last[1] = column
    else runs.push([column, column])
  }
  return runs
}

/** Rows of runs, from top to bottom, as rectangles. */
function joined(
  rows: readonly (readonly [number, readonly (readonly [number, number])[]])[]
): readonly Rect[] {
  const done: Rect[] = []
  let growing = new Map<string, Rect>()
  for (const [row, runs] of rows) {
    const next = new Map<string, Rect>()
    for (const [x0, x1] of runs) {
      const above = growing.get(`${x0},${x1}`)
      const rect = above?.y1 === row - 1 ? { ...above, y1: row } : { x0, x1, y0: row, y1: row }
      next.set(`${x0},${x1}`, rect)
    }
    for (const [key, rect] of growing) if (next.get(key)?.y0 !== rect.y0) done.push(rect)
    growing = next
  }
  return [...done, ...growing.values()].toSorted((a, b) => a.y0 - b.y0 || a.x0 - b.x0)
}

/** Every die of `within` that no rectangle holds. */
export function outsideOf(rects: readonly Rect[], within: Rect): readonly Rect[] {
  const rows: [number, readonly (readonly [number, number])[]][] = []
  for (let row = within.y0; row <= within.y1; row++) {
    const held = rects.filter(rect => rect.y0 <= row && rect.y1 >= row).toSorted((a, b) => a.x0 - b.x0)
    const free: [number, number][] = []
    let from = within.x0
    for (const rect of held) {
      if (rect.x0 > from) free.push([from, Math.min(within.x1, rect.x0 - 1)])
      from = Math.max(from, rect.x1 + 1)
    }
    if (from <= within.x1) free.push([from, within.x1])
    rows.push([row, free])
  }
  return joined(rows)
}

/**
 * Rectangles of dies as polygons: one line that goes round each and comes back by the way it went, so that
 * what lies between is neither in nor out. No polygon has more than `most` points.
 */
export function polygonsOf(rects: readonly Rect[], most = mostPoints): readonly Polygon[] {
  const each = Math.max(1, Math.floor((most + 1) / 6))
  const polygons: Polygon[] = []
  for (let from = 0; from < rects.length; from += each) {
    const some = rects.slice(from, from + each)
    const way = some.flatMap((rect): readonly Point[] => {
      const [x0, x1, y0, y1] = [rect.x0 - 0.5, rect.x1 + 0.5, rect.y0 - 0.5, rect.y1 + 0.5]
      const ring: readonly Point[] = [
        [x0, y0],
        [x1, y0],
        [x1, y1],
        [x0, y1]
      ]
      return some.length === 1 ? ring : [...ring, [x0, y0]]
    })
    const back = some
      .slice(1, -1)
      .toReversed()
      .map((rect): Point => [rect.x0 - 0.5, rect.y0 - 0.5])
    polygons.push([...way, ...back])
  }
  return polygons
}

/** The polygons of exactly these dies. */
export function polygonsOfDies(x: ArrayLike<number>, y: ArrayLike<number>): readonly Polygon[] {
  return polygonsOf(rectsOf(x, y))
}
