import { stat } from 'node:fs/promises'
import type { Database } from 'better-sqlite3'
import type { DataSource, EntityManager } from 'typeorm'
import { FabError } from '@contract/errors'
import { appendAudit, type Sealer } from './audit/chain'
import { codeOf, faulting } from './faults'
import { attachRow } from './attachments/rows'
import { indexDoc, unindexDoc } from './search/keep'
import { Queue } from './queue'
import { SqlWriter } from './sqlite'
import type { Clock, WriteSql, WriteTx } from './types'

/** Watches that a database file is still the one that was opened: a deleted one takes writes without a word. */
export class FileWatch {
  readonly #path: string
  readonly #dir: string
  readonly #identity: string

  private constructor(path: string, dir: string, identity: string) {
    this.#path = path
    this.#dir = dir
    this.#identity = identity
  }

  static async of(path: string, dir: string): Promise<FileWatch> {
    return new FileWatch(path, dir, await identity(path))
  }

  /** FabError store.gone if the file was removed, moved or replaced. */
  async refuseGone(): Promise<void> {
    let now: string
    try {
      now = await identity(this.#path)
    } catch (error) {
      const code = codeOf(error)
      if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ESTALE')
        throw new FabError('store.gone', { store: this.#dir }, { cause: error })
      throw error
    }
    if (now !== this.#identity) throw new FabError('store.gone', { store: this.#dir })
  }
}

async function identity(path: string): Promise<string> {
  const { dev, ino } = await stat(path, { bigint: true })
  return `${String(dev)}:${String(ino)}`
}

/**
 * Makes TypeORM's transactions ours: BEGIN takes the write lock at once (a deferred one that reads first
 * fails with SQLITE_BUSY no timeout cures), and ROLLBACK is no error when SQLite has already rolled back
 * by itself, as it does on a full disk, so that TypeORM's count of open transactions stays true.
 */
export function adapt(db: Database): void {
  const prepare = db.prepare.bind(db)
  const replaced = (sql: string): unknown => {
    if (sql === 'BEGIN TRANSACTION') return prepare('BEGIN IMMEDIATE')
    if (sql !== 'ROLLBACK') return prepare(sql)
    const rollback = prepare(sql)
    return {
      reader: false,
      run: () => (db.inTransaction ? rollback.run() : { changes: 0, lastInsertRowid: 0 })
    }
  }
  Object.defineProperty(db, 'prepare', { value: replaced })
}

/** `target` until `alive` says no: what is kept beyond its transaction would write outside of one. */
function mortal<T extends object>(target: T, alive: () => boolean): T {
  return new Proxy(target, {
    get(object, name) {
      if (!alive()) throw new Error('a write transaction was used after its end')
      return Reflect.get(object, name, object) as unknown
    }
  })
}

export interface WriterParts {
  readonly dir: string
  readonly source: DataSource
  readonly db: Database
  readonly sealer: Sealer
  readonly clock: Clock
  readonly watch: FileWatch
  /** Called after each commit. */
  readonly committed: () => void
}

/** The one way into records.sqlite. */
export class Writer {
  readonly queue = new Queue()
  readonly #parts: WriterParts
  readonly #sql: WriteSql

  constructor(parts: WriterParts) {
    this.#parts = parts
    this.#sql = new SqlWriter(parts.db)
  }

  async write<T>(work: (tx: WriteTx) => Promise<T>): Promise<T> {
    return await this.queue.turn(() => this.#transaction(work))
  }

  async #transaction<T>(work: (tx: WriteTx) => Promise<T>): Promise<T> {
    const { dir, source, db, watch, committed } = this.#parts
    const result = await faulting(dir, 'records.sqlite', async () => {
      return await source.transaction(async em => {
        let open = true
        try {
          const value = await work(this.#tx(em, () => open))
          await watch.refuseGone()
          if (!db.inTransaction) throw new FabError('store.full', { store: dir })
          return value
        } finally {
          open = false
        }
      })
    })
    committed()
    return result
  }

  #tx(em: EntityManager, alive: () => boolean): WriteTx {
    const { sealer, clock } = this.#parts
    const sql = mortal(this.#sql, alive)
    return {
      em: mortal(em, alive),
      sql,
      audit: entry => appendAudit(sql, sealer, clock, entry),
      attach: blob => {
        attachRow(sql, blob, clock)
      },
      index: doc => {
        indexDoc(sql, doc)
      },
      unindex: (kind, id) => {
        unindexDoc(sql, kind, id)
      }
    }
  }
}
