import type { BrowserWindow, MessagePortMain } from 'electron'
import { pushes } from '@contract/desktop'
import { appOrigin } from './origin'
import { recoveryPath, type Stopped } from './recovery-page'

/** What {@link Windows} needs. */
export interface WindowsRules {
  /** Make a window; `nth` is how many there are already. */
  readonly make: (nth: number) => BrowserWindow
  /** Address of the renderer's page. */
  readonly page: string
  readonly log: (message: string) => void
  /** A window is closing: what to remember of it, and how many others stay. */
  readonly closing: (window: BrowserWindow) => void
  readonly closed: (contentsId: number) => void
  /** The window's page does not answer; true to load it again. */
  readonly unresponsive: (window: BrowserWindow) => Promise<boolean>
}

interface Held {
  readonly window: BrowserWindow
  /** False until the page asked for its port: what is sent before is held back. */
  connected: boolean
  recovering: boolean
  readonly early: { readonly push: string; readonly payload: unknown }[]
}

/** The open windows: which contents are trusted, whom to tell, and what to do when a page dies. */
export class Windows {
  readonly #rules: WindowsRules
  readonly #held = new Map<number, Held>()

  constructor(rules: WindowsRules) {
    this.#rules = rules
  }

  get count(): number {
    return this.#held.size
  }

  /** True for contents that one of these windows holds. */
  trusts(contentsId: number): boolean {
    return this.#held.has(contentsId)
  }

  /** The window that holds these contents. */
  of(contentsId: number): BrowserWindow | null {
    return this.#held.get(contentsId)?.window ?? null
  }

  /** The window a person is at: the focused one, else the newest. */
  current(): BrowserWindow | null {
    const windows = [...this.#held.values()].map(held => held.window)
    return windows.find(window => window.isFocused()) ?? windows.at(-1) ?? null
  }

  /** Open one more window and load the renderer in it. */
  open(): BrowserWindow {
    const window = this.#rules.make(this.#held.size)
    const { webContents } = window
    const { id } = webContents
    this.#held.set(id, { window, connected: false, recovering: false, early: [] })
    window.on('close', () => {
      this.#rules.closing(window)
    })
    window.on('closed', () => {
      this.#held.delete(id)
      this.#rules.closed(id)
    })
    window.on('unresponsive', () => {
      void this.#rules.unresponsive(window).then(reload => {
        if (reload && !window.isDestroyed()) this.#load(window, this.#rules.page)
      })
    })
    webContents.on('render-process-gone', (_event, details) => {
      this.#rules.log(`the page of window ${String(id)} ended: ${details.reason} ${String(details.exitCode)}`)
      if (details.reason !== 'clean-exit') this.recover(id, 'page', details.reason)
    })
    this.#load(window, this.#rules.page)
    return window
  }

  /** Bring a window to the front, or open one. */
  show(): BrowserWindow {
    const window = this.current() ?? this.open()
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
    return window
  }

  /** The page of these contents asked for its port: what waited for it goes out. */
  connected(contentsId: number): void {
    const held = this.#held.get(contentsId)
    if (held === undefined) return
    held.connected = true
    for (const { push, payload } of held.early.splice(0)) held.window.webContents.send(push, payload)
  }

  /** Give a page its port to the core. */
  givePort(contentsId: number, port: MessagePortMain): void {
    const window = this.of(contentsId)
    if (window === null || window.isDestroyed()) port.close()
    else window.webContents.postMessage(pushes.port, null, [port])
  }

  /** Tell one window, at once or when its page listens. */
  tell(window: BrowserWindow, push: string, payload: unknown): void {
    const held = this.#held.get(window.webContents.id)
    if (held === undefined) return
    if (held.connected) window.webContents.send(push, payload)
    else held.early.push({ push, payload })
  }

  /** Tell every window whose page listens. */
  tellAll(push: string, payload: unknown): void {
    for (const held of this.#held.values()) if (held.connected) held.window.webContents.send(push, payload)
  }

  /** Show the built-in page that explains what stopped. */
  recover(contentsId: number, stopped: Stopped, detail: string): void {
    const held = this.#held.get(contentsId)
    if (held === undefined || held.recovering || held.window.isDestroyed()) return
    held.recovering = true
    held.connected = false
    const query = new URLSearchParams({ stopped, detail })
    this.#load(held.window, `${appOrigin}${recoveryPath}?${query.toString()}`)
    held.window.show()
  }

  /** Show it in every window. */
  recoverAll(stopped: Stopped, detail: string): void {
    for (const id of this.#held.keys()) this.recover(id, stopped, detail)
  }

  /** Put the renderer back where the built-in page is shown. */
  resume(): void {
    for (const held of this.#held.values()) {
      if (!held.recovering) continue
      held.recovering = false
      this.#load(held.window, this.#rules.page)
    }
  }

  #load(window: BrowserWindow, url: string): void {
    const held = this.#held.get(window.webContents.id)
    if (held !== undefined) held.connected = false
    window.loadURL(url).catch((error: unknown) => {
      this.#rules.log(
        `${url.split('?')[0] ?? ''} was not loaded: ${error instanceof Error ? error.message : ''}`
      )
    })
  }
}
