import { open, rm, type FileHandle } from 'node:fs/promises'
import { FabError } from '@contract/errors'

/** So much is on its way to the disk at most: the last fsync, which nothing can cut short, is soon done. */
const unsyncedBytes = 64 << 20

/** The copy of a file made while it is read: the bytes that are kept are the bytes that were hashed and decoded. */
export class Copy {
  readonly #handle: FileHandle
  readonly #path: string
  readonly #maxBytes: number
  readonly #name: string
  #written = 0
  #unsynced = 0
  #syncing: Promise<unknown> = Promise.resolve()

  private constructor(handle: FileHandle, path: string, maxBytes: number, name: string) {
    this.#handle = handle
    this.#path = path
    this.#maxBytes = maxBytes
    this.#name = name
  }

  /** A new file at `path`, where there must be none. `name` is what people call it, for errors. */
  static async make(to: { readonly path: string; readonly maxBytes: number }, name: string): Promise<Copy> {
    return new Copy(await open(to.path, 'wx', 0o644), to.path, to.maxBytes, name)
  }

  /** Append a piece; its memory may be used again when this resolves. FabError attachment.tooLarge. */
  write(piece: Uint8Array): Promise<void> {
    const written = this.#write(piece)
    // Whoever decodes the piece meanwhile may fail first and never ask how this went.
    written.catch(() => undefined)
    return written
  }

  async #write(piece: Uint8Array): Promise<void> {
    this.#written += piece.length
    if (this.#written > this.#maxBytes)
      throw new FabError('attachment.tooLarge', { name: this.#name, limit: this.#maxBytes })
    for (let at = 0; at < piece.length;) at += (await this.#handle.write(piece, at)).bytesWritten
    this.#unsynced += piece.length
    if (this.#unsynced < unsyncedBytes) return
    this.#unsynced = 0
    await this.#syncing
    this.#syncing = this.#handle.datasync()
    // Its failure is told by whoever waits for it next; until then it must not count as unhandled.
    this.#syncing.catch(() => undefined)
  }

  /** On the disk and closed. */
  async finish(): Promise<void> {
    await this.#syncing
    await this.#handle.sync()
    await this.#handle.close()
  }

  /** Closed and removed. */
  async drop(): Promise<void> {
    await this.#syncing.catch(() => undefined)
    await this.#handle.close().catch(() => undefined)
    await rm(this.#path, { force: true })
  }
}
