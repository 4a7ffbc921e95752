/** Dies of one wafer as the contract gives them; equal lengths. */
export interface Dies {
  readonly x: ArrayLike<number>
  readonly y: ArrayLike<number>
  readonly bin: ArrayLike<number>
  /** 1 = pass, 0 = fail; anything else is unknown. */
  readonly pass: ArrayLike<number>
  /** How many more times the die was tested. */
  readonly repeats?: ArrayLike<number>
}

/** A bin with its name, as a legend shows it. */
export interface WaferBin {
  readonly number: number
  readonly name: string
  readonly count: number
  /** True for bins whose dies pass. */
  readonly pass: boolean
}

/** Where things lie on the screen: notch and the directions in which x and y grow. */
export interface Orientation {
  readonly notch: 'down' | 'up' | 'left' | 'right'
  readonly xRight: boolean
  /** STDF's WCR.POS_Y says it; down unless told otherwise. */
  readonly yDown: boolean
}

/** Notch down, x to the right, y down. */
export const usualOrientation: Orientation = { notch: 'down', xRight: true, yDown: true }

/** A wafer ready to be drawn and asked. */
export interface WaferModel {
  readonly dies: Dies
  readonly count: number
  readonly minX: number
  readonly minY: number
  readonly columns: number
  readonly rows: number
  /** Die at column + row * columns in die coordinates (not the screen's), -1 where there is none. */
  readonly at: (column: number, row: number) => number
  /** Width of a die over its height. */
  readonly aspect: number
  /** Radius of the circle around all dies, in die heights. */
  readonly radius: number
}

/** Cells beyond this many are looked up in a map instead of a grid (two dies far apart). */
const gridLimit = 8_000_000

/** Index the dies. A die that occurs twice shows the later one. */
export function waferModel(dies: Dies, aspect?: number): WaferModel {
  const count = dies.x.length
  let minX = Infinity
  let maxX = -Infinity
  let minY = Infinity
  let maxY = -Infinity
  for (let i = 0; i < count; i++) {
    const x = dies.x[i] ?? 0
    const y = dies.y[i] ?? 0
    if (x < minX) minX = x
    if (x > maxX) maxX = x
    if (y < minY) minY = y
    if (y > maxY) maxY = y
  }
  if (count === 0) minX = maxX = minY = maxY = 0
  const columns = maxX - minX + 1
  const rows = maxY - minY + 1
  // Wafers are round: unless the die's size is known, the bounding box becomes a square.
  const shape = aspect ?? Math.min(5, Math.max(0.2, rows / columns))
  let radius = 0
  const midX = (minX + maxX) / 2
  const midY = (minY + maxY) / 2
  for (let i = 0; i < count; i++) {
    const dx = (Math.abs((dies.x[i] ?? 0) - midX) + 0.5) * shape
    const dy = Math.abs((dies.y[i] ?? 0) - midY) + 0.5
    radius = Math.max(radius, dx * dx + dy * dy)
  }
  const at =
    columns * rows <= gridLimit ? gridOf(dies, minX, minY, columns, rows) : mapOf(dies, minX, minY, columns)
  return { dies, count, minX, minY, columns, rows, at, aspect: shape, radius: Math.sqrt(radius) || 1 }
}

type Lookup = (column: number, row: number) => number

function gridOf(dies: Dies, minX: number, minY: number, columns: number, rows: number): Lookup {
  const grid = new Int32Array(columns * rows).fill(-1)
  for (let i = 0; i < dies.x.length; i++)
    grid[(dies.x[i] ?? 0) - minX + ((dies.y[i] ?? 0) - minY) * columns] = i
  return (column, row) =>
    column < 0 || row < 0 || column >= columns || row >= rows ? -1 : (grid[column + row * columns] ?? -1)
}

function mapOf(dies: Dies, minX: number, minY: number, columns: number): Lookup {
  const map = new Map<number, number>()
  for (let i = 0; i < dies.x.length; i++)
    map.set((dies.x[i] ?? 0) - minX + ((dies.y[i] ?? 0) - minY) * columns, i)
  return (column, row) =>
    column < 0 || column >= columns || row < 0 ? -1 : (map.get(column + row * columns) ?? -1)
}

/** How die coordinates lie on the canvas: screen = offset + index * size. */
export interface View {
  /** Left and top of the whole map, px. */
  readonly left: number
  readonly top: number
  /** px of one die. */
  readonly width: number
  readonly height: number
}

/** The whole wafer with its edge inside a box, centred. */
export function fitView(model: WaferModel, boxWidth: number, boxHeight: number, margin = 10): View {
  const height = Math.max(0.01, (Math.min(boxWidth, boxHeight) / 2 - margin) / model.radius)
  const width = height * model.aspect
  return {
    left: boxWidth / 2 - (model.columns * width) / 2,
    top: boxHeight / 2 - (model.rows * height) / 2,
    width,
    height
  }
}

/** Zoom by a factor so that the point under the pointer stays where it is. */
export function zoomView(view: View, factor: number, x: number, y: number): View {
  return {
    left: x - (x - view.left) * factor,
    top: y - (y - view.top) * factor,
    width: view.width * factor,
    height: view.height * factor
  }
}

/** Screen column and row of a die's column and row: mirrored where the axis grows the other way. */
export function toScreen(
  model: WaferModel,
  orientation: Orientation,
  column: number,
  row: number
): readonly [number, number] {
  return [
    orientation.xRight ? column : model.columns - 1 - column,
    orientation.yDown ? row : model.rows - 1 - row
  ]
}

/** The die under a point of the canvas, -1 for none. */
export function dieAt(model: WaferModel, orientation: Orientation, view: View, x: number, y: number): number {
  // Mirroring is its own inverse.
  const [column, row] = toScreen(
    model,
    orientation,
    Math.floor((x - view.left) / view.width),
    Math.floor((y - view.top) / view.height)
  )
  return model.at(column, row)
}

/**
 * The next die from `die` in a direction of the screen: the nearest in the same row or column, else the
 * nearest die of the next rows or columns that have any. The same die when there is none.
 */
export function nextDie(
  model: WaferModel,
  orientation: Orientation,
  die: number,
  dx: -1 | 0 | 1,
  dy: -1 | 0 | 1
): number {
  const column = (model.dies.x[die] ?? 0) - model.minX
  const row = (model.dies.y[die] ?? 0) - model.minY
  const stepX = orientation.xRight ? dx : -dx
  const stepY = orientation.yDown ? dy : -dy
  const reach = Math.max(model.columns, model.rows)
  for (let step = 1; step <= reach; step++) {
    const c = column + stepX * step
    const r = row + stepY * step
    if (c < 0 || r < 0 || c >= model.columns || r >= model.rows) break
    for (let aside = 0; aside <= reach; aside++) {
      for (const side of aside === 0 ? [0] : [-aside, aside]) {
        const found = model.at(c + (stepY === 0 ? 0 : side), r + (stepX === 0 ? 0 : side))
        if (found >= 0) return found
      }
    }
  }
  return die
}

/** Die coordinates of a point of the canvas; whole numbers are the middles of dies. */
export function dieCoordinates(
  model: WaferModel,
  orientation: Orientation,
  view: View,
  x: number,
  y: number
): readonly [number, number] {
  const column = (x - view.left) / view.width - 0.5
  const row = (y - view.top) / view.height - 0.5
  return [
    model.minX + (orientation.xRight ? column : model.columns - 1 - column),
    model.minY + (orientation.yDown ? row : model.rows - 1 - row)
  ]
}

/** The die nearest to the middle of the wafer: where the keyboard begins. */
export function middleDie(model: WaferModel): number {
  const middleX = model.minX + (model.columns - 1) / 2
  const middleY = model.minY + (model.rows - 1) / 2
  let best = 0
  let distance = Infinity
  for (let i = 0; i < model.count; i++) {
    const d = Math.abs((model.dies.x[i] ?? 0) - middleX) + Math.abs((model.dies.y[i] ?? 0) - middleY)
    if (d < distance) {
      distance = d
      best = i
    }
  }
  return best
}

/** Where the middle of a die lies on the canvas. */
export function middleOf(
  model: WaferModel,
  orientation: Orientation,
  view: View,
  die: number
): readonly [number, number] {
  const column = (model.dies.x[die] ?? 0) - model.minX
  const row = (model.dies.y[die] ?? 0) - model.minY
  const [c, r] = toScreen(model, orientation, column, row)
  return [view.left + (c + 0.5) * view.width, view.top + (r + 0.5) * view.height]
}
