import type { HandedFile } from '@contract/desktop'
import type { Fault } from '@contract/errors'

/**
 * What the desktop's main process tells the core process. A `port` message carries the client's
 * MessagePort among its transferred ports.
 */
export type ToCore =
  | { readonly t: 'port' }
  | { readonly t: 'stage'; readonly id: number; readonly paths: readonly string[] }
  | { readonly t: 'openStore'; readonly dir: string }
  | { readonly t: 'backup'; readonly id: number }
  | { readonly t: 'close' }

/**
 * What the core process tells the desktop's main process. `jobs` counts what is running, so that
 * the program stays until it is done; `store` names the open store, which is opened again should
 * the process die; `backedUp` answers `backup` (made before an update).
 */
export type FromCore =
  | { readonly t: 'ready' }
  | { readonly t: 'staged'; readonly id: number; readonly files: readonly HandedFile[] }
  | { readonly t: 'backedUp'; readonly id: number }
  | { readonly t: 'backupFailed'; readonly id: number; readonly fault: Fault }
  | { readonly t: 'recents'; readonly dirs: readonly string[] }
  | { readonly t: 'notice'; readonly title: string; readonly body: string; readonly link: string | null }
  | { readonly t: 'jobs'; readonly running: number }
  | { readonly t: 'store'; readonly dir: string | null }
  | { readonly t: 'openFailed'; readonly dir: string; readonly fault: Fault }
  | { readonly t: 'log'; readonly line: string }
  | { readonly t: 'closed' }
