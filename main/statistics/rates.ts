/** Rates of rare events: exact intervals, DPPM with bounds, ratios, bursts. */
import { betaInverse, betaInverseLogit } from './beta'
import { binomialUpper, chiSquareQuantile, poissonUpper } from './distributions'

/** Both ends of an interval. */
export interface Interval {
  readonly low: number
  readonly high: number
}

/** Exact two-sided interval of the mean of a Poisson count (Garwood 1936). */
export function poissonInterval(count: number, confidence = 0.95): Interval {
  const tail = (1 - confidence) / 2
  return {
    low: count === 0 ? 0 : chiSquareQuantile(tail, 2 * count) / 2,
    high: chiSquareQuantile(tail, 2 * count + 2, 'upper') / 2
  }
}

/** Exact upper bound of the mean of a Poisson count: chi-square(confidence; 2x + 2) / 2. */
export function poissonUpperBound(count: number, confidence: number): number {
  return chiSquareQuantile(confidence, 2 * count + 2) / 2
}

/** Exact two-sided interval of a share (Clopper and Pearson 1934). */
export function binomialInterval(count: number, n: number, confidence = 0.95): Interval {
  const tail = (1 - confidence) / 2
  return {
    low: count === 0 ? 0 : betaInverse(count, n - count + 1, tail),
    high: count >= n ? 1 : betaInverse(count + 1, n - count, tail, 'upper')
  }
}

/** Exact upper bound of a share. */
export function binomialUpperBound(count: number, n: number, confidence: number): number {
  return count >= n ? 1 : betaInverse(count + 1, n - count, confidence)
}

/** Defective parts per million with upper bounds. */
export interface Dppm {
  readonly defective: number
  readonly shipped: number
  readonly dppm: number
  /** One-sided bounds by Poisson, the usual ones of reliability reports. */
  readonly upper60: number
  readonly upper90: number
  /** The same by Clopper and Pearson: they tell where the share is no longer small. */
  readonly exactUpper60: number
  readonly exactUpper90: number
  /** Two-sided exact interval at 95 %. */
  readonly interval: Interval
}

/** DPPM of confirmed defective parts among those shipped in the window; null where nothing was shipped. */
export function dppm(defective: number, shipped: number): Dppm | null {
  if (!(shipped > 0) || !(defective >= 0) || defective > shipped) return null
  const million = 1e6 / shipped
  const { low, high } = binomialInterval(defective, shipped)
  return {
    defective,
    shipped,
    dppm: defective * million,
    upper60: poissonUpperBound(defective, 0.6) * million,
    upper90: poissonUpperBound(defective, 0.9) * million,
    exactUpper60: 1e6 * binomialUpperBound(defective, shipped, 0.6),
    exactUpper90: 1e6 * binomialUpperBound(defective, shipped, 0.9),
    interval: { low: 1e6 * low, high: 1e6 * high }
  }
}

/** Two rates beside one another. */
export interface RateRatio {
  readonly ratio: number
  /** Chance of a share this large for the first, were the rates equal; one-sided. */
  readonly p: number
  readonly interval: Interval
}

/**
 * The rate x1 / n1 over x0 / n0: given the total, x1 is binomial (Przyborowski and Wilenski 1940); the interval is
 * Clopper and Pearson's, turned into a ratio. Null without exposure or events.
 */
export function rateRatio(
  x1: number,
  n1: number,
  x0: number,
  n0: number,
  confidence = 0.95
): RateRatio | null {
  const total = x1 + x0
  if (!(n1 > 0) || !(n0 > 0) || total === 0) return null
  const tail = (1 - confidence) / 2
  const scale = n0 / n1
  return {
    ratio: x0 === 0 ? Number.POSITIVE_INFINITY : (x1 / x0) * scale,
    p: binomialUpper(x1, total, n1 / (n1 + n0)),
    interval: {
      low: x1 === 0 ? 0 : scale * Math.exp(betaInverseLogit(x1, x0 + 1, tail, 'lower')),
      high:
        x0 === 0 ? Number.POSITIVE_INFINITY : scale * Math.exp(betaInverseLogit(x1 + 1, x0, tail, 'upper'))
    }
  }
}

/** Chance of `count` events or more where `expected` were: the burst alarm. */
export function poissonBurst(count: number, expected: number): number {
  return poissonUpper(count, expected)
}
