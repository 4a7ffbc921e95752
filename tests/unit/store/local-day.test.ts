import { afterEach, expect, it } from 'vitest'
import type { CommandContext } from '../../../main/store/context'
import { localDay, localYear } from '../../../main/store/local-day'
import { nextNumber } from '../../../main/store/numbering'

const before = process.env['TZ']

afterEach(() => {
  if (before === undefined) delete process.env['TZ']
  else process.env['TZ'] = before
})

it.each([
  ['Asia/Shanghai', '2026-12-31T16:30:00.000Z', '2027-01-01'],
  ['Asia/Shanghai', '2026-12-31T15:59:59.999Z', '2026-12-31'],
  ['America/New_York', '2027-01-01T04:59:59.000Z', '2026-12-31'],
  ['UTC', '2026-02-03T00:00:00.000Z', '2026-02-03']
])('in %s, %s is on %s', (zone, moment, day) => {
  process.env['TZ'] = zone
  expect(localDay(new Date(moment))).toBe(day)
  expect(localYear(new Date(moment))).toBe(day.slice(0, 4))
})

it('a number counts in the year that the site writes', () => {
  process.env['TZ'] = 'Asia/Shanghai'
  const asked: unknown[] = []
  const sql = {
    get: (_sql: string, params: unknown) => {
      asked.push(params)
      return { last: 7 }
    }
  }
  // Of the context it needs the time and one statement.
  const ctx = { now: '2026-12-31T23:00:00.000Z', sql } as unknown as CommandContext
  expect(nextNumber(ctx, 'FC')).toBe('FC-2027-0007')
  expect(asked).toEqual([['FC', '2027']])
})
