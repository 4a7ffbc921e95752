import { chiSquareUpper } from '../../statistics/distributions'
import type { Places } from './places-of'

/** Places beyond which a map is no wafer's but a fault of the file. */
const largestMap = 4_000_000

/** A ring and sector of the wafer. */
export interface Zone {
  /** From 0, the innermost. */
  readonly ring: number
  /** From 0; the first begins in the direction of growing x and turns towards growing y. */
  readonly sector: number
  readonly dies: number
  readonly fails: number
}

/** Where a wafer's middle is, and how far it reaches, in dies. */
export interface WaferBox {
  readonly centerX: number
  readonly centerY: number
  readonly radiusX: number
  readonly radiusY: number
}

/** The wafer is taken to fill the box around its dies. */
function boxOf({ x, y }: Places): WaferBox {
  let [left, right, low, high] = [Infinity, -Infinity, Infinity, -Infinity]
  for (let i = 0; i < x.length; i++) {
    left = Math.min(left, x[i] ?? 0)
    right = Math.max(right, x[i] ?? 0)
    low = Math.min(low, y[i] ?? 0)
    high = Math.max(high, y[i] ?? 0)
  }
  return {
    centerX: (left + right) / 2,
    centerY: (low + high) / 2,
    radiusX: (right - left + 1) / 2,
    radiusY: (high - low + 1) / 2
  }
}

/** Dies and fails by ring and sector. Rings have the same area, so that each holds about as many dies. */
export function zonesOf(places: Places, rings: number, sectors: number): Zone[] {
  const dies = new Float64Array(rings * sectors)
  const fails = new Float64Array(rings * sectors)
  const { centerX, centerY, radiusX, radiusY } = boxOf(places)
  for (let i = 0; i < places.x.length; i++) {
    const u = ((places.x[i] ?? 0) - centerX) / radiusX
    const v = ((places.y[i] ?? 0) - centerY) / radiusY
    const ring = Math.min(rings - 1, Math.floor((u * u + v * v) * rings))
    const turn = Math.atan2(v, u) / (2 * Math.PI)
    const sector = Math.min(sectors - 1, Math.floor((turn < 0 ? turn + 1 : turn) * sectors))
    const zone = ring * sectors + sector
    dies[zone] = (dies[zone] ?? 0) + (places.dies[i] ?? 0)
    fails[zone] = (fails[zone] ?? 0) + (places.fails[i] ?? 0)
  }
  return Array.from(dies, (count, zone) => ({
    ring: Math.floor(zone / sectors),
    sector: zone % sectors,
    dies: count,
    fails: fails[zone] ?? 0
  }))
}

/** A field of the reticle, in dies, and where the first begins. */
export interface Field {
  readonly width: number
  readonly height: number
  readonly offsetX: number
  readonly offsetY: number
}

/** What the places within the field are like, over all fields. */
export interface FieldView {
  readonly cells: readonly {
    readonly x: number
    readonly y: number
    readonly dies: number
    readonly fails: number
  }[]
  /** Chi-square of the fails over the cells, against the neighbourhood of each die. */
  readonly statistic: number
  readonly df: number
  readonly p: number
}

/** How far each cell of a field lies from what its dies' neighbours would have it. */
interface Folded {
  readonly dies: Float64Array
  readonly fails: Float64Array
  /** In standard deviations; NaN where nothing can be said. */
  readonly t: Float64Array
}

/**
 * Fold a map at a field. A die is expected to fail as often as those around it (`rate`): rings and clusters then say
 * little about the field. A cell that stands out on a few fields only spreads more than chance would, which counts
 * against it.
 */
function fold(places: Places, field: Field, rate: Float64Array, among?: (i: number) => boolean): Folded {
  const { width, height } = field
  const cells = width * height
  const sums = () => new Float64Array(cells)
  const [dies, fails, off, spread, squares, count] = [sums(), sums(), sums(), sums(), sums(), sums()]
  const add = (to: Float64Array, cell: number, value: number) => {
    to[cell] = (to[cell] ?? 0) + value
  }
  for (let i = 0; i < places.x.length; i++) {
    if (among?.(i) === false) continue
    const cell =
      modulo((places.y[i] ?? 0) - field.offsetY, height) * width +
      modulo((places.x[i] ?? 0) - field.offsetX, width)
    const n = places.dies[i] ?? 0
    const q = rate[i] ?? 0
    const beyond = (places.fails[i] ?? 0) - n * q
    add(dies, cell, n)
    add(fails, cell, places.fails[i] ?? 0)
    add(off, cell, beyond)
    add(squares, cell, beyond * beyond)
    add(spread, cell, n * q * (1 - q))
    add(count, cell, 1)
  }
  const t = Float64Array.from(off, (sum, cell) => {
    const m = count[cell] ?? 0
    const about = (squares[cell] ?? 0) - sum ** 2 / Math.max(1, m)
    const variance = Math.max(spread[cell] ?? 0, m > 1 ? (about * m) / (m - 1) : 0)
    return variance > 0 ? sum / Math.sqrt(variance) : Number.NaN
  })
  return { dies, fails, t }
}

/** Fails by place in the field, over all fields, with a chi-square against the neighbourhood of each die. */
export function foldField(places: Places, field: Field): FieldView {
  const { dies, fails, t } = fold(places, field, aroundRates(places, field.width, field.height))
  const known = t.filter(value => !Number.isNaN(value))
  const statistic = known.reduce((sum, value) => sum + value * value, 0)
  const df = Math.max(0, known.length - 1)
  return {
    cells: Array.from(dies, (tested, cell) => ({
      x: cell % field.width,
      y: Math.floor(cell / field.width),
      dies: tested,
      fails: fails[cell] ?? 0
    })),
    statistic,
    df,
    p: df > 0 ? chiSquareUpper(statistic, df) : 1
  }
}

const modulo = (value: number, by: number) => ((value % by) + by) % by

/** Fail rate around each place, in a window of a field to each side. */
function aroundRates({ x, y, dies, fails }: Places, width: number, height: number): Float64Array {
  let [left, right, low, high] = [Infinity, -Infinity, Infinity, -Infinity]
  for (let i = 0; i < x.length; i++) {
    left = Math.min(left, x[i] ?? 0)
    right = Math.max(right, x[i] ?? 0)
    low = Math.min(low, y[i] ?? 0)
    high = Math.max(high, y[i] ?? 0)
  }
  const columns = right - left + 2
  if (columns * (high - low + 2) > largestMap) {
    const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0)
    return new Float64Array(x.length).fill(total(fails) / Math.max(1, total(dies)))
  }
  const sums = (values: Float64Array) => {
    const table = new Float64Array(columns * (high - low + 2))
    for (let i = 0; i < x.length; i++)
      table[((y[i] ?? 0) - low + 1) * columns + (x[i] ?? 0) - left + 1] = values[i] ?? 0
    // Each entry becomes the sum over all entries above and to the left, itself included.
    for (let at = columns; at < table.length; at++) {
      if (at % columns === 0) continue
      const [above, before, both] = [
        table[at - columns] ?? 0,
        table[at - 1] ?? 0,
        table[at - columns - 1] ?? 0
      ]
      table[at] = (table[at] ?? 0) + above + before - both
    }
    return table
  }
  const [allDies, allFails] = [sums(dies), sums(fails)]
  return Float64Array.from(x, (px, i) => {
    const [fromX, toX] = [Math.max(left, px - width) - left, Math.min(right, px + width) - left + 1]
    const py = y[i] ?? 0
    const [fromY, toY] = [Math.max(low, py - height) - low, Math.min(high, py + height) - low + 1]
    const within = (table: Float64Array) =>
      (table[toY * columns + toX] ?? 0) -
      (table[fromY * columns + toX] ?? 0) -
      (table[toY * columns + fromX] ?? 0) +
      (table[fromY * columns + fromX] ?? 0)
    const n = within(allDies)
    return n > 0 ? within(allFails) / n : 0
  })
}
