import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { inRoot, say } from './paths.mjs'
import { toolEnv, toolFile } from './run.mjs'

const PROBE_MS = 8_000
const STALL_MS = 30_000

/**
 * @typedef {{ go: 'desktop', binary: string } | { go: 'fetch' } | { go: 'host', why: string }} Choice
 */

/**
 * Where FabCase opens: in Electron's window, in Electron's window once its runtime is fetched, or, served by
 * the host, in a browser.
 * @param {object} facts
 * @param {string} facts.platform process.platform
 * @param {Record<string, string | undefined>} facts.env
 * @param {number | undefined} facts.uid
 * @param {string | undefined} facts.binary Electron's program, where it is present
 * @param {boolean} facts.browser whether the user asked for the browser
 * @returns {Choice}
 */
export function chooseFront({ platform, env, uid, binary, browser }) {
  if (browser) return { go: 'host', why: 'as asked' }
  if (platform === 'linux') {
    if (!env['DISPLAY'] && !env['WAYLAND_DISPLAY']) return { go: 'host', why: 'there is no display here' }
    if (uid === 0) return { go: 'host', why: "Electron's sandbox does not run as root" }
  }
  return binary === undefined ? { go: 'fetch' } : { go: 'desktop', binary }
}

/**
 * Electron's program, where it is present and of the pinned version.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string | undefined}
 */
export function electronBinary(env = process.env) {
  const given = env['ELECTRON_EXEC_PATH']
  if (given && existsSync(given)) return given
  const folder = inRoot('node_modules', 'electron')
  try {
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    const name = readFileSync(join(folder, 'path.txt'), 'utf8')
    const override = env['ELECTRON_OVERRIDE_DIST_PATH']
    const dist = override ?? join(folder, 'dist')
    if (
      override === undefined &&
      readFileSync(join(dist, 'version'), 'utf8').replace(/^v/, '').trim() !== version
    ) {
      return undefined
    }
    return existsSync(join(dist, name)) ? join(dist, name) : undefined
  } catch {
    return undefined
  }
}

/**
 * The short cause in what a failed download printed.
 * @param {string} output
 */
export function downloadFault(output) {
  const code = /\b(E[A-Z]{4,}|CERT_[A-Z_]+|UNABLE_TO_[A-Z_]+|SELF_SIGNED_[A-Z_]+)\b/.exec(output)?.[1]
  if (code !== undefined) return code
  const status = /Response code (\d{3})|status(?: code)?:? (\d{3})|HTTPError.*?(\d{3})/i.exec(output)
  if (status !== null) return `HTTP ${status[1] ?? status[2] ?? status[3]}`
  if (/checksum/i.test(output)) return 'what came was not Electron'
  if (/fetch failed/.test(output)) return 'no way to the download'
  return 'the download failed'
}

/**
 * What to do with a running download: it must have begun within the probe's time and must not stall after it.
 * @param {{ bytes: number, sinceStartMs: number, sinceGrowthMs: number }} seen
 * @param {{ probeMs: number, stallMs: number }} limits
 * @returns {'wait' | 'unreachable' | 'stalled'}
 */
export function judgeDownload({ bytes, sinceStartMs, sinceGrowthMs }, { probeMs, stallMs }) {
  if (bytes === 0) return sinceStartMs >= probeMs ? 'unreachable' : 'wait'
  return sinceGrowthMs >= stallMs ? 'stalled' : 'wait'
}

/**
 * Fetches Electron's runtime with Electron's own install script: from its cache, its mirror or its home, with the
 * checksums of the installed package. Gives up when nothing has come within eight seconds; a download that
 * has begun may go on as long as it moves.
 * @param {string} node
 * @param {{ probeMs?: number, stallMs?: number, script?: string }} [options]
 * @returns {Promise<{ ok: true } | { ok: false, why: string }>}
 */
export async function fetchElectron(node, options = {}) {
  const {
    probeMs = PROBE_MS,
    stallMs = STALL_MS,
    script = toolFile('electron', 'install-electron')
  } = options
  const cache = inRoot('node_modules', '.cache')
  mkdirSync(cache, { recursive: true })
  // The script downloads into the folder for temporary files: one of our own shows how much has come.
  const incoming = mkdtempSync(join(cache, 'electron-'))
  const places = {
    TMPDIR: incoming,
    TEMP: incoming,
    TMP: incoming,
    ELECTRON_GET_NO_PROGRESS: '1',
    NODE_USE_ENV_PROXY: '1'
  }
  const child = spawn(node, [script], { env: toolEnv(node, places), stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  child.stdout.on('data', chunk => (output += String(chunk)))
  child.stderr.on('data', chunk => (output += String(chunk)))
  const began = Date.now()
  let grew = began
  let bytes = 0
  let told = 0
  /** @type {string | undefined} */
  let gaveUp
  const watch = setInterval(() => {
    const size = folderBytes(incoming) + folderBytes(inRoot('node_modules', 'electron', 'dist'))
    if (size !== bytes) grew = Date.now()
    bytes = Math.max(bytes, size)
    if (bytes > 0 && Date.now() - told > 3_000) {
      told = Date.now()
      say(`FabCase: fetching Electron's runtime, ${(bytes / 1e6).toFixed(0)} MB so far`)
    }
    const seen = { bytes, sinceStartMs: Date.now() - began, sinceGrowthMs: Date.now() - grew }
    const verdict = judgeDownload(seen, { probeMs, stallMs })
    if (verdict === 'wait' || gaveUp !== undefined) return
    gaveUp =
      verdict === 'unreachable' ? `no answer within ${probeMs / 1000} s` : 'the download stopped half-way'
    child.kill('SIGKILL')
  }, 250)
  /** @type {number} */
  const code = await new Promise(resolve => {
    child.on('error', () => resolve(127))
    child.on('close', ended => resolve(ended ?? 1))
  })
  clearInterval(watch)
  rmSync(incoming, { recursive: true, force: true })
  if (gaveUp !== undefined) return { ok: false, why: gaveUp }
  return code === 0 ? { ok: true } : { ok: false, why: downloadFault(output) }
}

/**
 * @param {string} folder
 * @returns {number}
 */
function folderBytes(folder) {
  let sum = 0
  try {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name)
      sum += entry.isDirectory() ? folderBytes(path) : (statSync(path, { throwIfNoEntry: false })?.size ?? 0)
    }
  } catch {
    // It comes and goes with the download.
  }
  return sum
}
