import type { Output, Parsed } from '@contract/index'
import type { Grouping } from '@contract/analysis'
import { FabError } from '@contract/errors'
import { PartFlag, readColumns, type TestInfo } from '../../instruments/reading'
import { capability } from '../../statistics/capability'
import { Accumulator, type Figures, type SetRows } from '../view/figures'
import type { SetData } from '../view/set'
import type { OpenView, Workspace } from '../view/view'
import { testOut } from './facts'

/** Figures a split may have: tests times groups. */
const mostCells = 4_000_000
/** Columns read at once take about this much. */
const bytesAtOnce = 16 << 20

/** `analysis.tests`. */
export function tests(
  space: Workspace,
  input: Parsed<'analysis.tests'>,
  check: () => void
): Output<'analysis.tests'> {
  const view = space.open(input.view, check)
  const figures = figuresOf(view, input.by)
  const { groups } = view.groups(input.by)
  const cpk = new Float64Array(figures.n.length).fill(Number.NaN)
  view.table.tests.forEach((test, at) => {
    for (let g = 0; g < groups.length; g++) {
      const cell = at * groups.length + g
      const spread = { mean: figures.mean[cell] ?? Number.NaN, sigma: figures.sigma[cell] ?? Number.NaN }
      cpk[cell] = capability(spread, { low: test.low, high: test.high }).cpk ?? Number.NaN
    }
  })
  return {
    tests: view.table.tests.map(test => testOut(test)),
    groups: [...groups],
    executions: figures.executions.slice(),
    fails: figures.fails.slice(),
    n: figures.n.slice(),
    mean: figures.mean.slice(),
    sigma: figures.sigma.slice(),
    min: figures.min.slice(),
    max: figures.max.slice(),
    cpk
  }
}

/** Figures of every test of a view, split by a group. They are kept: copy what is handed over. */
export function figuresOf(view: OpenView, by: Grouping): Figures {
  return view.space.figures(`${by} ${view.key}`, () => work(view, by))
}

function work(view: OpenView, by: Grouping): Figures {
  const { merged, selection, table } = view
  const { groups, of } = view.groups(by)
  if (table.tests.length * groups.length > mostCells)
    throw new FabError('analysis.tooMany', {
      count: table.tests.length * groups.length,
      most: mostCells
    })
  const sums = new Accumulator(table.tests.length, groups.length)
  merged.sets.forEach((set, s) => {
    view.check()
    const from = selection.bounds[s] ?? 0
    const to = selection.bounds[s + 1] ?? from
    if (from === to) return
    const parts: SetRows = { rows: selection.rows, from, to, base: merged.base[s] ?? 0, group: of }
    const group = oneGroup(parts)
    const whole = group >= 0 && to - from === set.stored.partRows && !set.flags.some(isUnfinished)
    const stored = (info: TestInfo) => whole && (info.repeats === 0 || view.rule === 'all')
    const own = table.of[s] ?? new Int32Array()
    for (const info of set.tests) if (stored(info)) sums.stored(own[info.index] ?? 0, group, info)
    scan(view, s, set, info => !stored(info), parts, sums)
  })
  return sums.finish()
}

const isUnfinished = (flags: number) => (flags & PartFlag.unfinished) !== 0

/** The group that all parts are in; -1 where they are in several or in none. */
function oneGroup({ rows, from, to, group }: SetRows): number {
  if (group === null) return 0
  const first = group[rows[from] ?? 0] ?? -1
  for (let i = from; i < to; i++) if (group[rows[i] ?? 0] !== first) return -1
  return first
}

/** Reads the columns of a set's tests, a run of them at a time, and adds them up. */
function scan(
  view: OpenView,
  s: number,
  set: SetData,
  wanted: (info: TestInfo) => boolean,
  parts: SetRows,
  sums: Accumulator
): void {
  const to = view.table.of[s] ?? new Int32Array()
  const { mask } = view.selection
  let from = 0
  while (from < set.tests.length) {
    const info = set.tests[from]
    if (info === undefined || !wanted(info)) {
      from++
      continue
    }
    let end = from
    for (let bytes = 0; end < set.tests.length && bytes < bytesAtOnce; end++) {
      const next = set.tests[end]
      if (next === undefined || !wanted(next)) break
      bytes += set.stored.partRows * (1 + 4 * next.elements)
    }
    view.check()
    for (const { test, column } of readColumns(view.space.sql, set.stored, from, end)) {
      sums.column(to[test] ?? 0, column, parts)
      if (view.rule !== 'all' || (set.tests[test]?.repeats ?? 0) === 0) continue
      const earlier = view.space.earlier(set).get(test)
      earlier?.part.forEach((part, i) => {
        const row = parts.base + part
        const group = parts.group === null ? 0 : (parts.group[row] ?? -1)
        if (mask[row] !== 1 || group < 0) return
        sums.one(to[test] ?? 0, group, {
          value: earlier.value[i] ?? Number.NaN,
          status: earlier.status[i] ?? 0,
          element: earlier.element[i] ?? 0
        })
      })
    }
    from = end
  }
}
