import { appendFile, mkdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { inspect } from 'node:util'

/** How a line of the log is meant. */
export type Level = 'info' | 'warn' | 'error'

/** Options of {@link RotatingLog}. */
export interface LogOptions {
  /** Bytes after which a new file begins. */
  readonly limit?: number
  /** Older files kept beside the current one. */
  readonly keep?: number
  readonly now?: () => Date
}

const clip = 8000

/**
 * The log of the desktop: `fabcase.log`, older parts as `fabcase.1.log` and so on. Lines are written
 * in order by one chain; a disk that takes nothing more never stops the program.
 */
export class RotatingLog {
  readonly #dir: string
  readonly #limit: number
  readonly #keep: number
  readonly #now: () => Date
  #size = -1
  #waiting: string[] = []
  #writing: Promise<void> | null = null

  constructor(dir: string, options: LogOptions = {}) {
    this.#dir = dir
    this.#limit = options.limit ?? 2 * 1024 * 1024
    this.#keep = options.keep ?? 4
    this.#now = options.now ?? (() => new Date())
  }

  /** Folder of the log. */
  get dir(): string {
    return this.#dir
  }

  info(message: string): void {
    this.write('info', message)
  }

  warn(message: string): void {
    this.write('warn', message)
  }

  error(message: string, cause?: unknown): void {
    const why = cause instanceof Error ? (cause.stack ?? cause.message) : inspect(cause)
    this.write('error', cause === undefined ? message : `${message}: ${why}`)
  }

  /** Put one line down; line breaks inside a message are indented, so that a line start is a time. */
  write(level: Level, message: string): void {
    const text = message.slice(0, clip).trimEnd().replaceAll(/\r?\n/g, '\n    ')
    this.#waiting.push(`${this.#now().toISOString()} ${level} ${text}\n`)
    this.#writing ??= this.#drain()
  }

  /** Resolves when everything written so far is on disk. */
  async flush(): Promise<void> {
    await this.#writing
  }

  /** The whole log as one text, oldest line first: what a person hands to support. */
  async collect(): Promise<string> {
    await this.flush()
    const parts: string[] = []
    for (let i = this.#keep; i >= 0; i--) parts.push(await readFile(this.#file(i), 'utf8').catch(() => ''))
    return parts.join('')
  }

  #file(index: number): string {
    return join(this.#dir, index === 0 ? 'fabcase.log' : `fabcase.${String(index)}.log`)
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0) {
      const lines = this.#waiting.splice(0).join('')
      try {
        if (this.#size < 0) {
          await mkdir(this.#dir, { recursive: true })
          this.#size = await stat(this.#file(0)).then(
            found => found.size,
            () => 0
          )
        }
        if (this.#size > 0 && this.#size + lines.length > this.#limit) await this.#rotate()
        await appendFile(this.#file(0), lines)
        this.#size += Buffer.byteLength(lines)
      } catch {
        this.#size = -1
      }
    }
    this.#writing = null
  }

  async #rotate(): Promise<void> {
    await rm(this.#file(this.#keep), { force: true })
    for (let i = this.#keep - 1; i >= 0; i--) {
      await rename(this.#file(i), this.#file(i + 1)).catch(() => undefined)
    }
    this.#size = 0
  }
}
