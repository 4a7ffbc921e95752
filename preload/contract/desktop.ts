import { isFault, type Fault } from './errors'

/** A file the core may read once, named by a secret that only this window got. */
export interface StagedFile {
  readonly stageId: string
  readonly name: string
  readonly bytes: number
}

/** A file that could not be handed over, and why. */
export interface RefusedFile {
  readonly name: string
  readonly fault: Fault
}

/** What became of one file that was to be handed over. */
export type HandedFile = StagedFile | RefusedFile

/** Where the updater stands. */
export type UpdateState =
  | { readonly state: 'off' }
  | { readonly state: 'current'; readonly version: string }
  | { readonly state: 'available'; readonly version: string }
  | { readonly state: 'ready'; readonly version: string }
  | { readonly state: 'failed'; readonly reason: string }

/** Doors of the desktop's main process: one per use case of the bridge, all request and answer. */
export const doors = {
  connect: 'fabcase:connect',
  pickFiles: 'fabcase:pick-files',
  stage: 'fabcase:stage',
  pickFolder: 'fabcase:pick-folder',
  saveFile: 'fabcase:save-file',
  notify: 'fabcase:notify',
  setLanguage: 'fabcase:set-language',
  exportLog: 'fabcase:export-log',
  restartCore: 'fabcase:restart-core',
  checkUpdates: 'fabcase:updates-check',
  installUpdate: 'fabcase:updates-install'
} as const

/** One door. */
export type Door = (typeof doors)[keyof typeof doors]

/** What main sends a window without being asked. */
export const pushes = {
  port: 'fabcase:port',
  command: 'fabcase:command',
  files: 'fabcase:files',
  coreDown: 'fabcase:core-down',
  coreGone: 'fabcase:core-gone'
} as const

/**
 * Words of the native menu that a page carries out, as they arrive at `Bridge.onCommand`: commands of
 * the palette, routes (they start with `/`), and a few of the shell. Besides these a window hears
 * `language:<code>` when the language is changed in the menu.
 */
export const menuCommands = [
  'cases.new',
  'instruments.import',
  'stores.close',
  'palette',
  'shortcuts',
  'lock',
  'signOut',
  '/work',
  '/about'
] as const

/** One of {@link menuCommands}. */
export type MenuCommand = (typeof menuCommands)[number]

/** What a door answers; faults are data, so that nothing of main's errors leaks into a page. */
export type DoorAnswer =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly fault: Fault }

const faultMark = 'fabcase:'

/**
 * A promise of the bridge rejects with a plain Error, because only an error's message survives
 * contextBridge. The message carries the fault, and {@link faultOfBridge} reads it back.
 */
export function bridgeError(fault: Fault): Error {
  return new Error(faultMark + JSON.stringify(fault))
}

/** The fault inside an error of the bridge, or null when the error is of another kind. */
export function faultOfBridge(error: unknown): Fault | null {
  if (!(error instanceof Error)) return null
  const at = error.message.indexOf(faultMark)
  if (at < 0) return null
  try {
    const value: unknown = JSON.parse(error.message.slice(at + faultMark.length))
    return isFault(value) ? value : null
  } catch {
    return null
  }
}
