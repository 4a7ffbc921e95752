import { benjaminiHochberg } from '../statistics/multiplicity'
import { fisherExact, twoProportions, wilsonInterval } from '../statistics/contingency'
import type { Tally } from './tally'

/** A share with Wilson's interval. */
export interface Share {
  readonly share: number | null
  readonly low: number | null
  readonly high: number | null
}

/** The share of a sum; the interval only where things themselves are counted, for sums of weights have none. */
export function shareOf(value: number, total: number, counted: boolean): Share {
  if (!(total > 0)) return { share: null, low: null, high: null }
  const share = value / total
  if (!counted) return { share, low: null, high: null }
  const { low, high } = wilsonInterval(value, total)
  return { share, low, high }
}

/** What a test says of the shares of one value on two sides. */
export interface Shift {
  readonly shift: number | null
  readonly low: number | null
  readonly high: number | null
  readonly p: number | null
}

/** With all cells expected to hold this many the approximation is as good as the exact test. */
const enough = 5

/**
 * The share of counts on the first side less that on the second: Newcombe's interval; p by the pooled z, or by
 * Fisher's exact test where a cell is expected to hold fewer than five.
 */
export function shiftOf(
  first: { readonly count: number; readonly n: number },
  second: { readonly count: number; readonly n: number }
): Shift {
  const two = twoProportions(second, first)
  if (two === null) return { shift: null, low: null, high: null, p: null }
  const all = first.n + second.n
  const hits = first.count + second.count
  const least = Math.min(hits, all - hits) * (Math.min(first.n, second.n) / all)
  const p =
    least >= enough
      ? two.p
      : fisherExact([
          [first.count, first.n - first.count],
          [second.count, second.n - second.count]
        ]).twoSided
  return { shift: two.shift, low: two.low, high: two.high, p }
}

/** Shifts of all values, with p held against all of them. */
export interface Shifts {
  readonly at: ReadonlyMap<number, Shift & { readonly q: number }>
  readonly tested: number
}

/** Test every value that occurs on either side. */
export function shiftsOf(first: Tally, second: Tally): Shifts {
  const codes: number[] = []
  const found: Shift[] = []
  for (let code = 0; code < first.n.length; code++) {
    const [a, b] = [first.n[code] ?? 0, second.n[code] ?? 0]
    if (a + b === 0) continue
    const shift = shiftOf({ count: a, n: first.total.n }, { count: b, n: second.total.n })
    if (shift.p === null) continue
    codes.push(code)
    found.push(shift)
  }
  const q = benjaminiHochberg(found.map(shift => shift.p ?? 1))
  return {
    at: new Map(found.map((shift, i) => [codes[i] ?? 0, { ...shift, q: q[i] ?? 1 }])),
    tested: found.length
  }
}

/** Of all differences called, at most this share is expected to be chance. */
const falseFinds = 0.05

/** Words for a shift; `few` where no difference could have been seen. */
export function saysOf(
  shift: { readonly shift: number | null; readonly q: number } | undefined,
  things: number
): 'up' | 'down' | 'same' | 'few' | 'untested' {
  if (shift?.shift === null || shift === undefined) return 'untested'
  if (shift.q < falseFinds) return shift.shift > 0 ? 'up' : 'down'
  return things < enough ? 'few' : 'same'
}
