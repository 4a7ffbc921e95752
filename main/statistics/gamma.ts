/**
 * The gamma function's logarithm and the incomplete gamma functions, to about 1e-13 relative in both tails.
 * Everything here takes finite arguments; outside the domain the answer is NaN.
 */
import { solveIncreasing } from './solve'

/** zeta(k) - 1 for k = 2, 3, ... (Abramowitz and Stegun, table 23.3). */
const ZETA_LESS_ONE = [
  0.64493406684822644, 0.20205690315959429, 0.082323233711138192, 0.036927755143369926, 0.01734306198444914,
  0.0083492773819228268, 0.0040773561979443394, 0.0020083928260822144, 9.9457512781808534e-4,
  4.9418860411946456e-4, 2.460865533080483e-4, 1.2271334757848915e-4, 6.1248135058704829e-5,
  3.0588236307020494e-5, 1.5282259408651872e-5, 7.6371976378997623e-6, 3.8172932649998399e-6,
  1.9082127165539389e-6, 9.5396203387279611e-7, 4.7693298678780646e-7, 2.3845050272773299e-7,
  1.1921992596531107e-7, 5.960818905125948e-8, 2.980350351465228e-8, 1.4901554828365041e-8
]
const EULER = 0.57721566490153287

/** Coefficients of Stirling's series, B(2k) / (2k (2k - 1)) (Abramowitz and Stegun 6.1.41). */
const STIRLING = [
  1 / 12,
  -1 / 360,
  1 / 1260,
  -1 / 1680,
  1 / 1188,
  -691 / 360360,
  1 / 156,
  -3617 / 122400,
  43867 / 244188
]
const HALF_LOG_TWO_PI = 0.91893853320467278
/** From here on Stirling's series has all digits of a double. */
const STIRLING_FROM = 10

/** ln Gamma(2 + z) for |z| <= 1/2 (Abramowitz and Stegun 6.1.33). */
function lgammaAboutTwo(z: number): number {
  let sum = 0
  for (let k = ZETA_LESS_ONE.length + 1; k >= 2; k--)
    sum = sum * z + ((k % 2 === 0 ? 1 : -1) * (ZETA_LESS_ONE[k - 2] ?? 0)) / k
  return z * (1 - EULER + sum * z)
}

function stirlingSeries(x: number): number {
  const square = 1 / (x * x)
  let sum = 0
  for (let k = STIRLING.length - 1; k >= 0; k--) sum = sum * square + (STIRLING[k] ?? 0)
  return sum / x
}

/** ln Gamma(x) for x > 0. */
export function lgamma(x: number): number {
  if (!(x > 0)) return Number.NaN
  if (x === Number.POSITIVE_INFINITY) return x
  if (x >= STIRLING_FROM) return (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI + stirlingSeries(x)
  if (x < 0.5) return lgammaAboutTwo(x) - Math.log1p(x) - Math.log(x)
  if (x <= 1.5) return lgammaAboutTwo(x - 1) - Math.log(x)
  let product = 1
  let rest = x
  while (rest > 2.5) {
    rest -= 1
    product *= rest
  }
  return Math.log(product) + lgammaAboutTwo(rest - 2)
}

/** ln Gamma(a + 1) - (a + 1/2) ln a + a - ln(2 pi) / 2: what Stirling's formula leaves over. */
export function stirlingError(a: number): number {
  if (a >= STIRLING_FROM) return stirlingSeries(a)
  return lgamma(a + 1) - (a + 0.5) * Math.log(a) + a - HALF_LOG_TWO_PI
}

/** ln(1 + x) - x without cancellation, by the series of the inverse hyperbolic tangent. */
function log1pLessX(x: number): number {
  if (Math.abs(x) > 0.5) return Math.log1p(x) - x
  const r = x / (2 + x)
  const square = r * r
  let sum = 0
  for (let k = 41; k >= 3; k -= 2) sum = sum * square + 1 / k
  return r * (2 * square * sum - x)
}

/** a ln(a / x) + x - a, the deviance of a Poisson count (Loader 2000, 'Fast and accurate computation of ...'). */
export function deviance(a: number, x: number): number {
  if (a === 0) return x
  if (Math.abs(x - a) > 0.5 * a) return a * Math.log(a / x) + x - a
  return -a * log1pLessX((x - a) / a)
}

/** x^a e^-x / Gamma(a), by Loader's saddle point: no digits are lost where a and x are large and close. */
export function gammaKernel(a: number, x: number): number {
  if (x === 0) return 0
  return Math.sqrt(a / (2 * Math.PI)) * Math.exp(-stirlingError(a) - deviance(a, x))
}

const LONGEST = 10_000_000

/** P by its power series (Abramowitz and Stegun 6.5.29). */
function lowerSeries(a: number, x: number): number {
  let term = 1
  let sum = 1
  for (let k = 1; k < LONGEST; k++) {
    term *= x / (a + k)
    sum += term
    if (term < sum * 1e-17) break
  }
  return (gammaKernel(a, x) / a) * sum
}

/** Q by Legendre's continued fraction (Abramowitz and Stegun 6.5.31), evaluated after Lentz. */
function upperFraction(a: number, x: number): number {
  const tiny = 1e-300
  let b = x + 1 - a
  let c = 1 / tiny
  let d = 1 / (Math.abs(b) < tiny ? tiny : b)
  let h = d
  for (let k = 1; k < LONGEST; k++) {
    const an = -k * (k - a)
    b += 2
    d = an * d + b
    d = 1 / (Math.abs(d) < tiny ? tiny : d)
    c = b + an / c
    if (Math.abs(c) < tiny) c = tiny
    const change = d * c
    h *= change
    if (Math.abs(change - 1) < 2e-16) break
  }
  return gammaKernel(a, x) * h
}

const inSeries = (a: number, x: number) => x < Math.max(1, a + 1) && !(a < 1 && x >= 1)

/** The regularised lower incomplete gamma function P(a, x), a > 0, x >= 0. */
export function gammaP(a: number, x: number): number {
  if (!(a > 0) || !(x >= 0)) return Number.NaN
  if (x === 0) return 0
  if (x === Number.POSITIVE_INFINITY) return 1
  return inSeries(a, x) ? Math.min(1, lowerSeries(a, x)) : 1 - upperFraction(a, x)
}

/** The regularised upper incomplete gamma function Q(a, x) = 1 - P(a, x), with digits of its own in the tail. */
export function gammaQ(a: number, x: number): number {
  if (!(a > 0) || !(x >= 0)) return Number.NaN
  if (x === 0) return 1
  if (x === Number.POSITIVE_INFINITY) return 0
  return inSeries(a, x) ? Math.max(0, 1 - lowerSeries(a, x)) : upperFraction(a, x)
}

/** x with P(a, x) = p, or with Q(a, x) = p for the upper tail. */
export function gammaInverse(a: number, p: number, tail: 'lower' | 'upper'): number {
  if (!(a > 0) || !(p >= 0 && p <= 1)) return Number.NaN
  if (p > 0.5) return gammaInverse(a, 1 - p, tail === 'lower' ? 'upper' : 'lower')
  if (p === 0) return tail === 'lower' ? 0 : Number.POSITIVE_INFINITY
  // Far down P(a, x) is x^a / Gamma(a + 1).
  const farDown = (Math.log(p) + lgamma(a + 1)) / a
  if (tail === 'lower' && farDown < -40) return Math.exp(farDown)
  const sign = tail === 'lower' ? 1 : -1
  const goal = Math.log(p)
  const start = tail === 'lower' ? Math.min(farDown, Math.log(a + 1)) : Math.log(a + 1)
  return Math.exp(
    solveIncreasing(u => {
      const x = Math.exp(u)
      const share = tail === 'lower' ? gammaP(a, x) : gammaQ(a, x)
      return { value: sign * (Math.log(share) - goal), slope: gammaKernel(a, x) / share }
    }, start)
  )
}
