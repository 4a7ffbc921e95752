/** A function's value at a point, with its slope there. */
export interface Sloped {
  readonly value: number
  readonly slope: number
}

/**
 * The zero of an increasing function of the whole line, by Newton's steps kept inside a bracket that is found by
 * striding out from `start`. Infinite values count as far off to their side.
 */
export function solveIncreasing(f: (u: number) => Sloped, start: number): number {
  let low = Number.NEGATIVE_INFINITY
  let high = Number.POSITIVE_INFINITY
  let u = start
  let stride = 1
  for (let i = 0; i < 400; i++) {
    const { value, slope } = f(u)
    if (value === 0 || Number.isNaN(value)) return u
    if (value < 0) low = u
    else high = u
    let next = u - value / slope
    const bracketed = low > Number.NEGATIVE_INFINITY && high < Number.POSITIVE_INFINITY
    if (bracketed) {
      if (!(next > low && next < high)) next = low + (high - low) / 2
    } else if (!Number.isFinite(next) || Math.abs(next - u) > stride) {
      next = value < 0 ? u + stride : u - stride
      stride *= 2
    }
    if (Math.abs(next - u) <= 4e-16 * Math.max(1, Math.abs(u)) || next === low || next === high) return next
    u = next
  }
  return u
}
