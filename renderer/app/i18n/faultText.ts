import { FabError, type Fault, isFault } from '@contract/errors'
import i18next from 'i18next'

/** A fault in the person's words. */
export interface FaultText {
  /** What happened. */
  readonly what: string
  /** What to do about it; may be empty. */
  readonly action: string
}

/** The text of a fault from `errors.json`, its blanks filled from the fault's details. */
export function faultText(fault: Fault): FaultText {
  const key = `errors:${fault.key}`
  const blanks: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(fault.details)) {
    blanks[name] = typeof value === 'object' && value !== null ? JSON.stringify(value) : value
  }
  const say = (path: string): string => (i18next.exists(path) ? i18next.t(path, blanks).trim() : '')
  return { what: say(`${key}.what`) || fault.key, action: say(`${key}.do`) }
}

/** Any thrown value as a fault: what is not one of ours is `contract.internal`, without its stack. */
export function asFault(error: unknown): Fault {
  if (error instanceof FabError) return error.fault
  if (isFault(error)) return error
  return new FabError('contract.internal', { reference: error instanceof Error ? error.name : 'unknown' })
    .fault
}

/** What support needs, as plain text for the clipboard. Never a stack. */
export function faultDetail(fault: Fault): string {
  const { what, action } = faultText(fault)
  return [
    'FabCase',
    `${fault.code} ${fault.key}`,
    what,
    action,
    JSON.stringify(fault.details),
    new Date().toISOString(),
    location.hash
  ]
    .filter(line => line !== '')
    .join('\n')
}
