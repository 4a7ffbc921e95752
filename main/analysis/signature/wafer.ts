import type { DieMap } from './types'

/** Centre and half axes of the wafer in dies, where the file knows them. */
export interface WaferFrame {
  readonly centreX: number
  readonly centreY: number
  readonly radiusX: number
  readonly radiusY: number
}

/** A map made ready: one entry per place, in units of the wafer. */
export interface Wafer {
  readonly count: number
  /** Die coordinates from the least one on. */
  readonly column: Int32Array
  readonly row: Int32Array
  readonly columns: number
  readonly rows: number
  /** Entry at row * columns + column, -1 where there is none. */
  readonly at: Int32Array
  /** Place in wafer radii from the centre; one die is pitchU by pitchV. */
  readonly u: Float64Array
  readonly v: Float64Array
  readonly pitchU: number
  readonly pitchV: number
  readonly radius: Float64Array
  /** From -pi to pi. */
  readonly angle: Float64Array
  /** Dies tested and failed. */
  readonly tested: Float64Array
  readonly failed: Float64Array
  /** Entry of the caller's map each came from: the first where several had one place. */
  readonly source: Int32Array
}

/** Least dies for which a shape means something. */
const LEAST_DIES = 30
/** Side beyond which coordinates are no wafer's but a fault of the file, and the share of the box that is filled. */
const LARGEST_SIDE = 1500
const LEAST_FILLED = 1 / 200

/**
 * The frame that dies of a round wafer fill: half axes by the second moments, which a few dies more or less at the
 * rim hardly move. Where the dies do not fill that ellipse (a part of a wafer, a rectangle) the box around them.
 */
function frameOf(
  map: DieMap,
  kept: readonly number[],
  box: { readonly left: number; readonly right: number; readonly low: number; readonly high: number }
): WaferFrame {
  let [sumX, sumY, sumXX, sumYY] = [0, 0, 0, 0]
  const places = new Set<number>()
  for (const i of kept) {
    const [x, y] = [(map.x[i] ?? 0) - box.left, (map.y[i] ?? 0) - box.low]
    const place = y * (box.right - box.left + 1) + x
    if (places.has(place)) continue
    places.add(place)
    sumX += x
    sumY += y
    sumXX += x * x
    sumYY += y * y
  }
  const n = places.size
  const [meanX, meanY] = [sumX / n, sumY / n]
  // Variance along an axis of a full ellipse is a quarter of the half axis squared; a die has 1/12 of its own.
  const radiusX = 2 * Math.sqrt(sumXX / n - meanX ** 2 + 1 / 12)
  const radiusY = 2 * Math.sqrt(sumYY / n - meanY ** 2 + 1 / 12)
  if (Math.abs((Math.PI * radiusX * radiusY) / n - 1) < 0.06)
    return { centreX: meanX + box.left, centreY: meanY + box.low, radiusX, radiusY }
  return {
    centreX: (box.left + box.right) / 2,
    centreY: (box.low + box.high) / 2,
    radiusX: (box.right - box.left + 1) / 2,
    radiusY: (box.high - box.low + 1) / 2
  }
}

/**
 * Make a map ready. The wafer is taken to be round and full, or to fill the box around its dies, unless a frame is given. Dies without a
 * result or a place are left out, several at one place added up. Null below 30 dies or where the places make no
 * wafer.
 */
export function prepareWafer(map: DieMap, frame?: WaferFrame): Wafer | null {
  const kept: number[] = []
  let [left, right, low, high] = [Infinity, -Infinity, Infinity, -Infinity]
  for (let i = 0; i < map.x.length; i++) {
    const [x, y] = [map.x[i] ?? Number.NaN, map.y[i] ?? Number.NaN]
    const share = map.fail[i] ?? Number.NaN
    const tested = map.tested === undefined ? 1 : (map.tested[i] ?? 0)
    if (!Number.isInteger(x) || !Number.isInteger(y) || !(share >= 0 && share <= 1) || !(tested > 0)) continue
    kept.push(i)
    left = Math.min(left, x)
    right = Math.max(right, x)
    low = Math.min(low, y)
    high = Math.max(high, y)
  }
  const columns = right - left + 1
  const rows = high - low + 1
  if (kept.length < LEAST_DIES || Math.min(columns, rows) < 3 || Math.max(columns, rows) > LARGEST_SIDE)
    return null
  if (kept.length < columns * rows * LEAST_FILLED) return null
  const { centreX, centreY, radiusX, radiusY } = frame ?? frameOf(map, kept, { left, right, low, high })
  const at = new Int32Array(columns * rows).fill(-1)
  const column = new Int32Array(kept.length)
  const row = new Int32Array(kept.length)
  const u = new Float64Array(kept.length)
  const v = new Float64Array(kept.length)
  const radius = new Float64Array(kept.length)
  const angle = new Float64Array(kept.length)
  const tested = new Float64Array(kept.length)
  const failed = new Float64Array(kept.length)
  const source = new Int32Array(kept.length)
  let count = 0
  for (const i of kept) {
    const [x, y] = [(map.x[i] ?? 0) - left, (map.y[i] ?? 0) - low]
    let entry = at[y * columns + x] ?? -1
    if (entry < 0) {
      entry = count++
      at[y * columns + x] = entry
      column[entry] = x
      row[entry] = y
      const du = ((map.x[i] ?? 0) - centreX) / radiusX
      const dv = ((map.y[i] ?? 0) - centreY) / radiusY
      u[entry] = du
      v[entry] = dv
      radius[entry] = Math.hypot(du, dv)
      angle[entry] = Math.atan2(dv, du)
      source[entry] = i
    }
    const n = map.tested === undefined ? 1 : (map.tested[i] ?? 0)
    tested[entry] = (tested[entry] ?? 0) + n
    failed[entry] = (failed[entry] ?? 0) + n * (map.fail[i] ?? 0)
  }
  if (count < LEAST_DIES) return null
  return {
    count,
    column: column.subarray(0, count),
    row: row.subarray(0, count),
    columns,
    rows,
    at,
    u: u.subarray(0, count),
    v: v.subarray(0, count),
    pitchU: 1 / radiusX,
    pitchV: 1 / radiusY,
    radius: radius.subarray(0, count),
    angle: angle.subarray(0, count),
    tested: tested.subarray(0, count),
    failed: failed.subarray(0, count),
    source: source.subarray(0, count)
  }
}
