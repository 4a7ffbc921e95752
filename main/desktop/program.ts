import { join } from 'node:path'
import {
  app,
  MessageChannelMain,
  nativeTheme,
  Notification,
  protocol,
  screen,
  session,
  utilityProcess,
  type BrowserWindow,
  type MessagePortMain
} from 'electron'
import { pushes, type MenuCommand } from '@contract/desktop'
import { developmentPolicy } from '../core/web/csp'
import { CoreProcess } from './core-process'
import { pickFolder } from './dialogs'
import { makeDoors } from './door'
import { Ending } from './ending'
import { guardSession } from './guards'
import type { Launch } from './launch'
import type { RotatingLog } from './log'
import { Notifications } from './notifications'
import { appOrigin, appScheme, ownUrls } from './origin'
import { Pasted } from './pasted'
import type { Policy } from './policy'
import { serveApp } from './protocol'
import { dialogsOf, Questions } from './questions'
import type { Settings } from './settings'
import { setSystemMenus } from './system-menus'
import { firstLanguage, text, type Language } from './texts'
import type { Updater } from './update/updater'
import { makeUpdater } from './update/wire'
import { talkUpdates } from './update-talk'
import { exportLog, openDoors, type UseCases } from './use-cases'
import { createWindow, guardAll } from './window'
import { placeWindow } from './window-state'
import { Windows } from './windows'

/** Where the built parts lie, and how this start was made. */
export interface ProgramSetting {
  readonly preload: string
  readonly core: string
  readonly renderer: string
  /** Vite's address while developing; null in every built program. */
  readonly devServer: string | null
  readonly policy: Policy
  readonly settings: Settings
  readonly log: RotatingLog
}

/** The desktop program: its windows, its core process, and the wires between them. */
export class Program {
  readonly #setting: ProgramSetting
  readonly #own: (url: string) => boolean
  readonly #core: CoreProcess<MessagePortMain>
  readonly #windows: Windows
  readonly #ending: Ending
  readonly #notifications: Notifications
  readonly #questions: Questions
  readonly #pasted = new Pasted(join(app.getPath('userData'), 'pasted'))
  #language: Language
  #updater: Updater | null = null

  constructor(setting: ProgramSetting) {
    this.#setting = setting
    const { log, settings } = setting
    this.#language = firstLanguage(settings.values.language, app.getLocale())
    this.#own = ownUrls(setting.devServer)
    this.#core = new CoreProcess({
      fork: () => this.#fork(),
      channel: () => new MessageChannelMain(),
      log: message => {
        log.warn(message)
      },
      now: () => performance.now(),
      down: () => {
        this.#windows.tellAll(pushes.coreDown, null)
      },
      gone: reason => {
        this.#windows.tellAll(pushes.coreGone, reason)
        this.#windows.recoverAll('core', reason)
      },
      recents: dirs => {
        this.#setRecents(dirs)
      },
      notice: notice => {
        this.#notifications.show(notice.title, notice.body, notice.link)
      },
      jobs: running => {
        this.#ending.setJobs(running)
      },
      openFailed: (dir, fault) => {
        void this.#questions.tellFault(dir, fault)
      }
    })
    this.#windows = new Windows({
      make: nth => this.#makeWindow(nth),
      page: setting.devServer ?? `${appOrigin}/`,
      log: message => {
        log.warn(message)
      },
      closing: window => {
        settings.set({ window: { ...window.getNormalBounds(), maximized: window.isMaximized() } })
      },
      closed: id => {
        this.#core.forget(id)
        this.#ending.setWindows(this.#windows.count)
      },
      unresponsive: window => this.#questions.reload(window)
    })
    this.#ending = new Ending({
      platform: process.platform,
      closeCore: limit => this.#core.close(limit),
      tidy: () => this.#tidy(),
      ask: jobs => this.#questions.quit(jobs),
      announce: jobs => {
        this.#notifications.show(
          text(this.#language, 'notice.jobsTitle'),
          text(this.#language, 'notice.jobsBody', { count: jobs }),
          null
        )
      },
      quit: () => {
        app.quit()
      }
    })
    this.#questions = new Questions({
      language: () => this.#language,
      window: () => this.#windows.current(),
      outsideAllowed: setting.policy.openOutside,
      log: message => {
        log.warn(message)
      }
    })
    this.#notifications = new Notifications({
      supported: () => Notification.isSupported(),
      make: options => new Notification(options),
      follow: link => {
        const window = this.#windows.show()
        if (link !== null) this.#windows.tell(window, pushes.command, link)
      }
    })
  }

  /** Before Electron is ready: what must be attached before the first web contents exist. */
  attach(): void {
    const { log } = this.#setting
    guardAll(app, {
      own: this.#own,
      outside: url => {
        void this.#questions.outside(url)
      },
      refused: (what, url) => {
        log.warn(`${what} refused: ${url.slice(0, 300)}`)
      }
    })
    app.on('before-quit', event => {
      this.#ending.beforeQuit(event)
    })
    app.on('will-quit', event => {
      this.#ending.willQuit(event)
    })
    app.on('window-all-closed', () => {
      this.#ending.allWindowsClosed()
    })
    app.on('activate', () => {
      if (app.isReady()) this.#windows.show()
    })
    app.on('child-process-gone', (_event, details) => {
      log.warn(
        `child process ended: ${details.type} ${details.name ?? ''} ${details.reason} ${String(details.exitCode)}`
      )
    })
  }

  /** Electron is ready: guards of the session, the own scheme, the doors, the core, the first window. */
  async start(launch: Launch): Promise<void> {
    const { devServer, log, renderer } = this.#setting
    await this.#pasted.clear()
    guardSession(session.defaultSession, {
      own: this.#own,
      devServer,
      devPolicy: devServer === null ? null : developmentPolicy(devServer),
      refused: (what, url) => {
        log.warn(`${what} refused: ${url.slice(0, 300)}`)
      }
    })
    protocol.handle(appScheme, request =>
      serveApp(request, { root: renderer, language: () => this.#language })
    )
    this.#updater = await makeUpdater({
      policy: this.#setting.policy,
      version: app.getVersion(),
      packaged: app.isPackaged,
      resources: process.resourcesPath,
      dir: join(app.getPath('userData'), 'update'),
      language: () => this.#language,
      backup: () => this.#core.backup(),
      log: {
        info: message => {
          log.info(String(message))
        },
        warn: message => {
          log.warn(String(message))
        },
        error: message => {
          log.error(String(message))
        }
      },
      report: (message, cause) => {
        log.error(message, cause)
      }
    })
    this.#openDoors(this.#updater)
    this.#refreshMenus()
    this.#core.start()
    this.openWindow()
    this.take(launch)
  }

  /** Open one more window. */
  openWindow(): void {
    this.#windows.open()
    this.#ending.setWindows(this.#windows.count)
  }

  /** Take over what this or a second start was given, and come to the front. */
  take(launch: Launch): void {
    const window = this.#windows.show()
    this.#ending.setWindows(this.#windows.count)
    const store = launch.stores.at(-1)
    if (store !== undefined) this.#core.openStore(store)
    if (launch.files.length === 0) return
    this.#core.stage(launch.files).then(
      files => {
        this.#windows.tell(window, pushes.files, files)
      },
      (error: unknown) => {
        this.#setting.log.error('files given at the start could not be taken', error)
      }
    )
  }

  #fork(): Electron.UtilityProcess {
    const { log, core } = this.#setting
    const child = utilityProcess.fork(core, [`--settings=${app.getPath('userData')}`], {
      serviceName: 'FabCase core',
      stdio: 'pipe'
    })
    child.stdout?.on('data', (chunk: Buffer) => {
      log.info(`core: ${chunk.toString()}`)
    })
    child.stderr?.on('data', (chunk: Buffer) => {
      log.warn(`core: ${chunk.toString()}`)
    })
    return child
  }

  #makeWindow(nth: number): BrowserWindow {
    const { policy, preload, settings } = this.#setting
    return createWindow({
      preload,
      version: app.getVersion(),
      placement: placeWindow(
        settings.values.window,
        screen.getAllDisplays().map(display => display.workArea),
        nth * 28
      ),
      devTools: !app.isPackaged || policy.devTools,
      dark: nativeTheme.shouldUseDarkColors
    })
  }

  #openDoors(updater: Updater): void {
    const open = makeDoors({
      trusted: id => this.#windows.trusts(id),
      own: this.#own,
      log: message => {
        this.#setting.log.warn(message)
      }
    })
    openDoors(open, this.#useCases(updater))
  }

  #useCases(updater: Updater): UseCases {
    return {
      language: () => this.#language,
      setLanguage: language => {
        this.#setLanguage(language)
      },
      dialogs: id => dialogsOf(this.#windows.of(id)),
      connect: id => {
        this.#core.connect(id, port => {
          this.#windows.givePort(id, port)
        })
        this.#windows.connected(id)
        if (this.#core.isGone) this.#windows.recover(id, 'core', '')
      },
      stage: paths => this.#core.stage(paths),
      pasted: this.#pasted,
      notify: (title, body, link) => {
        this.#notifications.show(title, body, link)
      },
      collectLog: () => this.#setting.log.collect(),
      saveFolder: () => app.getPath('documents'),
      restartCore: () => {
        this.#core.start()
        this.#windows.resume()
      },
      updates: updater
    }
  }

  #setLanguage(language: Language): void {
    if (language === this.#language) return
    this.#language = language
    this.#setting.settings.set({ language })
    this.#refreshMenus()
  }

  #setRecents(dirs: readonly string[]): void {
    const recents = dirs.slice(0, 10)
    const old = this.#setting.settings.values.recents
    if (recents.length === old.length && recents.every((dir, i) => dir === old[i])) return
    this.#setting.settings.set({ recents })
    this.#refreshMenus()
  }

  #refreshMenus(): void {
    const { policy, settings } = this.#setting
    setSystemMenus({
      language: this.#language,
      platform: process.platform,
      devTools: !app.isPackaged || policy.devTools,
      recents: settings.values.recents,
      command: command => {
        this.#command(command)
      },
      openStore: dir => {
        this.#windows.show()
        this.#core.openStore(dir)
      },
      pickStore: () => {
        void this.#pickStore()
      },
      newWindow: () => {
        this.openWindow()
      },
      setLanguage: language => {
        this.#setLanguage(language)
        this.#windows.tellAll(pushes.command, `language:${language}`)
      },
      exportLog: () => {
        void this.#exportLog()
      },
      checkUpdates: () => {
        if (this.#updater === null) return
        void talkUpdates(this.#updater, dialogsOf(this.#windows.current()), this.#language)
      }
    })
  }

  async #pickStore(): Promise<void> {
    const dir = await pickFolder(dialogsOf(this.#windows.current()), this.#language, 'openStore')
    if (dir !== null) this.#core.openStore(dir)
  }

  #command(command: MenuCommand): void {
    const window = this.#windows.show()
    this.#windows.tell(window, pushes.command, command)
  }

  async #exportLog(): Promise<void> {
    if (this.#updater === null) return
    try {
      await exportLog(this.#useCases(this.#updater), dialogsOf(this.#windows.current()))
    } catch (error) {
      this.#setting.log.error('the log was not saved', error)
      await dialogsOf(this.#windows.current()).message({
        type: 'warning',
        message: text(this.#language, 'recovery.notSaved'),
        buttons: [text(this.#language, 'dialog.ok')]
      })
    }
  }

  async #tidy(): Promise<void> {
    await this.#pasted.clear()
    await this.#setting.settings.flush()
    this.#setting.log.info('FabCase ended')
    await this.#setting.log.flush()
  }
}
