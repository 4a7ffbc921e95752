import { homedir } from 'node:os'
import { join } from 'node:path'

/** Folder of this user's own settings (recent stores): the same one the desktop program uses. */
export function settingsFolder(
  platform: NodeJS.Platform = process.platform,
  env: Readonly<Record<string, string | undefined>> = process.env,
  home = homedir()
): string {
  if (platform === 'win32') return join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'fabcase')
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'fabcase')
  const config = env['XDG_CONFIG_HOME']
  return join(config !== undefined && config !== '' ? config : join(home, '.config'), 'fabcase')
}
