/** Charts with a memory: cumulative sums and weighted means. */

/** A Poisson CUSUM. */
export interface PoissonCusum {
  /** What a count must exceed for the sum to grow. */
  readonly k: number
  /** The sum after each count. */
  readonly sums: readonly number[]
  /** Indices at which it stood above h. */
  readonly alarms: readonly number[]
}

/**
 * Upper CUSUM of counts, S = max(0, S + y - k), k = (l1 - l0) / (ln l1 - ln l0), for a shift of the mean from
 * `inControl` to `outOfControl` (Lucas 1985, Technometrics 27). With `restart` the sum begins at 0 after an alarm.
 * @throws RangeError unless 0 < inControl < outOfControl
 */
export function poissonCusum(
  counts: ArrayLike<number>,
  shift: {
    readonly inControl: number
    readonly outOfControl: number
    readonly h: number
    readonly restart?: boolean
  }
): PoissonCusum {
  const { inControl, outOfControl, h, restart = false } = shift
  if (!(inControl > 0 && outOfControl > inControl)) throw new RangeError('0 < inControl < outOfControl')
  const k = (outOfControl - inControl) / Math.log(outOfControl / inControl)
  const sums: number[] = []
  const alarms: number[] = []
  let sum = 0
  for (let i = 0; i < counts.length; i++) {
    sum = Math.max(0, sum + (counts[i] ?? 0) - k)
    sums.push(sum)
    if (sum <= h) continue
    alarms.push(i)
    if (restart) sum = 0
  }
  return { k, sums, alarms }
}

/** A point of an EWMA chart with its own limits. */
export interface EwmaPoint {
  readonly value: number
  readonly upper: number
  readonly lower: number
  readonly out: boolean
}

/**
 * Exponentially weighted moving average with exact limits, L sigma sqrt(lambda / (2 - lambda) (1 - (1 - lambda)^2i))
 * (Lucas and Saccucci 1990, Technometrics 32: lambda 0.2 with L 2.962 keeps an ARL of 500). NaN in, NaN out; the
 * average goes on after it.
 */
export function ewma(
  values: ArrayLike<number>,
  target: { readonly centre: number; readonly sigma: number },
  lambda = 0.2,
  l = 2.962
): EwmaPoint[] {
  let average = target.centre
  let seen = 0
  return Array.from({ length: values.length }, (_, i) => {
    const value = values[i] ?? Number.NaN
    const there = Number.isFinite(value)
    if (there) {
      average = lambda * value + (1 - lambda) * average
      seen++
    }
    const width = l * target.sigma * Math.sqrt((lambda / (2 - lambda)) * (1 - (1 - lambda) ** (2 * seen)))
    return {
      value: there ? average : Number.NaN,
      upper: target.centre + width,
      lower: target.centre - width,
      out: there && Math.abs(average - target.centre) > width
    }
  })
}
