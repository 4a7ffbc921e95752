/** The incomplete beta function and its inverse, to about 1e-13 relative in both tails. */
import { deviance, stirlingError } from './gamma'
import { solveIncreasing } from './solve'

const LONGEST = 10_000_000

/** x^a y^b / B(a, b) with y = 1 - x handed in, so that neither end loses digits (after Loader 2000). */
function betaKernel(a: number, b: number, x: number, y: number): number {
  if (x === 0 || y === 0) return 0
  const n = a + b
  return (
    Math.sqrt((a / (2 * Math.PI)) * (b / n)) *
    Math.exp(stirlingError(n) - stirlingError(a) - stirlingError(b) - deviance(a, n * x) - deviance(b, n * y))
  )
}

/**
 * The continued fraction of I_x(a, b) in the form of Didonato and Morris (1992, ACM TOMS 18, BFRAC): it works with
 * a y - b x, which keeps its digits where x is close to 1.
 */
function fraction(a: number, b: number, x: number, y: number): number {
  const c = 1 + a * y - b * x
  const c0 = b / a
  const c1 = 1 + 1 / a
  let [p, s] = [1, a + 1]
  let [an, bn, next, below] = [0, 1, 1, c / c1]
  let r = c1 / c
  for (let n = 1; n < LONGEST; n++) {
    const t = n / a
    const w = n * (b - n) * x
    const e = a / s
    const alpha = p * (p + c0) * e * e * (w * x)
    const beta = n + w / s + ((1 + t) / (c1 + t + t)) * (c + n * (y + 1))
    p = 1 + t
    s += 2
    ;[an, next] = [next, alpha * an + beta * next]
    ;[bn, below] = [below, alpha * bn + beta * below]
    const before = r
    r = next / below
    if (Math.abs(r - before) <= 2e-16 * r) break
    an /= below
    bn /= below
    next = r
    below = 1
  }
  return r
}

/**
 * The regularised incomplete beta function I_x(a, b); `y` is 1 - x, for callers that know it to all its digits.
 * The upper tail is betaI(b, a, y, x).
 */
export function betaI(a: number, b: number, x: number, y = 1 - x): number {
  if (!(a > 0) || !(b > 0) || !(x >= 0) || !(y >= 0)) return Number.NaN
  if (x === 0) return 0
  if (y === 0) return 1
  const kernel = betaKernel(a, b, x, y)
  if (x <= (a + 1) / (a + b + 2)) return Math.min(1, kernel * fraction(a, b, x, y))
  return Math.max(0, 1 - kernel * fraction(b, a, y, x))
}

/**
 * ln(x / (1 - x)) where I_x(a, b) = p, or 1 - I_x(a, b) = p for the upper tail. The logit keeps the digits of
 * both x and 1 - x.
 */
export function betaInverseLogit(a: number, b: number, p: number, tail: 'lower' | 'upper'): number {
  if (!(a > 0) || !(b > 0) || !(p >= 0 && p <= 1)) return Number.NaN
  if (p > 0.5) return betaInverseLogit(a, b, 1 - p, tail === 'lower' ? 'upper' : 'lower')
  if (tail === 'upper') return -betaInverseLogit(b, a, p, 'lower')
  if (p === 0) return Number.NEGATIVE_INFINITY
  const goal = Math.log(p)
  return solveIncreasing(
    u => {
      const x = 1 / (1 + Math.exp(-u))
      const y = 1 / (1 + Math.exp(u))
      const share = betaI(a, b, x, y)
      return { value: Math.log(share) - goal, slope: betaKernel(a, b, x, y) / share }
    },
    Math.min(Math.log(a / b), goal / a)
  )
}

/** x with I_x(a, b) = p, or with 1 - I_x(a, b) = p for the upper tail. */
export function betaInverse(a: number, b: number, p: number, tail: 'lower' | 'upper' = 'lower'): number {
  return 1 / (1 + Math.exp(-betaInverseLogit(a, b, p, tail)))
}
