import { ALLOW_SCHEMA, isAllowed } from './allow.mjs'

/**
 * stdout carries answers alone, and what is worth keeping goes to the log: neither is reached by console.
 * @type {import('eslint').Rule.RuleModule}
 */
export default {
  meta: {
    type: 'problem',
    docs: { description: 'No console outside the command line and the scripts' },
    schema: ALLOW_SCHEMA,
    messages: {
      banned: 'Write to the log of main/core, or answer the caller; console reaches nobody who can act.'
    }
  },
  create: context => {
    if (isAllowed(context)) return {}
    return {
      MemberExpression: node => {
        if (node.object.type !== 'Identifier' || node.object.name !== 'console') return
        const variable = context.sourceCode
          .getScope(node)
          .references.find(found => found.identifier === node.object)
        // A local variable of that name is somebody's own.
        if ((variable?.resolved?.defs.length ?? 0) === 0) context.report({ node, messageId: 'banned' })
      }
    }
  }
}
