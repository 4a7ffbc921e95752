import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Policy } from '../policy'
import { text, type Language } from '../texts'
import { prepareInstall, type InstallerLog } from './installer'
import { updateKeys } from './keys'
import { readKeys } from './manifest'
import { openSource } from './source'
import { Updater } from './updater'

/** What the updater is told of the program around it. */
export interface UpdateSetting {
  readonly policy: Policy
  readonly version: string
  /** A program that runs from its sources cannot replace itself. */
  readonly packaged: boolean
  readonly resources: string
  readonly dir: string
  readonly language: () => Language
  readonly backup: () => Promise<void>
  readonly log: InstallerLog
  readonly report: (message: string, cause?: unknown) => void
}

/** The kind of package this program was installed from, as the ending of its files. */
function packageKind(platform: string, resources: string): string | Promise<string> {
  if (platform === 'win32') return 'exe'
  if (platform === 'darwin') return 'zip'
  const mark = join(resources, 'package-type')
  return readFile(mark, 'utf8').then(
    kind => kind.trim(),
    () => 'AppImage'
  )
}

/** The updater as the policy and the compiled-in keys set it. */
export async function makeUpdater(setting: UpdateSetting): Promise<Updater> {
  const { policy, log } = setting
  const feed = setting.packaged ? policy.updateFeed : null
  return new Updater({
    source: feed === null ? null : () => openSource(feed, policy.updateAuthority),
    keys: readKeys(updateKeys),
    running: {
      version: setting.version,
      platform: process.platform,
      arch: process.arch,
      package: setting.packaged ? await packageKind(process.platform, setting.resources) : ''
    },
    dir: setting.dir,
    backup: setting.backup,
    prepare: async update => {
      const { default: electronUpdater } = await import('electron-updater')
      await prepareInstall(electronUpdater.autoUpdater, update, log)
    },
    explain: error => text(setting.language(), `updates.fault.${error.trouble}`, error.blanks),
    log: setting.report
  })
}
