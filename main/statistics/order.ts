/** Figures of ordered values: quantiles, box plot, cumulative steps, spread that outliers do not move. */

/** The finite values in ascending order. */
export function sortedFinite(values: ArrayLike<number>): Float64Array<ArrayBuffer> {
  const kept = new Float64Array(values.length)
  let n = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? Number.NaN
    if (Number.isFinite(value)) kept[n++] = value
  }
  return kept.slice(0, n).sort()
}

/** The quantile at share p of ascending values, type 7 of Hyndman and Fan (1996); NaN where there are none. */
export function quantile(sorted: ArrayLike<number>, p: number): number {
  const n = sorted.length
  if (n === 0) return Number.NaN
  const place = (n - 1) * Math.min(1, Math.max(0, p))
  const below = Math.floor(place)
  const low = sorted[below] ?? Number.NaN
  const high = sorted[Math.min(n - 1, below + 1)] ?? low
  return low === high ? low : low + (place - below) * (high - low)
}

/** The figures of a box plot after Tukey (1977), quartiles by type 7. */
export interface BoxPlot {
  readonly n: number
  readonly min: number
  readonly lowWhisker: number
  readonly q1: number
  readonly median: number
  readonly q3: number
  readonly highWhisker: number
  readonly max: number
  /** Values beyond 1.5 interquartile ranges from the box, ascending. */
  readonly outliers: Float64Array<ArrayBuffer>
  /** How many of them lie beyond three. */
  readonly farOut: number
}

/** The box plot of ascending values; null where there are none. Whiskers end at the outermost values inside. */
export function boxPlot(sorted: Float64Array): BoxPlot | null {
  const n = sorted.length
  if (n === 0) return null
  const q1 = quantile(sorted, 0.25)
  const q3 = quantile(sorted, 0.75)
  const spread = q3 - q1
  const first = countBelow(sorted, q1 - 1.5 * spread)
  const last = n - countAbove(sorted, q3 + 1.5 * spread) - 1
  const outliers = new Float64Array(first + (n - 1 - last))
  outliers.set(sorted.subarray(0, first))
  outliers.set(sorted.subarray(last + 1), first)
  return {
    n,
    min: sorted[0] ?? Number.NaN,
    lowWhisker: sorted[first] ?? Number.NaN,
    q1,
    median: quantile(sorted, 0.5),
    q3,
    highWhisker: sorted[last] ?? Number.NaN,
    max: sorted[n - 1] ?? Number.NaN,
    outliers,
    farOut: countBelow(sorted, q1 - 3 * spread) + countAbove(sorted, q3 + 3 * spread)
  }
}

/** How many of ascending values are less than x. */
function countBelow(sorted: ArrayLike<number>, x: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] ?? 0) < x) low = middle + 1
    else high = middle
  }
  return low
}

/** How many of ascending values are greater than x. */
function countAbove(sorted: ArrayLike<number>, x: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] ?? 0) <= x) low = middle + 1
    else high = middle
  }
  return sorted.length - low
}

/** The steps of the empirical distribution: the share of values at or below each of `values`. */
export interface Ecdf {
  readonly values: Float64Array<ArrayBuffer>
  readonly shares: Float64Array<ArrayBuffer>
}

/**
 * The empirical distribution of ascending values at its distinct values; thinned evenly by rank to about `most`
 * steps, the first and the last always among them.
 */
export function ecdf(sorted: ArrayLike<number>, most = Number.POSITIVE_INFINITY): Ecdf {
  const n = sorted.length
  const stride = Math.max(1, n / most)
  const values: number[] = []
  const shares: number[] = []
  let due = 0
  for (let i = 0; i < n; i++) {
    const value = sorted[i] ?? Number.NaN
    if (i + 1 < n && sorted[i + 1] === value) continue
    if (i + 1 < due && i + 1 < n && values.length > 0) continue
    values.push(value)
    shares.push((i + 1) / n)
    due = i + 1 + stride
  }
  return { values: Float64Array.from(values), shares: Float64Array.from(shares) }
}

/** Location and spread that a tenth of wild values does not move. */
export interface Robust {
  readonly median: number
  /** 1.4826 times the median absolute deviation from the median: sigma of a normal bulk. */
  readonly sigmaByMad: number
  /** Interquartile range / 1.349: sigma of a normal bulk. */
  readonly sigmaByIqr: number
}

/** Robust figures of ascending values; null where there are none. */
export function robust(sorted: Float64Array): Robust | null {
  if (sorted.length === 0) return null
  const median = quantile(sorted, 0.5)
  const deviations = sorted.map(value => Math.abs(value - median)).sort()
  return {
    median,
    sigmaByMad: quantile(deviations, 0.5) * 1.4826022185056018,
    sigmaByIqr: (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / 1.3489795003921634
  }
}
