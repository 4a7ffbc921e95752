import type { FileOut } from '@contract/fields'
import type { CoreEvent } from '@contract/wire'
import type { HandedFile, StagedFile } from '../../../preload/bridge'

/** Whether the core answers. */
export type Reach = 'connecting' | 'online' | 'offline'

/**
 * The way to the core. Two make it: a MessagePort on the desktop, HTTP with an event stream in a
 * browser. Everything above this line is the same program.
 */
export interface Transport {
  readonly kind: 'desktop' | 'host'
  /**
   * One procedure of the contract. Rejects with a FabError and nothing else: contract.cancelled once `signal`
   * aborts, which tells the core that nobody waits.
   */
  call(name: string, input: unknown, signal?: AbortSignal): Promise<unknown>
  /** Events after commit; returns unsubscribe. */
  listen(listener: (event: CoreEvent) => void): () => void
  /** Present reach, and its changes; returns unsubscribe. */
  reach(): Reach
  onReach(listener: (reach: Reach) => void): () => void
  /**
   * Hand one file over for an import; its id goes into the command that takes it. Rejects with a FabError:
   * attachment.unreadable, contract.offline, contract.cancelled once `signal` aborts, or the core's own.
   */
  stage(file: File, onSent: (bytes: number) => void, signal: AbortSignal): Promise<StagedFile>
  /**
   * Native dialog on the desktop, whose files are handed over already; the browser's picker elsewhere.
   * Empty when cancelled.
   */
  pick(): Promise<readonly (File | HandedFile)[]>
  /** Put a finished file where the person wants it; null when cancelled. */
  save(file: FileOut): Promise<string | null>
  /** Save what a one-time ticket stands for (`attachments.open`) without holding it in memory. */
  download(ticket: string, fileName: string): void
  /** The session changed: tell the core's side who listens now. */
  signedIn(): void
}

/** Small set of listeners with the usual unsubscribe. */
export class Listeners<T> {
  readonly #all = new Set<(value: T) => void>()

  add(listener: (value: T) => void): () => void {
    this.#all.add(listener)
    return () => this.#all.delete(listener)
  }

  tell(value: T): void {
    for (const listener of [...this.#all]) listener(value)
  }
}

/** Waiting time before attempt n (0, 1, 2, ...) in ms: doubling from half a second to 15 s, with jitter. */
export function backOff(attempt: number, random = Math.random()): number {
  return Math.min(15_000, 500 * 2 ** attempt) * (0.75 + random / 2)
}

/** Let the platform save what `href` gives, under that name. */
export function followDownload(href: string, fileName: string): void {
  const link = document.createElement('a')
  link.href = href
  link.download = fileName
  link.click()
}

/** Where a one-time ticket is redeemed: the host's route, and the same path of the app's own protocol. */
export function ticketPath(ticket: string): string {
  return `/api/download/${encodeURIComponent(ticket)}`
}
