import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, resolve, sep } from 'node:path'
import { SetupError, inRoot, root, say } from './paths.mjs'
import { run } from './run.mjs'

/** Electron 45 carries Node 24; scripts, tests and the host run on the same line. */
const OLDEST_NODE = [24, 11]
const MARKER = inRoot('node_modules', '.fabcase-install')

/**
 * @typedef {object} LockEntry
 * @property {string} [version]
 * @property {string} [integrity]
 * @property {boolean} [optional]
 * @property {boolean} [devOptional]
 * @property {boolean} [link]
 *
 * @typedef {{ packages: Record<string, LockEntry> }} Lock
 */

/**
 * Why node_modules is not what the lock file asks for, or undefined where it is.
 * @param {Lock} lock package-lock.json
 * @param {Lock} installed node_modules/.package-lock.json, which npm writes last
 * @returns {string | undefined}
 */
export function installGap(lock, installed) {
  for (const [path, wanted] of Object.entries(lock.packages)) {
    if (path === '' || wanted.link) continue
    const found = installed.packages[path]
    if (found === undefined) {
      if (wanted.optional || wanted.devOptional) continue
      return `${path} is missing`
    }
    if (found.version !== wanted.version) return `${path} is ${found.version}, not ${wanted.version}`
    if (found.integrity && wanted.integrity && found.integrity !== wanted.integrity) {
      return `${path} has other contents`
    }
  }
  for (const path of Object.keys(installed.packages)) {
    if (lock.packages[path] === undefined) return `${path} is not in the lock file`
  }
  return undefined
}

/**
 * The folder of the pinned Node for a platform, as the lock file names it; undefined where there is none.
 * @param {Lock} lock
 * @param {string} platform process.platform
 * @param {string} arch process.arch
 */
export function pinnedNodePackage(lock, platform, arch) {
  const name = { linux: 'linux', win32: 'win' }[platform]
  const path = `node_modules/node-${name}-${arch}`
  return name !== undefined && lock.packages[path] !== undefined ? path : undefined
}

/**
 * Whether a Node version string is one our code runs on.
 * @param {string} version 'v24.21.0' or '24.21.0'
 */
export function isRightNode(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').trim().split('.').map(Number)
  const [needMajor = 0, needMinor = 0] = OLDEST_NODE
  return major > needMajor || (major === needMajor && minor >= needMinor)
}

/**
 * How to run npm: by the Node that runs npm now, and without our own node_modules/.bin, which npm replaces.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {{ command: string, args: string[], env: NodeJS.ProcessEnv }}
 */
export function npmCommand(env = process.env) {
  const own = inRoot('node_modules')
  const path = (env['PATH'] ?? env['Path'] ?? '')
    .split(delimiter)
    .filter(entry => !resolve(entry).startsWith(own))
    .join(delimiter)
  const clean = { ...env, PATH: path }
  const npm = env['npm_execpath']
  const node = env['npm_node_execpath']
  if (npm && /npm-cli\.js$/.test(npm) && node && !resolve(node).startsWith(own + sep)) {
    return { command: node, args: [npm], env: clean }
  }
  if (process.platform === 'win32') return { command: 'cmd.exe', args: ['/d', '/c', 'npm'], env: clean }
  return { command: 'npm', args: [], env: clean }
}

/**
 * The quick look: whether an earlier run has proved that node_modules is the one of package-lock.json.
 * @returns {{ node: string } | undefined} the Node to run everything with, or undefined where nothing is proved
 */
export function installedNode() {
  const text = readText(inRoot('package-lock.json'))
  if (text === undefined) throw new SetupError('package-lock.json is missing: this is not a whole FabCase.')
  const hash = createHash('sha256').update(text).digest('hex')
  const known = parse(readText(MARKER))
  if (
    known?.lock === hash &&
    known.platform === process.platform &&
    known.arch === process.arch &&
    existsSync(known.node) &&
    (known.node !== process.execPath || isRightNode(process.versions.node))
  ) {
    return { node: known.node }
  }
  return undefined
}

/**
 * Accepts a node_modules that was installed properly by hand, or installs it. Call it with the lock held.
 * @returns {Promise<{ node: string }>} the Node to run everything with
 */
export async function install() {
  const ready = installedNode() ?? (await accept())
  if (ready) return ready
  if (process.platform === 'win32' && resolve(process.execPath).startsWith(inRoot('node_modules') + sep)) {
    // A running node.exe cannot be replaced by the npm it would start.
    throw new SetupError('The packages have changed. Run "npm ci", then this command again.')
  }
  say('FabCase: installing packages (npm ci); the first time takes a minute or two')
  const npm = npmCommand()
  const flags = ['--include=dev', '--include=optional', '--include=peer', '--prefer-offline']
  const done = await run(npm.command, [...npm.args, 'ci', '--no-audit', '--no-fund', ...flags], {
    env: { ...npm.env, NODE_ENV: '' }
  })
  if (done.code !== 0) {
    say(done.output.trimEnd())
    throw new SetupError(
      `npm ci ended with ${done.code}. Mend what npm names above (most often: no way to a package registry), then try again.`
    )
  }
  say(`FabCase: packages installed in ${done.seconds.toFixed(0)} s`)
  const node = await accept()
  if (node === undefined) {
    throw new SetupError(
      'npm ci has ended, but node_modules is not what package-lock.json names. Delete it and try again.'
    )
  }
  return node
}

/** @returns {Promise<{ node: string } | undefined>} */
async function accept() {
  const text = readText(inRoot('package-lock.json'))
  const installed = parse(readText(inRoot('node_modules', '.package-lock.json')))
  if (text === undefined || !installed?.packages) return undefined
  const lock = JSON.parse(text)
  if (installGap(lock, installed) !== undefined) return undefined
  const pinned = pinnedNodePackage(lock, process.platform, process.arch)
  const node = await chooseNode(pinned)
  if (node === undefined) return undefined
  const marker = {
    lock: createHash('sha256').update(text).digest('hex'),
    platform: process.platform,
    arch: process.arch,
    node
  }
  try {
    writeFileSync(MARKER, JSON.stringify(marker))
  } catch {
    // An installation its user may only read: the check is made again the next time.
  }
  return { node }
}

/**
 * @param {string | undefined} pinned
 * @returns {Promise<string | undefined>} undefined where the pinned Node should be here and is not
 */
async function chooseNode(pinned) {
  if (pinned !== undefined) {
    const file = resolve(root, pinned, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
    if (!existsSync(file)) return undefined
    const asked = await run(file, ['--version'], { limitMs: 20_000 })
    if (asked.code === 0 && isRightNode(asked.output)) return file
  }
  if (isRightNode(process.versions.node)) return process.execPath
  throw new SetupError(
    `FabCase brings no Node for ${process.platform}-${process.arch}: install Node ${OLDEST_NODE.join('.')} or newer and run this command with it.`
  )
}

/** @param {string} file */
function readText(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

/** @param {string | undefined} text */
function parse(text) {
  try {
    return text === undefined ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}
