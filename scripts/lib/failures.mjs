import { relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { root } from './paths.mjs'
import { list, number, record, text } from './report.mjs'

/** Lines of an error that are shown: what was expected, what came, and the place. */
const LINES = 24

/**
 * Which tests have failed and why, in few lines. They stand before everything else a tool has printed: a log is
 * often cut, and the reason must not be in the part that is lost.
 * @typedef {{ name: string, why: string }} Failure
 */

/**
 * @param {unknown} report of Vitest's json reporter, or undefined where none was written
 * @returns {Failure[]}
 */
export function vitestFailures(report) {
  return list(record(report)['testResults']).flatMap(value => {
    const file = record(value)
    const name = relative(root, text(file['name']))
    const tests = list(file['assertionResults']).map(record)
    if (file['status'] === 'failed' && tests.length === 0)
      return [{ name, why: short(text(file['message'])) }]
    return tests
      .filter(test => test['status'] === 'failed')
      .map(test => ({
        name: `${name} › ${text(test['fullName'])}`,
        why: short(list(test['failureMessages']).map(text).join('\n'))
      }))
  })
}

/**
 * @param {unknown} report of Playwright's json reporter, or undefined where none was written
 * @returns {Failure[]}
 */
export function playwrightFailures(report) {
  return ofPlaywright(report, 'unexpected')
}

/**
 * Walks that passed at their second try only.
 * @param {unknown} report of Playwright's json reporter, or undefined where none was written
 * @returns {Failure[]}
 */
export function playwrightWavering(report) {
  return ofPlaywright(report, 'flaky')
}

/**
 * @param {unknown} report
 * @param {'unexpected' | 'flaky'} status
 * @returns {Failure[]}
 */
function ofPlaywright(report, status) {
  const outside = list(record(report)['errors']).map(error => ({
    name: 'outside of any test',
    why: short(text(record(error)['message']))
  }))
  const within = list(record(report)['suites']).flatMap(suite => ofSuite(suite, status))
  return status === 'unexpected' ? [...outside, ...within] : within
}

/**
 * @param {unknown} value
 * @param {'unexpected' | 'flaky'} status
 * @returns {Failure[]}
 */
function ofSuite(value, status) {
  const suite = record(value)
  const inner = list(suite['suites']).flatMap(one => ofSuite(one, status))
  const own = list(suite['specs']).flatMap(entry => {
    const spec = record(entry)
    const failed = list(spec['tests'])
      .map(record)
      .filter(test => test['status'] === status)
    const name = `${text(spec['file'])}:${number(spec['line'])} › ${text(spec['title'])}`
    return failed.map(test => ({ name, why: whyOf(test) }))
  })
  return [...own, ...inner]
}

/**
 * @param {Record<string, unknown>} test
 * @returns {string}
 */
function whyOf(test) {
  const errors = list(test['results']).flatMap(result => list(record(result)['errors']).map(record))
  return short(errors.map(error => text(error['message'])).join('\n'))
}

/** @param {string} message */
function short(message) {
  const lines = stripVTControlCharacters(message).trim().split('\n')
  const more = lines.length - LINES
  return [...lines.slice(0, LINES), ...(more > 0 ? [`… ${more} more lines`] : [])].join('\n')
}

/**
 * @param {readonly Failure[]} failures
 * @returns {string} empty where there is none
 */
export function failureText(failures) {
  return failures
    .map(({ name, why }, at) => `${at + 1}) ${name}\n${why.replace(/^/gmu, '     ')}`)
    .join('\n\n')
}
