import { EventEmitter } from 'node:events'
import { app } from './app'
import { Preventable } from './events'
import { record } from './record'
import { WebContents, type WebPreferences } from './web-contents'

interface Options {
  readonly x?: number
  readonly y?: number
  readonly width: number
  readonly height: number
  readonly webPreferences: WebPreferences
}

const open = new Set<BrowserWindow>()
let focused: BrowserWindow | null = null

function setFocused(window: BrowserWindow): void {
  focused = window
}

/** Electron's BrowserWindow over a page of the headless browser. */
export class BrowserWindow extends EventEmitter {
  readonly webContents: WebContents
  #bounds: { x: number; y: number; width: number; height: number }
  #maximized = false
  #minimized = false
  #destroyed = false
  #shown = false

  constructor(options: Options) {
    super()
    record('BrowserWindow', options)
    const { x = 0, y = 0, width, height } = options
    this.#bounds = { x, y, width, height }
    this.webContents = new WebContents(options.webPreferences)
    void this.webContents.resize(width, height)
    open.add(this)
    app.emit('web-contents-created', new Preventable(), this.webContents)
    app.emit('browser-window-created', new Preventable(), this)
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show'))
  }

  static getAllWindows(): BrowserWindow[] {
    return [...open]
  }

  static getFocusedWindow(): BrowserWindow | null {
    return focused
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.load(url)
  }

  close(): void {
    const event = new Preventable()
    this.emit('close', event)
    if (!event.defaultPrevented) this.destroy()
  }

  destroy(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    open.delete(this)
    if (focused === this) focused = null
    this.webContents.destroy()
    this.emit('closed')
    app.windowClosed(open.size)
  }

  show(): void {
    this.#shown = true
    this.focus()
  }

  focus(): void {
    setFocused(this)
  }

  maximize(): void {
    this.#maximized = true
  }

  restore(): void {
    this.#minimized = false
  }

  isFocused = (): boolean => focused === this
  isVisible = (): boolean => this.#shown
  isMaximized = (): boolean => this.#maximized
  isMinimized = (): boolean => this.#minimized
  isDestroyed = (): boolean => this.#destroyed
  getNormalBounds = (): object => ({ ...this.#bounds })
  getBounds = (): object => ({ ...this.#bounds })
}
