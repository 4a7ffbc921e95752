import type { Output, Parsed } from '@contract/index'
import { readColumns } from '../../instruments/reading'
import { cohensKappa } from '../../statistics/agreement'
import { studentQuantile } from '../../statistics/distributions'
import { Moments } from '../../statistics/moments'
import { PairSums } from '../view/pairs'
import { openFilter, usable } from '../view/selection'
import type { OpenView, Workspace } from '../view/view'
import { testOut } from './facts'

type Agreement = Output<'analysis.agreement'>

/** The last touch of each part that both files have: part in a, part in b. */
type Matched = readonly (readonly [number, number])[]

/** `analysis.agreement`. */
export function agreement(
  space: Workspace,
  input: Parsed<'analysis.agreement'>,
  check: () => void
): Agreement {
  const open = (id: string) => space.open({ sets: [id], retest: 'last', filter: openFilter }, check)
  const [a, b] = [open(input.a), open(input.b)]
  const [left, right] = [partsOf(a), partsOf(b)]
  const matched: Matched = [...left].flatMap(([name, row]) => {
    const other = right.get(name)
    return other === undefined ? [] : [[row, other] as const]
  })
  const verdicts = [
    [0, 0],
    [0, 0]
  ]
  for (const [one, other] of matched) {
    const row = verdicts[1 - (a.merged.pass[one] ?? 2)]
    const column = 1 - (b.merged.pass[other] ?? 2)
    if (row !== undefined && column >= 0) row[column] = (row[column] ?? 0) + 1
  }
  const at = (i: number, j: number) => verdicts[i]?.[j] ?? 0
  return {
    matched: matched.length,
    onlyA: left.size - matched.length,
    onlyB: right.size - matched.length,
    both: { passPass: at(0, 0), passFail: at(0, 1), failPass: at(1, 0), failFail: at(1, 1) },
    kappa: cohensKappa(verdicts)?.kappa ?? null,
    tests: testsOf(a, b, matched)
  }
}

/**
 * The last touch of each part by a name that does not hold the lot: golden units go through every tester under
 * another lot. Wafer and place where there is one, else the part id; parts with neither match nothing.
 */
function partsOf(view: OpenView): Map<string, number> {
  const { merged, space } = view
  const [set] = merged.sets
  const found = new Map<string, number>()
  if (set === undefined) return found
  const ids = space.ids(set)
  for (const row of merged.order) {
    if (merged.placed[row] === 1) {
      const wafer = merged.wafers[merged.wafer[row] ?? -1]?.id ?? ''
      found.set(`at ${String(set.x[row])},${String(set.y[row])} on ${wafer}`, row)
      continue
    }
    const id = ids.at(row)
    if (id !== '') found.set(`id ${id}`, row)
  }
  return found
}

/** Tests that both files have, a run of them at a time; an MPR by its first element. */
function testsOf(a: OpenView, b: OpenView, matched: Matched): Agreement['tests'] {
  const [setA] = a.merged.sets
  if (setA === undefined || matched.length === 0) return []
  const found: Agreement['tests'] = []
  const run = Math.max(1, Math.floor((16 << 20) / Math.max(1, setA.stored.partRows * 5)))
  for (let first = 0; first < setA.tests.length; first += run) {
    a.check()
    for (const { test: own, column } of readColumns(a.space.sql, setA.stored, first, first + run)) {
      const test = a.table.tests[a.table.of[0]?.[own] ?? -1]
      const other = test === undefined ? undefined : b.table.byKey.get(test.key)
      if (test === undefined || other === undefined || column.width === 0) continue
      const second = b.column(0, other)
      const sums = new PairSums()
      const differences = new Moments()
      for (const [one, two] of matched) {
        const [x, y] = [usable(column, one, 0), usable(second, two, 0)]
        if (x - x !== 0 || y - y !== 0) continue
        sums.add(x, y)
        differences.add(y - x)
      }
      const { n, mean, sigma } = differences
      if (n === 0) continue
      const half = sigma === null ? null : (sigma / Math.sqrt(n)) * studentQuantile(0.025, n - 1, 'upper')
      found.push({
        test: testOut(test),
        n,
        r: sums.r,
        bias: mean,
        low: half === null ? null : mean - half,
        high: half === null ? null : mean + half
      })
    }
  }
  return found
}
