import { describe, expect, it } from 'vitest'
import { filterActions } from '../../../../renderer/capa/boardFilter'
import { type Action, phaseOf, stateChange } from '../../../../renderer/capa/phases'
import { readDay } from '../../../../renderer/ui/day'
import { addDays, daysBetween, isDay, nearnessOf } from '../../../../renderer/ui/days'
import { grouped, groupOf, linkOf, type WorkItem } from '../../../../renderer/workflow/grouping'

const today = '2026-11-21'

function item(part: Partial<WorkItem>): WorkItem {
  return {
    kind: 'task',
    id: 't1',
    number: '',
    title: 'x',
    state: 'open',
    due: null,
    caseId: 'c1',
    caseNumber: 'FC-1',
    ...part
  }
}

function action(part: Partial<Action>): Action {
  return {
    id: 'a1',
    version: 1,
    createdAt: '',
    createdBy: '',
    updatedAt: '',
    updatedBy: '',
    caseId: 'c1',
    kind: 'corrective',
    title: 'Replace part',
    details: '腔体 C2',
    ownerId: null,
    due: null,
    doneOn: null,
    state: 'planned',
    ...part
  }
}

describe('days', () => {
  it('count over months, leap days and years', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
    expect(daysBetween('2026-11-21', '2026-11-18')).toBe(-3)
    expect(isDay('2026-02-29')).toBe(false)
  })

  it('tell how near they are', () => {
    expect(nearnessOf('2026-11-20', today, false)).toBe('late')
    expect(nearnessOf('2026-11-20', today, true)).toBe('over')
    expect(nearnessOf(today, today, false)).toBe('soon')
    expect(nearnessOf('2026-11-23', today, false)).toBe('soon')
    expect(nearnessOf('2026-11-24', today, false)).toBe('later')
    expect(nearnessOf(null, today, false)).toBe('none')
  })

  it('are typed ahead of today', () => {
    const now = new Date(2026, 10, 21, 9)
    expect(readDay('+7', now)).toBe('2026-11-28')
    expect(readDay('+2w', now)).toBe('2026-12-05')
    expect(readDay('+2周', now)).toBe('2026-12-05')
    expect(readDay('+', now)).toBeNull()
  })
})

describe('my work', () => {
  it('groups by due day, most urgent first, empty groups left out', () => {
    const items = [
      item({ id: '1', due: '2026-11-20' }),
      item({ id: '2', due: today }),
      item({ id: '3', due: '2026-11-28' }),
      item({ id: '4' })
    ]
    expect(grouped(items, today).map(({ group, items: held }) => [group, held.map(one => one.id)])).toEqual([
      ['late', ['1']],
      ['today', ['2']],
      ['week', ['3']],
      ['none', ['4']]
    ])
    expect(groupOf('2026-11-29', today)).toBe('later')
  })

  it('opens things where they belong', () => {
    expect(linkOf(item({ kind: 'case', id: 'c9', caseId: 'c9' }))).toBe('/cases/c9')
    expect(linkOf(item({ kind: 'action', id: 'a1' }))).toBe('/cases/c1/actions?open=a1')
    expect(linkOf(item({}))).toBe('/cases/c1/tasks?open=t1')
    expect(linkOf(item({ caseId: null }))).toBeNull()
  })
})

describe('actions', () => {
  it('have one of four colours, or none when cancelled', () => {
    expect(phaseOf(action({}))).toBe('unowned')
    expect(phaseOf(action({ ownerId: 'u' }))).toBe('working')
    expect(phaseOf(action({ ownerId: 'u', state: 'ineffective' }))).toBe('working')
    expect(phaseOf(action({ state: 'implemented' }))).toBe('unproven')
    expect(phaseOf(action({ state: 'effective' }))).toBe('effective')
    expect(phaseOf(action({ state: 'cancelled' }))).toBeNull()
  })

  it('get the day they came into place, and lose it when they are begun again', () => {
    expect(stateChange(action({}), 'implemented', today)).toEqual({ state: 'implemented', doneOn: today })
    const placed = action({ state: 'implemented', doneOn: '2026-11-01' })
    expect(stateChange(placed, 'effective', today)).toEqual({ state: 'effective' })
    expect(stateChange(placed, 'doing', today)).toEqual({ state: 'doing', doneOn: null })
    expect(stateChange(placed, 'ineffective', today)).toEqual({ state: 'ineffective' })
  })

  it('are filtered by words, kind, state, owner and lateness together', () => {
    const all = [
      action({ id: '1', due: '2026-11-01' }),
      action({ id: '2', kind: 'containment', ownerId: 'u' }),
      action({ id: '3', due: '2026-11-01', state: 'implemented' })
    ]
    const none = { text: '', kinds: [], states: [], ownerIds: [], overdue: false }
    const found = (part: Partial<typeof none>): string[] =>
      filterActions(all, { ...none, ...part }, today).map(one => one.id)
    expect(found({})).toEqual(['1', '2', '3'])
    expect(found({ overdue: true })).toEqual(['1'])
    expect(found({ text: '腔体 replace' })).toEqual(['1', '2', '3'])
    expect(found({ text: 'nothing' })).toEqual([])
    expect(filterActions(all, { ...none, kinds: ['containment'] }, today).map(one => one.id)).toEqual(['2'])
    expect(filterActions(all, { ...none, ownerIds: ['u'], states: ['doing'] }, today)).toEqual([])
  })
})
