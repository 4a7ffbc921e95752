import { spawn } from 'node:child_process'

/**
 * Open an address in the user's browser, where there is a screen to show one; it is on the terminal in
 * any case. Never through a shell: the address must not be read as a command.
 */
export function openBrowser(url: string): void {
  const { platform, env } = process
  if (platform === 'linux' && env['DISPLAY'] === undefined && env['WAYLAND_DISPLAY'] === undefined) return
  const [command, ...args] =
    platform === 'win32'
      ? ['rundll32', 'url.dll,FileProtocolHandler', url]
      : [platform === 'darwin' ? 'open' : 'xdg-open', url]
  const child = spawn(command ?? '', args, { stdio: 'ignore', detached: true })
  child.on('error', () => undefined)
  child.unref()
}
