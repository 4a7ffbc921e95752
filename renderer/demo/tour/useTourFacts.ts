import { demoFinds } from '@contract/demo'
import { useQueryOf } from '../../app/client/index'
import type { TourFacts } from './steps'

/** Finds the records of the tour in the open demo store; null until the answers are here. */
export function useTourFacts(): TourFacts | null {
  const complaints = useQueryOf('complaints.list', { text: demoFinds.complaint, limit: 1 })
  const ring = useQueryOf('cases.list', { filter: { text: demoFinds.ringCase }, limit: 1 })
  const repeater = useQueryOf('cases.list', { filter: { text: demoFinds.repeaterCase }, limit: 1 })
  const ringCaseId = ring.data?.rows[0]?.id ?? null
  const sets = useQueryOf(
    'instruments.sets',
    { caseId: ringCaseId, limit: 1 },
    { enabled: ringCaseId !== null }
  )
  const repeaterCaseId = repeater.data?.rows[0]?.id ?? null
  const defects = useQueryOf(
    'instruments.sets',
    { caseId: repeaterCaseId, kind: 'defects', limit: 1 },
    { enabled: repeaterCaseId !== null }
  )
  const setId = sets.data?.rows[0]?.id ?? null
  const tests = useQueryOf('instruments.tests', { id: setId ?? '' }, { enabled: setId !== null })
  const drift = useQueryOf('cases.list', { filter: { text: demoFinds.driftCase }, limit: 1 })
  const all = useQueryOf('instruments.sets', { limit: 100 })
  const testers = all.data?.rows.filter(set => set.parts > 0).map(set => set.id) ?? []
  const merged = useQueryOf('analysis.tests', { view: { sets: testers } }, { enabled: testers.length > 0 })
  const waiting = [
    complaints,
    ring,
    repeater,
    drift,
    all,
    ...(ringCaseId === null ? [] : [sets]),
    ...(repeaterCaseId === null ? [] : [defects]),
    ...(setId === null ? [] : [tests]),
    ...(testers.length === 0 ? [] : [merged])
  ].some(answer => answer.data === undefined && answer.error === null)
  if (waiting) return null
  return {
    complaintId: complaints.data?.rows[0]?.id ?? null,
    ringCaseId,
    repeaterCaseId,
    defectSetId: defects.data?.rows[0]?.id ?? null,
    setId,
    testIndex: tests.data?.tests.find(test => test.text === demoFinds.ringTest)?.index ?? null,
    testerSetIds: testers,
    driftCaseId: drift.data?.rows[0]?.id ?? null,
    driftTest: merged.data?.tests.find(test => test.text === demoFinds.driftTest)?.ref ?? null
  }
}
