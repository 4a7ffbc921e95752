import type { Wafer } from './wafer'

/** Sums of evidence along the rows of dies, so that a round region costs one difference per row. */
export class RowSums {
  readonly #sums: Float64Array
  readonly #wafer: Wafer
  readonly #offsetU: number
  readonly #offsetV: number

  constructor(wafer: Wafer, evidence: Float64Array) {
    const { columns, rows } = wafer
    this.#wafer = wafer
    this.#sums = new Float64Array(rows * (columns + 1))
    for (let row = 0; row < rows; row++) {
      let sum = 0
      for (let column = 0; column < columns; column++) {
        const i = wafer.at[row * columns + column] ?? -1
        if (i >= 0) sum += evidence[i] ?? 0
        this.#sums[row * (columns + 1) + column + 1] = sum
      }
    }
    // Place of column 0 and row 0, from any die.
    this.#offsetU = (wafer.u[0] ?? 0) - (wafer.column[0] ?? 0) * wafer.pitchU
    this.#offsetV = (wafer.v[0] ?? 0) - (wafer.row[0] ?? 0) * wafer.pitchV
  }

  /** Where a column and a row lie, in wafer radii. */
  placeU(column: number): number {
    return this.#offsetU + column * this.#wafer.pitchU
  }
  placeV(row: number): number {
    return this.#offsetV + row * this.#wafer.pitchV
  }

  /** Dies on either side of the middle one, row by row, in a disc of this radius about a die; the middle row first. */
  halvesOf(radius: number): Int32Array {
    const { pitchU, pitchV } = this.#wafer
    return Int32Array.from({ length: Math.floor(radius / pitchV) + 1 }, (_, j) =>
      Math.floor(Math.sqrt(radius * radius - j * j * pitchV * pitchV) / pitchU)
    )
  }

  /** The sum over a disc about the die at a column and row, as told by {@link halvesOf}. */
  disc(column: number, row: number, halves: Int32Array): number {
    const { columns, rows } = this.#wafer
    let sum = 0
    const last = Math.min(rows - 1, row + halves.length - 1)
    for (let j = Math.max(0, row - halves.length + 1); j <= last; j++) {
      const half = halves[j < row ? row - j : j - row] ?? 0
      const line = j * (columns + 1)
      sum +=
        (this.#sums[line + Math.min(columns, column + half + 1)] ?? 0) -
        (this.#sums[line + Math.max(0, column - half)] ?? 0)
    }
    return sum
  }

  /** The sum over the dies whose middle lies in an ellipse with half axes `along` (at the angle `turn`) and `across`. */
  ellipse(u: number, v: number, along: number, across: number, turn = 0): number {
    const { columns, rows, pitchU, pitchV } = this.#wafer
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)]
    // q(du, dv) = a du^2 + 2 b du dv + c dv^2 <= 1
    const a = (cos / along) ** 2 + (sin / across) ** 2
    const b = cos * sin * (1 / along ** 2 - 1 / across ** 2)
    const c = (sin / along) ** 2 + (cos / across) ** 2
    const reach = Math.sqrt(a / (a * c - b * b))
    const first = Math.max(0, Math.ceil((v - reach - this.#offsetV) / pitchV))
    const last = Math.min(rows - 1, Math.floor((v + reach - this.#offsetV) / pitchV))
    let sum = 0
    for (let row = first; row <= last; row++) {
      const dv = this.placeV(row) - v
      const root = b * b * dv * dv - a * (c * dv * dv - 1)
      if (root < 0) continue
      const half = Math.sqrt(root) / a
      const middle = u - (b * dv) / a - this.#offsetU
      const from = Math.max(0, Math.ceil((middle - half) / pitchU))
      const to = Math.min(columns, Math.floor((middle + half) / pitchU) + 1)
      if (to > from) {
        const line = row * (columns + 1)
        sum += (this.#sums[line + to] ?? 0) - (this.#sums[line + from] ?? 0)
      }
    }
    return sum
  }
}
