import { normalLower, normalUpper } from './normal'

/** The answer of a test of normality. */
export interface Normality {
  readonly n: number
  /** A squared, corrected for the size of the sample. */
  readonly statistic: number
  /** Chance of a statistic this large were the values normal; 0 stands for below 1e-31. */
  readonly p: number
}

/** Least n for which the p of the test is worth saying. */
const LEAST = 8

/**
 * Anderson and Darling's test of normality with mean and sigma from the data, for ascending values; p after
 * D'Agostino and Stephens (1986), 'Goodness-of-Fit Techniques', table 4.9. Null below eight values or where
 * nothing spreads.
 */
export function andersonDarling(sorted: ArrayLike<number>, mean: number, sigma: number): Normality | null {
  const n = sorted.length
  if (n < LEAST || !(sigma > 0)) return null
  let sum = 0
  for (let i = 0; i < n; i++) {
    const below = logShare(normalLower(((sorted[i] ?? 0) - mean) / sigma))
    const above = logShare(normalUpper(((sorted[n - 1 - i] ?? 0) - mean) / sigma))
    sum += (2 * i + 1) * (below + above)
  }
  const raw = -n - sum / n
  const statistic = raw * (1 + 0.75 / n + 2.25 / (n * n))
  return { n, statistic, p: significance(statistic) }
}

/** Far out the share is 0 as a double; its logarithm is held at that of the smallest one. */
const logShare = (share: number) => Math.log(Math.max(share, Number.MIN_VALUE))

function significance(a: number): number {
  if (a > 13) return 0
  if (a >= 0.6) return Math.exp(1.2937 - 5.709 * a + 0.0186 * a * a)
  if (a >= 0.34) return Math.exp(0.9177 - 4.279 * a - 1.38 * a * a)
  if (a >= 0.2) return 1 - Math.exp(-8.318 + 42.796 * a - 59.938 * a * a)
  return 1 - Math.exp(-13.436 + 101.14 * a - 223.73 * a * a)
}
