import type { Output, Parsed } from '@contract/index'
import { individualsLimits, movingRanges, standardised } from '../../statistics/control/individuals'
import { nelson, westernElectric, type Violation } from '../../statistics/control/rules'
import { meanAndDeviation, subgroup } from '../../statistics/control/subgroups'
import { lotLabel, waferLabel } from '../view/groups'
import { seriesOf, type Series } from '../view/series'
import { neverEnded, startOf } from '../view/set'
import type { OpenView, Workspace } from '../view/view'
import { setAt } from './parts'
import { testOut } from './facts'

type Trend = Output<'analysis.trend'>

const mostPoints = 20_000
const mostFlags = 1000

/** `analysis.trend`. */
export function trend(space: Workspace, input: Parsed<'analysis.trend'>, check: () => void): Trend {
  const view = space.open(input.view, check)
  const test = view.test(input.test)
  const series = seriesOf(view, view.testAt(test.key), input.test.element)
  const drawn =
    input.along === 'wafer' || input.along === 'lot'
      ? means(view, series, input.along, input)
      : individuals(view, series, input)
  return { test: testOut(test, input.test.element), ...drawn }
}

type Drawn = Omit<Trend, 'test'>
type Asked = Pick<Parsed<'analysis.trend'>, 'along' | 'rules' | 'baseline'>

function broken(z: Float64Array, rules: Asked['rules']): Violation[] {
  if (rules === 'none') return []
  return rules === 'nelson' ? nelson(z) : westernElectric(z)
}

function individuals(view: OpenView, series: Series, { along, rules, baseline }: Asked): Drawn {
  const { merged } = view
  const times = timesOf(view, series.rows)
  const order = Uint32Array.from(series.rows, (_, i) => i)
  // Values without a time stay behind, as they came.
  if (along === 'time') order.sort((a, b) => timeOr(times[a]) - timeOr(times[b]) || a - b)
  const values = Float64Array.from(order, i => series.values[i] ?? Number.NaN)
  const limits = individualsLimits(baseline === null ? values : values.subarray(0, baseline))
  view.check()
  const z = limits === null ? new Float64Array() : standardised(values, limits)
  const found = broken(z, rules)
  const flags = found.slice(0, mostFlags)
  const kept = thin(values.length, flags)
  const place = new Map(Array.from(kept, (from, to) => [from, to]))
  const ranges = movingRanges(values)
  const rows = Uint32Array.from(kept, i => series.rows[order[i] ?? 0] ?? 0)
  const sets = Uint32Array.from(rows, row => setAt(merged.base, row))
  const n = kept.length
  return {
    chart: 'individuals',
    value: Float64Array.from(kept, i => values[i] ?? Number.NaN),
    spread: Float64Array.from(kept, i => ranges[i] ?? Number.NaN),
    size: new Uint32Array(n).fill(1),
    at: Float64Array.from(kept, i => times[order[i] ?? 0] ?? Number.NaN),
    labels: [],
    set: sets.map(s => merged.asked[s] ?? 0),
    part: rows.map((row, i) => row - (merged.base[sets[i] ?? 0] ?? 0)),
    lower: new Float64Array(n).fill(limits?.lower ?? Number.NaN),
    upper: new Float64Array(n).fill(limits?.upper ?? Number.NaN),
    thinned: values.length - n,
    center: limits?.centre ?? null,
    lcl: limits?.lower ?? null,
    ucl: limits?.upper ?? null,
    spreadCenter: limits?.movingRange ?? null,
    spreadUcl: limits?.upperMovingRange ?? null,
    sigma: limits?.sigma ?? null,
    flags: flags.map(flag => flagOut(flag, place)),
    flagsLeftOut: found.length - flags.length
  }
}

/** One flag a rule broken; `point` is where the chart would have alarmed first. */
function flagOut(flag: Violation, place: ReadonlyMap<number, number>): Drawn['flags'][number] {
  return {
    point: place.get(flag.signals[0] ?? -1) ?? 0,
    rule: flag.rule,
    points: flag.points.flatMap(point => place.get(point) ?? [])
  }
}

/** Points to be drawn: evenly, and whatever alarms. */
function thin(n: number, flags: readonly Violation[]): Uint32Array {
  if (n <= mostPoints) return Uint32Array.from({ length: n }, (_, i) => i)
  const wanted = new Set<number>()
  for (let i = 0; i < mostPoints; i++) wanted.add(Math.floor((i * n) / mostPoints))
  for (const flag of flags)
    for (const point of [...flag.signals.slice(0, 1), ...flag.points.slice(0, 20)]) wanted.add(point)
  return Uint32Array.from(wanted).sort()
}

const timeOr = (at: number | undefined) =>
  at === undefined || Number.isNaN(at) ? Number.POSITIVE_INFINITY : at

/**
 * When each touch was made: between start and end of its wafer, else of its file, by its place among the PRRs there.
 * Testers write no time per part. NaN where the file gives no start.
 */
function timesOf({ merged }: OpenView, rows: Uint32Array): Float64Array {
  const spans = merged.sets.map(set => {
    const finish = set.stored.header.mrr?.['FINISH_T']
    const from = startOf(set)
    const count = set.wafers.map((): [number, number] => [neverEnded, 0])
    let last = 0
    set.ended.forEach((nth, part) => {
      if (nth === neverEnded) return
      last = Math.max(last, nth)
      const own = count[set.wafer[part] ?? -1]
      if (own === undefined) return
      own[0] = Math.min(own[0], nth)
      own[1] = Math.max(own[1], nth)
    })
    return {
      whole: { from, to: typeof finish === 'number' ? finish : null, first: 0, last },
      wafers: set.wafers.map((wafer, w) => ({
        from: wafer.start,
        to: wafer.finish,
        first: count[w]?.[0] ?? 0,
        last: count[w]?.[1] ?? 0
      }))
    }
  })
  return Float64Array.from(rows, row => {
    const s = setAt(merged.base, row)
    const set = merged.sets[s]
    const part = row - (merged.base[s] ?? 0)
    const own = spans[s]?.wafers[set?.wafer[part] ?? -1]
    const span = own?.from == null ? spans[s]?.whole : own
    if (span?.from == null) return Number.NaN
    if (span.to === null || span.to < span.from || span.last <= span.first) return span.from
    const share = ((set?.ended[part] ?? 0) - span.first) / (span.last - span.first)
    return span.from + share * (span.to - span.from)
  })
}

/** A point a wafer or lot, in the order in which the first touch of each was made. */
function means(view: OpenView, series: Series, along: 'wafer' | 'lot', asked: Asked): Drawn {
  const { merged } = view
  const of = (row: number) =>
    along === 'wafer' ? (merged.wafer[row] ?? -1) : (merged.lotOf[setAt(merged.base, row)] ?? -1)
  const found = new Map<number, { values: number[]; first: number }>()
  series.rows.forEach((row, i) => {
    const key = of(row)
    if (key < 0) return
    const own = found.get(key)
    if (own === undefined) found.set(key, { values: [series.values[i] ?? 0], first: row })
    else own.values.push(series.values[i] ?? 0)
  })
  const points = [...found].map(([key, own]) => ({ key, ...own, group: subgroup(own.values) }))
  const groups = points.map(point => point.group)
  const { baseline } = asked
  const frozen = baseline === null ? null : meanAndDeviation(groups.slice(0, baseline))
  const chart = meanAndDeviation(
    groups,
    frozen === null ? undefined : { centre: frozen.centre, within: frozen.within }
  )
  const z = Float64Array.from(chart?.means ?? [], point => point.z)
  const flags = broken(z, asked.rules)
  const place = new Map(points.map((_, i) => [i, i]))
  // Limits follow the size of a point; one pair for all is drawn only where sizes are alike.
  const typical = middlePoint(groups.map(group => group.n))
  return {
    chart: 'means',
    value: Float64Array.from(groups, group => group.mean),
    spread: Float64Array.from(groups, group => (group.n > 1 ? group.sigma : Number.NaN)),
    size: Uint32Array.from(groups, group => group.n),
    at: timesOf(
      view,
      Uint32Array.from(points, point => point.first)
    ),
    labels: points.map(({ key }) => (along === 'wafer' ? waferLabel(merged, key) : lotLabel(merged, key))),
    set: new Uint32Array(),
    part: new Uint32Array(),
    lower: Float64Array.from(chart?.means ?? [], point => point.lower),
    upper: Float64Array.from(chart?.means ?? [], point => point.upper),
    thinned: 0,
    center: chart?.centre ?? null,
    lcl: finite(chart?.means[typical]?.lower),
    ucl: finite(chart?.means[typical]?.upper),
    spreadCenter: finite(chart?.spreads[typical]?.centre),
    spreadUcl: finite(chart?.spreads[typical]?.upper),
    sigma: chart?.within.sigma ?? null,
    flags: flags.slice(0, mostFlags).map(flag => flagOut(flag, place)),
    flagsLeftOut: Math.max(0, flags.length - mostFlags)
  }
}

const finite = (value: number | undefined) => (value === undefined || !Number.isFinite(value) ? null : value)

/** Which of the sizes is the median one. */
function middlePoint(sizes: readonly number[]): number {
  const order = sizes.map((_, i) => i).sort((a, b) => (sizes[a] ?? 0) - (sizes[b] ?? 0))
  return order[order.length >> 1] ?? 0
}
