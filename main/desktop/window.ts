import { BrowserWindow, type App, type BrowserWindowConstructorOptions } from 'electron'
import { guardContents, type GuardRules } from './guards'
import { smallest, type Placement } from './window-state'

/** What differs between windows. */
export interface WindowWishes {
  readonly preload: string
  readonly version: string
  readonly placement: Placement
  readonly devTools: boolean
  readonly dark: boolean
}

/**
 * Options of every window of the program. The web preferences are the same for all of them and are
 * written nowhere else: sandboxed, isolated, without Node, without webview, without spelling
 * dictionaries from the network.
 */
function windowOptions(wishes: WindowWishes): BrowserWindowConstructorOptions {
  const { placement } = wishes
  return {
    ...(placement.x === undefined || placement.y === undefined ? {} : { x: placement.x, y: placement.y }),
    width: placement.width,
    height: placement.height,
    minWidth: smallest.width,
    minHeight: smallest.height,
    title: 'FabCase',
    show: false,
    backgroundColor: wishes.dark ? '#1a1b1e' : '#ffffff',
    autoHideMenuBar: false,
    webPreferences: {
      preload: wishes.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: wishes.devTools,
      additionalArguments: [`--fabcase-version=${wishes.version}`]
    }
  }
}

/** The one place that makes windows; every one has the same web preferences. */
export function createWindow(wishes: WindowWishes): BrowserWindow {
  const window = new BrowserWindow(windowOptions(wishes))
  window.once('ready-to-show', () => {
    if (wishes.placement.maximized) window.maximize()
    window.show()
  })
  return window
}

/** Attach the guards to web contents of whatever kind, at their creation. */
export function guardAll(app: Pick<App, 'on'>, rules: GuardRules): void {
  app.on('web-contents-created', (_event, contents) => {
    guardContents(contents, rules)
  })
}
