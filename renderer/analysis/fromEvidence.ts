import { dataView } from '@contract/analysis'
import { z } from 'zod'
import { type Bench, panels } from './address'

const kept = z.object({
  view: dataView,
  panel: z.enum(panels),
  beside: z.enum(panels).nullable(),
  test: z.object({ key: z.string(), element: z.number().int().min(0) }).nullable(),
  options: z.record(z.string(), z.string())
})

/** The workbench a piece of evidence was seen in; null where it comes from somewhere else. */
export function benchOfEvidence(view: unknown, caseId: string): Bench | null {
  const found = kept.safeParse(view)
  return found.success ? { ...found.data, caseId } : null
}
