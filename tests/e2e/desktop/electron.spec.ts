import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { _electron, test, type ElectronApplication } from '@playwright/test'
import { walk } from './walk'

const root = resolve(import.meta.dirname, '../../..')
const dist = join(root, 'node_modules/electron/dist')
const named = join(root, 'node_modules/electron/path.txt')
const binary = existsSync(named) ? join(dist, readFileSync(named, 'utf8').trim()) : null
const display = process.platform !== 'linux' || process.env['DISPLAY'] !== undefined

/** Why this machine cannot run it; empty when it can. */
const missing =
  binary === null || !existsSync(binary)
    ? "Electron's binary is not here (npx install-electron fetches it): the fake Electron proves the walk"
    : display
      ? ''
      : 'there is no display for Electron: the fake Electron proves the walk'

async function killCore(app: ElectronApplication): Promise<void> {
  const pid = await app.evaluate(
    ({ app: program }) => program.getAppMetrics().find(process => process.name === 'FabCase core')?.pid
  )
  if (pid === undefined) throw new Error('no core runs')
  process.kill(pid, 'SIGKILL')
}

test('the main job on the desktop, in Electron', async () => {
  if (missing !== '') process.stdout.write(`skip  ${missing}\n`)
  test.skip(missing !== '', missing)
  test.setTimeout(240_000)
  const folder = mkdtempSync(join(tmpdir(), 'fabcase-walk-'))
  let running: ElectronApplication | null = null
  try {
    await walk(async () => {
      const app = await _electron.launch({
        args: [
          join(root, 'out/main/desktop.js'),
          `--user-data-dir=${join(folder, 'user')}`,
          '--lang=en-GB',
          ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])
        ]
      })
      running = app
      const ended = new Promise<number | null>(done => app.process().once('exit', done))
      return {
        page: () => app.firstWindow(),
        answerOpen: paths =>
          app.evaluate(
            ({ dialog }, filePaths) => {
              dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths })
            },
            [...paths]
          ),
        aboutToDrop: () => Promise.resolve(),
        menu: id =>
          app.evaluate(({ Menu }, item) => {
            const found = Menu.getApplicationMenu()?.getMenuItemById(item)
            if (found == null) throw new Error(`no menu item ${item}`)
            found.click()
          }, id),
        killCore: () => killCore(app),
        quit: async () => {
          await app.evaluate(({ app: program }) => {
            setImmediate(() => {
              program.quit()
            })
          })
          return ended
        }
      }
    }, folder)
  } finally {
    await (running as ElectronApplication | null)?.close().catch(() => undefined)
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }
})
