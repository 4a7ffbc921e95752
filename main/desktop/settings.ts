import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'

const schema = z.object({
  language: z.enum(['en', 'zh-CN']).nullable().catch(null),
  /** Proved when a window is placed, not here: one bad number must not cost the other settings. */
  window: z.unknown().catch(null),
  recents: z.array(z.string().max(4096)).max(20).catch([])
})

/** What the desktop remembers of this station's person: nothing of a store's content. */
export type DesktopSettings = z.infer<typeof schema>

const nothing: DesktopSettings = { language: null, window: null, recents: [] }

/** Settings in one small file, written whole and renamed into place. */
export class Settings {
  readonly #file: string
  #values: DesktopSettings
  #writing = Promise.resolve()

  private constructor(file: string, values: DesktopSettings) {
    this.#file = file
    this.#values = values
  }

  /** Read the file; a missing or damaged one means the defaults. */
  static async read(file: string): Promise<Settings> {
    let values = nothing
    try {
      values = schema.parse(JSON.parse(await readFile(file, 'utf8')))
    } catch {
      // First start, or a file that somebody broke: either way the defaults serve.
    }
    return new Settings(file, values)
  }

  get values(): DesktopSettings {
    return this.#values
  }

  /** Change some values; the file follows. */
  set(patch: Partial<DesktopSettings>): void {
    this.#values = { ...this.#values, ...patch }
    const json = JSON.stringify(this.#values, null, 2)
    this.#writing = this.#writing.then(() => this.#write(json)).catch(() => undefined)
  }

  /** Resolves when the file holds what was set. */
  async flush(): Promise<void> {
    await this.#writing
  }

  async #write(json: string): Promise<void> {
    await mkdir(dirname(this.#file), { recursive: true })
    const partial = `${this.#file}.partial`
    await writeFile(partial, json)
    await rename(partial, this.#file)
  }
}
