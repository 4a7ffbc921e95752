import {
  readDefectColumns,
  readDefects,
  readDefectWafers,
  type DefectCells,
  type SqlReader,
  type StoredDefects,
  type StoredDefectWafer
} from '../../instruments/reading'
import { DieIndex } from './dies'

/**
 * All defects of a set as arrays: index i is the same defect in each. Lengths in micrometres; NaN where the file
 * has no value.
 */
export interface Defects {
  readonly set: StoredDefects
  readonly wafers: readonly StoredDefectWafer[]
  readonly count: number
  /** Defects of wafer w (its place in `wafers`) are those from `starts[w]` to `starts[w + 1]`. */
  readonly starts: Uint32Array
  /** Place in `wafers`. */
  readonly wafer: Uint16Array
  readonly defectId: Float64Array
  /** From the centre of the wafer. */
  readonly x: Float32Array
  readonly y: Float32Array
  /** From the lower left corner of the die. */
  readonly xRel: Float32Array
  readonly yRel: Float32Array
  readonly dieX: Int32Array
  readonly dieY: Int32Array
  /** Numbers the dies of all wafers that bear a defect; -1 without a die. */
  readonly die: Int32Array
  readonly dieCount: number
  readonly size: Float32Array
  readonly area: Float32Array
  readonly classNumber: Float32Array
  readonly rough: Float32Array
  readonly fine: Float32Array
  readonly cluster: Float32Array
  readonly test: Float32Array
  readonly images: Uint16Array
}

const wanted = [
  'DEFECTID',
  'XREL',
  'YREL',
  'XINDEX',
  'YINDEX',
  'X',
  'Y',
  'XSIZE',
  'YSIZE',
  'DSIZE',
  'DEFECTAREA',
  'CLASSNUMBER',
  'ROUGHBINNUMBER',
  'FINEBINNUMBER',
  'CLUSTERNUMBER',
  'TEST',
  'IMAGECOUNT'
] as const

/** Read a set. @throws FabError record.notFound */
export function loadDefects(sql: SqlReader, id: string): Defects {
  const set = readDefects(sql, id)
  const wafers = readDefectWafers(sql, set)
  const count = wafers.reduce((sum, wafer) => sum + wafer.defects, 0)
  const floats = () => new Float32Array(count)
  const all = {
    starts: new Uint32Array(wafers.length + 1),
    wafer: new Uint16Array(count),
    defectId: new Float64Array(count),
    x: floats(),
    y: floats(),
    xRel: floats(),
    yRel: floats(),
    dieX: new Int32Array(count),
    dieY: new Int32Array(count),
    die: new Int32Array(count).fill(-1),
    size: floats(),
    area: floats(),
    classNumber: floats(),
    rough: floats(),
    fine: floats(),
    cluster: floats(),
    test: floats(),
    images: new Uint16Array(count)
  }
  let dieCount = 0
  wafers.forEach((wafer, w) => {
    const at = all.starts[w] ?? 0
    all.starts[w + 1] = at + wafer.defects
    all.wafer.fill(w, at, at + wafer.defects)
    const columns = readDefectColumns(sql, set, wafer, wanted)
    const values = (name: (typeof wanted)[number]) => columns.get(name)?.values ?? null
    copy(values('DEFECTID'), all.defectId, at, wafer.defects)
    copy(values('DEFECTAREA'), all.area, at, wafer.defects)
    copy(values('CLASSNUMBER'), all.classNumber, at, wafer.defects)
    copy(values('ROUGHBINNUMBER'), all.rough, at, wafer.defects)
    copy(values('FINEBINNUMBER'), all.fine, at, wafer.defects)
    copy(values('CLUSTERNUMBER'), all.cluster, at, wafer.defects)
    copy(values('TEST'), all.test, at, wafer.defects)
    const images = values('IMAGECOUNT')
    for (let i = 0; i < wafer.defects; i++) all.images[at + i] = Math.min(65_535, images?.[i] ?? 0)
    sizes(columns, all.size, at, wafer.defects)
    dieCount = places(wafer, columns, all, at, dieCount)
  })
  return { set, wafers, count, dieCount, ...all }
}

/** How much memory a set takes. */
export function weighDefects(defects: Defects): number {
  return 1000 + defects.count * 76
}

function copy(from: Float64Array | null, to: Float32Array | Float64Array, at: number, count: number): void {
  if (from === null) to.fill(Number.NaN, at, at + count)
  else to.set(from, at)
}

/** DSIZE, else the larger of XSIZE and YSIZE. */
function sizes(columns: ReadonlyMap<string, DefectCells>, to: Float32Array, at: number, count: number): void {
  const [size, x, y] = ['DSIZE', 'XSIZE', 'YSIZE'].map(name => columns.get(name)?.values)
  for (let i = 0; i < count; i++) {
    const own = size?.[i] ?? Number.NaN
    // NaN and missing columns fall through both comparisons.
    const [w, h] = [x?.[i] ?? Number.NaN, y?.[i] ?? Number.NaN]
    to[at + i] = Number.isNaN(own) ? (w >= h || Number.isNaN(h) ? w : h) : own
  }
}

interface Places {
  readonly x: Float32Array
  readonly y: Float32Array
  readonly xRel: Float32Array
  readonly yRel: Float32Array
  readonly dieX: Int32Array
  readonly dieY: Int32Array
  readonly die: Int32Array
}

/**
 * Where the defects lie. XREL and YREL count from the origin of their die, which is `pitch` times its index from
 * that of die 0, 0; the wafer's centre counts from there. A file with X and Y alone has them from the centre.
 */
function places(
  wafer: StoredDefectWafer,
  columns: ReadonlyMap<string, DefectCells>,
  to: Places,
  at: number,
  dieCount: number
): number {
  const { pitch, origin } = wafer.geometry
  const centre = centreOf(wafer)
  const get = (name: string) => columns.get(name)?.values
  const [relX, relY, indexX, indexY, absX, absY] = ['XREL', 'YREL', 'XINDEX', 'YINDEX', 'X', 'Y'].map(get)
  const dies = new DieIndex()
  for (let i = 0; i < wafer.defects; i++) {
    let dx = indexX?.[i] ?? 0
    let dy = indexY?.[i] ?? 0
    let rx = relX?.[i] ?? Number.NaN
    let ry = relY?.[i] ?? Number.NaN
    if (Number.isNaN(rx) && pitch !== null) {
      const x = (absX?.[i] ?? Number.NaN) + centre.x
      const y = (absY?.[i] ?? Number.NaN) + centre.y
      dx = indexX === undefined ? Math.floor(x / pitch.x) : dx
      dy = indexY === undefined ? Math.floor(y / pitch.y) : dy
      rx = x - dx * pitch.x
      ry = y - dy * pitch.y
    }
    const known = Number.isInteger(dx) && Number.isInteger(dy) && Math.abs(dx) < 1e6 && Math.abs(dy) < 1e6
    to.dieX[at + i] = known ? dx : 0
    to.dieY[at + i] = known ? dy : 0
    to.xRel[at + i] = rx + origin.x
    to.yRel[at + i] = ry + origin.y
    to.x[at + i] = pitch === null ? rx - centre.x : dx * pitch.x + rx - centre.x
    to.y[at + i] = pitch === null ? ry - centre.y : dy * pitch.y + ry - centre.y
    if (known) to.die[at + i] = dieCount + dies.take(dx, dy)
  }
  return dieCount + dies.count
}

/** The wafer's centre; the middle of its sample plan where the file does not say. */
function centreOf({ geometry, plan }: StoredDefectWafer): { readonly x: number; readonly y: number } {
  if (geometry.centre !== null) return geometry.centre
  if (geometry.pitch === null || plan.length === 0) return { x: 0, y: 0 }
  const middle = (from: number): number => {
    let low = Infinity
    let high = -Infinity
    for (let i = from; i < plan.length; i += 2) {
      low = Math.min(low, plan[i] ?? 0)
      high = Math.max(high, plan[i] ?? 0)
    }
    return (low + high + 1) / 2
  }
  return { x: middle(0) * geometry.pitch.x, y: middle(1) * geometry.pitch.y }
}
