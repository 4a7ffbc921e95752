import { sortedFinite } from './order'

/** A histogram: `counts[i]` values lie in [edges[i], edges[i + 1]), the last bin with its upper edge. */
export interface Histogram {
  readonly edges: Float64Array<ArrayBuffer>
  readonly counts: Uint32Array<ArrayBuffer>
  /** Values below the first and above the last edge: outliers far from all others. */
  readonly under: number
  readonly over: number
}

/** Limits as far as there are any. */
interface Limits {
  readonly low: number | null
  readonly high: number | null
}

/**
 * Evenly spaced edges that show the bulk of ascending values and the limits. Bin width by Freedman and Diaconis
 * (1981), rounded to 1, 2 or 5 times a power of ten; what lies beyond three interquartile ranges (Tukey's outer
 * fences) and far beyond the limits is left outside, so that one open pin at 1e9 does not squeeze the rest into one
 * bar. None of no values.
 */
export function histogramEdges(
  sorted: ArrayLike<number>,
  limits: Limits = { low: null, high: null },
  maxBins = 60
): Float64Array<ArrayBuffer> {
  const n = sorted.length
  if (n === 0) return new Float64Array()
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
  // A tail that fails by little is what the picture is looked at for: up to half as wide again it is shown.
  const beyond = (to - from) / 2
  let [i, j] = [0, n - 1]
  while (i < n && (sorted[i] ?? 0) < from - beyond) i++
  while (j >= 0 && (sorted[j] ?? 0) > to + beyond) j--
  from = Math.min(from, sorted[i] ?? from)
  to = Math.max(to, sorted[j] ?? to)
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
  return Float64Array.from({ length: count + 1 }, (_, i) => (start + i) * step)
}

/** Count values into evenly spaced edges, so that several groups can share one picture. */
export function countInto(values: ArrayLike<number>, edges: Float64Array<ArrayBuffer>): Histogram {
  const bins = Math.max(0, edges.length - 1)
  const counts = new Uint32Array(bins)
  const low = edges[0] ?? Number.NaN
  const high = edges[bins] ?? Number.NaN
  const step = (high - low) / bins
  let under = 0
  let over = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? Number.NaN
    if (!Number.isFinite(value)) continue
    if (value < low) under++
    else if (value > high) over++
    else if (bins > 0) {
      let bin = Math.min(bins - 1, Math.floor((value - low) / step))
      // Dividing rounds: the edges decide.
      if (value < (edges[bin] ?? low)) bin--
      else if (bin < bins - 1 && value >= (edges[bin + 1] ?? high)) bin++
      counts[bin] = (counts[bin] ?? 0) + 1
    }
  }
  return { edges, counts, under, over }
}

/** The histogram of values over edges of their own. */
export function histogram(values: ArrayLike<number>, limits?: Limits, maxBins?: number): Histogram {
  return countInto(values, histogramEdges(sortedFinite(values), limits, maxBins))
}

/** The 1, 2 or 5 times a power of ten nearest to the width. */
function niceStep(width: number): number {
  const power = 10 ** Math.floor(Math.log10(width))
  const scaled = width / power
  return (scaled <= 1.4 ? 1 : scaled <= 2.8 ? 2 : scaled <= 7 ? 5 : 10) * power
}
