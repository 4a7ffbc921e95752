import { relative, sep } from 'node:path'

/**
 * @typedef {import('eslint').Rule.RuleListener} Listener
 * @typedef {import('eslint').Rule.Node} Node
 * @typedef {Parameters<NonNullable<Listener['MemberExpression']>>[0]} MemberExpression
 * @typedef {Parameters<NonNullable<Listener['Property']>>[0]} Property
 * @typedef {Parameters<NonNullable<Listener['NewExpression']>>[0]['callee']} Callee
 *
 * ESTree's types stop before JSX, and ESLint hands such nodes over untyped.
 * @typedef {any} JsxNode
 */

/** The option every house rule takes: the files and folders (ending in '/') it leaves alone, from the project's root. */
export const ALLOW_SCHEMA = [
  {
    type: /** @type {const} */ ('object'),
    properties: {
      allow: { type: /** @type {const} */ ('array'), items: { type: /** @type {const} */ ('string') } }
    },
    additionalProperties: false
  }
]

/**
 * Whether the linted file is one that the rule's `allow` option names.
 * @param {import('eslint').Rule.RuleContext} context
 * @returns {boolean}
 */
export function isAllowed(context) {
  /** @type {{ allow?: string[] }} */
  const { allow = [] } = context.options[0] ?? {}
  const file = relative(context.cwd, context.filename).split(sep).join('/')
  return allow.some(place => (place.endsWith('/') ? file.startsWith(place) : file === place))
}
