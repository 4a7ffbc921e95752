import { isAllowed } from './allow.mjs'

/** Attributes whose text a person reads or hears. */
const READ_ATTRIBUTES = new Set([
  'alt',
  'aria-label',
  'aria-description',
  'description',
  'label',
  'placeholder',
  'title'
])

/**
 * Every word on the screen exists in both languages, so none stands in the markup itself. One letter alone is
 * a symbol (a key, a unit) and not a word.
 * @type {import('eslint').Rule.RuleModule}
 */
export default {
  meta: {
    type: 'problem',
    docs: { description: 'No words in the markup; they belong to resources/locales' },
    schema: [
      {
        type: 'object',
        properties: {
          allow: { type: 'array', items: { type: 'string' } },
          names: { type: 'array', items: { type: 'string' } }
        },
        additionalProperties: false
      }
    ],
    messages: { banned: 'Put "{{text}}" into resources/locales and render it with t().' }
  },
  create: context => {
    if (isAllowed(context)) return {}
    /** Names are the same in every language. @type {{ names?: string[] }} */
    const { names = [] } = context.options[0] ?? {}
    /** @param {import('./allow.mjs').Node} node @param {unknown} value */
    const check = (node, value) => {
      if (typeof value !== 'string') return
      const rest = names.reduce((text, name) => text.replaceAll(name, ''), value)
      if (!/\p{L}{2}|\p{Script=Han}/u.test(rest)) return
      context.report({ node, messageId: 'banned', data: { text: value.trim().slice(0, 40) } })
    }
    /** @param {import('./allow.mjs').JsxNode} node */
    const checkText = node => check(node, node.value)
    return {
      JSXText: checkText,
      'JSXElement > JSXExpressionContainer > Literal': checkText,
      'JSXFragment > JSXExpressionContainer > Literal': checkText,
      JSXAttribute: /** @param {import('./allow.mjs').JsxNode} node */ node => {
        if (READ_ATTRIBUTES.has(node.name.name) && node.value?.type === 'Literal')
          check(node.value, node.value.value)
      }
    }
  }
}
