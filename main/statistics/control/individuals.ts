import { sigmaByMovingRange } from '../within'

/** The limits of an I-MR chart. */
export interface IndividualsLimits {
  readonly n: number
  readonly centre: number
  /** Mean moving range of two neighbours: the centre of the range chart. */
  readonly movingRange: number
  /** movingRange / 1.128. */
  readonly sigma: number
  readonly upper: number
  readonly lower: number
  /** Upper limit of the range chart; its lower one is 0. */
  readonly upperMovingRange: number
}

/** E2 and D4 for ranges of two, as the chart's tables print them (AIAG SPC, 2nd ed., appendix E). */
const E2 = 2.66
const D4 = 3.267

/**
 * Limits from a baseline of values in time order: mean +- 2.66 mean moving range. NaN is passed over. Null below two
 * values. Freeze them: values judged by them must not have made them.
 */
export function individualsLimits(baseline: ArrayLike<number>): IndividualsLimits | null {
  const series = Float64Array.from(baseline).filter(value => Number.isFinite(value))
  const within = sigmaByMovingRange(series)
  if (within === null) return null
  const { movingRange, sigma } = within
  const centre = series.reduce((sum, value) => sum + value, 0) / series.length
  return {
    n: series.length,
    centre,
    movingRange,
    sigma,
    upper: centre + E2 * movingRange,
    lower: centre - E2 * movingRange,
    upperMovingRange: D4 * movingRange
  }
}

/** Moving ranges: place i holds |value i - last value before it|, NaN for the first and where there is no value. */
export function movingRanges(values: ArrayLike<number>): Float64Array<ArrayBuffer> {
  const ranges = new Float64Array(values.length).fill(Number.NaN)
  let last = Number.NaN
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? Number.NaN
    if (!Number.isFinite(value)) continue
    ranges[i] = Math.abs(value - last)
    last = value
  }
  return ranges
}

/** Points in sigmas from the centre, for the run rules: a third of the way to a limit is one. */
export function standardised(
  values: ArrayLike<number>,
  limits: { readonly centre: number; readonly upper: number }
): Float64Array<ArrayBuffer> {
  const sigma = (limits.upper - limits.centre) / 3
  return Float64Array.from({ length: values.length }, (_, i) => {
    const off = (values[i] ?? Number.NaN) - limits.centre
    return off === 0 ? 0 : off / sigma
  })
}
