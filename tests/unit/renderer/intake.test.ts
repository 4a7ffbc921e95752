import fc from 'fast-check'
import { intake } from '@contract/intake'
import { describe, expect, it } from 'vitest'
import { isoDateTime } from '../../../renderer/app/i18n/format'
import { blankComplaint, blankItem, caseOf, titleFromWords, totals } from '../../../renderer/intake/fields'
import { nextWaferNumber } from '../../../renderer/trace/waferNumbers'
import { momentOf, parseTime } from '../../../renderer/ui/moment'
import { problemsOf } from '../../../renderer/ui/register/problems'

const zones = ['Asia/Shanghai', 'America/New_York', 'Europe/Berlin', 'Asia/Kathmandu', 'Pacific/Chatham']

describe('a moment typed at the site', () => {
  it('is the moment at which the site shows it', () => {
    const minutes = fc.integer({ min: 0, max: 40 * 366 * 1440 }).map(n => Date.UTC(2000, 0, 1) + n * 60_000)
    fc.assert(
      fc.property(minutes, fc.constantFrom(...zones), (ms, zone) => {
        const shown = (at: number): string => isoDateTime(at, zone)
        const [day = '', time = ''] = shown(ms).split(' ')
        const found = Date.parse(momentOf(day, time, shown))
        // An hour that is repeated has two moments; both show the same.
        expect(shown(found)).toBe(shown(ms))
        expect(found).toBeLessThanOrEqual(ms)
      })
    )
  })

  it('goes behind the gap where the clocks skip an hour', () => {
    const berlin = (at: number): string => isoDateTime(at, 'Europe/Berlin')
    expect(momentOf('2026-03-29', '02:30', berlin)).toBe('2026-03-29T01:30:00.000Z')
    expect(momentOf('2026-10-25', '02:30', berlin)).toBe('2026-10-25T00:30:00.000Z')
  })

  it.each([
    ['9:5', '09:05'],
    ['1405', '14:05'],
    ['23：59', '23:59'],
    ['24:00', undefined],
    ['12:60', undefined],
    ['noon', undefined],
    ['', undefined]
  ])('reads %j as %j', (text, time) => {
    expect(parseTime(text)).toBe(time)
  })
})

describe('a complaint', () => {
  it('sums what is known of its items', () => {
    expect(totals([])).toEqual({ complained: null, delivered: null, returned: null, cost: null })
    const items = [
      { ...blankItem, complained: 14, delivered: 3000, cost: 0.1 },
      { ...blankItem, complained: 0, cost: 0.2 }
    ]
    expect(totals(items)).toEqual({ complained: 14, delivered: 3000, returned: null, cost: 0.3 })
  })

  it.each([
    ['Dear quality team,\n\nwe found 14 parts. They fail.', 'we found 14 parts'],
    ['贵司好：\n我司发现引脚弯曲 12 pcs。请回复。', '我司发现引脚弯曲 12 pcs'],
    ['U1 at 3.3 V fails', 'U1 at 3.3 V fails'],
    ['\n\n  ', '']
  ])('finds a title in %j', (words, title) => {
    expect(titleFromWords(words)).toBe(title)
  })

  it('hands customer, product and lots to its case, its words stay', () => {
    const fields = {
      ...blankComplaint('2026-11-21T00:00:00.000Z'),
      title: 'Bent leads',
      customerId: 'c1',
      words: 'secret',
      items: [
        { ...blankItem, lotText: 'D/C 2548' },
        { ...blankItem, productId: 'p1', lotText: 'A2548' },
        { ...blankItem, productId: 'p2', lotText: 'A2548' }
      ]
    }
    expect(caseOf(fields)).toEqual({
      title: 'Bent leads',
      customerId: 'c1',
      productId: 'p1',
      lotText: 'D/C 2548, A2548'
    })
  })

  it('says which field cannot be saved, and why', () => {
    const schema = intake['complaints.add'].input
    const blank = blankComplaint('2026-11-21T00:00:00.000Z')
    expect([...problemsOf(schema, blank)]).toEqual([['title', 'required']])
    expect([...problemsOf(schema, { ...blank, title: 'x'.repeat(301) })]).toEqual([['title', 'tooLong']])
    expect([...problemsOf(schema, { ...blank, title: 'x', receivedAt: 'yesterday' })]).toEqual([
      ['receivedAt', 'wrong']
    ])
    expect(problemsOf(schema, { ...blank, title: 'x' }).size).toBe(0)
  })
})

describe('wafer numbers', () => {
  it.each([
    [['W01', 'W09'], 'W10'],
    [['25'], '26'],
    [['A-007b'], 'A-008b'],
    [['alpha'], ''],
    [[], '']
  ])('after %j comes %j', (present, next) => {
    expect(nextWaferNumber(present)).toBe(next)
  })
})
