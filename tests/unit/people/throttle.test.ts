import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  afterFailure,
  afterSuccess,
  forgetAfterMs,
  remainingMs,
  type Tally,
  waitDetails,
  waitMinutes
} from '../../../main/people/throttle'

const start = new Date('2026-11-21T08:00:00.000Z')
const later = (ms: number): Date => new Date(start.getTime() + ms)
const failing = (times: number, at = start): Tally => {
  let tally: Tally | undefined
  for (let i = 0; i < times; i++) tally = afterFailure(tally, at)
  if (tally === undefined) throw new Error('at least once')
  return tally
}

describe('waiting after wrong passwords', () => {
  it('is 0 for four, then 1, 2, 4, 8, 15 and 15 minutes', () => {
    expect([0, 1, 4, 5, 6, 7, 8, 9, 10, 1000].map(waitMinutes)).toEqual([0, 0, 0, 1, 2, 4, 8, 15, 15, 15])
  })

  it('begins with the fifth failure and ends by itself', () => {
    expect(remainingMs(failing(4), start)).toBe(0)
    const five = failing(5)
    expect(remainingMs(five, start)).toBe(60_000)
    expect(remainingMs(five, later(59_999))).toBe(1)
    expect(remainingMs(five, later(60_000))).toBe(0)
    expect(remainingMs(undefined, start)).toBe(0)
  })

  it('goes on from where it was after the wait', () => {
    const six = afterFailure(failing(5), later(60_000))
    expect(six).toEqual({ fails: 6, at: later(60_000).toISOString(), until: later(180_000).toISOString() })
  })

  it('forgets after a day without failures', () => {
    expect(afterFailure(failing(9), later(forgetAfterMs + 1)).fails).toBe(1)
    expect(afterFailure(failing(9), later(forgetAfterMs)).fails).toBe(10)
  })

  it('never outlives a clock that was set back', () => {
    expect(remainingMs(failing(9, later(365 * 86_400_000)), start)).toBe(0)
  })

  it('never keeps anybody out for longer than 15 minutes, whatever happened', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -1e12, max: 1e12 }), { minLength: 1 }),
        fc.integer(),
        (times, now) => {
          let tally: Tally | undefined
          for (const at of times) tally = afterFailure(tally, later(at))
          expect(remainingMs(tally, later(now))).toBeLessThanOrEqual(15 * 60_000)
        }
      )
    )
  })

  it('rounds up for people', () => {
    expect(waitDetails(60_001)).toEqual({ minutes: 2, seconds: 61 })
    expect(waitDetails(1)).toEqual({ minutes: 1, seconds: 1 })
  })
})

describe('a station after somebody signed in', () => {
  it('forgets the slips of that account and keeps those on others', () => {
    expect(afterSuccess(failing(4), 1)?.fails).toBe(3)
    expect(afterSuccess(failing(2), 2)).toBeNull()
    expect(afterSuccess(failing(2), 7)).toBeNull()
    expect(afterSuccess(undefined, 0)).toBeNull()
    expect(afterSuccess(failing(4), 0)?.fails).toBe(4)
  })
})
