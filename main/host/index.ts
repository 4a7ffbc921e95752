import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { FabError } from '@contract/errors'
import { describe, runHost, type RunOptions } from './server'
import { settingsFolder } from './settings'

/**
 * Entry of `npm start` where there is no window of its own: `host.js [--store <dir>] [--port N] [--open]`.
 * It prints one line, `FabCase: <address>`, once it listens.
 */

const usage = 'Usage: host.js [--store <folder>] [--port <number>] [--open]'

function wrongUse(message: string): never {
  process.stderr.write(`${message}\n${usage}\n`)
  process.exit(2)
}

function readArgs(): { store: string | null; port: number | undefined; open: boolean } {
  const options = {
    store: { type: 'string' },
    port: { type: 'string' },
    open: { type: 'boolean', default: false }
  } as const
  try {
    const { values, positionals } = parseArgs({ options, allowPositionals: true })
    const store = values.store ?? positionals[0]
    if (positionals.length > 1) wrongUse('One store at a time.')
    if (values.port !== undefined && !/^\d{1,5}$/.test(values.port)) wrongUse('A port is a number.')
    return {
      store: store === undefined ? null : resolve(store),
      port: values.port === undefined ? undefined : Math.min(65_535, Number(values.port)),
      open: values.open
    }
  } catch (error) {
    wrongUse(error instanceof Error ? error.message : String(error))
  }
}

const { store, port, open } = readArgs()
const options: RunOptions = {
  worker: new URL('./worker.js', import.meta.url),
  renderer: fileURLToPath(new URL('../renderer/', import.meta.url)),
  store,
  mayOpen: true,
  settingsDir: settingsFolder(),
  port,
  open,
  log: process.stderr,
  ready: (_host, link) => {
    process.stdout.write(`FabCase: ${link}\n`)
  }
}

try {
  process.exitCode = await runHost(options).catch((error: unknown) => {
    // A store that does not open is no reason to show nothing: the page offers another one.
    if (store === null || !(error instanceof FabError)) throw error
    process.stderr.write(`FabCase: ${store} was not opened: ${describe(error)}\n`)
    return runHost({ ...options, store: null })
  })
} catch (error) {
  process.stderr.write(`FabCase: ${describe(error)}\n`)
  process.exitCode = 1
}
