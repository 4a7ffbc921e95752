/** Figures of values in one pass. NaN and infinities stand for 'no value' and are passed over everywhere. */

/** Location, spread and extremes of values. Nulls where there are too few. */
export interface Description {
  readonly n: number
  readonly mean: number | null
  /** Sample standard deviation (n - 1). */
  readonly sigma: number | null
  readonly min: number | null
  readonly max: number | null
}

/**
 * Sums up to the fourth central moment, updated value by value (Welford 1962, extended by Pebay 2008, SAND2008-6212)
 * and mergeable, so that workers can share a column.
 */
export class Moments {
  n = 0
  mean = 0
  /** Sums of the second, third and fourth powers of deviations from the mean. */
  m2 = 0
  m3 = 0
  m4 = 0
  min = Number.POSITIVE_INFINITY
  max = Number.NEGATIVE_INFINITY

  /** Moments of all finite values. */
  static of(values: ArrayLike<number>): Moments {
    const moments = new Moments()
    for (let i = 0; i < values.length; i++) moments.add(values[i] ?? Number.NaN)
    return moments
  }

  add(value: number): void {
    if (!Number.isFinite(value)) return
    const before = this.n
    const n = ++this.n
    const delta = value - this.mean
    const share = delta / n
    const square = share * share
    const term = delta * share * before
    this.mean += share
    this.m4 += term * square * (n * n - 3 * n + 3) + 6 * square * this.m2 - 4 * share * this.m3
    this.m3 += term * share * (n - 2) - 3 * share * this.m2
    this.m2 += term
    if (value < this.min) this.min = value
    if (value > this.max) this.max = value
  }

  /** Take in the moments of other values. */
  merge(other: Moments): void {
    if (other.n === 0) return
    const [a, b] = [this.n, other.n]
    const n = a + b
    const delta = other.mean - this.mean
    const step = delta / n
    this.m4 +=
      other.m4 +
      delta * step * step * step * a * b * (a * a - a * b + b * b) +
      6 * step * step * (a * a * other.m2 + b * b * this.m2) +
      4 * step * (a * other.m3 - b * this.m3)
    this.m3 += other.m3 + delta * step * step * a * b * (a - b) + 3 * step * (a * other.m2 - b * this.m2)
    this.m2 += other.m2 + delta * step * a * b
    this.mean += step * b
    this.n = n
    this.min = Math.min(this.min, other.min)
    this.max = Math.max(this.max, other.max)
  }

  /** Sample standard deviation (n - 1); null below two values. */
  get sigma(): number | null {
    return this.n > 1 ? Math.sqrt(this.m2 / (this.n - 1)) : null
  }

  /** Sample skewness g1, the third standardised moment; null where nothing spreads. */
  get skewness(): number | null {
    return this.m2 > 0 ? (Math.sqrt(this.n) * this.m3) / this.m2 ** 1.5 : null
  }

  /** Excess kurtosis g2, the fourth standardised moment less 3; null where nothing spreads. */
  get kurtosis(): number | null {
    return this.m2 > 0 ? (this.n * this.m4) / this.m2 ** 2 - 3 : null
  }

  get description(): Description {
    const { n } = this
    return {
      n,
      mean: n > 0 ? this.mean : null,
      sigma: this.sigma,
      min: n > 0 ? this.min : null,
      max: n > 0 ? this.max : null
    }
  }
}

/** Describe values in one pass. */
export function describe(values: ArrayLike<number>): Description {
  return Moments.of(values).description
}
