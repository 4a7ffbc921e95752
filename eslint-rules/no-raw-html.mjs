import { ALLOW_SCHEMA, isAllowed } from './allow.mjs'

const BANNED = new Set([
  'innerHTML',
  'outerHTML',
  'insertAdjacentHTML',
  'setHTMLUnsafe',
  'createContextualFragment',
  'dangerouslySetInnerHTML'
])

/**
 * Markup never comes from a string: what customers write would become part of the page.
 * @type {import('eslint').Rule.RuleModule}
 */
export default {
  meta: {
    type: 'problem',
    docs: { description: 'No markup from strings' },
    schema: ALLOW_SCHEMA,
    messages: { banned: '"{{name}}" turns text into markup. Render elements instead.' }
  },
  create: context => {
    if (isAllowed(context)) return {}
    /** @param {import('./allow.mjs').Node} node @param {unknown} name */
    const check = (node, name) => {
      if (typeof name === 'string' && BANNED.has(name))
        context.report({ node, messageId: 'banned', data: { name } })
    }
    return {
      MemberExpression: node => {
        if (!node.computed && node.property.type === 'Identifier') check(node, node.property.name)
        if (node.property.type === 'Literal') check(node, node.property.value)
      },
      Property: node => {
        if (!node.computed && node.key.type === 'Identifier') check(node, node.key.name)
        if (node.key.type === 'Literal') check(node, node.key.value)
      },
      JSXAttribute: /** @param {import('./allow.mjs').JsxNode} node */ node => check(node, node.name.name)
    }
  }
}
