import { Status } from '../../instruments/reading'
import type { OpenView } from './view'

/** Values of one test one after the other as they were measured. */
export interface Series {
  /** The row of each value: a row has several where executions that were replaced count too. */
  readonly rows: Uint32Array
  readonly values: Float64Array<ArrayBuffer>
}

/** The usable values of a test, or of one element of it, over what a view shows, in the order of the touches. */
export function seriesOf(view: OpenView, test: number, element: number): Series {
  const { merged, selection } = view
  const rows: number[] = []
  const values: number[] = []
  // Touches stand set by set, so that each column is looked up once.
  let at = 0
  merged.sets.forEach((_, s) => {
    const base = merged.base[s] ?? 0
    const end = merged.base[s + 1] ?? base
    const column = view.column(s, test)
    const before = view.rule === 'all' ? earlierByPart(view, s, test, element) : null
    view.check()
    for (; at < merged.order.length; at++) {
      const row = merged.order[at] ?? 0
      if (row >= end) break
      if (column === null || selection.mask[row] !== 1) continue
      const part = row - base
      for (const value of before?.get(part) ?? []) {
        rows.push(row)
        values.push(value)
      }
      const how = column.status[part] ?? 0
      if (how === Status.notExecuted || how === Status.invalid || element >= column.width) continue
      const value = column.values[part * column.width + element] ?? Number.NaN
      if (value - value !== 0) continue
      rows.push(row)
      values.push(value)
    }
  })
  return { rows: Uint32Array.from(rows), values: Float64Array.from(values) }
}

function earlierByPart(view: OpenView, s: number, test: number, element: number): Map<number, number[]> {
  const found = new Map<number, number[]>()
  for (const earlier of view.earlier(s, test))
    earlier.part.forEach((part, i) => {
      const value = earlier.value[i] ?? Number.NaN
      if (earlier.element[i] !== element || earlier.status[i] === Status.invalid || value - value !== 0)
        return
      const list = found.get(part)
      if (list === undefined) found.set(part, [value])
      else list.push(value)
    })
  return found
}

/** By row: a value of a test, NaN where there is none to be used. Only rows shown are filled. */
export function valuesByRow(view: OpenView, test: number, element: number): Float64Array<ArrayBuffer> {
  const { merged, selection } = view
  const values = new Float64Array(merged.rows).fill(Number.NaN)
  merged.sets.forEach((_, s) => {
    const column = view.column(s, test)
    if (column === null || element >= column.width) return
    view.check()
    const base = merged.base[s] ?? 0
    for (let i = selection.bounds[s] ?? 0, end = selection.bounds[s + 1] ?? 0; i < end; i++) {
      const row = selection.rows[i] ?? 0
      const part = row - base
      const how = column.status[part] ?? 0
      if (how === Status.notExecuted || how === Status.invalid) continue
      values[row] = column.values[part * column.width + element] ?? Number.NaN
    }
  })
  return values
}
