import { beforeEach, describe, expect, it, vi } from 'vitest'
import { builtInRoles } from '@contract/permissions'
import { markedName, markedTitle, setDemo } from '../../../renderer/demo/mark'
import { placeCard } from '../../../renderer/demo/tour/place'
import { stepsOf, type TourFacts, tourRole } from '../../../renderer/demo/tour/steps'
import en from '../../../resources/locales/en/demo.json'

const facts: TourFacts = {
  complaintId: 'complaint',
  ringCaseId: 'ring',
  repeaterCaseId: 'repeater',
  setId: 'set',
  testIndex: 7,
  testerSetIds: ['set', 'other'],
  defectSetId: 'defects',
  driftCaseId: 'drift',
  driftTest: { key: 'P4001', element: 0 }
}
const nothing: TourFacts = {
  complaintId: null,
  ringCaseId: null,
  repeaterCaseId: null,
  setId: null,
  testIndex: null,
  testerSetIds: [],
  defectSetId: null,
  driftCaseId: null,
  driftTest: null
}

describe('the tours', () => {
  it.each(['engineer', 'lab', 'lead', 'administrator'] as const)('lead the %s through ten steps', role => {
    const steps = stepsOf(role)
    expect(steps).toHaveLength(10)
    expect(new Set(steps.map(step => step.id)).size).toBe(10)
    for (const { id, route, target } of steps) {
      expect(en.tour.steps, id).toHaveProperty(id)
      expect(target).not.toBe('')
      expect(route(facts)).toMatch(/^\/[a-z]/)
      // What is not there any more is told, not looked for.
      expect(() => route(nothing)).not.toThrow()
    }
  })

  it('show each role the data workbench, and who looks at data the inspection as well', () => {
    for (const role of ['engineer', 'lab', 'lead', 'administrator'] as const) {
      const routes = stepsOf(role).map(step => step.route(facts) ?? '')
      expect(routes.some(route => route.startsWith('/data?'))).toBe(true)
      expect(routes.some(route => route.startsWith('/defects/'))).toBe(role !== 'administrator')
    }
  })

  it('have a text for every stop and no stop without one', () => {
    const stops = new Set(
      (['engineer', 'lab', 'lead', 'administrator'] as const).flatMap(role =>
        stepsOf(role).map(step => step.id)
      )
    )
    expect([...stops].toSorted()).toEqual(Object.keys(en.tour.steps).toSorted())
  })

  it('go nowhere a role may not', () => {
    const needs = {
      '/audit': 'audit.read',
      '/admin': 'store.manage',
      '/import': 'instruments.import'
    } as const
    for (const role of ['engineer', 'lab', 'lead', 'administrator'] as const)
      for (const step of stepsOf(role))
        for (const [path, right] of Object.entries(needs))
          if (step.route(facts)?.startsWith(path) === true)
            expect(builtInRoles[role] as readonly string[], `${role} ${step.id}`).toContain(right)
  })

  it('take people of other roles by what they may', () => {
    expect(tourRole({ role: 'lab', permissions: [] })).toBe('lab')
    expect(tourRole({ role: 'auditor', permissions: ['records.read', 'audit.read'] })).toBe('lab')
    expect(tourRole({ role: 'planner', permissions: ['cases.write'] })).toBe('engineer')
    expect(tourRole({ role: 'chief', permissions: ['cases.write', 'cases.close'] })).toBe('lead')
  })
})

describe('the card of a step', () => {
  const card = { width: 380, height: 280 }
  const window = { width: 1280, height: 800 }
  const inside = ({ left, top }: { left: number; top: number }): boolean =>
    left >= 0 && top >= 0 && left + card.width <= window.width && top + card.height <= window.height

  it('stands beside what is lit, else below or above it, and always within the window', () => {
    expect(placeCard({ left: 100, top: 100, width: 300, height: 300 }, card, window).left).toBe(414)
    expect(placeCard({ left: 800, top: 100, width: 460, height: 300 }, card, window).left).toBe(406)
    expect(placeCard({ left: 20, top: 40, width: 1240, height: 60 }, card, window).top).toBe(114)
    expect(placeCard({ left: 20, top: 500, width: 1240, height: 280 }, card, window).top).toBe(206)
    for (const lit of [
      null,
      { left: 0, top: 0, width: 1280, height: 800 },
      { left: 900, top: 700, width: 900, height: 900 }
    ])
      expect(inside(placeCard(lit, card, window))).toBe(true)
  })
})

describe('files and windows of a demo', () => {
  it('say so in their names, and others do not', () => {
    setDemo(true)
    expect(markedName('cases.csv')).toBe('DEMO-cases.csv')
    expect(markedTitle('Cases')).toBe('Cases – FabCase DEMO')
    setDemo(false)
    expect(markedName('cases.csv')).toBe('cases.csv')
    expect(markedTitle('Cases')).toBe('Cases – FabCase')
  })
})

describe('where the tour stands', () => {
  const kept = new Map<string, string>()
  beforeEach(() => {
    kept.clear()
    vi.resetModules()
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => kept.set(key, value)
    })
  })
  /** A page as it is loaded: nothing remembered but what was kept. */
  const load = () => import('../../../renderer/demo/tour/state')

  it('is kept over a reload, for each person and store', async () => {
    const first = await load()
    first.ownTour('store1', 'erin', 10)
    first.tour.start()
    first.tour.to(4)
    first.tour.pause()
    vi.resetModules()
    const second = await load()
    second.ownTour('store1', 'erin', 10)
    expect(second.standing()).toEqual({ known: true, state: 'paused', step: 4, of: 10 })
    second.ownTour('store1', 'luo', 10)
    expect(second.standing()).toMatchObject({ state: 'offered', step: 0 })
    // Made anew, the store has another id.
    second.ownTour('store2', 'erin', 10)
    expect(second.standing()).toMatchObject({ state: 'offered', step: 0 })
    second.ownTour(null, '', 0)
    expect(second.standing().known).toBe(false)
  })

  it('ends after its last step, and what was kept badly is offered anew', async () => {
    const { ownTour, standing, tour } = await load()
    ownTour('store1', 'erin', 10)
    tour.to(10)
    expect(standing()).toMatchObject({ state: 'done', step: 0 })
    for (const bad of ['{', '{"state":"flying","step":3}', '{"state":"running"}', '7']) {
      kept.set('fabcase.tour.store1.erin', bad)
      ownTour('store1', 'erin', 10)
      expect(standing(), bad).toMatchObject({ state: 'offered', step: 0 })
    }
    kept.set('fabcase.tour.store1.erin', '{"state":"running","step":99}')
    ownTour('store1', 'erin', 10)
    expect(standing()).toMatchObject({ state: 'running', step: 9 })
  })
})
