import type { Wafer } from './wafer'

/** Dies fail at a base rate, and each region kills some of what is left: 1 - (1 - base)(1 - kill)... */
export interface Fit {
  readonly logLikelihood: number
  readonly base: number
  /** Share each region kills, in their order. */
  readonly kills: readonly number[]
  /** Share expected to fail, per die. */
  readonly expected: Float64Array
}

const ROUNDS = 400
const EDGE = 1e-6

/**
 * Fit the base rate and the kill rates of regions (1 where a die belongs) by expectation and maximisation: each
 * failed die is shared out among the causes present, each cause's rate is its shares over its dies.
 */
export function fitRegions(wafer: Wafer, regions: readonly Uint8Array[], leastKill = 0.2): Fit {
  const causes = regions.length
  const size = 1 << causes
  // Dies with the same regions are alike: sums over their patterns are all there is to fit.
  const failed = new Float64Array(size)
  const tested = new Float64Array(size)
  const pattern = new Uint8Array(wafer.count)
  for (let i = 0; i < wafer.count; i++) {
    let bits = 0
    for (let c = 0; c < causes; c++) if ((regions[c]?.[i] ?? 0) === 1) bits |= 1 << c
    pattern[i] = bits
    failed[bits] = (failed[bits] ?? 0) + (wafer.failed[i] ?? 0)
    tested[bits] = (tested[bits] ?? 0) + (wafer.tested[i] ?? 0)
  }
  // The base rate is a cause that every die has.
  const rates = new Float64Array(causes + 1).fill(0.3)
  const outside = (tested[0] ?? 0) > 0 ? (failed[0] ?? 0) / (tested[0] ?? 1) : 0.1
  rates[causes] = Math.min(1 - EDGE, Math.max(EDGE, outside))
  const rate = (bits: number) => {
    let passes = 1 - (rates[causes] ?? 0)
    for (let c = 0; c < causes; c++) if ((bits >> c) & 1) passes *= 1 - (rates[c] ?? 0)
    return Math.min(1 - EDGE, Math.max(EDGE, 1 - passes))
  }
  for (let round = 0; round < ROUNDS; round++) {
    let moved = 0
    const shares = new Float64Array(causes + 1)
    const dies = new Float64Array(causes + 1)
    for (let bits = 0; bits < size; bits++) {
      const n = tested[bits] ?? 0
      if (n === 0) continue
      const each = (failed[bits] ?? 0) / rate(bits)
      for (let c = 0; c <= causes; c++) {
        if (c < causes && ((bits >> c) & 1) === 0) continue
        shares[c] = (shares[c] ?? 0) + each * (rates[c] ?? 0)
        dies[c] = (dies[c] ?? 0) + n
      }
    }
    for (let c = 0; c <= causes; c++) {
      const found = (dies[c] ?? 0) > 0 ? Math.min(1 - EDGE, (shares[c] ?? 0) / (dies[c] ?? 1)) : 0
      const next = c < causes ? Math.max(leastKill, found) : found
      moved = Math.max(moved, Math.abs(next - (rates[c] ?? 0)))
      rates[c] = next
    }
    if (moved < 1e-5) break
  }
  let logLikelihood = 0
  const byPattern = new Float64Array(size)
  for (let bits = 0; bits < size; bits++) {
    const p = rate(bits)
    byPattern[bits] = p
    const [k, n] = [failed[bits] ?? 0, tested[bits] ?? 0]
    if (n > 0) logLikelihood += k * Math.log(p) + (n - k) * Math.log(1 - p)
  }
  const expected = new Float64Array(wafer.count)
  for (let i = 0; i < wafer.count; i++) expected[i] = byPattern[pattern[i] ?? 0] ?? 0
  return {
    logLikelihood,
    base: rates[causes] ?? 0,
    kills: Array.from(rates.subarray(0, causes)),
    expected
  }
}

/**
 * What each die says, in logarithms of likelihood, for lying in one more region that kills `kill`: positive where it
 * failed against expectation. A region's evidence is the sum over its dies.
 */
export function dieEvidence(wafer: Wafer, expected: Float64Array, kill: number): Float64Array {
  const passes = Math.log(1 - kill)
  const evidence = new Float64Array(wafer.count)
  let [known, fails] = [Number.NaN, 0]
  for (let i = 0; i < wafer.count; i++) {
    const q = expected[i] ?? 0
    // There are few different expectations, and neighbours share theirs.
    if (q !== known) {
      known = q
      fails = Math.log((1 - (1 - q) * (1 - kill)) / q)
    }
    const k = wafer.failed[i] ?? 0
    evidence[i] = k * fails + ((wafer.tested[i] ?? 0) - k) * passes
  }
  return evidence
}
