import type { Output, Parsed } from '@contract/index'
import { countInto, histogramEdges } from '../../statistics/histogram'
import { describe } from '../../statistics/moments'
import { boxPlot, ecdf, sortedFinite } from '../../statistics/order'
import { gather } from '../view/gather'
import type { Group } from '../view/groups'
import type { Workspace } from '../view/view'
import { testOut } from './facts'

type Distribution = Output<'analysis.distribution'>
type Box = Distribution['boxes'][number]

const mostOutliers = 200
const curvePoints = 500

/** `analysis.distribution`. */
export function distribution(
  space: Workspace,
  input: Parsed<'analysis.distribution'>,
  check: () => void
): Distribution {
  const view = space.open(input.view, check)
  const test = view.test(input.test)
  const { groups, of } = view.groups(input.by)
  const { executions, fails, values } = gather(view, view.testAt(test.key), input.test.element, {
    groups: groups.length,
    of
  })
  // Groups in which the test never ran would be empty boxes.
  const shown = groups.flatMap((group, g) => ((executions[g] ?? 0) > 0 ? [{ group, g }] : []))
  const sorted = shown.map(({ g }) => {
    check()
    return sortedFinite(values[g] ?? [])
  })
  const edges = edgesOf(sorted, { low: test.low, high: test.high }, input.bins)
  const bins = Math.max(0, edges.length - 1)
  const counts = new Uint32Array(shown.length * bins)
  const under: number[] = []
  const over: number[] = []
  sorted.forEach((own, i) => {
    const counted = countInto(own, edges)
    counts.set(counted.counts, i * bins)
    under.push(counted.under)
    over.push(counted.over)
  })
  return {
    test: testOut(test, input.test.element),
    boxes: shown.map(({ group, g }, i) =>
      boxOf(group, sorted[i] ?? new Float64Array(), executions[g] ?? 0, fails[g] ?? 0)
    ),
    edges,
    counts,
    under,
    over,
    cumulative: sorted.map(own => {
      const curve = ecdf(own, curvePoints - 1)
      return { value: curve.values, share: curve.shares }
    })
  }
}

/** Common edges for all groups; `bins` of equal width where a number is asked for. */
function edgesOf(
  sorted: readonly Float64Array<ArrayBuffer>[],
  limits: { low: number | null; high: number | null },
  bins: number | null
): Float64Array<ArrayBuffer> {
  const edges = histogramEdges(sorted.length === 1 ? (sorted[0] ?? []) : together(sorted), limits)
  if (bins === null || edges.length < 2) return edges
  const from = edges[0] ?? 0
  const to = edges.at(-1) ?? from
  return Float64Array.from({ length: bins + 1 }, (_, i) =>
    i === bins ? to : from + ((to - from) * i) / bins
  )
}

function together(sorted: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(sorted.reduce((sum, own) => sum + own.length, 0))
  let at = 0
  for (const own of sorted) {
    all.set(own, at)
    at += own.length
  }
  return all.sort()
}

function boxOf(group: Group, sorted: Float64Array, executions: number, fails: number): Box {
  const box = boxPlot(sorted)
  return {
    group: group.key,
    label: group.label,
    ...describe(sorted),
    executions,
    fails,
    q1: box?.q1 ?? null,
    median: box?.median ?? null,
    q3: box?.q3 ?? null,
    low: box?.lowWhisker ?? null,
    high: box?.highWhisker ?? null,
    outliers: box === null ? [] : farthest(box.outliers, box.q1, box.q3)
  }
}

/** The outliers farthest from the box, the farthest first. They come ascending: the ends are the farthest. */
function farthest(outliers: Float64Array, q1: number, q3: number): number[] {
  const found: number[] = []
  let [low, high] = [0, outliers.length - 1]
  while (low <= high && found.length < mostOutliers) {
    const below = q1 - (outliers[low] ?? q1)
    const above = (outliers[high] ?? q3) - q3
    found.push((below > above ? outliers[low++] : outliers[high--]) ?? 0)
  }
  return found
}
