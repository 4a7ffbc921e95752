import { stat } from 'node:fs/promises'
import type { Database } from 'better-sqlite3'
import type { Checkpoint } from './types'

/** A write-ahead log longer than this is moved into its database. */
const walLimit = 64 * 1024 * 1024

const lookEveryMs = 1000
const retryMs = 5000

/**
 * Keeps write-ahead logs short. SQLite moves pages over by itself but never shortens the file, and cannot
 * move past a reader; so this looks at the length after commits, at most once a second, and tries again
 * later when a reader was in the way.
 */
export class WalKeeper {
  readonly #path: string
  readonly #db: Database
  readonly #turn: (work: () => Promise<void>) => Promise<void>
  readonly #elsewhere: Checkpoint | undefined
  #lookedAt = 0
  #timer: NodeJS.Timeout | undefined

  /**
   * `turn` runs work between the transactions of the database; `elsewhere` moves the log in another thread, so
   * that only they wait for the disk.
   */
  constructor(
    path: string,
    db: Database,
    turn: (work: () => Promise<void>) => Promise<void>,
    elsewhere?: Checkpoint
  ) {
    this.#path = path
    this.#db = db
    this.#turn = turn
    this.#elsewhere = elsewhere
  }

  /** Call after each commit. */
  committed(): void {
    const now = performance.now()
    if (now - this.#lookedAt < lookEveryMs) return
    this.#lookedAt = now
    void this.#look()
  }

  /** Moves the whole log now; false if a reader was in the way, and then it is tried again by itself. */
  async truncate(): Promise<boolean> {
    let done = false
    await this.#turn(async () => {
      if (this.#db.open) done = await this.#move()
    })
    if (!done) this.#later()
    return done
  }

  async #move(): Promise<boolean> {
    try {
      if (this.#elsewhere !== undefined) return await this.#elsewhere(this.#path)
    } catch {
      // No thread to be had: better here than not at all.
      if (!this.#db.open) return false
    }
    // Waiting for a reader would stop everything else.
    this.#db.pragma('busy_timeout = 0')
    try {
      return checkpointOf(this.#db)
    } finally {
      this.#db.pragma('busy_timeout = 5000')
    }
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#lookedAt = Infinity
  }

  async #look(): Promise<void> {
    try {
      if ((await stat(`${this.#path}-wal`)).size > walLimit) await this.truncate()
    } catch {
      // Whatever is wrong with the file, the next transaction tells its caller.
    }
  }

  #later(): void {
    if (this.#timer !== undefined || this.#lookedAt === Infinity) return
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      void this.truncate().catch(() => undefined)
    }, retryMs)
    this.#timer.unref()
  }
}

/** Moves the whole log of a connection's database and shortens it; false if a reader was in the way. */
export function checkpointOf(db: Database): boolean {
  const rows = db.pragma('wal_checkpoint(TRUNCATE)')
  return Array.isArray(rows) && isIdle(rows[0])
}

const isIdle = (row: unknown): boolean =>
  typeof row === 'object' && row !== null && 'busy' in row && row.busy === 0
