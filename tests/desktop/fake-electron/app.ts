import { EventEmitter } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { killChromium } from './chromium'
import { Preventable } from './events'
import { record } from './record'

const switches = new Map<string, string>()
for (const arg of process.argv.slice(2)) {
  const found = /^--([\w-]+)(?:=(.*))?$/.exec(arg)
  if (found?.[1] !== undefined) switches.set(found[1], found[2] ?? '')
}
const userData = switches.get('user-data-dir') ?? join(tmpdir(), 'fabcase-fake-electron')
mkdirSync(userData, { recursive: true })

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Electron's `app`: lifecycle as documented, lock and second instances by files in the user's folder. */
class App extends EventEmitter {
  readonly isPackaged = process.env['FABCASE_FAKE_PACKAGED'] === '1'
  readonly commandLine = {
    appendSwitch: (name: string, value = ''): void => {
      record('app.commandLine.appendSwitch', name, value)
    },
    hasSwitch: (name: string): boolean => switches.has(name)
  }
  #quitting = false
  #ready = false
  #locked = false
  readonly #whenReady: Promise<void>
  /** Set by the window module: two modules that need each other meet here. */
  windows: () => { close(): void }[] = () => []

  constructor() {
    super()
    this.#whenReady = new Promise(done => setTimeout(done, 20)).then(() => {
      this.#ready = true
      this.emit('ready')
    })
  }

  whenReady = (): Promise<void> => this.#whenReady
  isReady = (): boolean => this.#ready
  getVersion = (): string => process.env['FABCASE_FAKE_VERSION'] ?? '0.1.0'
  getLocale = (): string => switches.get('lang') ?? 'en-US'
  getAppPath = (): string => process.cwd()
  getName = (): string => 'fabcase'
  getPath = (name: string): string => {
    const path = name === 'userData' ? userData : join(userData, name)
    mkdirSync(path, { recursive: true })
    return path
  }

  enableSandbox = (): void => {
    record('app.enableSandbox', this.#ready)
  }

  setAppUserModelId = (id: string): void => {
    record('app.setAppUserModelId', id)
  }

  setJumpList = (list: unknown): void => {
    record('app.setJumpList', list)
  }

  requestSingleInstanceLock(data: unknown): boolean {
    const lock = join(userData, 'instance.pid')
    const messages = join(userData, 'second-instances')
    const owner = existsSync(lock) ? Number(readFileSync(lock, 'utf8')) : 0
    if (owner > 0 && owner !== process.pid && alive(owner)) {
      writeFileSync(
        join(messages, `${String(process.pid)}.json`),
        JSON.stringify({ data, cwd: process.cwd() })
      )
      return false
    }
    writeFileSync(lock, String(process.pid))
    mkdirSync(messages, { recursive: true })
    this.#locked = true
    watch(messages, () => {
      for (const name of readdirSync(messages)) {
        const file = join(messages, name)
        try {
          const second = JSON.parse(readFileSync(file, 'utf8')) as { data: unknown; cwd: string }
          rmSync(file)
          this.emit('second-instance', new Preventable(), [], second.cwd, second.data)
        } catch {
          // Still being written: the watcher calls again.
        }
      }
    }).unref()
    return true
  }

  quit(): void {
    const event = new Preventable()
    this.emit('before-quit', event)
    if (event.defaultPrevented) return
    this.#quitting = true
    const windows = this.windows()
    if (windows.length === 0) this.#shutDown()
    else for (const window of windows) window.close()
  }

  /** A window is gone and so many are left. */
  windowClosed(left: number): void {
    if (left > 0) return
    if (this.#quitting) this.#shutDown()
    else if (this.listenerCount('window-all-closed') > 0) this.emit('window-all-closed')
    else this.quit()
  }

  exit(code = 0): void {
    killChromium()
    if (this.#locked) rmSync(join(userData, 'instance.pid'), { force: true })
    process.exit(code)
  }

  #shutDown(): void {
    const event = new Preventable()
    this.emit('will-quit', event)
    if (event.defaultPrevented) {
      this.#quitting = false
      return
    }
    this.emit('quit', new Preventable(), 0)
    this.exit(0)
  }
}

/** The one app. */
export const app = new App()
