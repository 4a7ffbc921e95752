import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/**
 * The command that opens an address in the user's browser; undefined where there is none to be seen.
 * @param {object} facts
 * @param {string} facts.platform process.platform
 * @param {Record<string, string | undefined>} facts.env
 * @param {(file: string) => boolean} facts.exists
 * @param {string} facts.url
 * @returns {{ command: string, args: string[] } | undefined}
 */
export function browserCommand({ platform, env, exists, url }) {
  if (env['CI']) return undefined
  if (platform === 'darwin') return { command: 'open', args: [url] }
  // Not "start": that one would read a "&" of the address as a command of its own.
  if (platform === 'win32') return { command: 'rundll32', args: ['url.dll,FileProtocolHandler', url] }
  if (!env['DISPLAY'] && !env['WAYLAND_DISPLAY']) return undefined
  const folders = (env['PATH'] ?? '').split(delimiter)
  const opener = folders.map(folder => join(folder, 'xdg-open')).find(exists)
  return opener === undefined ? undefined : { command: opener, args: [url] }
}

/**
 * Opens an address in the user's browser, if there is one, and does not wait for it.
 * @param {string} url
 */
export function openBrowser(url) {
  const opener = browserCommand({ platform: process.platform, env: process.env, exists: existsSync, url })
  if (opener === undefined) return
  const child = spawn(opener.command, opener.args, { stdio: 'ignore', detached: true })
  // The address is on the screen already; a browser that does not open is not worth a word.
  child.on('error', () => undefined)
  child.unref()
}
