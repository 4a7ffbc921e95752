/** The standard normal distribution. */

/** Coefficients of Cody (1969), 'Rational Chebyshev approximations for the error function', Math. Comp. 23. */
const A = [
  2.2352520354606839287, 161.02823106855587881, 1067.6894854603709582, 18154.981253343561249,
  0.065682337918207449113
]
const B = [47.20258190468824187, 976.09855173777669322, 10260.932208618978205, 45507.789335026729956]
const C = [
  0.39894151208813466764, 8.8831497943883759412, 93.506656132177855979, 597.27027639480026226,
  2494.5375852903726711, 6848.1904505362823326, 11602.651437647350124, 9842.7148383839780218,
  1.0765576773720192317e-8
]
const D = [
  22.266688044328115691, 235.38790178262499861, 1519.377599407554805, 6485.558298266760755,
  18615.571640885098091, 34900.952721145977266, 38912.003286093271411, 19685.429676859990727
]
const P = [
  0.21589853405795699, 0.1274011611602473639, 0.022235277870649807, 0.001421619193227893466,
  2.9112874951168792e-5, 0.02307344176494017303
]
const Q = [
  1.28426009614491121, 0.468238212480865118, 0.0659881378689285515, 0.00378239633202758244,
  7.29751555083966205e-5
]
const INVERSE_ROOT_TWO_PI = 0.39894228040143267794
const at = (list: readonly number[], i: number) => list[i] ?? 0

/** exp(-y^2 / 2) with the square split in two, so that its rounding does not show in the tail. */
function bell(y: number): number {
  const coarse = Math.trunc(y * 16) / 16
  return Math.exp(-coarse * coarse * 0.5) * Math.exp(-(y - coarse) * (y + coarse) * 0.5)
}

/** The density at z. */
export function normalDensity(z: number): number {
  return INVERSE_ROOT_TWO_PI * bell(Math.abs(z))
}

/** The share above z: 1 - Phi(z), with all its digits far out. */
export function normalUpper(z: number): number {
  const y = Math.abs(z)
  if (y <= 0.67448975) {
    const square = y > 1e-16 ? z * z : 0
    let top = at(A, 4) * square
    let bottom = square
    for (let i = 0; i < 3; i++) {
      top = (top + at(A, i)) * square
      bottom = (bottom + at(B, i)) * square
    }
    return 0.5 - (z * (top + at(A, 3))) / (bottom + at(B, 3))
  }
  let tail: number
  if (y <= 5.656854249492380195) {
    let top = at(C, 8) * y
    let bottom = y
    for (let i = 0; i < 7; i++) {
      top = (top + at(C, i)) * y
      bottom = (bottom + at(D, i)) * y
    }
    tail = (bell(y) * (top + at(C, 7))) / (bottom + at(D, 7))
  } else if (y < 38.6) {
    const square = 1 / (z * z)
    let top = at(P, 5) * square
    let bottom = square
    for (let i = 0; i < 4; i++) {
      top = (top + at(P, i)) * square
      bottom = (bottom + at(Q, i)) * square
    }
    const correction = (square * (top + at(P, 4))) / (bottom + at(Q, 4))
    tail = (bell(y) * (INVERSE_ROOT_TWO_PI - correction)) / y
  } else tail = y >= 38.6 ? 0 : Number.NaN
  return z > 0 ? tail : 1 - tail
}

/** The share below z: Phi(z). */
export function normalLower(z: number): number {
  return normalUpper(-z)
}

/** Coefficients of Wichura (1988), algorithm AS 241 (PPND16), Appl. Statist. 37. */
const CENTRE_TOP = [
  3.387132872796366608, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125,
  45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727
]
const CENTRE_BOTTOM = [
  1, 42.313330701600911252, 687.1870074920579083, 5394.1960214247511077, 21213.794301586595867,
  39307.89580009271061, 28729.085735721942674, 5226.495278852854561
]
const MIDDLE_TOP = [
  1.42343711074968357734, 4.6303378461565452959, 5.7694972214606914055, 3.64784832476320460504,
  1.27045825245236838258, 0.24178072517745061177, 0.0227238449892691845833, 7.7454501427834140764e-4
]
const MIDDLE_BOTTOM = [
  1, 2.05319162663775882187, 1.6763848301838038494, 0.68976733498510000455, 0.14810397642748007459,
  0.0151986665636164571966, 5.475938084995344946e-4, 1.05075007164441684324e-9
]
const FAR_TOP = [
  6.6579046435011037772, 5.4637849111641143699, 1.7848265399172913358, 0.29656057182850489123,
  0.026532189526576123093, 0.0012426609473880784386, 2.71155556874348757815e-5, 2.01033439929228813265e-7
]
const FAR_BOTTOM = [
  1, 0.59983220655588793769, 0.13692988092273580531, 0.0148753612908506148525, 7.868691311456132591e-4,
  1.8463183175100546818e-5, 1.4215117583164458887e-7, 2.04426310338993978564e-15
]

function ratio(top: readonly number[], bottom: readonly number[], x: number): number {
  let above = 0
  let below = 0
  for (let i = 7; i >= 0; i--) {
    above = above * x + at(top, i)
    below = below * x + at(bottom, i)
  }
  return above / below
}

/** z with Phi(z) = p. */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN
  if (p === 0) return Number.NEGATIVE_INFINITY
  if (p === 1) return Number.POSITIVE_INFINITY
  const q = p - 0.5
  if (Math.abs(q) <= 0.425) return q * ratio(CENTRE_TOP, CENTRE_BOTTOM, 0.180625 - q * q)
  const r = Math.sqrt(-Math.log(q < 0 ? p : 1 - p))
  const z = r <= 5 ? ratio(MIDDLE_TOP, MIDDLE_BOTTOM, r - 1.6) : ratio(FAR_TOP, FAR_BOTTOM, r - 5)
  return q < 0 ? -z : z
}

/** The z that bounds the middle `confidence` of the distribution: 1.96 for 0.95. */
export function normalTwoSided(confidence: number): number {
  return -normalQuantile((1 - confidence) / 2)
}
