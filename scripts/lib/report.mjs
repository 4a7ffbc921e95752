/**
 * What is in a parsed report of a test tool: foreign data, of which nothing is taken for granted.
 */

/**
 * @param {unknown} value
 * @returns {Record<string, unknown>}
 */
export function record(value) {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
}

/**
 * @param {unknown} value
 * @returns {unknown[]}
 */
export function list(value) {
  return Array.isArray(value) ? value : []
}

/** @param {unknown} value */
export function number(value) {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0
}

/** @param {unknown} value */
export function text(value) {
  return typeof value === 'string' ? value : ''
}
