import { basename } from 'node:path'
import type { Fault, FaultCode } from '@contract/errors'
import { FabError } from '@contract/errors'
import { faultOf } from '../core/faults'

const statuses: Readonly<Record<FaultCode, number>> = {
  NotFound: 404,
  Invalid: 400,
  Forbidden: 403,
  SignIn: 401,
  Conflict: 409,
  Busy: 503,
  Refused: 409,
  Damaged: 500,
  TooLarge: 413,
  Full: 507,
  Cancelled: 409,
  Offline: 503,
  Internal: 500
}

/** HTTP status of a fault. Clients go by the fault; the status is for what lies between. */
export function statusOf(fault: Fault): number {
  if (fault.key === 'people.throttled') return 429
  return fault.key === 'contract.wrongAddress' ? 403 : statuses[fault.code]
}

const folders = new Set(['store', 'dir', 'into', 'target'])

/** The fault with folders cut down to their names: where things lie is the business of the machine's own user. */
export function withoutFolders(fault: Fault): Fault {
  const details = Object.entries(fault.details).map(([key, value]) => [
    key,
    folders.has(key) && typeof value === 'string' ? basename(value.replaceAll('\\', '/')) : value
  ])
  return { ...fault, details: Object.fromEntries(details) as Fault['details'] }
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : ''
}

/**
 * What went wrong as a fault that may cross the boundary; what fastify itself refuses becomes one of
 * ours.
 * @param local the caller started this process and may see folders
 */
export function httpFault(error: unknown, where: string, local: boolean): Fault {
  const fault = faultOf(ofFastify(error) ?? error, where)
  return local ? fault : withoutFolders(fault)
}

function ofFastify(error: unknown): FabError | null {
  const code = codeOf(error)
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new FabError('contract.tooLarge', {})
  const invalid =
    error instanceof SyntaxError ||
    code === 'ECONNRESET' ||
    code.startsWith('FST_ERR_CTP_') ||
    code === 'FST_ERR_BAD_URL'
  return invalid ? new FabError('contract.input', { field: '', issue: '', issues: [] }) : null
}
