/**
 * Figures over the values of one test. NaN stands for 'no value' and is passed over everywhere.
 */

/** Location, spread and extremes of values. Nulls where there are too few. */
export interface Description {
  readonly n: number
  readonly mean: number | null
  /** Sample standard deviation (n - 1). */
  readonly sigma: number | null
  readonly min: number | null
  readonly max: number | null
}

/** Describe values in one pass by Welford's update. */
export function describe(values: ArrayLike<number>): Description {
  let n = 0
  let mean = 0
  let squares = 0
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? Number.NaN
    if (!Number.isFinite(value)) continue
    n++
    const delta = value - mean
    mean += delta / n
    squares += delta * (value - mean)
    if (value < min) min = value
    if (value > max) max = value
  }
  return {
    n,
    mean: n > 0 ? mean : null,
    sigma: n > 1 ? Math.sqrt(squares / (n - 1)) : null,
    min: n > 0 ? min : null,
    max: n > 0 ? max : null
  }
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
  limits: { readonly low: number | null; readonly high: number | null }
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

/** Capability of single values in time order, with the limits of their chart. */
export interface IndividualsCapability {
  readonly mean: number
  /** Mean moving range of two neighbours. */
  readonly movingRange: number
  /** movingRange / d2, d2 = 1.128 for two. */
  readonly sigmaWithin: number
  readonly sigmaOverall: number
  readonly within: Capability
  /** Pp and Ppk. */
  readonly overall: Capability
  readonly upperControl: number
  readonly lowerControl: number
  /** Upper limit of the moving-range chart, D4 = 3.267. */
  readonly upperMovingRange: number
}

const d2 = 1.128
/** D4 for ranges of two, as the chart's tables print it. */
const d4 = 3.267

/** Individuals and moving range (AIAG SPC, 2nd ed., chapter II). Null below two values. */
export function individualsCapability(
  values: ArrayLike<number>,
  limits: { readonly low: number | null; readonly high: number | null }
): IndividualsCapability | null {
  const series = Array.from(values).filter(value => Number.isFinite(value))
  const { mean, sigma } = describe(series)
  if (mean === null || sigma === null) return null
  let ranges = 0
  for (let i = 1; i < series.length; i++) ranges += Math.abs((series[i] ?? 0) - (series[i - 1] ?? 0))
  const movingRange = ranges / (series.length - 1)
  const sigmaWithin = movingRange / d2
  return {
    mean,
    movingRange,
    sigmaWithin,
    sigmaOverall: sigma,
    within: capability({ mean, sigma: sigmaWithin }, limits),
    overall: capability({ mean, sigma }, limits),
    upperControl: mean + 3 * sigmaWithin,
    lowerControl: mean - 3 * sigmaWithin,
    upperMovingRange: d4 * movingRange
  }
}

/** A histogram: `counts[i]` values lie in [edges[i], edges[i + 1]), the last bin with its upper edge. */
export interface Histogram {
  readonly edges: Float64Array<ArrayBuffer>
  readonly counts: Uint32Array<ArrayBuffer>
  /** Values below the first and above the last edge: outliers far from all others. */
  readonly under: number
  readonly over: number
}

/**
 * A histogram that shows the bulk of the values and the limits. Bin width by Freedman and Diaconis (1981),
 * rounded to 1, 2 or 5 times a power of ten; outliers beyond three interquartile ranges (Tukey's outer fences)
 * go to `under` and `over`, so that one open pin at 1e9 does not squeeze the rest into one bar.
 */
export function histogram(
  values: ArrayLike<number>,
  limits: { readonly low: number | null; readonly high: number | null } = { low: null, high: null },
  maxBins = 60
): Histogram {
  const sorted = Float64Array.from(values)
    .filter(value => Number.isFinite(value))
    .sort()
  const n = sorted.length
  if (n === 0) return { edges: new Float64Array(), counts: new Uint32Array(), under: 0, over: 0 }
  const at = (q: number) => sorted[Math.min(n - 1, Math.floor(q * n))] ?? 0
  const spread = at(0.75) - at(0.25)
  const first = sorted[0] ?? 0
  const last = sorted[n - 1] ?? 0
  let from = spread > 0 ? Math.max(first, at(0.25) - 3 * spread) : first
  let to = spread > 0 ? Math.min(last, at(0.75) + 3 * spread) : last
  // Limits are part of the picture unless they lie so far off that the data would shrink to a line.
  const reach = Math.max(to - from, spread, Number.MIN_VALUE) * 6
  if (limits.low !== null && limits.low < from && from - limits.low <= reach) from = limits.low
  if (limits.high !== null && limits.high > to && limits.high - to <= reach) to = limits.high
  if (!(to > from)) {
    const half = Math.abs(from) * 1e-3 || 0.5
    from -= half
    to += half
  }
  const ideal = spread > 0 ? (2 * spread) / Math.cbrt(n) : (to - from) / 20
  const bins = Math.min(maxBins, Math.max(10, Math.ceil((to - from) / ideal)))
  const step = niceStep((to - from) / bins)
  const start = Math.floor(from / step + 1e-9)
  const count = Math.max(1, Math.ceil(to / step - 1e-9) - start)
  const edges = Float64Array.from({ length: count + 1 }, (_, i) => (start + i) * step)
  const low = edges[0] ?? from
  const high = edges[count] ?? to
  const counts = new Uint32Array(count)
  let under = 0
  let over = 0
  for (const value of sorted) {
    if (value < low) under++
    else if (value > high) over++
    else {
      let bin = Math.min(count - 1, Math.floor((value - low) / step))
      // Dividing rounds: the edges decide.
      if (value < (edges[bin] ?? low)) bin--
      else if (bin < count - 1 && value >= (edges[bin + 1] ?? high)) bin++
      counts[bin] = (counts[bin] ?? 0) + 1
    }
  }
  return { edges, counts, under, over }
}

/** The 1, 2 or 5 times a power of ten nearest to the width. */
function niceStep(width: number): number {
  const power = 10 ** Math.floor(Math.log10(width))
  const scaled = width / power
  return (scaled <= 1.4 ? 1 : scaled <= 2.8 ? 2 : scaled <= 7 ? 5 : 10) * power
}
