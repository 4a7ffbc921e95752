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
 * Finds Chromium or installs it: Playwright's, else, as root on Debian and its kin, the distribution's.
 * @param {string} node
 * @returns {Promise<string | undefined>}
 */
export async function ensureChromium(node) {
  const found = await find()
  if (found !== undefined) return found
  const isRoot = process.getuid?.() === 0
  say('FabCase: no Chromium here; installing the one of Playwright')
  const playwright = [
    toolFile('@playwright/test', 'playwright'),
    'install',
    ...(isRoot ? ['--with-deps'] : [])
  ]
  const installed = await run(node, [...playwright, 'chromium'], { env: toolEnv(node), limitMs: 300_000 })
  const fetched = installed.code === 0 ? await find() : undefined
  if (fetched !== undefined) return fetched
  if (process.platform === 'linux' && isRoot && existsSync('/usr/bin/apt-get')) {
    say('FabCase: Playwright could not install it; asking apt-get')
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    await run('apt-get', ['update', '-q'], { env, limitMs: 120_000 })
    const apt = ['install', '-y', '-q', '--no-install-recommends', 'chromium']
    const { code, output } = await run('apt-get', apt, { env, limitMs: 300_000 })
    if (code !== 0) say(output.trimEnd())
    return find()
  }
  say(installed.output.trimEnd())
  return undefined
}

/** @param {string} folder */
function list(folder) {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
