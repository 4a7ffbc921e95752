/** Touches with a place, on planes: a wafer each, or what a lot has without one. */
export interface PlacedRows {
  /** Rows that are touches, oldest first. */
  readonly order: Uint32Array
  /** By row: which plane; -1 = no place. */
  readonly plane: Int32Array
  readonly planes: number
  readonly x: Int16Array
  readonly y: Int16Array
}

/** Cells that tables may have together; coordinates from a damaged file can span four thousand million. */
const maxCells = 16_000_000

/** Which touches are at one place. */
export interface PlacedUnits {
  /** By row: the unit; -1 where it has no place. */
  readonly unit: Int32Array
  readonly count: number
  /** By row: 1 where the place tells it apart. */
  readonly placed: Uint8Array
}

/**
 * Units by plane and place. A plane on which everything lies at one single place gives no place: testers without
 * a prober write the same coordinates for every part.
 */
export function unitsByPlace({ order, plane, planes, x, y }: PlacedRows): PlacedUnits {
  const rows = plane.length
  const minX = new Int32Array(planes).fill(32767)
  const maxX = new Int32Array(planes).fill(-32768)
  const minY = new Int32Array(planes).fill(32767)
  const maxY = new Int32Array(planes).fill(-32768)
  const parts = new Uint32Array(planes)
  for (const row of order) {
    const on = plane[row] ?? -1
    if (on < 0) continue
    const px = x[row] ?? 0
    const py = y[row] ?? 0
    if (px < (minX[on] ?? 0)) minX[on] = px
    if (px > (maxX[on] ?? 0)) maxX[on] = px
    if (py < (minY[on] ?? 0)) minY[on] = py
    if (py > (maxY[on] ?? 0)) maxY[on] = py
    parts[on] = (parts[on] ?? 0) + 1
  }
  // Where each plane's cells begin in the common table; -1 = too wide, kept in a map; -2 = no places.
  const start = new Int32Array(planes).fill(-2)
  const width = new Int32Array(planes)
  let cells = 0
  for (let on = 0; on < planes; on++) {
    const count = parts[on] ?? 0
    if (count === 0) continue
    const wide = (maxX[on] ?? 0) - (minX[on] ?? 0) + 1
    const area = wide * ((maxY[on] ?? 0) - (minY[on] ?? 0) + 1)
    if (area === 1 && count > 1) continue
    width[on] = wide
    if (area > 65_536 + 16 * count || cells + area > maxCells) {
      start[on] = -1
      continue
    }
    start[on] = cells
    cells += area
  }
  const table = new Int32Array(cells)
  const sparse = new Map<number, number>()
  const unit = new Int32Array(rows).fill(-1)
  const placed = new Uint8Array(rows)
  let count = 0
  for (const row of order) {
    const on = plane[row] ?? -1
    const from = on < 0 ? -2 : (start[on] ?? -2)
    if (from === -2) continue
    placed[row] = 1
    if (from >= 0) {
      const cell =
        from + ((y[row] ?? 0) - (minY[on] ?? 0)) * (width[on] ?? 1) + (x[row] ?? 0) - (minX[on] ?? 0)
      const at = table[cell] ?? 0
      if (at === 0) table[cell] = ++count
      unit[row] = at === 0 ? count - 1 : at - 1
      continue
    }
    const key = on * 2 ** 32 + ((y[row] ?? 0) + 32768) * 65_536 + (x[row] ?? 0) + 32768
    const at = sparse.get(key)
    if (at === undefined) sparse.set(key, count)
    unit[row] = at ?? count++
  }
  return { unit, count, placed }
}
