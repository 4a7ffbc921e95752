import type { Orientation } from './wafer'

/** What a file says about its own axes (STDF's WCR); null where it is silent. */
export interface FileAxes {
  readonly flat: 'U' | 'D' | 'L' | 'R' | null
  readonly positiveX: 'L' | 'R' | null
  readonly positiveY: 'U' | 'D' | null
}

/** What a person turned: quarters clockwise, and a mirror left for right before that. */
export interface Turn {
  readonly quarter: 0 | 1 | 2 | 3
  readonly mirrored: boolean
}

/** As the file has it. */
const noTurn: Turn = { quarter: 0, mirrored: false }

/**
 * Where die coordinates lie on the screen (to the right and downwards): shown = [xx x + xy y, yx x + yy y].
 * A signed permutation, so that its transpose undoes it.
 */
export interface Axes {
  readonly xx: number
  readonly xy: number
  readonly yx: number
  readonly yy: number
  readonly notch: Orientation['notch']
}

const clockwise = ['down', 'left', 'up', 'right'] as const
const flats = { D: 'down', L: 'left', U: 'up', R: 'right' } as const

/** x to the right, y down and the notch down unless the file tells otherwise; then as the person turned it. */
export function axesOf(file: FileAxes, turn: Turn = noTurn): Axes {
  const sx = (file.positiveX === 'L' ? -1 : 1) * (turn.mirrored ? -1 : 1)
  const sy = file.positiveY === 'U' ? -1 : 1
  const told = file.flat === null ? 'down' : flats[file.flat]
  const mirror = turn.mirrored && (told === 'left' || told === 'right')
  const notch = mirror ? (told === 'left' ? 'right' : 'left') : told
  const place = clockwise[(clockwise.indexOf(notch) + turn.quarter) % 4] ?? 'down'
  // A quarter clockwise on a screen whose y goes down: (x, y) becomes (-y, x).
  switch (turn.quarter) {
    case 0:
      return { xx: sx, xy: 0, yx: 0, yy: sy, notch: place }
    case 1:
      return { xx: 0, xy: -sy, yx: sx, yy: 0, notch: place }
    case 2:
      return { xx: -sx, xy: 0, yx: 0, yy: -sy, notch: place }
    case 3:
      return { xx: 0, xy: sy, yx: -sx, yy: 0, notch: place }
  }
}

/** The turn after which the notch lies down, mirrored as it is now. */
export function notchDown(file: FileAxes, turn: Turn): Turn {
  const quarter = ([0, 1, 2, 3] as const).find(q => axesOf(file, { ...turn, quarter: q }).notch === 'down')
  return { ...turn, quarter: quarter ?? 0 }
}

/** The next turn of a button: a quarter on. */
export function turned(turn: Turn): Turn {
  const next = ([1, 2, 3, 0] as const)[turn.quarter]
  return { ...turn, quarter: next }
}

/** Screen column and row of die coordinates. */
export function toShown(axes: Axes, x: number, y: number): readonly [number, number] {
  return [axes.xx * x + axes.xy * y, axes.yx * x + axes.yy * y]
}

/** Die coordinates of a screen column and row. */
export function toFile(axes: Axes, column: number, row: number): readonly [number, number] {
  return [axes.xx * column + axes.yx * row, axes.xy * column + axes.yy * row]
}

/** Both coordinates of every die as they lie on the screen. */
export function shownDies(
  axes: Axes,
  x: ArrayLike<number>,
  y: ArrayLike<number>
): { readonly x: Int32Array; readonly y: Int32Array } {
  const columns = new Int32Array(x.length)
  const rows = new Int32Array(x.length)
  for (let i = 0; i < x.length; i++) {
    const dx = x[i] ?? 0
    const dy = y[i] ?? 0
    columns[i] = axes.xx * dx + axes.xy * dy
    rows[i] = axes.yx * dx + axes.yy * dy
  }
  return { x: columns, y: rows }
}

/** True where x runs up or down the screen: a die's width is its height then. */
export function sideways(axes: Axes): boolean {
  return axes.xx === 0
}

/** Arrows of growing x and y, as the corner of a map shows them. */
export function axisArrows(axes: Axes): { readonly x: string; readonly y: string } {
  const arrow = (right: number, down: number): string =>
    right > 0 ? '→' : right < 0 ? '←' : down > 0 ? '↓' : '↑'
  return { x: arrow(axes.xx, axes.yx), y: arrow(axes.xy, axes.yy) }
}
