import { chiSquareQuantile } from './distributions'
import { Moments } from './moments'
import { normalLower, normalTwoSided, normalUpper } from './normal'
import { andersonDarling, type Normality } from './normality'
import { quantile } from './order'
import { sigmaByMovingRange, sigmaByRanges, sigmaPooled, type SigmaEstimate } from './within'

/** Limits of a specification; null where a side is open. */
export interface SpecLimits {
  readonly low: number | null
  readonly high: number | null
}

/** Capability against limits. */
export interface Capability {
  /** (U - L) / 6 sigma; null unless both limits are there. */
  readonly cp: number | null
  /** The smaller of (U - mean) / 3 sigma and (mean - L) / 3 sigma; with one limit that side alone. */
  readonly cpk: number | null
}

/**
 * Cp and Cpk (AIAG SPC, 2nd ed.) with the sigma handed in: the within-subgroup one gives Cp and Cpk proper, the
 * overall one what AIAG calls Pp and Ppk. Null where there is no spread to judge by.
 */
export function capability(
  figures: { readonly mean: number | null; readonly sigma: number | null },
  limits: SpecLimits
): Capability {
  const { mean, sigma } = figures
  const { low, high } = limits
  if (mean === null || sigma === null || !(sigma > 0)) return { cp: null, cpk: null }
  const upper = high === null ? null : (high - mean) / (3 * sigma)
  const lower = low === null ? null : (mean - low) / (3 * sigma)
  return {
    cp: low === null || high === null ? null : (high - low) / (6 * sigma),
    cpk: upper === null ? lower : lower === null ? upper : Math.min(upper, lower)
  }
}

/** A figure with its two-sided confidence interval. */
export interface WithInterval {
  readonly value: number
  readonly low: number
  readonly high: number
}

/** Where the sigma within comes from: neighbours in time order, ranges of subgroups, or their pooled variance. */
export type WithinMethod = 'movingRange' | 'ranges' | 'pooled'

/** What a reader of the figures must know; each has a sentence of its own on screen. */
export type CapabilityWarning =
  /** Fewer than 30 values. */
  | 'fewValues'
  /** Anderson and Darling's p is below 0.05. */
  | 'notNormal'
  /** Five distinct values or fewer: the gauge's steps show. */
  | 'coarse'
  /** All values are one. */
  | 'noSpread'
  /** No subgroup holds two values: sigma within is that of moving ranges. */
  | 'noSubgroups'

/** Capability by the empirical quantiles at 0.135, 50 and 99.865 % (ISO 22514-2, method of percentiles). */
export interface PercentileCapability {
  readonly pp: number | null
  readonly ppk: number | null
  readonly low: number
  readonly median: number
  readonly high: number
  /** The outer quantiles lie inside the data: at least 741 values. */
  readonly reached: boolean
}

/** Shares out of specification in parts per million. */
export interface OutOfSpec {
  readonly observed: number
  /** By a normal with sigma within, and with sigma overall; null where there is none. */
  readonly expectedWithin: number | null
  readonly expectedOverall: number | null
}

/** Everything said about the capability of one test. */
export interface CapabilityStudy {
  readonly n: number
  readonly mean: number
  readonly sigmaOverall: number
  readonly within: (SigmaEstimate & { readonly method: WithinMethod }) | null
  readonly confidence: number
  readonly cp: WithInterval | null
  readonly cpk: WithInterval | null
  readonly pp: WithInterval | null
  readonly ppk: WithInterval | null
  readonly percentile: PercentileCapability
  readonly normality: Normality | null
  readonly skewness: number | null
  readonly kurtosis: number | null
  readonly outOfSpec: OutOfSpec
  readonly warnings: readonly CapabilityWarning[]
}

/** How to study. */
export interface CapabilityOptions {
  /** Subgroup of each value (wafer, lot, shift); without it values in order are taken one by one. */
  readonly groups?: ArrayLike<number>
  readonly method?: WithinMethod
  /** Of the intervals, 0.95 unless told. */
  readonly confidence?: number
}

/**
 * Capability of values in time order against limits (AIAG SPC, 2nd ed.; ISO 22514-2). Intervals of Cp and Pp by
 * the chi-square of the variance, of Cpk and Ppk after Bissell (1990), Appl. Statist. 39. Null below two finite
 * values.
 */
export function studyCapability(
  values: ArrayLike<number>,
  limits: SpecLimits,
  options: CapabilityOptions = {}
): CapabilityStudy | null {
  const confidence = options.confidence ?? 0.95
  const series = Float64Array.from(values).filter(value => Number.isFinite(value))
  const moments = Moments.of(series)
  const { n, mean, sigma } = moments
  if (sigma === null) return null
  const within = sigmaWithin(values, series, options)
  const sorted = series.slice().sort()
  const normality = andersonDarling(sorted, mean, sigma)
  const indices = (estimate: SigmaEstimate | null): [WithInterval | null, WithInterval | null] => {
    if (estimate === null) return [null, null]
    const { cp, cpk } = capability({ mean, sigma: estimate.sigma }, limits)
    return [
      cp === null ? null : spreadInterval(cp, estimate.df, confidence),
      cpk === null ? null : placeInterval(cpk, n, estimate.df, confidence)
    ]
  }
  const [cp, cpk] = indices(within)
  const [pp, ppk] = indices({ sigma, df: n - 1 })
  const warnings: CapabilityWarning[] = []
  if (n < 30) warnings.push('fewValues')
  if (sigma === 0) warnings.push('noSpread')
  else if (fewDistinct(sorted, 5)) warnings.push('coarse')
  if (normality !== null && normality.p < 0.05) warnings.push('notNormal')
  if (within !== null && within.method !== wantedMethod(options)) warnings.push('noSubgroups')
  const expected = (estimate: number | undefined) =>
    estimate === undefined ? null : expectedOutside(mean, estimate, limits)
  return {
    n,
    mean,
    sigmaOverall: sigma,
    within,
    confidence,
    cp,
    cpk,
    pp,
    ppk,
    percentile: byPercentiles(sorted, limits),
    normality,
    skewness: moments.skewness,
    kurtosis: moments.kurtosis,
    outOfSpec: {
      observed: (1e6 * series.reduce((count, value) => count + (inside(value, limits) ? 0 : 1), 0)) / n,
      expectedWithin: expected(within?.sigma),
      expectedOverall: expected(sigma)
    },
    warnings
  }
}

/** The value passes the limits: a limit itself is inside. */
export function inside(value: number, limits: SpecLimits): boolean {
  return (limits.low === null || value >= limits.low) && (limits.high === null || value <= limits.high)
}

const wantedMethod = (options: CapabilityOptions): WithinMethod =>
  options.method ?? (options.groups === undefined ? 'movingRange' : 'pooled')

function sigmaWithin(
  values: ArrayLike<number>,
  series: Float64Array,
  options: CapabilityOptions
): CapabilityStudy['within'] {
  const method = wantedMethod(options)
  const { groups } = options
  if (method !== 'movingRange' && groups !== undefined) {
    const byGroup = new Map<number, Moments>()
    for (let i = 0; i < values.length; i++) {
      const key = groups[i] ?? 0
      let moments = byGroup.get(key)
      if (moments === undefined) byGroup.set(key, (moments = new Moments()))
      moments.add(values[i] ?? Number.NaN)
    }
    const subgroups = Array.from(byGroup.values(), moments => ({
      n: moments.n,
      mean: moments.mean,
      range: moments.max - moments.min,
      sigma: moments.sigma ?? 0
    }))
    const found = method === 'ranges' ? sigmaByRanges(subgroups) : sigmaPooled(subgroups)
    if (found !== null) return { ...found, method }
  }
  const found = sigmaByMovingRange(series)
  return found === null ? null : { sigma: found.sigma, df: found.df, method: 'movingRange' }
}

/** Interval of Cp or Pp: the index times the root of chi-square quantiles over their degrees of freedom. */
function spreadInterval(value: number, df: number, confidence: number): WithInterval {
  const tail = (1 - confidence) / 2
  return {
    value,
    low: value * Math.sqrt(chiSquareQuantile(tail, df) / df),
    high: value * Math.sqrt(chiSquareQuantile(tail, df, 'upper') / df)
  }
}

/** Bissell's interval of Cpk or Ppk. */
function placeInterval(value: number, n: number, df: number, confidence: number): WithInterval {
  const half = normalTwoSided(confidence) * Math.sqrt(1 / (9 * n) + value ** 2 / (2 * df))
  return { value, low: value - half, high: value + half }
}

function byPercentiles(sorted: Float64Array, limits: SpecLimits): PercentileCapability {
  const low = quantile(sorted, 0.00135)
  const median = quantile(sorted, 0.5)
  const high = quantile(sorted, 0.99865)
  const lower = limits.low === null || !(median > low) ? null : (median - limits.low) / (median - low)
  const upper = limits.high === null || !(high > median) ? null : (limits.high - median) / (high - median)
  return {
    pp:
      limits.low === null || limits.high === null || !(high > low)
        ? null
        : (limits.high - limits.low) / (high - low),
    ppk: lower === null ? upper : upper === null ? lower : Math.min(lower, upper),
    low,
    median,
    high,
    reached: sorted.length * 0.00135 >= 1
  }
}

function expectedOutside(mean: number, sigma: number, limits: SpecLimits): number | null {
  if (!(sigma > 0)) return null
  const below = limits.low === null ? 0 : normalLower((limits.low - mean) / sigma)
  const above = limits.high === null ? 0 : normalUpper((limits.high - mean) / sigma)
  return 1e6 * (below + above)
}

function fewDistinct(sorted: Float64Array, few: number): boolean {
  let distinct = 0
  for (let i = 0; i < sorted.length && distinct <= few; i++)
    if (i === 0 || sorted[i] !== sorted[i - 1]) distinct++
  return distinct <= few
}
