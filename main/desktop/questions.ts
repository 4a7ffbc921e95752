import { dialog, type BrowserWindow } from 'electron'
import type { Fault } from '@contract/errors'
import { confirm, type DialogSource } from './dialogs'
import { openOutside } from './open-outside'
import { storeName } from './recents'
import { faultText, text, type Language, type TextKey } from './texts'

/** Electron's dialogs over a window, or free-standing where there is none. */
export function dialogsOf(window: BrowserWindow | null): DialogSource {
  if (window === null || window.isDestroyed()) {
    return {
      open: options => dialog.showOpenDialog(options),
      save: options => dialog.showSaveDialog(options),
      message: options => dialog.showMessageBox(options)
    }
  }
  return {
    open: options => dialog.showOpenDialog(window, options),
    save: options => dialog.showSaveDialog(window, options),
    message: options => dialog.showMessageBox(window, options)
  }
}

/** What {@link Questions} needs. */
export interface QuestionRules {
  readonly language: () => Language
  /** The window a person is at. */
  readonly window: () => BrowserWindow | null
  /** Whether the station's policy lets addresses be opened outside. */
  readonly outsideAllowed: boolean
  readonly log: (message: string) => void
}

/** The questions main itself asks. */
export class Questions {
  readonly #rules: QuestionRules
  #askingOutside = false

  constructor(rules: QuestionRules) {
    this.#rules = rules
  }

  /** Whether to quit although jobs run. */
  quit(jobs: number): Promise<boolean> {
    return this.#ask(
      this.#rules.window(),
      'dialog.jobsTitle',
      this.#say('dialog.jobsText', { count: jobs }),
      'dialog.jobsQuit',
      'dialog.jobsStay'
    )
  }

  /** Whether to load a page again that does not answer. */
  reload(window: BrowserWindow): Promise<boolean> {
    return this.#ask(
      window,
      'dialog.unresponsiveTitle',
      this.#say('dialog.unresponsiveText'),
      'dialog.unresponsiveReload',
      'dialog.unresponsiveWait'
    )
  }

  /** Say why a store that was asked for outside the page (menu, command line) did not open. */
  async tellFault(dir: string, fault: Fault): Promise<void> {
    const said = faultText(this.#rules.language(), fault)
    await dialogsOf(this.#rules.window()).message({
      type: 'warning',
      title: storeName(dir),
      message: said.what,
      detail: [said.todo, dir].filter(line => line !== '').join('\n\n'),
      buttons: [this.#say('dialog.ok')]
    })
  }

  /** Lead a person out of the program, one address at a time. */
  async outside(url: string): Promise<void> {
    if (this.#askingOutside) return
    this.#askingOutside = true
    const { log } = this.#rules
    try {
      await openOutside(url, {
        allowed: this.#rules.outsideAllowed,
        confirm: (target, host) =>
          this.#ask(
            this.#rules.window(),
            'dialog.outsideTitle',
            host === null
              ? this.#say('dialog.outsideMail', { url: target })
              : this.#say('dialog.outsideText', { host, url: target }),
            'dialog.outsideOpen',
            'dialog.cancel'
          ),
        refused: (what, target) => {
          log(`${what} refused: ${target.slice(0, 300)}`)
        }
      })
    } catch (error) {
      log(`an outside address was not opened: ${error instanceof Error ? error.message : String(error)}`)
    } finally {
      this.#askingOutside = false
    }
  }

  #say(key: TextKey, blanks?: Readonly<Record<string, string | number>>): string {
    return text(this.#rules.language(), key, blanks)
  }

  #ask(
    window: BrowserWindow | null,
    title: TextKey,
    detail: string,
    yes: TextKey,
    no: TextKey
  ): Promise<boolean> {
    return confirm(dialogsOf(window), {
      title: this.#say(title),
      text: detail,
      yes: this.#say(yes),
      no: this.#say(no)
    })
  }
}
