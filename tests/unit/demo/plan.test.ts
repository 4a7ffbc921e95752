import { describe, expect, it } from 'vitest'
import { caseStates } from '@contract/cases'
import { demoPeople } from '@contract/demo'
import { dayFrom, momentOf, planDemo } from '../../../main/demo/plan'
import { dateCodeOf } from '../../../main/demo/recipe/lots'
import { customers } from '../../../main/demo/recipe/partners'
import { people } from '../../../main/demo/recipe/people'
import { loose } from '../../../main/demo/recipe/stories'
import { weaknesses } from '../../../main/people/password-rules'

const now = new Date('2026-11-21T12:00:00Z')
const plan = planDemo(4817, now)

describe('the plan of the demo', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(planDemo(4817, now)).toEqual(plan)
    expect(planDemo(4818, now).lots.ring.lotNumber).not.toBe(plan.lots.ring.lotNumber)
    const numbers = Object.values(plan.lots).map(lot => lot.lotNumber)
    expect(new Set(numbers).size).toBe(numbers.length)
  })

  it('has cases in every state, and complaints in both languages', () => {
    const reached = plan.stories.map(story => story.states.at(-1)?.[1] ?? 'received')
    expect(new Set(reached)).toEqual(new Set(caseStates))
    const complaints = [...plan.stories.flatMap(story => story.complaints), ...loose]
    expect(complaints).toHaveLength(40)
    expect(new Set(complaints.map(one => one.ref)).size).toBe(40)
    const chinese = complaints.filter(one => /\p{Script=Han}/u.test(one.words))
    expect(chinese.length).toBeGreaterThan(10)
    expect(complaints.length - chinese.length).toBeGreaterThan(10)
  })

  it('tells each story in the order of time, and none from the future', () => {
    for (const {
      title,
      opened,
      states,
      complaints,
      actions = [],
      tasks = [],
      comments = []
    } of plan.stories) {
      const begun = opened[0]
      const days = [begun, ...states.map(([at]) => at)]
      expect(days, title).toEqual(days.toSorted((a, b) => b - a))
      expect(
        Math.max(0, ...complaints.slice(0, 1).map(one => begun - one.received)),
        title
      ).toBeLessThanOrEqual(0)
      for (const { added, then = [] } of [...actions, ...tasks]) {
        const steps = [begun, added, ...then.map(([at]) => at)]
        expect(steps, title).toEqual(steps.toSorted((a, b) => b - a))
      }
      for (const { at } of comments) expect(at, title).toBeLessThan(begun)
    }
    const moments = [130, 19.6, 19.3, 2.2, 1.1, 0.9, 0.15].map(days => momentOf(now, days).getTime())
    expect(moments).toEqual(moments.toSorted((a, b) => a - b))
    expect(moments.at(-1)).toBeLessThan(now.getTime())
    expect(dayFrom(now, -2)).toBe('2026-11-19')
  })

  it('marks every invented customer and person as an example', () => {
    for (const { name } of [...Object.values(customers), ...Object.values(people)])
      expect(name).toMatch(/Example$|\(example\)$|（示例）$/)
  })

  it('states passwords that the rules accept', () => {
    for (const { login, name, password } of demoPeople)
      expect(weaknesses(password, 12, { login, name }), login).toEqual([])
  })

  it.each([
    ['2026-11-21', '2647'],
    ['2027-01-01', '2653'],
    ['2024-12-30', '2501']
  ])('dates %s with the ISO week %s', (day, code) => {
    expect(dateCodeOf(new Date(`${day}T00:00:00Z`))).toBe(code)
  })
})
