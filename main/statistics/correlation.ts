/** Correlation of pairs. A pair with NaN on either side is passed over. */
import { studentTwoSided } from './distributions'
import { normalTwoSided } from './normal'

/** A correlation with its interval. */
export interface Correlation {
  /** Pairs. */
  readonly n: number
  readonly r: number
  /** Null below four pairs. */
  readonly low: number | null
  readonly high: number | null
  /** Two-sided, against none. */
  readonly p: number
}

/** Pearson's r, interval by Fisher's z (1921). Null below three pairs or where a side does not vary. */
export function pearson(x: ArrayLike<number>, y: ArrayLike<number>, confidence = 0.95): Correlation | null {
  const n = Math.min(x.length, y.length)
  let count = 0
  let [meanX, meanY, xx, yy, xy] = [0, 0, 0, 0, 0]
  for (let i = 0; i < n; i++) {
    const a = x[i] ?? Number.NaN
    const b = y[i] ?? Number.NaN
    if (!Number.isFinite(a) || !Number.isFinite(b)) continue
    count++
    const da = a - meanX
    const db = b - meanY
    meanX += da / count
    meanY += db / count
    xx += da * (a - meanX)
    yy += db * (b - meanY)
    xy += da * (b - meanY)
  }
  if (count < 3 || !(xx > 0) || !(yy > 0)) return null
  const r = Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)))
  return ofPearson(count, r, confidence)
}

/**
 * Spearman's rank correlation, ties by mean ranks; interval with the variance of Bonett and Wright (2000),
 * (1 + r^2 / 2) / (n - 3). Null as for Pearson.
 */
export function spearman(x: ArrayLike<number>, y: ArrayLike<number>, confidence = 0.95): Correlation | null {
  const n = Math.min(x.length, y.length)
  const kept: [number[], number[]] = [[], []]
  for (let i = 0; i < n; i++) {
    const a = x[i] ?? Number.NaN
    const b = y[i] ?? Number.NaN
    if (!Number.isFinite(a) || !Number.isFinite(b)) continue
    kept[0].push(a)
    kept[1].push(b)
  }
  const found = pearson(meanRanks(kept[0]), meanRanks(kept[1]))
  return found === null
    ? null
    : withInterval(found.n, found.r, (1 + found.r ** 2 / 2) / (found.n - 3), confidence)
}

/**
 * Point-biserial correlation of a yes or no (a bin, a failure) with values: Pearson's r with 1 for yes. Null as
 * there.
 */
export function pointBiserial(
  yes: ArrayLike<number | boolean>,
  values: ArrayLike<number>,
  confidence = 0.95
): Correlation | null {
  return pearson(
    Float64Array.from({ length: yes.length }, (_, i) => Number(yes[i])),
    values,
    confidence
  )
}

/** Ranks from 1 in the order of the values; equal ones share the mean of theirs. */
export function meanRanks(values: ArrayLike<number>): Float64Array<ArrayBuffer> {
  const n = values.length
  const order = Uint32Array.from({ length: n }, (_, i) => i).sort(
    (a, b) => (values[a] ?? 0) - (values[b] ?? 0)
  )
  const ranks = new Float64Array(n)
  for (let from = 0; from < n;) {
    let to = from + 1
    while (to < n && values[order[to] ?? 0] === values[order[from] ?? 0]) to++
    for (let i = from; i < to; i++) ranks[order[i] ?? 0] = (from + to + 1) / 2
    from = to
  }
  return ranks
}

/** Interval and p of Pearson's r over n pairs, where the sums were made elsewhere. */
export function ofPearson(n: number, r: number, confidence = 0.95): Correlation {
  return withInterval(n, r, 1 / (n - 3), confidence)
}

function withInterval(n: number, r: number, variance: number, confidence: number): Correlation {
  const t = r * Math.sqrt((n - 2) / (1 - r * r))
  const p = Math.abs(r) === 1 ? 0 : studentTwoSided(t, n - 2)
  if (n < 4) return { n, r, low: null, high: null, p }
  const half = normalTwoSided(confidence) * Math.sqrt(variance)
  const z = Math.atanh(r)
  return { n, r, low: Math.tanh(z - half), high: Math.tanh(z + half), p }
}
