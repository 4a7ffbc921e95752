import type { Fault } from '@contract/errors'
import type { z } from 'zod'

/** Why a field cannot be saved; texts in `register:problems`. */
export type Problem = 'required' | 'tooLong' | 'wrong' | 'duplicate'

/** What the contract's own schema finds wrong, by field; empty when nothing is. */
export function problemsOf(schema: z.ZodType, value: object): ReadonlyMap<string, Problem> {
  const parsed = schema.safeParse(value)
  const found = new Map<string, Problem>()
  if (parsed.success) return found
  for (const issue of parsed.error.issues) {
    const field = String(issue.path[0] ?? '')
    if (found.has(field)) continue
    const empty = issue.code === 'too_small' && issue.origin === 'string'
    const missing = issue.code === 'invalid_format' || issue.code === 'invalid_type'
    const nothing = isEmpty(value, field)
    found.set(
      field,
      empty || (missing && nothing) ? 'required' : issue.code === 'too_big' ? 'tooLong' : 'wrong'
    )
  }
  return found
}

function isEmpty(value: object, field: string): boolean {
  const entry = Object.entries(value).find(([name]) => name === field)
  return entry === undefined || entry[1] === '' || entry[1] === null
}

/** The field a refusal of the core speaks of. */
export function refusedField(fault: Fault | null): { field: string; problem: Problem; other: string } | null {
  if (fault?.key !== 'record.duplicate') return null
  const { field, id } = fault.details
  return typeof field === 'string'
    ? { field, problem: 'duplicate', other: typeof id === 'string' ? id : '' }
    : null
}
