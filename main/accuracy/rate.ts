import type { AccuracyRate } from '@contract/accuracy'
import { wilsonInterval } from '../statistics/contingency'

/** Verdicts counted. */
export type Counts = Pick<AccuracyRate, 'held' | 'partly' | 'didNotHold' | 'tooEarly' | 'lacking'>

/** Nothing counted yet. */
export const noCounts: Counts = { held: 0, partly: 0, didNotHold: 0, tooEarly: 0, lacking: 0 }

/** Both together. */
export function added(a: Counts, b: Counts): Counts {
  return {
    held: a.held + b.held,
    partly: a.partly + b.partly,
    didNotHold: a.didNotHold + b.didNotHold,
    tooEarly: a.tooEarly + b.tooEarly,
    lacking: a.lacking + b.lacking
  }
}

/**
 * The rate of root causes that held: held / (held + partly + did not hold). What held in part did not hold; what is
 * too early to say, and what nobody has judged, is left out.
 */
export function rateOf(counts: Counts): AccuracyRate {
  const { held, partly, didNotHold, tooEarly, lacking } = counts
  const judged = held + partly + didNotHold
  const interval = judged === 0 ? null : wilsonInterval(held, judged)
  return {
    ...counts,
    closed: judged + tooEarly + lacking,
    rate: judged === 0 ? null : held / judged,
    low: interval?.low ?? null,
    high: interval?.high ?? null
  }
}

/** `2026-Q4`, `2026-11` or `2026` of a month `2026-11`. */
export function periodOfMonth(month: string, by: 'quarter' | 'month' | 'year'): string {
  if (by === 'month') return month
  const year = month.slice(0, 4)
  return by === 'year' ? year : `${year}-Q${String(Math.ceil(Number(month.slice(5, 7)) / 3))}`
}

/** Every period from the first to the last: a quarter in which nothing was closed is a gap one must see. */
export function periodsBetween(first: string, last: string, by: 'quarter' | 'month' | 'year'): string[] {
  const found: string[] = []
  let [year, month] = [Number(first.slice(0, 4)), Number(first.slice(5, 7))]
  const end = Number(last.slice(0, 4)) * 12 + Number(last.slice(5, 7))
  while (year * 12 + month <= end) {
    const key = periodOfMonth(`${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`, by)
    if (found.at(-1) !== key) found.push(key)
    month++
    if (month > 12) [year, month] = [year + 1, 1]
  }
  return found
}
