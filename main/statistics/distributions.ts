/**
 * Distributions of the usual tests. `...Lower` is the share at or below, `...Upper` the share above (for counts:
 * at or above), each with its own digits far out; `...Quantile` inverts one of them by `tail`.
 */
import { betaI, betaInverseLogit } from './beta'
import { gammaInverse, gammaKernel, gammaP, gammaQ } from './gamma'
import { normalQuantile } from './normal'

type Tail = 'lower' | 'upper'

/** Chi-square with `df` degrees of freedom. */
export const chiSquareLower = (x: number, df: number): number => gammaP(df / 2, Math.max(0, x) / 2)
export const chiSquareUpper = (x: number, df: number): number => gammaQ(df / 2, Math.max(0, x) / 2)
export const chiSquareQuantile = (p: number, df: number, tail: Tail = 'lower'): number =>
  2 * gammaInverse(df / 2, p, tail)

/** Student's t: the share above t. */
export function studentUpper(t: number, df: number): number {
  if (Number.isNaN(t) || !(df > 0)) return Number.NaN
  if (t < 0) return 1 - studentUpper(-t, df)
  const square = t * t
  if (square === Number.POSITIVE_INFINITY) return 0
  return betaI(df / 2, 0.5, df / (df + square), square / (df + square)) / 2
}
export const studentLower = (t: number, df: number): number => studentUpper(-t, df)

/** Both tails beyond |t|. */
export const studentTwoSided = (t: number, df: number): number =>
  Math.min(1, 2 * studentUpper(Math.abs(t), df))

/** t with the share `p` below it, or above it for the upper tail. */
export function studentQuantile(p: number, df: number, tail: Tail = 'lower'): number {
  if (!(p >= 0 && p <= 1) || !(df > 0)) return Number.NaN
  if (tail === 'upper') return -studentQuantile(p, df)
  if (p > 0.5) return -studentQuantile(1 - p, df)
  if (p === 0.5) return 0
  return -Math.sqrt(df) * Math.exp(-betaInverseLogit(df / 2, 0.5, 2 * p, 'lower') / 2)
}

/** Fisher's F with d1 and d2 degrees of freedom. */
export function fisherFLower(f: number, d1: number, d2: number): number {
  const x = Math.max(0, f)
  return betaI(d1 / 2, d2 / 2, (d1 * x) / (d1 * x + d2), d2 / (d1 * x + d2))
}
export function fisherFUpper(f: number, d1: number, d2: number): number {
  const x = Math.max(0, f)
  return betaI(d2 / 2, d1 / 2, d2 / (d1 * x + d2), (d1 * x) / (d1 * x + d2))
}
export const fisherFQuantile = (p: number, d1: number, d2: number, tail: Tail = 'lower'): number =>
  (d2 / d1) * Math.exp(betaInverseLogit(d1 / 2, d2 / 2, p, tail))

/** P(X = k) of a Poisson count with mean mu. */
export function poissonProbability(k: number, mu: number): number {
  if (mu === 0) return k === 0 ? 1 : 0
  if (k === 0) return Math.exp(-mu)
  return gammaKernel(k, mu) / k
}
/** P(X <= k). */
export const poissonLower = (k: number, mu: number): number => (k < 0 ? 0 : gammaQ(Math.floor(k) + 1, mu))
/** P(X >= k). */
export const poissonUpper = (k: number, mu: number): number => (k <= 0 ? 1 : gammaP(Math.ceil(k), mu))

/** P(X <= k) of k in n with chance p. */
export function binomialLower(k: number, n: number, p: number): number {
  const whole = Math.floor(k)
  if (whole < 0) return 0
  return whole >= n ? 1 : betaI(n - whole, whole + 1, 1 - p, p)
}
/** P(X >= k) of k in n with chance p. */
export function binomialUpper(k: number, n: number, p: number): number {
  const whole = Math.ceil(k)
  if (whole <= 0) return 1
  return whole > n ? 0 : betaI(whole, n - whole + 1, p, 1 - p)
}

/** The least k of 0, 1, ... with lower(k) >= p, walked to from a first guess. */
function leastCount(lower: (k: number) => number, p: number, guess: number, most: number): number {
  let k = Math.max(0, Math.min(most, Math.round(guess)))
  let stride = 1
  while (k > 0 && lower(k - 1) >= p) {
    k = Math.max(0, k - stride)
    stride *= 2
  }
  stride = 1
  while (k < most && lower(k) < p) {
    k = Math.min(most, k + stride)
    stride *= 2
  }
  // Striding may have passed it: walk back in halves.
  for (let back = stride; back >= 1; back = Math.floor(back / 2))
    while (k - back >= 0 && lower(k - back) >= p) k -= back
  return k
}

/** The least k with P(X <= k) >= p. */
export function poissonQuantile(p: number, mu: number): number {
  if (!(p >= 0 && p <= 1) || !(mu >= 0)) return Number.NaN
  if (p === 1) return mu === 0 ? 0 : Number.POSITIVE_INFINITY
  const guess = mu + Math.sqrt(mu) * normalQuantile(Math.max(p, 1e-300))
  return leastCount(k => poissonLower(k, mu), p, guess, Number.MAX_SAFE_INTEGER)
}

/** The least k with P(X <= k) >= p. */
export function binomialQuantile(p: number, n: number, chance: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN
  if (p === 1) return chance === 0 ? 0 : n
  const guess = n * chance + Math.sqrt(n * chance * (1 - chance)) * normalQuantile(Math.max(p, 1e-300))
  return leastCount(k => binomialLower(k, n, chance), p, guess, n)
}

/**
 * Chances of every count of marked among `drawn` out of `total` of which `marked` are marked, from the least
 * possible count on. Relative weights from the mode outward, so that nothing overflows.
 */
export function hypergeometric(
  total: number,
  marked: number,
  drawn: number
): { readonly least: number; readonly chances: Float64Array } {
  const least = Math.max(0, marked + drawn - total)
  const most = Math.min(marked, drawn)
  const chances = new Float64Array(most - least + 1)
  const mode = Math.min(most, Math.max(least, Math.floor(((marked + 1) * (drawn + 1)) / (total + 2))))
  chances[mode - least] = 1
  let sum = 1
  let weight = 1
  for (let k = mode; k < most; k++) {
    weight *= ((marked - k) * (drawn - k)) / ((k + 1) * (total - marked - drawn + k + 1))
    chances[k + 1 - least] = weight
    sum += weight
  }
  weight = 1
  for (let k = mode; k > least; k--) {
    weight *= (k * (total - marked - drawn + k)) / ((marked - k + 1) * (drawn - k + 1))
    chances[k - 1 - least] = weight
    sum += weight
  }
  for (let i = 0; i < chances.length; i++) chances[i] = (chances[i] ?? 0) / sum
  return { least, chances }
}
