import { list, number, record } from './report.mjs'

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 */

/** @type {Counts} */
export const NONE = { passed: 0, failed: 0, skipped: 0 }
/** @type {Counts} */
export const ONE_FAILED = { passed: 0, failed: 1, skipped: 0 }
/** @type {Counts} */
export const ONE_PASSED = { passed: 1, failed: 0, skipped: 0 }

/**
 * @param {readonly Counts[]} all
 * @returns {Counts}
 */
export function sum(all) {
  return all.reduce(
    (a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped }),
    NONE
  )
}

/**
 * The last line of `npm test`.
 * @param {Counts} counts
 */
export function countLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}

/**
 * The counts in the report of Vitest's json reporter. A file that could not be loaded, an error outside of any
 * test and a run without tests count as failures: none of them may look like success.
 * @param {unknown} report parsed JSON, or undefined where none was written
 * @param {number} exitCode
 * @returns {Counts}
 */
export function vitestCounts(report, exitCode) {
  const found = record(report)
  const passed = number(found['numPassedTests'])
  const skipped = number(found['numPendingTests']) + number(found['numTodoTests'])
  const unloaded = list(found['testResults']).filter(
    file => record(file)['status'] === 'failed' && list(record(file)['assertionResults']).length === 0
  ).length
  const failed = number(found['numFailedTests']) + unloaded
  return checked({ passed, failed, skipped }, exitCode)
}

/**
 * The counts in the report of Playwright's json reporter. A test that passed at its second try has passed; the log
 * names it.
 * @param {unknown} report parsed JSON, or undefined where none was written
 * @param {number} exitCode
 * @returns {Counts}
 */
export function playwrightCounts(report, exitCode) {
  const stats = record(record(report)['stats'])
  const counts = {
    passed: number(stats['expected']) + number(stats['flaky']),
    failed: number(stats['unexpected']),
    skipped: number(stats['skipped'])
  }
  return checked(counts, exitCode)
}

/**
 * @param {Counts} counts
 * @param {number} exitCode
 * @returns {Counts}
 */
function checked(counts, exitCode) {
  const ran = counts.passed + counts.failed > 0
  if (counts.failed === 0 && (exitCode !== 0 || !ran)) return { ...counts, failed: 1 }
  return counts
}
