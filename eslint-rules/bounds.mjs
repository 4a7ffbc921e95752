import { ALLOW_SCHEMA, isAllowed } from './allow.mjs'

/**
 * @typedef {import('eslint').Rule.RuleModule} Rule
 * @typedef {import('eslint').Rule.RuleContext} Context
 * @typedef {import('eslint').Rule.RuleListener} Listener
 */

/**
 * @param {string} description
 * @param {string} message
 * @param {(context: Context) => Listener} create
 * @returns {Rule}
 */
function rule(description, message, create) {
  return {
    meta: { type: 'problem', docs: { description }, schema: ALLOW_SCHEMA, messages: { banned: message } },
    create: context => (isAllowed(context) ? {} : create(context))
  }
}

/**
 * The name a member is read by: `a.b` and `a['b']` alike.
 * @param {import('./allow.mjs').MemberExpression} node
 */
function memberName(node) {
  if (!node.computed && node.property.type === 'Identifier') return node.property.name
  return node.property.type === 'Literal' ? String(node.property.value) : undefined
}

/** @param {import('./allow.mjs').Callee} node */
function calleeName(node) {
  if (node.type === 'Identifier') return node.name
  if (node.type !== 'MemberExpression' || node.computed) return undefined
  return node.property.type === 'Identifier' ? node.property.name : undefined
}

const electronImport = rule(
  'Electron is imported by the desktop and the preload script alone',
  'Only main/desktop and preload/index.ts import electron; everything else runs without it.',
  context => {
    /** @param {import('./allow.mjs').Node} node @param {unknown} source */
    const check = (node, source) => {
      if (typeof source === 'string' && /^electron(\/|$)/.test(source))
        context.report({ node, messageId: 'banned' })
    }
    return {
      ImportDeclaration: node => check(node, node.source.value),
      ExportNamedDeclaration: node => check(node, node.source?.value),
      ExportAllDeclaration: node => check(node, node.source.value),
      ImportExpression: node => check(node, node.source.type === 'Literal' ? node.source.value : undefined),
      CallExpression: node => {
        const [first] = node.arguments
        const isRequire = node.callee.type === 'Identifier' && node.callee.name === 'require'
        if (isRequire && first?.type === 'Literal') check(node, first.value)
      }
    }
  }
)

const newBrowserWindow = rule(
  'Windows are made in the window factory',
  'Make windows with the factory in main/desktop/window.ts: it sets the guards every window needs.',
  context => ({
    NewExpression: node => {
      const name = calleeName(node.callee)
      if (
        name === 'BrowserWindow' ||
        name === 'BaseWindow' ||
        name === 'WebContentsView' ||
        name === 'BrowserView'
      ) {
        context.report({ node, messageId: 'banned' })
      }
    }
  })
)

const openExternal = rule(
  'Addresses and files leave the app through one door',
  'Use main/desktop/open-outside.ts: it knows which addresses may be opened and asks first.',
  context => ({
    MemberExpression: node => {
      const name = memberName(node)
      if (name === 'openExternal' || name === 'openPath') context.report({ node, messageId: 'banned' })
    },
    // const { openExternal } = shell
    'VariableDeclarator > ObjectPattern > Property':
      /** @param {import('./allow.mjs').Property} node */ node => {
        if (
          node.key.type === 'Identifier' &&
          (node.key.name === 'openExternal' || node.key.name === 'openPath')
        ) {
          context.report({ node, messageId: 'banned' })
        }
      }
  })
)

const rawIpc = rule(
  'Messages between processes pass through the door',
  'Use the door (main/desktop/door.ts, preload/index.ts): it checks the sender and the size of every message.',
  context => ({
    Identifier: node => {
      if (node.name === 'ipcMain' || node.name === 'ipcRenderer')
        context.report({ node, messageId: 'banned' })
    }
  })
)

const webPreferences = rule(
  'What a window may do is set in the window factory',
  'webPreferences are set in main/desktop/window.ts alone.',
  context => ({
    Property: node => {
      const name = node.key.type === 'Identifier' && !node.computed ? node.key.name : undefined
      const text = node.key.type === 'Literal' ? node.key.value : undefined
      if (name === 'webPreferences' || text === 'webPreferences')
        context.report({ node, messageId: 'banned' })
    },
    MemberExpression: node => {
      const isTarget = node.parent.type === 'AssignmentExpression' && node.parent.left === node
      if (isTarget && memberName(node) === 'webPreferences') context.report({ node, messageId: 'banned' })
    }
  })
)

export default {
  'electron-import': electronImport,
  'new-browser-window': newBrowserWindow,
  'open-external': openExternal,
  'raw-ipc': rawIpc,
  'web-preferences': webPreferences
}
