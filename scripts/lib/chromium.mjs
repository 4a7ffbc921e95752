import { existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { say } from './paths.mjs'
import { run, toolEnv, toolFile } from './run.mjs'

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge'
]

/**
 * The places where a Chromium may be, in the order in which they are tried: the one that is named, the
 * system's, Playwright's.
 * @param {object} facts
 * @param {string} facts.platform process.platform
 * @param {Record<string, string | undefined>} facts.env
 * @param {string} facts.home
 * @param {(folder: string) => string[]} facts.list names in a folder, none where it does not exist
 * @returns {string[]}
 */
export function chromiumPlaces({ platform, env, home, list }) {
  const named = env['CHROMIUM_PATH'] ? [env['CHROMIUM_PATH']] : []
  return [...named, ...systemPlaces(platform, env), ...playwrightPlaces(platform, env, home, list)]
}

/**
 * @param {string} platform
 * @param {Record<string, string | undefined>} env
 */
function systemPlaces(platform, env) {
  if (platform === 'win32') {
    const folders = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']].filter(defined)
    const programs = ['Google/Chrome', 'Chromium', 'Microsoft/Edge']
    return folders.flatMap(folder =>
      programs.map(name =>
        join(folder, name, 'Application', name.endsWith('Edge') ? 'msedge.exe' : 'chrome.exe')
      )
    )
  }
  if (platform === 'darwin') {
    return ['Chromium', 'Google Chrome', 'Microsoft Edge'].map(
      name => `/Applications/${name}.app/Contents/MacOS/${name}`
    )
  }
  const folders = (env['PATH'] ?? '').split(delimiter).filter(folder => folder !== '')
  return NAMES.flatMap(name => folders.map(folder => join(folder, name)))
}

/**
 * @param {string} platform
 * @param {Record<string, string | undefined>} env
 * @param {string} home
 * @param {(folder: string) => string[]} list
 */
function playwrightPlaces(platform, env, home, list) {
  const cache =
    env['PLAYWRIGHT_BROWSERS_PATH'] ??
    {
      win32: join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'ms-playwright'),
      darwin: join(home, 'Library', 'Caches', 'ms-playwright')
    }[platform] ??
    join(env['XDG_CACHE_HOME'] ?? join(home, '.cache'), 'ms-playwright')
  const revisions = list(cache)
    .filter(name => /^chromium-\d+$/.test(name))
    .sort((a, b) => Number(b.slice(9)) - Number(a.slice(9)))
  const programs = [
    ['chrome-linux64', 'chrome'],
    ['chrome-linux', 'chrome'],
    ['chrome-win64', 'chrome.exe'],
    ['chrome-win', 'chrome.exe'],
    ['chrome-mac-arm64', 'Google Chrome for Testing.app', 'Contents', 'MacOS', 'Google Chrome for Testing'],
    ['chrome-mac-x64', 'Google Chrome for Testing.app', 'Contents', 'MacOS', 'Google Chrome for Testing'],
    ['chrome-mac', 'Chromium.app', 'Contents', 'MacOS', 'Chromium']
  ]
  return revisions.flatMap(revision => programs.map(program => join(cache, revision, ...program)))
}

/** @param {string | undefined} value @returns {value is string} */
function defined(value) {
  return value !== undefined
}

/**
 * A Chromium that answers, or undefined: some distributions put a script in its place that only names a shop.
 * @returns {Promise<string | undefined>}
 */
async function find() {
  const places = chromiumPlaces({ platform: process.platform, env: process.env, home: homedir(), list })
  for (const place of places) {
    if (!existsSync(place)) continue
    // Chrome on Windows opens a window instead of answering.
    if (process.platform === 'win32') return place
    const { code, output } = await run(place, ['--version'], { limitMs: 20_000 })
    if (code === 0 && /\d+\.\d+\.\d+/.test(output)) return place
  }
  return undefined
}

/**
 * Finds Chromium or installs it: the distribution's as root on Debian and its kin, which takes seconds and
 * works on networks that hold a mirror of the distribution only; else Playwright's.
 * @param {string} node
 * @returns {Promise<string | undefined>}
 */
export async function ensureChromium(node) {
  return (await find()) ?? (await fromDistribution()) ?? (await fromPlaywright(node))
}

/** @returns {Promise<string | undefined>} */
async function fromDistribution() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get'))
    return undefined
  say('FabCase: no Chromium here; asking apt-get for it')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  // Another installation may be under way, as on a machine that has just started.
  const wait = ['-q', '-o', 'DPkg::Lock::Timeout=120', '-o', 'Acquire::Retries=3']
  await run('apt-get', ['update', ...wait], { env, limitMs: 180_000 })
  const install = ['install', '-y', ...wait, '--no-install-recommends', 'chromium']
  const { code, output } = await run('apt-get', install, { env, limitMs: 300_000 })
  if (code !== 0) say(output.trimEnd())
  return find()
}

/**
 * @param {string} node
 * @returns {Promise<string | undefined>}
 */
async function fromPlaywright(node) {
  say('FabCase: no Chromium here; installing the one of Playwright')
  const isRoot = process.getuid?.() === 0
  const program = toolFile('@playwright/test', 'playwright')
  const args = [program, 'install', ...(isRoot ? ['--with-deps'] : []), 'chromium']
  const { code, output } = await run(node, args, { env: toolEnv(node), limitMs: 300_000 })
  const found = await find()
  if (code !== 0 || found === undefined) say(output.trimEnd())
  return found
}

/** @param {string} folder */
function list(folder) {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
