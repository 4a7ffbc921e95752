import { randomUUID } from 'node:crypto'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { safeName } from './dialogs'

/**
 * Files that never were on a disk (a picture pasted from the clipboard): they are put into a folder
 * of this run, so that the core takes them like any other, and the folder goes at the end.
 */
export class Pasted {
  readonly #dir: string

  constructor(dir: string) {
    this.#dir = dir
  }

  /** Write one down and say where. */
  async keep(name: string, bytes: Uint8Array): Promise<string> {
    const dir = join(this.#dir, randomUUID())
    await mkdir(dir, { recursive: true })
    const path = join(dir, safeName(name))
    await writeFile(path, bytes)
    return path
  }

  /** Remove all of them: at the start (an earlier run may have died) and at the end. */
  async clear(): Promise<void> {
    await rm(this.#dir, { recursive: true, force: true })
  }
}
