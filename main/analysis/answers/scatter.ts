import type { Output, Parsed } from '@contract/index'
import { FabError } from '@contract/errors'
import { readColumns, type TestInfo } from '../../instruments/reading'
import { ofPearson, spearman } from '../../statistics/correlation'
import { benjaminiHochberg } from '../../statistics/multiplicity'
import { PairSums } from '../view/pairs'
import { usable } from '../view/selection'
import { valuesByRow } from '../view/series'
import { noBin, type SetData } from '../view/set'
import type { OpenView, Workspace } from '../view/view'
import { testOut } from './facts'
import { setAt } from './parts'

const mostPoints = 20_000
/** Ranks of more pairs than this are those of an even sample. */
const mostRanked = 200_000
const mostGroups = 65_535

/** `analysis.scatter`. */
export function scatter(
  space: Workspace,
  input: Parsed<'analysis.scatter'>,
  check: () => void
): Output<'analysis.scatter'> {
  const view = space.open(input.view, check)
  const { merged, selection } = view
  const [xTest, yTest] = [view.test(input.x), view.test(input.y)]
  const xs = valuesByRow(view, view.testAt(xTest.key), input.x.element)
  const ys = valuesByRow(view, view.testAt(yTest.key), input.y.element)
  const { groups, of } = view.groups(input.by)
  if (groups.length > mostGroups)
    throw new FabError('analysis.tooMany', { count: groups.length, most: mostGroups })
  const sums = new PairSums()
  const rows = selection.rows.filter(row => {
    const [x, y] = [xs[row] ?? Number.NaN, ys[row] ?? Number.NaN]
    if (x - x !== 0 || y - y !== 0) return false
    sums.add(x, y)
    return true
  })
  const drawn = evenly(rows, mostPoints)
  const sets = drawn.map(row => setAt(merged.base, row))
  check()
  const ranked = evenly(rows, mostRanked)
  const rank = spearman(
    Float64Array.from(ranked, row => xs[row] ?? Number.NaN),
    Float64Array.from(ranked, row => ys[row] ?? Number.NaN)
  )
  const { r, line, n } = sums
  const pearson = r === null ? null : ofPearson(n, r)
  return {
    xTest: testOut(xTest, input.x.element),
    yTest: testOut(yTest, input.y.element),
    groups: [...groups],
    xs: Float32Array.from(drawn, row => xs[row] ?? Number.NaN),
    ys: Float32Array.from(drawn, row => ys[row] ?? Number.NaN),
    group: Uint16Array.from(drawn, row => (of === null ? 0 : Math.max(0, of[row] ?? 0))),
    set: sets.map(s => merged.asked[s] ?? 0),
    part: drawn.map((row, i) => row - (merged.base[sets[i] ?? 0] ?? 0)),
    pass: Uint8Array.from(drawn, row => merged.pass[row] ?? 2),
    n,
    pearson: r,
    pearsonInterval: { low: pearson?.low ?? null, high: pearson?.high ?? null },
    spearman: rank?.r ?? null,
    slope: line?.slope ?? null,
    intercept: line?.intercept ?? null
  }
}

/** At most so many rows, evenly drawn. */
function evenly(rows: Uint32Array, most: number): Uint32Array {
  if (rows.length <= most) return rows
  const step = rows.length / most
  return Uint32Array.from({ length: most }, (_, i) => rows[Math.floor(i * step)] ?? 0)
}

const bytesAtOnce = 16 << 20

/** `analysis.correlations`. A test is compared by its first element. */
export function correlations(
  space: Workspace,
  input: Parsed<'analysis.correlations'>,
  check: () => void
): Output<'analysis.correlations'> {
  const view = space.open(input.view, check)
  const target = targetOf(view, input.to)
  const { tests } = view.table
  const sums = tests.map(() => new PairSums())
  view.merged.sets.forEach((set, s) => {
    sumSet(view, s, set, target, sums)
  })
  const itself = input.to.of === 'test' && input.to.test.element === 0 ? input.to.test.key : null
  const compared = tests.flatMap((test, at) => {
    const pairs = sums[at]
    const r = pairs?.r ?? null
    if (pairs === undefined || r === null || test.key === itself) return []
    return [{ test, ...ofPearson(pairs.n, r) }]
  })
  const q = benjaminiHochberg(compared.map(one => one.p))
  return {
    compared: compared.length,
    rows: compared
      .map((one, i) => ({ ...one, test: testOut(one.test), q: q[i] ?? null }))
      .sort((a, b) => Math.abs(b.r) - Math.abs(a.r))
      .slice(0, input.top)
  }
}

/** By row: what is to be explained; NaN where it is not known. */
function targetOf(view: OpenView, to: Parsed<'analysis.correlations'>['to']): Float64Array {
  const { merged } = view
  if (to.of === 'test') return valuesByRow(view, view.testAt(to.test.key), to.test.element)
  const target = new Float64Array(merged.rows).fill(Number.NaN)
  if (to.of === 'fail') {
    for (const row of merged.order) target[row] = [1, 0, Number.NaN][merged.pass[row] ?? 2] ?? Number.NaN
    return target
  }
  merged.sets.forEach((set, s) => {
    const bins = to.of === 'hardBin' ? set.hardBin : set.softBin
    const base = merged.base[s] ?? 0
    for (let part = 0; part < bins.length; part++)
      if (bins[part] !== noBin) target[base + part] = bins[part] === to.number ? 1 : 0
  })
  return target
}

function sumSet(
  view: OpenView,
  s: number,
  set: SetData,
  target: Float64Array,
  sums: readonly PairSums[]
): void {
  const { selection, merged, table } = view
  const [from, to] = [selection.bounds[s] ?? 0, selection.bounds[s + 1] ?? 0]
  if (from === to) return
  const base = merged.base[s] ?? 0
  const width = (info: TestInfo | undefined) => 1 + 4 * (info?.elements ?? 1)
  for (let first = 0; first < set.tests.length;) {
    let end = first
    for (let bytes = 0; end < set.tests.length && bytes < bytesAtOnce; end++)
      bytes += set.stored.partRows * width(set.tests[end])
    view.check()
    for (const { test, column } of readColumns(view.space.sql, set.stored, first, end)) {
      const own = sums[table.of[s]?.[test] ?? -1]
      if (own === undefined || column.width === 0) continue
      for (let i = from; i < to; i++) {
        const row = selection.rows[i] ?? 0
        const y = target[row] ?? Number.NaN
        const x = usable(column, row - base, 0)
        if (x - x === 0 && y - y === 0) own.add(x, y)
      }
    }
    first = end
  }
}
