/** Counts in tables: two shares, two by two, and larger. */
import { chiSquareUpper, hypergeometric } from './distributions'
import { normalTwoSided, normalUpper } from './normal'
import type { Interval } from './rates'

/** Counts of a 2 x 2 table: [[bad with, good with], [bad without, good without]], for example. */
export type Table2 = readonly [readonly [number, number], readonly [number, number]]

/** Fisher's exact test. */
export interface FisherExact {
  /** One-sided: a first cell this large or larger, and this small or smaller. */
  readonly greater: number
  readonly less: number
  /** Two-sided: all tables no likelier than this one. */
  readonly twoSided: number
  /** a d / (b c); infinite where b c is 0, NaN where both products are. */
  readonly oddsRatio: number
  /** The odds ratio with a half added to each cell (Haldane 1956, Anscombe 1956), and Woolf's interval of it. */
  readonly haldane: number
  readonly interval: Interval
}

/** Fisher's exact test of a 2 x 2 table of counts. */
export function fisherExact(table: Table2, confidence = 0.95): FisherExact {
  const [[a, b], [c, d]] = table
  const { least, chances } = hypergeometric(a + b + c + d, a + c, a + b)
  const observed = chances[a - least] ?? 0
  let greater = 0
  let less = 0
  let twoSided = 0
  for (let i = 0; i < chances.length; i++) {
    const chance = chances[i] ?? 0
    if (i + least >= a) greater += chance
    if (i + least <= a) less += chance
    // Tables equally likely differ by rounding alone.
    if (chance <= observed * (1 + 1e-7)) twoSided += chance
  }
  const haldane = ((a + 0.5) * (d + 0.5)) / ((b + 0.5) * (c + 0.5))
  const error = Math.sqrt(1 / (a + 0.5) + 1 / (b + 0.5) + 1 / (c + 0.5) + 1 / (d + 0.5))
  const reach = Math.exp(normalTwoSided(confidence) * error)
  return {
    greater: Math.min(1, greater),
    less: Math.min(1, less),
    twoSided: Math.min(1, twoSided),
    oddsRatio: (a * d) / (b * c),
    haldane,
    interval: { low: haldane / reach, high: haldane * reach }
  }
}

/** Wilson's interval of a share (1927). */
export function wilsonInterval(count: number, n: number, confidence = 0.95): Interval {
  const z = normalTwoSided(confidence)
  const share = count / n
  const middle = (count + (z * z) / 2) / (n + z * z)
  const half = (z / (n + z * z)) * Math.sqrt(n * share * (1 - share) + (z * z) / 4)
  return {
    low: count === 0 ? 0 : Math.max(0, middle - half),
    high: count === n ? 1 : Math.min(1, middle + half)
  }
}

/** Two shares beside one another. */
export interface ShareShift extends Interval {
  readonly first: number
  readonly second: number
  /** The second less the first; low and high bound it. */
  readonly shift: number
  /** Two-sided, pooled z. */
  readonly p: number
}

/** Difference of two shares with Newcombe's interval (1998, Stat. Med. 17, method 10). Null where a side is empty. */
export function twoProportions(
  first: { readonly count: number; readonly n: number },
  second: { readonly count: number; readonly n: number },
  confidence = 0.95
): ShareShift | null {
  if (!(first.n > 0) || !(second.n > 0)) return null
  const p1 = first.count / first.n
  const p2 = second.count / second.n
  const w1 = wilsonInterval(first.count, first.n, confidence)
  const w2 = wilsonInterval(second.count, second.n, confidence)
  const shift = p2 - p1
  const pooled = (first.count + second.count) / (first.n + second.n)
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / first.n + 1 / second.n))
  return {
    first: p1,
    second: p2,
    shift,
    low: shift - Math.hypot(p2 - w2.low, w1.high - p1),
    high: shift + Math.hypot(w2.high - p2, p1 - w1.low),
    p: error > 0 ? Math.min(1, 2 * normalUpper(Math.abs(shift) / error)) : 1
  }
}

/** Pearson's chi-square. */
export interface ChiSquare {
  readonly statistic: number
  readonly df: number
  readonly p: number
  /** Cramer's V, 0 to 1; NaN for a test of fit. */
  readonly cramersV: number
  /** Below five the approximation is loose. */
  readonly leastExpected: number
}

/** Independence of rows and columns of a table of counts. Null where fewer than two of either hold anything. */
export function chiSquareIndependence(table: readonly (readonly number[])[]): ChiSquare | null {
  const columns = Math.max(0, ...table.map(row => row.length))
  const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)
  const rowSums = table.map(sum)
  const columnSums = Array.from({ length: columns }, (_, j) => sum(table.map(row => row[j] ?? 0)))
  const total = sum(rowSums)
  const rows = rowSums.filter(n => n > 0).length
  const used = columnSums.filter(n => n > 0).length
  if (rows < 2 || used < 2) return null
  let statistic = 0
  let leastExpected = Number.POSITIVE_INFINITY
  rowSums.forEach((rowSum, i) => {
    columnSums.forEach((columnSum, j) => {
      const expected = (rowSum * columnSum) / total
      if (expected === 0) return
      leastExpected = Math.min(leastExpected, expected)
      statistic += ((table[i]?.[j] ?? 0) - expected) ** 2 / expected
    })
  })
  const df = (rows - 1) * (used - 1)
  return {
    statistic,
    df,
    p: chiSquareUpper(statistic, df),
    cramersV: Math.sqrt(statistic / (total * (Math.min(rows, used) - 1))),
    leastExpected
  }
}

/** Fit of counts to expected ones, which must be above 0; `fitted` parameters cost a degree of freedom each. */
export function chiSquareFit(
  counts: readonly number[],
  expected: readonly number[],
  fitted = 0
): ChiSquare | null {
  const df = counts.length - 1 - fitted
  if (df < 1) return null
  const statistic = counts.reduce((sum, count, i) => {
    const e = expected[i] ?? Number.NaN
    return sum + (count - e) ** 2 / e
  }, 0)
  return {
    statistic,
    df,
    p: chiSquareUpper(statistic, df),
    cramersV: Number.NaN,
    leastExpected: Math.min(...expected)
  }
}
