import { type ParetoBarOut, type ParetoSource, paretoSources } from '@contract/pareto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, daysBetween } from '../../../../renderer/ui/days'
import { periodBefore, type PeriodName, periodOf, yearBefore } from '../../../../renderer/pareto/periods'
import {
  chartAsk,
  depthOf,
  drilled,
  fieldAt,
  fieldsOf,
  type ParetoView,
  readView,
  upTo,
  usualView,
  weightsOf,
  whatOf,
  withLevel,
  withNext,
  writeView
} from '../../../../renderer/pareto/state'

const sources = Object.keys(paretoSources) as ParetoSource[]

const someView: fc.Arbitrary<ParetoView> = fc.constantFrom(...sources).chain(source => {
  const field = fc.constantFrom(...fieldsOf(source))
  const words = fc.array(fc.string({ minLength: 0, maxLength: 12 }), { minLength: 1, maxLength: 3 })
  const condition = fc.record({ field, keys: words, labels: words, not: fc.boolean() })
  return fc
    .record({
      levels: fc.uniqueArray(field, { minLength: 1, maxLength: 4 }),
      filters: fc.array(condition, { maxLength: 3 }),
      steps: fc.array(
        fc.tuple(condition, fc.boolean()).map(([one, rest]) => ({ ...one, rest })),
        { maxLength: 3 }
      ),
      weight: fc.constantFrom(...weightsOf(source)),
      vital: fc.integer({ min: 5, max: 100 }).map(percent => percent / 100),
      most: fc.integer({ min: 2, max: 100 }),
      list: fc.boolean()
    })
    .map(some => ({ ...usualView(source), ...some }))
})

function bar(key: string, folded = 0): ParetoBarOut {
  const figures = { n: 1, value: 1, share: 0.5, low: 0, high: 1, cumulative: 0.5, vital: false }
  return { key, label: `Label ${key}`, folded, beside: null, ...figures }
}

describe('the address of a Pareto', () => {
  test('holds everything that is seen, in any language, and nothing that the router would rewrite', () => {
    fc.assert(
      fc.property(someView, view => {
        const text = writeView(view)
        expect(text).toMatch(/^[a-zA-Z]+(\.[\w-]+)?$/)
        expect(readView(text)).toEqual(view)
      })
    )
    expect(writeView(usualView('items'))).toBe('items')
  })

  test('that says nothing of the store is no view', () => {
    const bad = (change: object): string =>
      `tools.${Buffer.from(JSON.stringify(change)).toString('base64url')}`
    for (const text of [
      '',
      'nothing',
      'tools.%%%',
      bad({ levels: ['customer'] }),
      bad({ weight: 'severity' }),
      bad({ vital: 7 })
    ])
      expect(readView(text), text).toBeNull()
    expect(readView(bad({ levels: ['area'] }))?.levels).toEqual(['area'])
  })
})

describe('the way down', () => {
  const start = usualView('complaints')

  test('goes through the levels to the records, and up to any of them', () => {
    let now = start
    for (const [depth, field] of start.levels.entries()) {
      expect([depthOf(now), fieldAt(now)]).toEqual([depth, field])
      now = drilled(now, [bar('a'), bar('b')], 1)
    }
    expect(fieldAt(now)).toBeNull()
    expect(chartAsk(now)).toBeNull()
    expect(whatOf(now).filters).toEqual(start.levels.map(field => ({ field, keys: ['b'], not: false })))
    expect(fieldAt(upTo(now, 1))).toBe(start.levels[1])
    expect(fieldAt({ ...start, list: true })).toBeNull()
  })

  test('into the collecting bar stays on its level, without what was shown beside it', () => {
    const now = drilled(start, [bar('a'), bar(''), bar('', 12)], 2)
    expect(fieldAt(now)).toBe(start.levels[0])
    expect(whatOf(now).filters).toEqual([{ field: 'customer', keys: ['a', ''], not: true }])
    expect(drilled(start, [bar('a')], 5)).toBe(start)
  })

  test('levels are chosen, each once', () => {
    expect(withLevel(start, 1, 'country').levels).toEqual(['customer', 'country', 'defect'])
    expect(withLevel(start, 2, null).levels).toEqual(['customer', 'product'])
    expect(withLevel(start, 0, null)).toBe(start)
    expect(withNext(start, 'lot').levels).toEqual([...start.levels, 'lot'])
    expect(withNext(start, 'defect')).toBe(start)
  })

  test('the order by change is asked only where there is one', () => {
    expect(chartAsk({ ...start, order: 'change' })?.order).toBe('size')
  })
})

describe('periods', () => {
  test('by name end and begin where the calendar does', () => {
    const of = (name: PeriodName, today: string) => periodOf(name, today)
    expect(of('lastQuarter', '2026-02-15')).toEqual({ from: '2025-10-01', to: '2025-12-31' })
    expect(of('thisQuarter', '2026-11-22')).toEqual({ from: '2026-10-01', to: '2026-12-31' })
    expect(of('last30', '2026-03-01')).toEqual({ from: '2026-01-31', to: '2026-03-01' })
    expect(of('lastYear', '2026-01-01')).toEqual({ from: '2025-01-01', to: '2025-12-31' })
    expect(of('all', '2026-01-01')).toEqual({ from: null, to: null })
  })

  test('before another are as long and end the day before it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9000 }), fc.integer({ min: 0, max: 800 }), (start, length) => {
        const from = addDays('2010-01-01', start)
        const to = addDays(from, length)
        const before = periodBefore({ from, to })
        expect(daysBetween(before?.from ?? '', before?.to ?? '')).toBe(length)
        expect(addDays(before?.to ?? '', 1)).toBe(from)
      })
    )
    expect(periodBefore({ from: null, to: '2026-01-01' })).toBeNull()
    expect(yearBefore({ from: '2024-02-29', to: '2024-03-31' })).toEqual({
      from: '2023-02-28',
      to: '2023-03-31'
    })
  })
})
