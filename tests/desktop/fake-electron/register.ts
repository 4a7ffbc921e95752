import { registerHooks } from 'node:module'

/**
 * Preloaded into the Node process that plays Electron's main process: `electron` is this folder's
 * index, and the folder's own files find each other without an extension.
 */
const fake = new URL('./index.ts', import.meta.url).href

registerHooks({
  resolve(specifier, context, next) {
    if (specifier === 'electron' || specifier === 'electron/main') {
      return { url: fake, format: 'module-typescript', shortCircuit: true }
    }
    const parent = context.parentURL ?? ''
    if (specifier.startsWith('./') && parent.includes('/fake-electron/') && !specifier.endsWith('.ts')) {
      return next(`${specifier}.ts`, context)
    }
    return next(specifier, context)
  }
})
