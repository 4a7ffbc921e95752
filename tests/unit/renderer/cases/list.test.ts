import { caseSorts, caseStates, severities } from '@contract/cases'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  choicesMade,
  dueRanges,
  filterAt,
  type ListState,
  plainList,
  readListState,
  writeListState
} from '../../../../renderer/cases/filter'
import { readView, sameView, writeView } from '../../../../renderer/cases/savedViews'
import type { Layout } from '../../../../renderer/ui/grid/columns'

const ids = fc.uniqueArray(fc.stringMatching(/^[0-9A-Za-z_-]{1,20}$/), { maxLength: 4 })

const states: fc.Arbitrary<ListState> = fc.record({
  filter: fc.record({
    text: fc.string({ maxLength: 60 }),
    states: fc.subarray([...caseStates]),
    severities: fc.subarray([...severities]),
    ownerIds: ids,
    customerIds: ids,
    productIds: ids,
    dueBy: fc.constant(null),
    openOnly: fc.boolean(),
    mine: fc.boolean()
  }),
  due: fc.constantFrom('', '2026-11-21', ...dueRanges),
  sort: fc.constantFrom(...caseSorts),
  descending: fc.boolean()
})

describe('the address of the list', () => {
  it('brings back what it was written from', () => {
    fc.assert(
      fc.property(states, state => {
        expect(readListState(writeListState(state))).toEqual(state)
      })
    )
  })

  it('is empty for the plain list', () => {
    expect(writeListState(plainList)).toBe('')
    expect(readListState('')).toEqual(plainList)
  })

  it('reads whatever people write into it', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), query => {
        expect(() => readListState(query)).not.toThrow()
      })
    )
  })

  it('leaves out what makes no sense and keeps the rest', () => {
    const read = readListState('?state=analysis,nonsense&severity=critical&sort=-nothing&due=tomorrow&open=1')
    expect(read.filter.states).toEqual(['analysis'])
    expect(read.filter.severities).toEqual(['critical'])
    expect(read.filter.openOnly).toBe(true)
    expect(read.due).toBe('')
    expect(read.sort).toBe('updatedAt')
  })

  it('counts choices, the words left out', () => {
    expect(choicesMade(readListState('q=leak'))).toBe(0)
    expect(choicesMade(readListState('q=leak&state=draft&mine=1&due=week'))).toBe(3)
  })
})

describe('the due range', () => {
  it.each([
    ['overdue', '2026-11-20'],
    ['today', '2026-11-21'],
    ['week', '2026-11-28'],
    ['month', '2026-12-21'],
    ['2026-12-01', '2026-12-01']
  ])('%s means open cases due by %s', (due, day) => {
    expect(filterAt({ ...plainList, due }, '2026-11-21')).toMatchObject({ openOnly: true, dueBy: day })
  })

  it('asks nothing when there is none', () => {
    expect(filterAt(plainList, '2026-11-21')).toEqual(plainList.filter)
  })
})

describe('a saved view', () => {
  const fresh: Layout = { order: ['number', 'title', 'state'], hidden: ['state'], widths: {} }

  it('comes back with its columns, and without those that are gone', () => {
    const state = readListState('q=leak&sort=due')
    const layout: Layout = { order: ['title', 'gone', 'number'], hidden: ['gone'], widths: { title: 300 } }
    const back = readView({ definition: writeView({ state, layout }) }, fresh)
    expect(back.state).toEqual(state)
    expect(back.layout?.order).not.toContain('gone')
    expect(back.layout?.order.indexOf('title')).toBeLessThan(back.layout?.order.indexOf('number') ?? -1)
    expect(back.layout?.hidden).toEqual(['state'])
  })

  it('shows everything when its definition cannot be read', () => {
    for (const definition of ['', 'no', '[]', '7', 'null', '{"query":7,"layout":{"order":[1]}}'])
      expect(readView({ definition }, fresh)).toEqual({ state: plainList, layout: null })
  })

  it('knows whether the list still shows it', () => {
    const view = { state: readListState('q=a'), layout: fresh }
    expect(sameView(view, { state: readListState('q=a'), layout: fresh })).toBe(true)
    expect(sameView(view, { state: readListState('q=b'), layout: fresh })).toBe(false)
    expect(sameView(view, { state: readListState('q=a'), layout: { ...fresh, hidden: [] } })).toBe(false)
  })
})
