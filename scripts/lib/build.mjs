import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  statSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import { SetupError, inRoot, root, say } from './paths.mjs'
import { run, toolEnv, toolFile } from './run.mjs'

/** @typedef {'main' | 'preload' | 'renderer'} Part */

/** @type {readonly Part[]} */
export const ALL_PARTS = ['main', 'preload', 'renderer']

const COMMON = ['electron.vite.config.ts', 'tsconfig.base.json', 'package.json', 'package-lock.json']

/** What each part is built from and what proves that it is there. @type {Record<Part, { from: string[], proof: string }>} */
const PARTS = {
  main: { from: ['main', 'preload/contract', 'resources'], proof: 'out/main/cli.js' },
  preload: { from: ['preload'], proof: 'out/preload/index.cjs' },
  renderer: {
    from: ['renderer', 'preload', 'resources', 'scripts/lib/chart-fonts.mjs', 'scripts/lib/licences.mjs'],
    proof: 'out/renderer/index.html'
  }
}

/**
 * @typedef {{ stat: string, content: string }} Stamp
 * @typedef {Partial<Record<Part, Stamp>>} Stamps
 */

/**
 * Every file under some paths of a folder, in a stable order, relative to it.
 * @param {string} base
 * @param {readonly string[]} paths
 * @returns {string[]}
 */
export function filesUnder(base, paths) {
  /** @type {string[]} */
  const files = []
  /** @param {string} path */
  const walk = path => {
    const stat = statSync(join(base, path), { throwIfNoEntry: false })
    if (stat === undefined) return
    if (!stat.isDirectory()) {
      files.push(path)
      return
    }
    for (const name of readdirSync(join(base, path)).sort()) {
      if (!name.startsWith('.') && !name.endsWith('.tsbuildinfo')) walk(`${path}/${name}`)
    }
  }
  for (const path of paths) walk(path)
  return files
}

/**
 * What the file system says about the sources: cheap, and enough where it has not changed.
 * @param {string} base
 * @param {readonly string[]} files
 */
export function statSignature(base, files) {
  const hash = createHash('sha256')
  for (const file of files) {
    const stat = statSync(join(base, file), { throwIfNoEntry: false })
    hash.update(`${file}\0${stat?.size}\0${stat?.mtimeMs}\n`)
  }
  return hash.digest('hex')
}

/**
 * What the sources say themselves: a checkout or a touch that changes no byte needs no build.
 * @param {string} base
 * @param {readonly string[]} files
 */
export function contentSignature(base, files) {
  const hash = createHash('sha256')
  for (const file of files) {
    const bytes = readFileSync(join(base, file))
    hash.update(`${file}\0${bytes.length}\n`).update(bytes)
  }
  return hash.digest('hex')
}

/** @param {Part} part */
function sources(part) {
  return filesUnder(root, [...PARTS[part].from, ...COMMON])
}

/**
 * The parts whose build is not current. A part whose stamp is older than its files but not than their contents
 * counts as current.
 * @param {readonly Part[]} parts
 * @returns {Part[]}
 */
export function staleParts(parts) {
  const stamps = readStamps()
  return parts.filter(part => {
    // A packaged FabCase has no sources: what is there is what there is.
    if (!existsSync(inRoot(part))) return false
    if (!existsSync(inRoot(PARTS[part].proof))) return true
    const stamp = stamps[part]
    if (stamp === undefined) return true
    const files = sources(part)
    const stat = statSignature(root, files)
    if (stamp.stat === stat) return false
    if (stamp.content !== contentSignature(root, files)) return true
    stamp.stat = stat
    writeStamps(stamps)
    return false
  })
}

/**
 * Builds some parts with electron-vite and stamps them. Call it with the lock held.
 * @param {string} node
 * @param {readonly Part[]} parts
 */
export async function build(node, parts) {
  say(`FabCase: building ${parts.join(', ')}`)
  /** @type {Stamps} */
  const fresh = {}
  for (const part of parts) {
    const files = sources(part)
    fresh[part] = { stat: statSignature(root, files), content: contentSignature(root, files) }
  }
  writeStamps(Object.fromEntries(Object.entries(readStamps()).filter(([part]) => !(part in fresh))))
  const env = toolEnv(node, { FABCASE_PARTS: parts.join(','), NODE_ENV: 'production' })
  const done = await run(node, [toolFile('electron-vite'), 'build', '--logLevel', 'warn'], { env })
  if (done.code !== 0) {
    say(done.output.trimEnd())
    throw new SetupError(`The build has failed (electron-vite ended with ${done.code}); its words are above.`)
  }
  for (const part of parts) {
    if (!existsSync(inRoot(PARTS[part].proof))) {
      throw new SetupError(`The build has ended without ${PARTS[part].proof}.`)
    }
  }
  writeStamps({ ...readStamps(), ...fresh })
  say(`FabCase: built in ${done.seconds.toFixed(1)} s`)
}

/** @returns {Stamps} */
function readStamps() {
  try {
    return JSON.parse(readFileSync(inRoot('out', '.stamp'), 'utf8'))
  } catch {
    return {}
  }
}

/** @param {Stamps} stamps */
function writeStamps(stamps) {
  mkdirSync(inRoot('out'), { recursive: true })
  const partial = inRoot('out', `.stamp.${process.pid}`)
  writeFileSync(partial, JSON.stringify(stamps))
  renameSync(partial, inRoot('out', '.stamp'))
}
