import type { Output, Parsed } from '@contract/index'
import { FabError } from '@contract/errors'
import { readStatuses, Status } from '../../instruments/reading'
import { mergeBins } from '../view/groups'
import { noBin } from '../view/set'
import type { OpenView, Workspace } from '../view/view'
import { figuresOf } from './tests'

type Pareto = Output<'analysis.pareto'>
type Bar = Pareto['bars'][number]

const mostCells = 4_000_000
const bytesAtOnce = 16 << 20

/** `analysis.pareto`: bars by count, ties by number or program order. */
export function pareto(space: Workspace, input: Parsed<'analysis.pareto'>, check: () => void): Pareto {
  const view = space.open(input.view, check)
  const { groups } = view.groups(input.by)
  const parts = view.selection.rows.length
  const bars = input.of === 'test' ? ofTests(view, input) : ofBins(view, input, parts)
  return { bars, groups: [...groups], total: bars.reduce((sum, bar) => sum + bar.count, 0), parts }
}

const share = (count: number, parts: number) => (parts === 0 ? 0 : count / parts)

function ofBins(view: OpenView, input: Parsed<'analysis.pareto'>, parts: number): Bar[] {
  const { groups, of } = view.groups(input.by)
  const { sets, base } = view.merged
  const { rows, bounds } = view.selection
  const counts = new Uint32Array(65_536 * groups.length)
  sets.forEach((set, s) => {
    view.check()
    const bins = input.of === 'hardBin' ? set.hardBin : set.softBin
    const from = base[s] ?? 0
    for (let i = bounds[s] ?? 0, end = bounds[s + 1] ?? 0; i < end; i++) {
      const row = rows[i] ?? 0
      const group = of === null ? 0 : (of[row] ?? -1)
      const cell = (bins[row - from] ?? noBin) * groups.length + group
      if (group >= 0) counts[cell] = (counts[cell] ?? 0) + 1
    }
  })
  const known = mergeBins(sets, input.of === 'hardBin' ? 'hard' : 'soft')
  const bars: Bar[] = []
  for (let number = 0; number < 65_536; number++) {
    const by = counts.subarray(number * groups.length, (number + 1) * groups.length)
    const count = by.reduce((sum, one) => sum + one, 0)
    if (count === 0) continue
    const bin = known.get(number)
    const shown = number === noBin ? '-' : String(number)
    bars.push({
      key: String(number),
      label: bin === undefined || bin.name === '' ? shown : `${shown} ${bin.name}`,
      verdict: bin?.verdict ?? '',
      count,
      share: share(count, parts),
      by: Array.from(by)
    })
  }
  return bars.sort((a, b) => b.count - a.count || Number(a.key) - Number(b.key))
}

function ofTests(view: OpenView, input: Parsed<'analysis.pareto'>): Bar[] {
  const { groups } = view.groups(input.by)
  const { tests } = view.table
  if (tests.length * groups.length > mostCells)
    throw new FabError('analysis.tooMany', { count: tests.length * groups.length, most: mostCells })
  const counts = failingParts(view, input)
  const parts = view.selection.rows.length
  return tests
    .map((test, at): Bar => {
      const by = Array.from(counts.subarray(at * groups.length, (at + 1) * groups.length))
      const count = by.reduce((sum, one) => sum + one, 0)
      const label = test.text === '' ? String(test.number) : `${String(test.number)} ${test.text}`
      return { key: test.key, label, verdict: '', count, share: share(count, parts), by }
    })
    .filter(bar => bar.count > 0)
    .sort((a, b) => b.count - a.count)
}

/** Parts that failed each test, by group; or whose first failed test it is. */
function failingParts(view: OpenView, input: Parsed<'analysis.pareto'>): Uint32Array {
  const { merged, selection, table } = view
  const { groups, of } = view.groups(input.by)
  const counts = new Uint32Array(table.tests.length * groups.length)
  const failed = input.firstFailOnly ? new Uint8Array(merged.rows) : null
  // Figures that are there already tell which tests can be passed over.
  const kept = input.by === 'none' && view.rule !== 'all' && failed === null ? figuresOf(view, 'none') : null
  if (kept !== null) return kept.fails.slice()
  merged.sets.forEach((set, s) => {
    const from = selection.bounds[s] ?? 0
    const to = selection.bounds[s + 1] ?? from
    const own = table.of[s] ?? new Int32Array()
    const base = merged.base[s] ?? 0
    if (from === to) return
    const run = Math.max(1, Math.floor(bytesAtOnce / Math.max(1, set.stored.partRows)))
    for (let first = 0; first < set.tests.length; first += run) {
      view.check()
      if (!set.tests.slice(first, first + run).some(test => test.fails > 0)) continue
      for (const { test, status } of readStatuses(view.space.sql, set.stored, first, first + run)) {
        if ((set.tests[test]?.fails ?? 0) === 0) continue
        for (let i = from; i < to; i++) {
          const row = selection.rows[i] ?? 0
          if (status[row - base] !== Status.fail) continue
          if (failed !== null) {
            if (failed[row] === 1) continue
            failed[row] = 1
          }
          const group = of === null ? 0 : (of[row] ?? -1)
          const cell = (own[test] ?? 0) * groups.length + group
          if (group >= 0) counts[cell] = (counts[cell] ?? 0) + 1
        }
      }
    }
  })
  return counts
}
