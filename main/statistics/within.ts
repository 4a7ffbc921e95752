/** Sigma within subgroups, and the constants of the charts. */
import { lgamma } from './gamma'

/** Mean and standard deviation of the range of n normal values in sigmas, n from 2, as ASTM MNL 7A prints them. */
const D2 = [
  1.128, 1.693, 2.059, 2.326, 2.534, 2.704, 2.847, 2.97, 3.078, 3.173, 3.258, 3.336, 3.407, 3.472, 3.532,
  3.588, 3.64, 3.689, 3.735, 3.778, 3.819, 3.858, 3.895, 3.931
]
const D3 = [
  0.8525, 0.8884, 0.8798, 0.8641, 0.848, 0.8332, 0.8198, 0.8078, 0.7971, 0.7873, 0.7785, 0.7704, 0.763,
  0.7562, 0.7499, 0.7441, 0.7386, 0.7335, 0.7287, 0.7242, 0.7199, 0.7159, 0.7121, 0.7084
]

/** The largest subgroup whose range says something about sigma. */
export const largestRangeGroup = D2.length + 1

/** d2, the mean range of n normal values in sigmas; NaN outside 2 to 25. */
export const d2 = (n: number): number => D2[n - 2] ?? Number.NaN
/** d3, the standard deviation of that range in sigmas; NaN outside 2 to 25. */
export const d3 = (n: number): number => D3[n - 2] ?? Number.NaN
/** c4, the mean standard deviation of n normal values in sigmas. */
export const c4 = (n: number): number =>
  n < 2 ? Number.NaN : Math.sqrt(2 / (n - 1)) * Math.exp(lgamma(n / 2) - lgamma((n - 1) / 2))

/** An estimate of sigma. */
export interface SigmaEstimate {
  readonly sigma: number
  /** Degrees of freedom of the chi-square that spreads like it; not whole for ranges. */
  readonly df: number
}

/**
 * Mean moving range of neighbours / 1.128. Degrees of freedom from the variance of the mean moving range of normal
 * values, sigma^2 (0.8264 n - 1.082) / (n - 1)^2 (Hoel 1946). Null below two values.
 */
export function sigmaByMovingRange(
  series: ArrayLike<number>
): (SigmaEstimate & { readonly movingRange: number }) | null {
  const n = series.length
  if (n < 2) return null
  let sum = 0
  for (let i = 1; i < n; i++) sum += Math.abs((series[i] ?? 0) - (series[i - 1] ?? 0))
  const movingRange = sum / (n - 1)
  return {
    movingRange,
    sigma: movingRange / d2(2),
    df: n === 2 ? 1 : (n - 1) ** 2 / (2 * (0.8264 * n - 1.082))
  }
}

/** What a subgroup is judged by. */
export interface Subgroup {
  readonly n: number
  readonly mean: number
  readonly range: number
  /** Sample standard deviation. */
  readonly sigma: number
}

/**
 * Sigma from the ranges of subgroups of 2 to 25, weighted by f = d2^2 / d3^2 where sizes differ (Burr 1969); the
 * plain mean range / d2 where they do not. Degrees of freedom by matching the coefficient of variation. Null
 * without a usable subgroup.
 */
export function sigmaByRanges(groups: readonly Subgroup[]): SigmaEstimate | null {
  return weighted(
    groups.filter(group => group.n >= 2 && group.n <= largestRangeGroup),
    group => ({
      value: group.range / d2(group.n),
      weight: (d2(group.n) / d3(group.n)) ** 2
    })
  )
}

/**
 * Sigma from the standard deviations of subgroups, each / c4 and weighted by h = c4^2 / (1 - c4^2) (Burr 1969).
 * Null without a usable subgroup.
 */
export function sigmaByDeviations(groups: readonly Subgroup[]): SigmaEstimate | null {
  return weighted(
    groups.filter(group => group.n >= 2),
    group => {
      const c = c4(group.n)
      return { value: group.sigma / c, weight: c ** 2 / (1 - c ** 2) }
    }
  )
}

/** The root of the pooled variance of subgroups; null without a usable subgroup. */
export function sigmaPooled(groups: readonly Subgroup[]): SigmaEstimate | null {
  let squares = 0
  let df = 0
  for (const { n, sigma } of groups) {
    if (n < 2) continue
    squares += sigma ** 2 * (n - 1)
    df += n - 1
  }
  return df === 0 ? null : { sigma: Math.sqrt(squares / df), df }
}

/** The weighted mean of estimates whose relative variance is 1 / weight each. */
function weighted(
  groups: readonly Subgroup[],
  estimate: (group: Subgroup) => { value: number; weight: number }
): SigmaEstimate | null {
  let sum = 0
  let weights = 0
  for (const group of groups) {
    const { value, weight } = estimate(group)
    sum += weight * value
    weights += weight
  }
  return weights === 0 ? null : { sigma: sum / weights, df: weights / 2 }
}
