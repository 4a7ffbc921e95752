import type { Parsed } from '@contract/index'
import { FabError } from '@contract/errors'
import { drawnRows } from './drawn'
import { noBin } from './set'
import type { OpenView } from './view'

/** Places of a wafer, or of all wafers one on the other, with what was tested and failed there. */
export interface Places {
  readonly x: Int32Array
  readonly y: Int32Array
  readonly dies: Float64Array
  readonly fails: Float64Array
}

/** Which wafer of a view is meant; null = all of them. @throws FabError record.notFound */
export function whichWafer(view: OpenView, which: Parsed<'analysis.map'>['which']): number | null {
  if ('stack' in which) return null
  const at = view.merged.wafers.findIndex(wafer => wafer.key === which.wafer)
  if (at < 0) throw new FabError('record.notFound', { entity: 'wafer', id: which.wafer })
  return at
}

/** The dies shown, place by place. @param bins hard bins that count as fails; none = the verdict decides */
export function placesOf(view: OpenView, wafer: number | null, bins: readonly number[] = []): Places {
  const { merged, selection } = view
  const { rows } = drawnRows(view, wafer)
  const wanted = new Set(bins)
  const known = new Map<number, number>()
  const x: number[] = []
  const y: number[] = []
  const dies: number[] = []
  const fails: number[] = []
  let s = 0
  for (const row of rows) {
    while (row >= (merged.base[s + 1] ?? Number.POSITIVE_INFINITY)) {
      s++
      view.check()
    }
    const set = merged.sets[s]
    if (set === undefined || selection.mask[row] !== 1 || merged.pass[row] === 2) continue
    const part = row - (merged.base[s] ?? 0)
    const [px, py] = [set.x[part] ?? 0, set.y[part] ?? 0]
    const key = (py + 32_768) * 65_536 + px + 32_768
    let at = known.get(key)
    if (at === undefined) {
      at = x.push(px) - 1
      y.push(py)
      dies.push(0)
      fails.push(0)
      known.set(key, at)
    }
    dies[at] = (dies[at] ?? 0) + 1
    const failed = wanted.size > 0 ? wanted.has(set.hardBin[part] ?? noBin) : merged.pass[row] === 0
    if (failed) fails[at] = (fails[at] ?? 0) + 1
  }
  return {
    x: Int32Array.from(x),
    y: Int32Array.from(y),
    dies: Float64Array.from(dies),
    fails: Float64Array.from(fails)
  }
}
