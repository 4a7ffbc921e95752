import { widen } from '../formats/widen'

/** Running figures of every test in one array, eight numbers a test, so that a test stays in one cache line. */
const stride = 8
const executions = 0
const fails = 1
const count = 2
const mean = 3
const squares = 4
const low = 5
const high = 6
const repeats = 7

/** What {@link RunningStatistics} knows of one test. */
export interface RunningFigures {
  readonly executions: number
  readonly fails: number
  readonly repeats: number
  readonly n: number
  readonly mean: number | null
  readonly sigma: number | null
  readonly min: number | null
  readonly max: number | null
}

/**
 * Mean, sample standard deviation and extremes in one pass by Welford's update (Knuth, TAOCP 2, 4.2.2), which
 * keeps its digits where the mean is large against the spread.
 */
export class RunningStatistics {
  #cells = new Float64Array(64 * stride)

  /** The test ran; `fail` when it failed, `repeat` when not for the first time in its part. */
  ran(test: number, fail: boolean, repeat: boolean): void {
    const at = this.#room(test)
    const cells = this.#cells
    cells[at + executions] = (cells[at + executions] ?? 0) + 1
    if (fail) cells[at + fails] = (cells[at + fails] ?? 0) + 1
    if (repeat) cells[at + repeats] = (cells[at + repeats] ?? 0) + 1
  }

  /** A value that may be used. */
  add(test: number, value: number): void {
    const at = this.#room(test)
    const cells = this.#cells
    const n = (cells[at + count] ?? 0) + 1
    const old = cells[at + mean] ?? 0
    const delta = value - old
    const moved = old + delta / n
    cells[at + count] = n
    cells[at + mean] = moved
    cells[at + squares] = (cells[at + squares] ?? 0) + delta * (value - moved)
    if (n === 1 || value < (cells[at + low] ?? 0)) cells[at + low] = value
    if (n === 1 || value > (cells[at + high] ?? 0)) cells[at + high] = value
  }

  /** Figures of a test; nulls where there are too few values. */
  of(test: number): RunningFigures {
    const at = this.#room(test)
    const cell = (i: number) => this.#cells[at + i] ?? 0
    const n = cell(count)
    return {
      executions: cell(executions),
      fails: cell(fails),
      repeats: cell(repeats),
      n,
      mean: n > 0 ? cell(mean) : null,
      sigma: n > 1 ? Math.sqrt(cell(squares) / (n - 1)) : null,
      min: n > 0 ? cell(low) : null,
      max: n > 0 ? cell(high) : null
    }
  }

  #room(test: number): number {
    const at = test * stride
    if (at >= this.#cells.length)
      this.#cells = widen(this.#cells, Math.max(at + stride, this.#cells.length * 2))
    return at
  }
}
