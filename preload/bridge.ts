import type { HandedFile, StagedFile, UpdateState } from './contract/desktop'

export type { HandedFile, StagedFile, UpdateState }

/**
 * What the preload script exposes as `window.fabcase` on the desktop. In a browser served by the
 * host it is absent and the renderer uses upload, download and web notifications instead.
 * Every function is a use case; none takes a channel name. A rejected promise carries its fault:
 * see `faultOfBridge` in the contract.
 */
export interface Bridge {
  readonly platform: 'win32' | 'linux' | 'darwin'
  readonly version: string
  /**
   * Ask for a fresh MessagePort to the core. It arrives as a `message` event of the window with
   * `data === 'fabcase:port'` and the port in `ports[0]`, because ports cannot cross contextBridge.
   * A window that asked once also gets a new port, unasked, each time the data service has been
   * restarted; see {@link onCoreDown}.
   */
  connect(): void
  /** Native open dialog for files to import; empty when cancelled. One answer a file, in their order. */
  pickFiles(): Promise<readonly HandedFile[]>
  /**
   * Files dropped or picked in the page: only their paths leave the renderer. A pasted file, which
   * lies nowhere, goes by its content (up to 128 MiB together). One answer a file, in their order: what
   * cannot be read does not hold up the others.
   */
  stage(files: readonly File[]): Promise<readonly HandedFile[]>
  /** Native folder dialog (where to make a store, where to put a backup); null when cancelled. */
  pickFolder(purpose: 'newStore' | 'openStore' | 'backup' | 'restore'): Promise<string | null>
  /** Save dialog, then write; resolves to the chosen file's name, null when cancelled. */
  saveFile(suggestedName: string, bytes: Uint8Array): Promise<string | null>
  /** Desktop notification; a click focuses the window and goes to `link` (a hash route). */
  notify(title: string, body: string, link: string | null): void
  /** Tell menus and dialogs which language the person uses now. */
  setLanguage(language: 'en' | 'zh-CN'): void
  /** Save the log file through a dialog. */
  exportLog(): Promise<string | null>
  /** Words of the menu (`menuCommands` of contract/desktop), and routes that notifications lead to. Returns unsubscribe. */
  onCommand(listener: (command: string) => void): () => void
  /** Files given to the program from outside (command line, second start, dock). Returns unsubscribe. */
  onFiles(listener: (files: readonly HandedFile[]) => void): () => void
  /**
   * The data service ended: the port is dead (nothing in a page tells that by itself) and what it owed
   * is lost. A new port follows once the service runs again. Returns unsubscribe.
   */
  onCoreDown(listener: () => void): () => void
  /**
   * The data service ended for good (after restarts failed). Right after this the built-in recovery
   * page takes the window over, on the same origin: what is in sessionStorage is there again when
   * the person has started the service anew. Returns unsubscribe.
   */
  onCoreGone(listener: (reason: string) => void): () => void
  /** Ask main to start the data service again after {@link onCoreGone}. */
  restartCore(): void
  /** State of the updater; off until a feed is set. */
  readonly updates: {
    check(): Promise<UpdateState>
    install(): Promise<UpdateState>
  }
}

/** Name of the window event that carries the port. */
export const portMessage = 'fabcase:port'
