import { type Orientation, toScreen, type WaferModel } from './wafer'

/** A line around some dies. */
export interface Outline {
  /** Pieces of it, x0 y0 x1 y1 each, in columns and rows of the screen. */
  readonly edges: Float32Array
  readonly color: string
  readonly dashed: boolean
}

/** The line around the dies whose mask is 1: every side whose neighbour is not among them. */
export function edgesOf(
  model: WaferModel,
  orientation: Orientation,
  mask: ArrayLike<number>
): Float32Array<ArrayBuffer> {
  const edges: number[] = []
  const held = (column: number, row: number): boolean => {
    const die = model.at(column, row)
    return die >= 0 && mask[die] === 1
  }
  // The step on the die's own grid that is one to the right, one down on the screen.
  const right = orientation.xRight ? 1 : -1
  const down = orientation.yDown ? 1 : -1
  for (let i = 0; i < model.count; i++) {
    if (mask[i] !== 1) continue
    const column = (model.dies.x[i] ?? 0) - model.minX
    const row = (model.dies.y[i] ?? 0) - model.minY
    const [x, y] = toScreen(model, orientation, column, row)
    if (!held(column - right, row)) edges.push(x, y, x, y + 1)
    if (!held(column + right, row)) edges.push(x + 1, y, x + 1, y + 1)
    if (!held(column, row - down)) edges.push(x, y, x + 1, y)
    if (!held(column, row + down)) edges.push(x, y + 1, x + 1, y + 1)
  }
  return Float32Array.from(edges)
}
