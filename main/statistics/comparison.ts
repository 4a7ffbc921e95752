/** Two samples beside one another. The difference is always the second less the first: the shift. */
import { studentQuantile, studentTwoSided } from './distributions'
import type { Description } from './moments'
import { normalTwoSided, normalUpper } from './normal'
import { sortedFinite } from './order'

/** A difference of means with its interval. */
export interface MeanShift {
  readonly shift: number
  readonly low: number
  readonly high: number
  readonly t: number
  readonly df: number
  /** Two-sided. */
  readonly p: number
}

/**
 * Welch's t (1947), degrees of freedom after Satterthwaite: means of samples whose sigmas differ. Null below two
 * values on a side or where nothing spreads.
 */
export function welch(first: Description, second: Description, confidence = 0.95): MeanShift | null {
  if (first.mean === null || second.mean === null || first.sigma === null || second.sigma === null)
    return null
  const a = first.sigma ** 2 / first.n
  const b = second.sigma ** 2 / second.n
  if (!(a + b > 0)) return null
  const error = Math.sqrt(a + b)
  const df = (a + b) ** 2 / (a ** 2 / (first.n - 1) + b ** 2 / (second.n - 1))
  const shift = second.mean - first.mean
  const half = error * studentQuantile((1 - confidence) / 2, df, 'upper')
  const t = shift / error
  return { shift, low: shift - half, high: shift + half, t, df, p: studentTwoSided(t, df) }
}

/** A standardised difference with its interval. */
export interface EffectSize {
  readonly value: number
  readonly low: number
  readonly high: number
}

/**
 * Hedges' g: the shift in pooled sigmas, corrected for small samples; the interval by its large-sample variance
 * (Hedges and Olkin 1985). Null below two values on a side or where nothing spreads.
 */
export function hedgesG(first: Description, second: Description, confidence = 0.95): EffectSize | null {
  if (first.mean === null || second.mean === null || first.sigma === null || second.sigma === null)
    return null
  const df = first.n + second.n - 2
  const pooled = Math.sqrt(((first.n - 1) * first.sigma ** 2 + (second.n - 1) * second.sigma ** 2) / df)
  if (!(pooled > 0)) return null
  const value = ((second.mean - first.mean) / pooled) * (1 - 3 / (4 * df - 1))
  const error = Math.sqrt(
    (first.n + second.n) / (first.n * second.n) + value ** 2 / (2 * (first.n + second.n))
  )
  const half = normalTwoSided(confidence) * error
  return { value, low: value - half, high: value + half }
}

/** Which of two samples lies higher. */
export interface RankShift {
  /** Pairs in which the second is higher, ties counted half. */
  readonly u: number
  /** Two-sided. */
  readonly p: number
  readonly exact: boolean
  /** Chance that the second is higher less that it is lower, -1 to 1 (Cliff 1993). */
  readonly cliffsDelta: number
}

/** Pairs up to which the exact distribution is counted out. */
const EXACT_RANKS = 2_500

/**
 * Mann and Whitney's test: exact for small samples without ties, else normal with the corrections for ties and
 * continuity. Null where a side is empty.
 */
export function mannWhitney(first: ArrayLike<number>, second: ArrayLike<number>): RankShift | null {
  const a = sortedFinite(first)
  const b = sortedFinite(second)
  const [m, n] = [a.length, b.length]
  if (m === 0 || n === 0) return null
  let u = 0
  let ties = 0
  let [i, j] = [0, 0]
  // Walk both upward, value by value.
  while (i < m || j < n) {
    const value = Math.min(a[i] ?? Number.POSITIVE_INFINITY, b[j] ?? Number.POSITIVE_INFINITY)
    let [equalA, equalB] = [0, 0]
    while (i + equalA < m && a[i + equalA] === value) equalA++
    while (j + equalB < n && b[j + equalB] === value) equalB++
    u += equalB * (i + equalA / 2)
    const t = equalA + equalB
    ties += t ** 3 - t
    i += equalA
    j += equalB
  }
  const cliffsDelta = (2 * u) / (m * n) - 1
  if (ties === 0 && m * n <= EXACT_RANKS) return { u, p: exactRankP(m, n, u), exact: true, cliffsDelta }
  const total = m + n
  const variance = ((m * n) / 12) * (total + 1 - ties / (total * (total - 1)))
  const off = Math.max(0, Math.abs(u - (m * n) / 2) - 0.5)
  const p = variance > 0 ? Math.min(1, 2 * normalUpper(off / Math.sqrt(variance))) : 1
  return { u, p, exact: false, cliffsDelta }
}

/** Two-sided p of U by counting, over all orders, how many of one sample lie before each of the other. */
function exactRankP(m: number, n: number, u: number): number {
  const few = Math.min(m, n)
  const size = m * n
  // ways[i][s]: orders in which i of the smaller sample came so far and passed s of the larger one.
  const ways = Array.from({ length: few + 1 }, () => new Float64Array(size + 1))
  const [none] = ways
  if (none !== undefined) none[0] = 1
  for (let rank = 1; rank <= m + n; rank++)
    for (let i = Math.min(few, rank); i >= 1; i--) {
      const before = rank - i
      const [to, from] = [ways[i], ways[i - 1]]
      if (to === undefined || from === undefined) continue
      for (let s = before; s <= size; s++) to[s] = (to[s] ?? 0) + (from[s - before] ?? 0)
    }
  const last = ways[few] ?? new Float64Array()
  const tail = Math.min(u, size - u)
  let [sum, total] = [0, 0]
  for (let s = 0; s <= size; s++) {
    total += last[s] ?? 0
    if (s <= tail) sum += last[s] ?? 0
  }
  return Math.min(1, (2 * sum) / total)
}

/** How far two distributions part. */
export interface DistributionGap {
  /** Greatest distance of the cumulative curves. */
  readonly d: number
  /** The value at which they part most. */
  readonly at: number
  readonly p: number
  readonly exact: boolean
}

const EXACT_PATHS = 100_000

/**
 * Kolmogorov and Smirnov's test of two samples. Exact by counting paths for small ones (Hodges 1957; conservative
 * where values tie), else the limiting distribution with Stephens' correction. Null where a side is empty.
 */
export function kolmogorovSmirnov(
  first: ArrayLike<number>,
  second: ArrayLike<number>
): DistributionGap | null {
  const a = sortedFinite(first)
  const b = sortedFinite(second)
  const [m, n] = [a.length, b.length]
  if (m === 0 || n === 0) return null
  // Distances in units of 1 / (m n), so that they stay whole.
  let far = 0
  let at = a[0] ?? 0
  let [i, j] = [0, 0]
  while (i < m && j < n) {
    const value = Math.min(a[i] ?? 0, b[j] ?? 0)
    while (i < m && a[i] === value) i++
    while (j < n && b[j] === value) j++
    const apart = Math.abs(i * n - j * m)
    if (apart > far) {
      far = apart
      at = value
    }
  }
  const d = far / (m * n)
  if (m * n <= EXACT_PATHS) return { d, at, p: exactPathP(m, n, far), exact: true }
  const root = Math.sqrt((m * n) / (m + n))
  return { d, at, p: kolmogorovUpper((root + 0.12 + 0.11 / root) * d), exact: false }
}

/** Share of the paths from (0, 0) to (m, n) that reach a distance of `far` from the diagonal. */
function exactPathP(m: number, n: number, far: number): number {
  // strayed[j]: share of the paths to (i, j) that strayed; those to (i - 1, j) are i / (i + j) of them.
  let strayed = new Float64Array(n + 1)
  for (let i = 0; i <= m; i++) {
    const next = new Float64Array(n + 1)
    for (let j = 0; j <= n; j++) {
      if (Math.abs(i * n - j * m) >= far) next[j] = 1
      else if (i + j > 0) next[j] = ((strayed[j] ?? 0) * i + (j > 0 ? (next[j - 1] ?? 0) * j : 0)) / (i + j)
    }
    strayed = next
  }
  return strayed[n] ?? 1
}

/** Upper tail of Kolmogorov's distribution (1933); by the theta function's other series for small x. */
export function kolmogorovUpper(x: number): number {
  if (x <= 0) return 1
  if (x < 1) {
    const w = -(Math.PI ** 2) / (8 * x * x)
    let sum = 0
    for (let k = 1; k <= 9; k += 2) sum += Math.exp(k * k * w)
    return 1 - (Math.sqrt(2 * Math.PI) / x) * sum
  }
  let sum = 0
  for (let k = 1; k <= 8; k++) sum += (k % 2 === 1 ? 2 : -2) * Math.exp(-2 * k * k * x * x)
  return Math.max(0, Math.min(1, sum))
}
