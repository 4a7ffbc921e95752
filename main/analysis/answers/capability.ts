import type { Capability } from '@contract/analysis'
import type { Output, Parsed } from '@contract/index'
import { inside, studyCapability, type SpecLimits } from '../../statistics/capability'
import { guardBand as guardBandOf, guardBandCurve } from '../../statistics/guard-band'
import { dppm } from '../../statistics/rates'
import { describe } from '../../statistics/moments'
import { seriesOf } from '../view/series'
import type { Workspace } from '../view/view'
import { testOut } from './facts'

const interval = (one: { readonly low: number; readonly high: number } | null | undefined) => ({
  low: one?.low ?? null,
  high: one?.high ?? null
})

/** Everything said about the capability of values in the order they were measured. */
function capabilityOf(values: Float64Array, limits: SpecLimits): Capability {
  const study = studyCapability(values, limits)
  const bare = study === null ? describe(values) : null
  const n = study?.n ?? bare?.n ?? 0
  const beyond = values.reduce((count, value) => count + (inside(value, limits) ? 0 : 1), 0)
  const rate = dppm(beyond, n)
  const p = study?.normality?.p ?? null
  return {
    ...describe(values),
    lo: limits.low,
    hi: limits.high,
    sigmaWithin: study?.within?.sigma ?? null,
    cp: study?.cp?.value ?? null,
    cpk: study?.cpk?.value ?? null,
    pp: study?.pp?.value ?? null,
    ppk: study?.ppk?.value ?? null,
    cpkInterval: interval(study?.cpk),
    ppkInterval: interval(study?.ppk),
    ppkPercentile: study?.percentile.ppk ?? null,
    normality: { statistic: study?.normality?.statistic ?? null, p, normal: p === null ? null : p >= 0.05 },
    warnings: [...(study?.warnings ?? [])],
    beyond,
    dppm: { value: rate?.dppm ?? null, upper60: rate?.upper60 ?? null, upper90: rate?.upper90 ?? null },
    dppmExpected: study?.outOfSpec.expectedOverall ?? null
  }
}

/** `analysis.capability`. Groups without a value are left out. */
export function capability(
  space: Workspace,
  input: Parsed<'analysis.capability'>,
  check: () => void
): Output<'analysis.capability'> {
  const view = space.open(input.view, check)
  const test = view.test(input.test)
  const limits =
    input.limits === undefined
      ? { low: test.low, high: test.high }
      : { low: input.limits.lo, high: input.limits.hi }
  const { rows, values } = seriesOf(view, view.testAt(test.key), input.test.element)
  const { groups, of } = view.groups(input.by)
  const byGroup = groups.map((): number[] => [])
  if (of !== null) rows.forEach((row, i) => byGroup[of[row] ?? -1]?.push(values[i] ?? Number.NaN))
  return {
    test: testOut(test, input.test.element),
    groups: groups.flatMap((group, g) => {
      check()
      const own = of === null ? values : Float64Array.from(byGroup[g] ?? [])
      return own.length === 0 ? [] : [{ ...group, capability: capabilityOf(own, limits) }]
    })
  }
}

const curvePoints = 51
/** Values a curve is made of: with a gauge each value is weighed at each point. */
const curveValues = { plain: 400_000, modelled: 10_000 }

/** `analysis.guardBand`. */
export function guardBand(
  space: Workspace,
  input: Parsed<'analysis.guardBand'>,
  check: () => void
): Output<'analysis.guardBand'> {
  const view = space.open(input.view, check)
  const test = view.test(input.test)
  const spec =
    input.spec === undefined
      ? { low: test.low, high: test.high }
      : { low: input.spec.lo, high: input.spec.hi }
  const gauge = input.gauge > 0 ? input.gauge : null
  const { values } = seriesOf(view, view.testAt(test.key), input.test.element)
  const found = guardBandOf(values, spec, { low: input.lo, high: input.hi }, gauge)
  const passed = Math.round((found?.counted.yield ?? 0) * (found?.n ?? 0))
  const rate = dppm(found?.counted.escaped ?? 0, passed)
  const few = thinned(values, gauge === null ? curveValues.plain : curveValues.modelled)
  const width = toleranceOf(spec, values)
  check()
  const bands = Array.from({ length: curvePoints }, (_, i) => (width * i) / (2 * (curvePoints - 1)))
  const curve = width > 0 ? guardBandCurve(few, spec, bands, gauge) : []
  const at = curve.map(({ band, figures }) => ({ band, ...(figures.modelled ?? figures.counted) }))
  return {
    n: found?.n ?? 0,
    passed,
    yield: found?.counted.yield ?? null,
    lost: found?.counted.lost ?? 0,
    escapes: found?.counted.escaped ?? 0,
    escapeDppm: { value: rate?.dppm ?? null, upper60: rate?.upper60 ?? null, upper90: rate?.upper90 ?? null },
    modelled:
      found?.modelled == null
        ? null
        : { yield: found.modelled.yield, lost: found.modelled.loss, escapes: found.modelled.escapes },
    curve: {
      tighten: Float64Array.from(at, one => one.band / width),
      yield: Float64Array.from(at, one => one.yield),
      escapes: Float64Array.from(at, one => one.escapes)
    }
  }
}

/** Distance of the limits; beside a single one, twice the distance of the mean from it. */
function toleranceOf({ low, high }: SpecLimits, values: Float64Array): number {
  if (low !== null && high !== null) return high - low
  const { mean } = describe(values)
  const limit = low ?? high
  return mean === null || limit === null ? 0 : 2 * Math.abs(mean - limit)
}

/** At most so many values, evenly drawn. */
function thinned(values: Float64Array, most: number): Float64Array {
  if (values.length <= most) return values
  const step = values.length / most
  return Float64Array.from({ length: most }, (_, i) => values[Math.floor(i * step)] ?? Number.NaN)
}
