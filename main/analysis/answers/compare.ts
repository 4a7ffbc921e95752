import type { Shift } from '@contract/analysis'
import type { Output, Parsed } from '@contract/index'
import { hedgesG, welch } from '../../statistics/comparison'
import { twoProportions } from '../../statistics/contingency'
import type { Description } from '../../statistics/moments'
import { benjaminiHochberg } from '../../statistics/multiplicity'
import type { Figures } from '../view/figures'
import type { MergedTest } from '../view/tests'
import type { OpenView, Workspace } from '../view/view'
import { figure, testOut } from './facts'
import { figuresOf } from './tests'

type Compare = Output<'analysis.compare'>

/** One selection's figures of a test. */
type Side = Shift['a']

/** `analysis.compare`. */
export function compare(space: Workspace, input: Parsed<'analysis.compare'>, check: () => void): Compare {
  const [a, b] = [space.open(input.a, check), space.open(input.b, check)]
  const [figuresA, figuresB] = [figuresOf(a, 'none'), figuresOf(b, 'none')]
  const [countA, countB] = [yieldOf(a), yieldOf(b)]
  const shares = twoProportions(
    { count: countA.good, n: countA.parts },
    { count: countB.good, n: countB.parts }
  )
  const shifts = a.table.tests.flatMap((test, at) => {
    const other = b.table.byKey.get(test.key)
    const [left, right] = [sideOf(figuresA, at), other === undefined ? null : sideOf(figuresB, other)]
    if (right === null || left.executions === 0 || right.executions === 0) return []
    const newer = b.table.tests[other ?? 0]
    return [shiftOf(newer === undefined ? test : bothOf(test, newer), left, right)]
  })
  adjust(shifts)
  return {
    a: countA,
    b: countB,
    yield: {
      difference: shares?.shift ?? null,
      low: shares?.low ?? null,
      high: shares?.high ?? null,
      p: shares?.p ?? null
    },
    compared: shifts.length,
    shifts: sorted(shifts, input.sort).slice(0, input.top)
  }
}

function yieldOf(view: OpenView): { parts: number; good: number } {
  const { rows } = view.selection
  let good = 0
  for (const row of rows) if (view.merged.pass[row] === 1) good++
  return { parts: rows.length, good }
}

function sideOf(figures: Figures, at: number): Side {
  return {
    n: figures.n[at] ?? 0,
    mean: figure(figures.mean[at]),
    sigma: figure(figures.sigma[at]),
    min: figure(figures.min[at]),
    max: figure(figures.max[at]),
    fails: figures.fails[at] ?? 0,
    executions: figures.executions[at] ?? 0
  }
}

/** The test with the limits of the second selection; flagged where the first has others. */
function bothOf(first: MergedTest, second: MergedTest): MergedTest {
  const same = first.low === second.low && first.high === second.high
  return { ...second, limitsDiffer: !same || first.limitsDiffer || second.limitsDiffer }
}

function shiftOf(test: MergedTest, a: Side, b: Side): Shift {
  const [left, right]: [Description, Description] = [a, b]
  const mean = welch(left, right)
  const fails = twoProportions({ count: a.fails, n: a.executions }, { count: b.fails, n: b.executions })
  const tolerance = test.low === null || test.high === null ? null : test.high - test.low
  const difference = a.mean === null || b.mean === null ? null : b.mean - a.mean
  return {
    test: testOut(test),
    a,
    b,
    difference,
    low: mean?.low ?? null,
    high: mean?.high ?? null,
    effect: hedgesG(left, right)?.value ?? null,
    ofTolerance:
      difference === null || tolerance === null || !(tolerance > 0) ? null : difference / tolerance,
    // Tests without values are judged by how often they fail.
    p: mean?.p ?? (a.n === 0 && b.n === 0 ? (fails?.p ?? null) : null),
    q: null,
    failDifference: fails?.shift ?? null,
    failLow: fails?.low ?? null,
    failHigh: fails?.high ?? null
  }
}

function adjust(shifts: Shift[]): void {
  const judged = shifts.filter(shift => shift.p !== null)
  const q = benjaminiHochberg(judged.map(shift => shift.p ?? 1))
  judged.forEach((shift, i) => {
    shift.q = q[i] ?? null
  })
}

/** The strongest first; what has no such figure last. */
function sorted(shifts: Shift[], sort: Parsed<'analysis.compare'>['sort']): Shift[] {
  if (sort === 'order') return shifts
  const strength = (shift: Shift) => {
    if (sort === 'p') return shift.p === null ? Number.NEGATIVE_INFINITY : -shift.p
    const value = shift[sort]
    return value === null ? Number.NEGATIVE_INFINITY : Math.abs(value)
  }
  return shifts
    .map((shift, at) => ({ shift, at, strength: strength(shift) }))
    .sort((a, b) => (a.strength === b.strength ? a.at - b.at : b.strength - a.strength))
    .map(one => one.shift)
}
