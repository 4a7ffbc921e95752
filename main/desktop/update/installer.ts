import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { dirname, join } from 'node:path'
import type { AppUpdater, ResolvedUpdateFileInfo, UpdateInfo } from 'electron-updater'
import type { ProvenUpdate } from './updater'

/** Where electron-updater's own lines go. */
export interface InstallerLog {
  readonly info: (message?: unknown) => void
  readonly warn: (message?: unknown) => void
  readonly error: (message?: unknown) => void
}

/** What electron-updater is told of an update that we proved ourselves. */
export function updateInfo(update: ProvenUpdate): UpdateInfo {
  const { name, size, sha512 } = update.file
  return {
    version: update.version,
    files: [{ url: name, size, sha512 }],
    /* eslint-disable @typescript-eslint/no-deprecated -- the type still asks for these two */
    path: name,
    sha512,
    /* eslint-enable @typescript-eslint/no-deprecated */
    releaseDate: new Date(0).toISOString()
  }
}

/** Serve one file on the loopback interface at a path nobody can guess. */
export async function serveFile(path: string, name: string): Promise<{ url: URL; server: Server }> {
  const place = `/${randomBytes(16).toString('hex')}/${encodeURIComponent(name)}`
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== place) {
      response.writeHead(404).end()
      return
    }
    response.writeHead(200, { 'Content-Type': 'application/octet-stream' })
    createReadStream(path)
      .on('error', () => response.destroy())
      .pipe(response)
  })
  const port = await new Promise<number>((done, failed) => {
    server.once('error', failed)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      if (typeof address === 'object' && address !== null) done(address.port)
      else failed(new Error('no port'))
    })
  })
  return { url: new URL(`http://127.0.0.1:${String(port)}${place}`), server }
}

/**
 * Give a proven file to electron-updater. It speaks HTTP only and would trust an unsigned list, so
 * it gets a provider of ours: the proven facts, and the proven file from the loopback interface. It
 * compares the SHA-512 once more, checks the system's code signature and installs on quit.
 */
export async function prepareInstall(
  updater: AppUpdater,
  update: ProvenUpdate,
  log: InstallerLog
): Promise<void> {
  // electron-updater asks a file for the name of its cache; no installer of ours carries one.
  const config = join(dirname(update.path), 'app-update.yml')
  await writeFile(config, 'updaterCacheDirName: fabcase-updater\n')
  updater.updateConfigPath = config
  const { url, server } = await serveFile(update.path, update.file.name)
  try {
    const info = updateInfo(update)
    class ProvenProvider {
      readonly isUseMultipleRangeRequest = false
      readonly fileExtraDownloadHeaders = null
      setRequestHeaders(): void {
        // The loopback server asks for none.
      }
      getLatestVersion(): Promise<UpdateInfo> {
        return Promise.resolve(info)
      }
      resolveFiles(): ResolvedUpdateFileInfo[] {
        return info.files.map(file => ({ url, info: file }))
      }
    }
    updater.logger = log
    updater.autoDownload = false
    updater.autoInstallOnAppQuit = true
    updater.allowDowngrade = false
    updater.disableWebInstaller = true
    updater.disableDifferentialDownload = true
    updater.setFeedURL({ provider: 'custom', updateProvider: ProvenProvider })
    const found = await updater.checkForUpdates()
    if (found?.isUpdateAvailable !== true) throw new Error('the installer does not take this version')
    await updater.downloadUpdate()
  } finally {
    server.close()
  }
}
