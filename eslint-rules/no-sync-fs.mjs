import { ALLOW_SCHEMA, isAllowed } from './allow.mjs'

const MODULES = new Set(['fs', 'node:fs'])

/** @param {string} name */
function isSync(name) {
  return /^[a-z]\w*Sync$/.test(name)
}

/**
 * A call that waits for the disk stops everybody who is served by the same process.
 * @type {import('eslint').Rule.RuleModule}
 */
export default {
  meta: {
    type: 'problem',
    docs: { description: 'No synchronous file system calls' },
    schema: ALLOW_SCHEMA,
    messages: { banned: '"{{name}}" stops the whole process while the disk works. Use node:fs/promises.' }
  },
  create: context => {
    if (isAllowed(context)) return {}
    /** Local names of the whole module. @type {Set<string>} */
    const namespaces = new Set()
    return {
      ImportDeclaration: node => {
        if (!MODULES.has(String(node.source.value))) return
        for (const part of node.specifiers) {
          if (part.type !== 'ImportSpecifier') {
            namespaces.add(part.local.name)
            continue
          }
          const name = part.imported.type === 'Identifier' ? part.imported.name : String(part.imported.value)
          if (isSync(name)) context.report({ node: part, messageId: 'banned', data: { name } })
        }
      },
      MemberExpression: node => {
        if (node.object.type !== 'Identifier' || !namespaces.has(node.object.name)) return
        const { property } = node
        const name = property.type === 'Identifier' && !node.computed ? property.name : undefined
        if (name !== undefined && isSync(name)) context.report({ node, messageId: 'banned', data: { name } })
      }
    }
  }
}
