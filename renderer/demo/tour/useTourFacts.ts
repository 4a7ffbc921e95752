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
  const setId = sets.data?.rows[0]?.id ?? null
  const tests = useQueryOf('instruments.tests', { id: setId ?? '' }, { enabled: setId !== null })
  const waiting = [complaints, ring, repeater, ...(ringCaseId === null ? [] : [sets])].some(
    answer => answer.data === undefined && answer.error === null
  )
  if (waiting || (setId !== null && tests.data === undefined && tests.error === null)) return null
  return {
    complaintId: complaints.data?.rows[0]?.id ?? null,
    ringCaseId,
    repeaterCaseId: repeater.data?.rows[0]?.id ?? null,
    setId,
    testIndex: tests.data?.tests.find(test => test.text === demoFinds.ringTest)?.index ?? null
  }
}
