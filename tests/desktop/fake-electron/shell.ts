import { EventEmitter } from 'node:events'
import { record } from './record'

/** Answers that tests prepared for dialogs, by the dialog's name. */
const prepared: { readonly name: string; readonly answer: object }[] = []

/** Prepare the answer of the next dialog of that name. */
export function prepare(name: string, answer: object): void {
  prepared.push({ name, answer })
}

function ask(name: string, args: readonly unknown[], otherwise: object): Promise<object> {
  const options = args.at(-1)
  record(`dialog.${name}`, options)
  const at = prepared.findIndex(item => item.name === name)
  return Promise.resolve(at < 0 ? otherwise : (prepared.splice(at, 1)[0]?.answer ?? otherwise))
}

/** Electron's `dialog`: what a test prepared, else cancelled. */
export const dialog = {
  showOpenDialog: (...args: unknown[]) => ask('showOpenDialog', args, { canceled: true, filePaths: [] }),
  showSaveDialog: (...args: unknown[]) => ask('showSaveDialog', args, { canceled: true, filePath: '' }),
  showMessageBox: (...args: unknown[]) =>
    ask('showMessageBox', args, { response: 0, checkboxChecked: false }),
  showErrorBox: (title: string, text: string) => {
    record('dialog.showErrorBox', title, text)
  }
}

const shown: Notification[] = []

/** Electron's Notification; a test clicks the newest. */
export class Notification extends EventEmitter {
  readonly title: string

  constructor(options: { title: string; body: string }) {
    super()
    this.title = options.title
    record('Notification', options)
  }

  static isSupported = (): boolean => true

  static clickNewest(): boolean {
    return shown.at(-1)?.emit('click') ?? false
  }

  show(): void {
    shown.push(this)
  }
}

/** One item of a menu, as templates give it. */
export interface MenuItem {
  readonly id?: string
  readonly label?: string
  readonly role?: string
  readonly submenu?: readonly MenuItem[]
  readonly click?: () => void
}

let applicationMenu: Menu | null = null

function find(items: readonly MenuItem[], id: string): MenuItem | null {
  for (const item of items) {
    if (item.id === id) return item
    const inner = find(item.submenu ?? [], id)
    if (inner !== null) return inner
  }
  return null
}

/** Electron's Menu, as far as it is built and clicked. */
export class Menu {
  readonly items: readonly MenuItem[]

  private constructor(items: readonly MenuItem[]) {
    this.items = items
  }

  static buildFromTemplate(template: readonly MenuItem[]): Menu {
    return new Menu(template)
  }

  static setApplicationMenu(menu: Menu | null): void {
    applicationMenu = menu
  }

  /** Click the item with this id in the application menu. */
  static clickById(id: string): boolean {
    const item = find(applicationMenu?.items ?? [], id)
    item?.click?.()
    return item?.click !== undefined
  }

  /** Labels of the menu bar, and of what is below the recent stores. */
  static labels(): string[] {
    return (applicationMenu?.items ?? []).map(item => item.label ?? '')
  }

  /** Label of the item with this id. */
  static labelOf(id: string): string | null {
    return find(applicationMenu?.items ?? [], id)?.label ?? null
  }
}

/** Electron's `shell`; nothing leaves the test. */
export const shell = {
  openExternal: (url: string): Promise<void> => {
    record('shell.openExternal', url)
    return Promise.resolve()
  }
}

/** Electron's `crashReporter`. */
export const crashReporter = {
  start: (options: unknown) => {
    record('crashReporter.start', options)
  }
}

/** Electron's `nativeTheme`. */
export const nativeTheme = Object.assign(new EventEmitter(), {
  shouldUseDarkColors: false,
  themeSource: 'system'
})

/** Electron's `screen`: one display. */
export const screen = Object.assign(new EventEmitter(), {
  getAllDisplays: () => [{ id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1040 } }]
})
