import { Status } from '../../instruments/reading'
import type { OpenView } from './view'

/** The values of one test over what a view shows. */
export interface Gathered {
  /** By group. */
  readonly executions: Uint32Array
  readonly fails: Uint32Array
  /** By group: values that may be used, in the order of the rows; earlier executions of a set behind its rows. */
  readonly values: readonly Float64Array<ArrayBuffer>[]
}

/** Collects the values of one test, or of one element of it, by group. */
export function gather(
  view: OpenView,
  test: number,
  element: number,
  { groups, of }: { readonly groups: number; readonly of: Int32Array | null }
): Gathered {
  const { merged, selection } = view
  const { rows, bounds, mask } = selection
  const executions = new Uint32Array(groups)
  const fails = new Uint32Array(groups)
  const lists = Array.from({ length: groups }, () => new Growing())
  const count = (group: number, status: number) => {
    executions[group] = (executions[group] ?? 0) + 1
    if (status === Status.fail) fails[group] = (fails[group] ?? 0) + 1
  }
  merged.sets.forEach((_, s) => {
    const column = view.column(s, test)
    if (column === null) return
    view.check()
    const base = merged.base[s] ?? 0
    const { width, values, status } = column
    const has = element < width
    const single = of === null ? lists[0] : undefined
    for (let i = bounds[s] ?? 0, end = bounds[s + 1] ?? 0; i < end; i++) {
      const row = rows[i] ?? 0
      const part = row - base
      const how = status[part] ?? 0
      if (how === Status.notExecuted) continue
      const group = of === null ? 0 : (of[row] ?? -1)
      if (group < 0) continue
      count(group, how)
      if (!has || how === Status.invalid) continue
      const value = values[part * width + element] ?? Number.NaN
      if (value - value === 0) (single ?? lists[group])?.push(value)
    }
    if (view.rule !== 'all') return
    for (const earlier of view.earlier(s, test))
      earlier.part.forEach((part, i) => {
        const row = base + part
        const group = of === null ? 0 : (of[row] ?? -1)
        if (mask[row] !== 1 || group < 0) return
        const how = earlier.status[i] ?? 0
        if (earlier.element[i] === 0) count(group, how)
        if (earlier.element[i] !== element || how === Status.invalid) return
        const value = earlier.value[i] ?? Number.NaN
        if (value - value === 0) lists[group]?.push(value)
      })
  })
  return { executions, fails, values: lists.map(list => list.take()) }
}

/** A list of numbers that grows. */
class Growing {
  #values = new Float64Array(256)
  #top = 0

  push(value: number): void {
    if (this.#top === this.#values.length) {
      const wider = new Float64Array(this.#values.length * 2)
      wider.set(this.#values)
      this.#values = wider
    }
    this.#values[this.#top++] = value
  }

  take(): Float64Array<ArrayBuffer> {
    return this.#values.slice(0, this.#top)
  }
}
