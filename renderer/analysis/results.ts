import type { Output } from '@contract/index'
import { resultStatus } from '../instruments/words'

/** One result of a part. */
export type Result = Output<'analysis.part'>['results'][number]

/** What the status of a result means. */
export type Status = (typeof resultStatus)[number]

/** What the status of a result means. */
export function statusOf(result: Result): Status {
  return resultStatus[result.status] ?? 'noVerdict'
}

/** True for a result that fails its test. */
export function failed(result: Result): boolean {
  return statusOf(result) === 'fail'
}
