import { FabError, type Fault } from '@contract/errors'
import type { JsonObject } from '@contract/json'
import type { z } from 'zod'
import { log } from './log'

/** First trouble of an input, as a place and a word: never the input itself. */
export function inputFault(error: z.ZodError): FabError {
  const issue = error.issues[0]
  const place = issue?.path.map(String).join('.') ?? ''
  return new FabError('contract.input', {
    field: place,
    issue: issue?.message ?? '',
    issues: error.issues.slice(0, 20).map(i => ({ path: i.path.map(String).join('.'), message: i.message }))
  })
}

const hidden = new Set(['secret', 'path', 'stack', 'cause'])

function clean(details: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(details).filter(([key]) => !hidden.has(key)))
}

/** Any thrown thing as a fault that may cross the boundary. The unexpected is logged, not told. */
export function faultOf(error: unknown, where: string): Fault {
  if (error instanceof FabError) return { ...error.fault, details: clean(error.fault.details) }
  if (error instanceof Error && error.name === 'AbortError') return new FabError('contract.cancelled').fault
  const id = log.error(where, error)
  return new FabError('contract.internal', { reference: id }).fault
}
