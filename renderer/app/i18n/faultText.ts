import { FabError, type Fault, isFault } from '@contract/errors'
import i18next from 'i18next'
import { isoDateTime } from './format'

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
    blanks[name] = typeof value === 'object' && value !== null ? JSON.stringify(value) : shown(value)
  }
  const say = (path: string): string => (i18next.exists(path) ? i18next.t(path, blanks).trim() : '')
  const action = typeof fault.details['address'] === 'string' ? say(`${key}.doAt`) : ''
  return { what: say(`${key}.what`) || fault.key, action: action || say(`${key}.do`) }
}

/** Moments as clocks here show them; the rest as it is. */
function shown(value: unknown): unknown {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) ? isoDateTime(value) : value
}

/** Where a fault leads to: the address under which a store that is open elsewhere is served; null without one. */
export function faultAddress(fault: Fault): string | null {
  const { address } = fault.details
  return typeof address === 'string' && /^https?:\/\//.test(address) ? address : null
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
