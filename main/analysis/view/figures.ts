import { Status, type TestInfo, type TestColumn } from '../../instruments/reading'

/** Figures of every test by group. Row-major: test i, group j at `i * groups + j`. NaN where there is none. */
export interface Figures {
  readonly groups: number
  readonly executions: Uint32Array<ArrayBuffer>
  readonly fails: Uint32Array<ArrayBuffer>
  readonly n: Uint32Array<ArrayBuffer>
  readonly mean: Float64Array<ArrayBuffer>
  readonly sigma: Float64Array<ArrayBuffer>
  readonly min: Float64Array<ArrayBuffer>
  readonly max: Float64Array<ArrayBuffer>
}

/** The parts of one set that figures are made of: rows, and the row of the set's first part. */
export interface SetRows {
  readonly rows: Uint32Array
  readonly from: number
  readonly to: number
  readonly base: number
  /** By row; null where all are in group 0. */
  readonly group: Int32Array | null
}

/**
 * Sums up columns, set by set. Means and squares of a set are summed about a value near its middle, and sets are
 * joined by the rule of Chan, Golub and LeVeque (1979): no figure is lost to rounding.
 */
export class Accumulator {
  readonly #groups: number
  readonly #executions: Uint32Array<ArrayBuffer>
  readonly #fails: Uint32Array<ArrayBuffer>
  readonly #n: Uint32Array<ArrayBuffer>
  readonly #mean: Float64Array<ArrayBuffer>
  /** Sums of squares about the mean. */
  readonly #squares: Float64Array<ArrayBuffer>
  readonly #min: Float64Array<ArrayBuffer>
  readonly #max: Float64Array<ArrayBuffer>

  constructor(tests: number, groups: number) {
    const cells = tests * groups
    this.#groups = groups
    this.#executions = new Uint32Array(cells)
    this.#fails = new Uint32Array(cells)
    this.#n = new Uint32Array(cells)
    this.#mean = new Float64Array(cells)
    this.#squares = new Float64Array(cells)
    this.#min = new Float64Array(cells).fill(Number.POSITIVE_INFINITY)
    this.#max = new Float64Array(cells).fill(Number.NEGATIVE_INFINITY)
  }

  /** Take the figures a set was stored with. */
  stored(test: number, group: number, info: TestInfo): void {
    const cell = test * this.#groups + group
    this.#executions[cell] = (this.#executions[cell] ?? 0) + info.executions
    this.#fails[cell] = (this.#fails[cell] ?? 0) + info.fails
    if (info.n === 0 || info.mean === null) return
    const squares = info.sigma === null ? 0 : info.sigma * info.sigma * (info.n - 1)
    this.#join(cell, info.n, info.mean, squares, info.min ?? info.mean, info.max ?? info.mean)
  }

  /** Take one more execution: one that a later one in its part replaced. */
  one(test: number, group: number, execution: { value: number; status: number; element: number }): void {
    const cell = test * this.#groups + group
    if (execution.element === 0) {
      this.#executions[cell] = (this.#executions[cell] ?? 0) + 1
      if (execution.status === Status.fail) this.#fails[cell] = (this.#fails[cell] ?? 0) + 1
    }
    const { value } = execution
    if (execution.status !== Status.invalid && value - value === 0)
      this.#join(cell, 1, value, 0, value, value)
  }

  /** Take a column: all elements of each execution together. */
  column(test: number, column: TestColumn, parts: SetRows): void {
    if (parts.group === null) this.#single(test, column, parts)
    else this.#split(test, column, parts, parts.group)
  }

  #single(test: number, { status, values, width }: TestColumn, { rows, from, to, base }: SetRows): void {
    const cell = test * this.#groups
    const middle = middleOf(values)
    let executions = 0
    let fails = 0
    let n = 0
    let sum = 0
    let squares = 0
    let min = Number.POSITIVE_INFINITY
    let max = Number.NEGATIVE_INFINITY
    for (let i = from; i < to; i++) {
      const part = (rows[i] ?? 0) - base
      const how = status[part] ?? 0
      if (how === Status.notExecuted) continue
      executions++
      if (how === Status.fail) fails++
      else if (how === Status.invalid) continue
      for (let at = part * width, end = at + width; at < end; at++) {
        const value = values[at] ?? Number.NaN
        if (value - value !== 0) continue
        const off = value - middle
        n++
        sum += off
        squares += off * off
        if (value < min) min = value
        if (value > max) max = value
      }
    }
    this.#executions[cell] = (this.#executions[cell] ?? 0) + executions
    this.#fails[cell] = (this.#fails[cell] ?? 0) + fails
    if (n > 0) this.#join(cell, n, middle + sum / n, Math.max(0, squares - (sum * sum) / n), min, max)
  }

  #split(
    test: number,
    { status, values, width }: TestColumn,
    { rows, from, to, base }: SetRows,
    group: Int32Array
  ): void {
    const groups = this.#groups
    const middle = middleOf(values)
    const n = new Uint32Array(groups)
    const sum = new Float64Array(groups)
    const squares = new Float64Array(groups)
    const min = new Float64Array(groups).fill(Number.POSITIVE_INFINITY)
    const max = new Float64Array(groups).fill(Number.NEGATIVE_INFINITY)
    for (let i = from; i < to; i++) {
      const row = rows[i] ?? 0
      const g = group[row] ?? -1
      const how = status[row - base] ?? 0
      if (g < 0 || how === Status.notExecuted) continue
      const cell = test * groups + g
      this.#executions[cell] = (this.#executions[cell] ?? 0) + 1
      if (how === Status.fail) this.#fails[cell] = (this.#fails[cell] ?? 0) + 1
      else if (how === Status.invalid) continue
      for (let at = (row - base) * width, end = at + width; at < end; at++) {
        const value = values[at] ?? Number.NaN
        if (value - value !== 0) continue
        const off = value - middle
        n[g] = (n[g] ?? 0) + 1
        sum[g] = (sum[g] ?? 0) + off
        squares[g] = (squares[g] ?? 0) + off * off
        if (value < (min[g] ?? 0)) min[g] = value
        if (value > (max[g] ?? 0)) max[g] = value
      }
    }
    for (let g = 0; g < groups; g++) {
      const count = n[g] ?? 0
      if (count === 0) continue
      const total = sum[g] ?? 0
      const about = Math.max(0, (squares[g] ?? 0) - (total * total) / count)
      this.#join(test * groups + g, count, middle + total / count, about, min[g] ?? 0, max[g] ?? 0)
    }
  }

  #join(cell: number, n: number, mean: number, squares: number, min: number, max: number): void {
    const before = this.#n[cell] ?? 0
    const all = before + n
    const delta = mean - (this.#mean[cell] ?? 0)
    this.#n[cell] = all
    this.#mean[cell] = (this.#mean[cell] ?? 0) + (delta * n) / all
    this.#squares[cell] = (this.#squares[cell] ?? 0) + squares + (delta * delta * before * n) / all
    if (min < (this.#min[cell] ?? 0)) this.#min[cell] = min
    if (max > (this.#max[cell] ?? 0)) this.#max[cell] = max
  }

  finish(): Figures {
    const cells = this.#n.length
    const mean = new Float64Array(cells).fill(Number.NaN)
    const sigma = new Float64Array(cells).fill(Number.NaN)
    const min = new Float64Array(cells).fill(Number.NaN)
    const max = new Float64Array(cells).fill(Number.NaN)
    for (let cell = 0; cell < cells; cell++) {
      const n = this.#n[cell] ?? 0
      if (n === 0) continue
      mean[cell] = this.#mean[cell] ?? 0
      min[cell] = this.#min[cell] ?? 0
      max[cell] = this.#max[cell] ?? 0
      if (n > 1) sigma[cell] = Math.sqrt((this.#squares[cell] ?? 0) / (n - 1))
    }
    return {
      groups: this.#groups,
      executions: this.#executions,
      fails: this.#fails,
      n: this.#n,
      mean,
      sigma,
      min,
      max
    }
  }
}

/** A value near the middle of a column: squares about it are small. */
function middleOf(values: Float32Array): number {
  const step = Math.max(1, values.length >> 4)
  const some: number[] = []
  for (let at = 0; at < values.length && some.length < 17; at += step) {
    const value = values[at] ?? Number.NaN
    if (value - value === 0) some.push(value)
  }
  if (some.length === 0) for (const value of values) if (value - value === 0) return value
  some.sort((a, b) => a - b)
  return some[some.length >> 1] ?? 0
}
