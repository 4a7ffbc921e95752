import type { TestRef } from '@contract/analysis'
import type { Permission } from '@contract/permissions'
import { type Bench, benchOf, routeOfBench } from '../../analysis/address'

/** What the tour knows of the demo store; null = not found there any more. */
export interface TourFacts {
  readonly complaintId: string | null
  readonly ringCaseId: string | null
  readonly repeaterCaseId: string | null
  /** The file with the ring. */
  readonly setId: string | null
  /** Index of the test that the ring's dies fail. */
  readonly testIndex: number | null
  /** Every tester file. */
  readonly testerSetIds: readonly string[]
  /** The inspection file of the lot with the repeater. */
  readonly defectSetId: string | null
  readonly driftCaseId: string | null
  /** The test that drifts, as the workbench names it. */
  readonly driftTest: TestRef | null
}

/** A stop of the tour. */
export interface TourStep {
  /** Key of its texts, `demo:tour.steps.<id>`. */
  readonly id: StepId
  /** Hash route; null where what it shows was removed. */
  readonly route: (facts: TourFacts) => string | null
  /** What the light falls on. */
  readonly target: string
}

const content = '#content'
const chart = '#content figure'

/** A workbench over files; null without any. Nothing of it is too long for an address. */
function bench(sets: readonly (string | null)[], caseId: string | null, more: Partial<Bench>): string | null {
  const known = sets.filter(id => id !== null)
  if (known.length === 0) return null
  const stash = { getItem: () => null, setItem: () => undefined }
  return routeOfBench({ ...benchOf(known, caseId), ...more }, stash)
}

const at = (id: string | null, path: (id: string) => string): string | null => (id === null ? null : path(id))

const steps = {
  inbox: { route: () => '/complaints', target: content },
  words: { route: f => at(f.complaintId, id => `/complaints/${id}`), target: '[data-tour="words"]' },
  cases: { route: () => '/cases', target: content },
  case: { route: f => at(f.ringCaseId, id => `/cases/${id}`), target: '[data-tour="gate"]' },
  data: { route: f => at(f.ringCaseId, id => `/cases/${id}/data`), target: '[data-tour="case-data"]' },
  import: { route: () => '/import', target: content },
  map: { route: f => at(f.setId, id => `/sets/${id}?wafer=1`), target: '[data-tour="wafer-map"]' },
  test: {
    route: f =>
      at(f.setId, id => `/sets/${id}?tab=tests${f.testIndex === null ? '' : `&test=${f.testIndex}`}`),
    target: '[data-tour="test"]'
  },
  parts: { route: f => at(f.setId, id => `/sets/${id}?tab=parts&kind=hard&bin=6&wafer=1`), target: content },
  lasso: {
    route: f => bench([f.setId], f.ringCaseId, { panel: 'map', options: { 'm.show': 'stack' } }),
    target: chart
  },
  pin: { route: f => bench([f.setId], f.ringCaseId, { panel: 'pareto' }), target: chart },
  trend: {
    route: f =>
      bench(f.testerSetIds, f.driftCaseId, {
        panel: 'trend',
        test: f.driftTest,
        options: { 't.along': 'wafer' }
      }),
    target: chart
  },
  defects: { route: f => at(f.defectSetId, id => `/defects/${id}?tab=overlay`), target: content },
  discussion: { route: f => at(f.repeaterCaseId, id => `/cases/${id}/discussion`), target: content },
  timeline: { route: f => at(f.ringCaseId, id => `/cases/${id}/timeline`), target: content },
  search: { route: () => '/search?q=Rds(on)', target: content },
  actions: { route: () => '/actions', target: content },
  work: { route: () => '/work', target: content },
  audit: { route: () => '/audit', target: content },
  backup: { route: () => '/admin/store', target: content }
} as const satisfies Record<string, Omit<TourStep, 'id'>>

/** Name of a stop. */
export type StepId = keyof typeof steps

/** The ten stops of each role, in the order of its day. */
const tours = {
  engineer: ['words', 'case', 'data', 'map', 'test', 'lasso', 'pin', 'defects', 'actions', 'search'],
  lab: ['work', 'words', 'import', 'map', 'test', 'parts', 'trend', 'defects', 'discussion', 'search'],
  lead: ['inbox', 'cases', 'case', 'map', 'trend', 'defects', 'actions', 'search', 'timeline', 'audit'],
  administrator: ['inbox', 'case', 'data', 'map', 'test', 'lasso', 'actions', 'search', 'audit', 'backup']
} as const satisfies Record<string, readonly StepId[]>

/** A role that has a tour. */
export type TourRole = keyof typeof tours

/** Whose day somebody is shown: that of the role, else of the role whose rights they have. */
export function tourRole(me: {
  readonly role: string
  readonly permissions: readonly Permission[]
}): TourRole {
  if (Object.hasOwn(tours, me.role)) return me.role as TourRole
  if (me.permissions.includes('store.manage')) return 'administrator'
  if (me.permissions.includes('cases.close')) return 'lead'
  return me.permissions.includes('cases.write') ? 'engineer' : 'lab'
}

/** The stops of a role. */
export function stepsOf(role: TourRole): readonly TourStep[] {
  return tours[role].map(id => ({ id, ...steps[id] }))
}
