import { createGunzip, createInflateRaw, type Gunzip, type InflateRaw } from 'node:zlib'
import { FabError } from '@contract/errors'
import type { Warnings } from '../warnings'
import type { Emit, Stage } from './stage'

/** Undoes gzip (one member after another) or bare deflate as zip files hold it; one piece fully before the next. */
export class Inflate implements Stage {
  readonly #zlib: Gunzip | InflateRaw
  readonly #emit: Emit
  readonly #warnings: Warnings
  readonly #packing: 'gzip' | 'zip'
  #out = 0
  #failed: { readonly code: string | undefined } | null = null
  #stop: unknown = null
  #ended = false
  #wake: (() => void) | null = null
  /** Done when the piece in hand has been taken. */
  #taking: Promise<void> = Promise.resolve()

  constructor(packing: 'gzip' | 'zip', emit: Emit, warnings: Warnings) {
    this.#packing = packing
    this.#emit = emit
    this.#warnings = warnings
    const options = { chunkSize: 256 << 10 }
    this.#zlib = packing === 'gzip' ? createGunzip(options) : createInflateRaw(options)
    this.#zlib.on('data', (piece: Uint8Array) => {
      this.#taking = this.#take(piece)
    })
    this.#zlib.on('error', (error: NodeJS.ErrnoException) => {
      this.#failed = { code: error.code }
      this.#wake?.()
    })
    this.#zlib.on('end', () => {
      this.#ended = true
      this.#wake?.()
    })
  }

  /** One unpacked piece; the next comes when whoever listens has taken it. */
  async #take(piece: Uint8Array): Promise<void> {
    if (this.#stop !== null) return
    this.#zlib.pause()
    this.#out += piece.length
    try {
      await this.#emit(piece)
      this.#zlib.resume()
    } catch (error) {
      this.#stop = error instanceof FabError ? error : new FabError('contract.internal', {}, { cause: error })
      this.#wake?.()
    }
  }

  async push(piece: Uint8Array): Promise<void> {
    // The piece's memory is used again: zlib must be done with it first, which its callback says.
    if (this.#failed === null && !this.#ended) await this.#wait(done => this.#zlib.write(piece, done))
  }

  async end(): Promise<void> {
    if (this.#failed === null && !this.#ended) await this.#wait(() => this.#zlib.end())
    if (this.#failed === null) return
    const cut = this.#failed.code === 'Z_BUF_ERROR'
    if (this.#packing === 'gzip')
      this.#warnings.add(cut ? 'gzipTruncated' : 'gzipDamaged', this.#out, { code: this.#failed.code ?? '' })
    else this.#warnings.add(cut ? 'packedTruncated' : 'packedDamaged', this.#out, { packing: 'zip' })
  }

  destroy(): void {
    this.#zlib.destroy()
  }

  async #wait(start: (done: () => void) => void): Promise<void> {
    // It may have been stopped while no one waited: nothing would wake who waits now.
    if (this.#stop !== null) throw this.#stop
    await new Promise<void>(resolve => {
      this.#wake = resolve
      start(resolve)
    })
    this.#wake = null
    // zlib may be at its end, or fail, while its last piece is still on its way: whoever comes after must not pass it.
    await this.#taking
    if (this.#stop !== null) throw this.#stop
  }
}
