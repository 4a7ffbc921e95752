import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { KeyObject } from 'node:crypto'
import type { UpdateState } from '@contract/desktop'
import {
  chooseFile,
  manifestName,
  proveFile,
  readManifest,
  signatureName,
  UpdateError,
  type Manifest,
  type ManifestFile,
  type Running
} from './manifest'
import type { UpdateSource } from './source'

/** A file that passed every proof and may be installed. */
export interface ProvenUpdate {
  readonly path: string
  readonly version: string
  readonly file: ManifestFile
}

/** What {@link Updater} needs. */
export interface UpdaterRules {
  /** Null while no feed is set: the updater is off. */
  readonly source: (() => Promise<UpdateSource>) | null
  readonly keys: readonly KeyObject[]
  readonly running: Running
  /** Folder for the download, emptied before each. */
  readonly dir: string
  /** Back the open store up; rejects when that fails, and then nothing is installed. */
  readonly backup: () => Promise<void>
  /** Hand the file to the installer, which acts when the program quits. */
  readonly prepare: (update: ProvenUpdate) => Promise<void>
  /** What to tell the person about an update that is not taken. */
  readonly explain: (error: UpdateError) => string
  readonly log: (message: string, cause?: unknown) => void
}

const manifestLimit = 256 * 1024

/**
 * Takes updates from a feed after our own proof: signature, then version, then size and SHA-512.
 * electron-updater sees a file only when all of that holds and a backup was made. Off without a
 * feed or without keys.
 */
export class Updater {
  readonly #rules: UpdaterRules
  #ready: string | null = null
  #busy: Promise<UpdateState> | null = null

  constructor(rules: UpdaterRules) {
    this.#rules = rules
  }

  /** Look whether the feed has a newer version; nothing is downloaded. */
  check(): Promise<UpdateState> {
    return this.#once(async source => {
      const found = await this.#find(source)
      if (found === null) return { state: 'current', version: this.#rules.running.version }
      return { state: 'available', version: found.manifest.version }
    })
  }

  /** Download, prove, back up and hand to the installer. `ready` means: it is installed on quit. */
  install(): Promise<UpdateState> {
    return this.#once(async source => {
      const found = await this.#find(source)
      if (found === null) return { state: 'current', version: this.#rules.running.version }
      const { manifest, file } = found
      const path = await this.#download(source, file)
      await this.#rules.backup().catch((error: unknown) => {
        throw new UpdateError('backup', {}, { cause: error })
      })
      await this.#rules.prepare({ path, version: manifest.version, file }).catch((error: unknown) => {
        throw new UpdateError('install', {}, { cause: error })
      })
      this.#ready = manifest.version
      return { state: 'ready', version: manifest.version }
    })
  }

  #once(act: (source: UpdateSource) => Promise<UpdateState>): Promise<UpdateState> {
    const { source, keys } = this.#rules
    if (source === null || keys.length === 0) return Promise.resolve({ state: 'off' })
    if (this.#ready !== null) return Promise.resolve({ state: 'ready', version: this.#ready })
    this.#busy ??= this.#run(source, act).finally(() => (this.#busy = null))
    return this.#busy
  }

  async #run(
    open: () => Promise<UpdateSource>,
    act: (source: UpdateSource) => Promise<UpdateState>
  ): Promise<UpdateState> {
    try {
      return await act(await open())
    } catch (error) {
      this.#rules.log(
        'the update was not taken',
        error instanceof UpdateError ? (error.cause ?? error) : error
      )
      const known = error instanceof UpdateError ? error : new UpdateError('install', {}, { cause: error })
      return { state: 'failed', reason: this.#rules.explain(known) }
    }
  }

  async #find(source: UpdateSource): Promise<{ manifest: Manifest; file: ManifestFile } | null> {
    const bytes = await source.read(manifestName, manifestLimit)
    const signature = await source.read(signatureName, 4096)
    const manifest = readManifest(bytes, signature.toString('latin1'), this.#rules.keys)
    const file = chooseFile(manifest, this.#rules.running)
    return file === null ? null : { manifest, file }
  }

  async #download(source: UpdateSource, file: ManifestFile): Promise<string> {
    const { dir } = this.#rules
    await rm(dir, { recursive: true, force: true })
    await mkdir(dir, { recursive: true })
    const partial = join(dir, `${file.name}.partial`)
    try {
      await source.fetch(file.name, file.size, partial)
      await proveFile(partial, file)
      const path = join(dir, file.name)
      await rename(partial, path)
      return path
    } catch (error) {
      await rm(dir, { recursive: true, force: true })
      throw error
    }
  }
}
