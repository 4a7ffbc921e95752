import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, dirname, join, relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { inRoot, root } from './paths.mjs'

/**
 * The environment for our tools: node_modules/.bin comes first, so that whatever asks for `node` gets Node 24.
 * @param {string} node the Node that runs the tools
 * @param {Record<string, string | undefined>} [more]
 * @returns {NodeJS.ProcessEnv}
 */
export function toolEnv(node, more = {}) {
  const path = [
    inRoot('node_modules', '.bin'),
    dirname(node),
    process.env['PATH'] ?? process.env['Path'] ?? ''
  ]
  const env = { ...process.env, ...more }
  delete env['Path']
  // Set by some editors' terminals; it would turn Electron into a plain Node.
  delete env['ELECTRON_RUN_AS_NODE']
  return { ...env, PATH: path.join(delimiter) }
}

/**
 * The file behind a command of an installed package, to be run by our Node without a shell.
 * @param {string} pkg package name
 * @param {string} [command] its command, where the package has several
 */
export function toolFile(pkg, command) {
  const folder = inRoot('node_modules', ...pkg.split('/'))
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return join(folder, typeof bin === 'string' ? bin : bin[command ?? pkg])
}

/**
 * @typedef {object} Ran
 * @property {number} code exit code; 128 + signal where a signal ended it, 127 where it could not be started
 * @property {string} output stdout and stderr as they came, without colours
 * @property {number} seconds
 * @property {boolean} timedOut
 */

/** What run() has started and what has not ended yet. @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set()

/** Lets nothing that run() has started outlive this process when a signal ends it. */
export function endTogether() {
  /** @param {NodeJS.Signals} signal */
  const end = signal => {
    for (const child of running) child.kill(signal)
    process.exit(128 + constants.signals[signal])
  }
  process.on('SIGINT', end)
  process.on('SIGTERM', end)
  whenOrphaned(() => end('SIGTERM'))
}

/**
 * npm passes a signal to the shell between it and us, and that one dies of it alone, leaving us unsignalled.
 * @param {() => void} then
 */
function whenOrphaned(then) {
  if (process.env['npm_lifecycle_event'] === undefined || process.platform === 'win32') return
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) then()
  }, 500).unref()
}

/**
 * Runs a command in the project's folder and keeps what it prints.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string, limitMs?: number }} [options]
 * @returns {Promise<Ran>}
 */
export function run(command, args, { env = process.env, cwd = root, limitMs } = {}) {
  return new Promise(resolve => {
    const began = Date.now()
    /** @type {Buffer[]} */
    const chunks = []
    let timedOut = false
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true })
    running.add(child)
    const limit =
      limitMs === undefined
        ? undefined
        : setTimeout(() => {
            timedOut = true
            child.kill('SIGKILL')
          }, limitMs)
    /** @param {number} code */
    const end = code => {
      clearTimeout(limit)
      running.delete(child)
      const output = stripVTControlCharacters(Buffer.concat(chunks).toString('utf8'))
      resolve({ code, output, seconds: (Date.now() - began) / 1000, timedOut })
    }
    child.stdout.on('data', chunk => chunks.push(chunk))
    child.stderr.on('data', chunk => chunks.push(chunk))
    child.on('error', error => {
      chunks.push(Buffer.from(`${relative(root, command)}: ${error.message}\n`))
      end(127)
    })
    child.on('close', (code, signal) => end(exitCode(code, signal)))
  })
}

/**
 * The exit code a shell would give.
 * @param {number | null} code
 * @param {NodeJS.Signals | null} signal
 */
function exitCode(code, signal) {
  return code ?? 128 + (signal === null ? 0 : constants.signals[signal])
}

/**
 * Passes the signals that end a program on to a child until it has ended.
 * @param {import('node:child_process').ChildProcess} child
 */
function forwardSignals(child) {
  const ended = () => child.exitCode !== null || child.signalCode !== null
  /** @param {NodeJS.Signals} signal */
  const forward = signal => {
    if (!ended()) child.kill(signal)
  }
  const interrupt = () => {
    // A terminal sends Ctrl+C to the whole group; a second one at once would read as impatience.
    if (process.stdin.isTTY) setTimeout(() => forward('SIGINT'), 2_000).unref()
    else forward('SIGINT')
  }
  process.on('SIGINT', interrupt)
  process.on('SIGTERM', forward)
  if (process.platform !== 'win32') process.on('SIGHUP', forward)
  whenOrphaned(() => forward('SIGTERM'))
}

/**
 * Lets a program take over the terminal and waits for its end.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string, stdio?: import('node:child_process').StdioOptions,
 *   onSpawn?: (child: import('node:child_process').ChildProcess) => void }} [options]
 * @returns {Promise<number>} its exit code
 */
export function handOver(command, args, { env = process.env, cwd, stdio = 'inherit', onSpawn } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio, env, ...(cwd === undefined ? {} : { cwd }) })
    forwardSignals(child)
    onSpawn?.(child)
    child.on('error', reject)
    child.on('close', (code, signal) => resolve(exitCode(code, signal)))
  })
}
