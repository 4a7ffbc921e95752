import { join } from 'node:path'
import Database from 'better-sqlite3'
import { FabError } from '@contract/errors'
import { names } from './folder'
import { normalise } from './search/tokens'
import type { ReadSql, Row, RowReader, SqlParam, SqlParams, SqlValue, WriteSql } from './types'

/** Tags in the header of our two files (`PRAGMA application_id`). */
export const applicationIds = { records: 0x46434153, measurements: 0x46434d53 } as const

/** One of the two databases of a store. */
export type FileKind = keyof typeof applicationIds

/** FULL: what was acknowledged survives a power cut. NORMAL: may lose the last moments, can be imported again. */
export const durability = { records: 'FULL', measurements: 'NORMAL' } as const

/** Below 3.51.3 two connections that write at once can damage a WAL database (the WAL-reset bug). */
const oldestSqlite = [3, 51, 3] as const

/** Refuses an SQLite with the WAL-reset bug. */
export function refuseOldSqlite(version: string): void {
  const parts = version.split('.').map(Number)
  for (const [i, wanted] of oldestSqlite.entries()) {
    const part = parts[i] ?? 0
    if (part > wanted) return
    if (part < wanted) throw new FabError('store.sqliteOld', { version, wanted: oldestSqlite.join('.') })
  }
}

/** Version of the SQLite that is linked in. */
export function sqliteVersion(): string {
  const db = new Database(':memory:')
  try {
    return String(db.prepare('SELECT sqlite_version()').pluck().get())
  } finally {
    db.close()
  }
}

/** One pragma's single value. */
export function pragma(db: Database.Database, text: string): unknown {
  return db.pragma(text, { simple: true })
}

/** What every connection is given before it is used. */
export function harden(db: Database.Database, synchronous: 'FULL' | 'NORMAL'): void {
  db.pragma('busy_timeout = 5000')
  if (!db.readonly) {
    const mode = pragma(db, 'journal_mode = WAL')
    if (mode !== 'wal') throw new FabError('store.networkDrive', { kind: String(mode) })
    db.pragma(`synchronous = ${synchronous}`)
    // With it REPLACE fires delete triggers, so the audit trail cannot be overwritten that way.
    db.pragma('recursive_triggers = ON')
  } else db.pragma('query_only = ON')
  db.pragma('foreign_keys = ON')
  db.pragma('trusted_schema = OFF')
  db.pragma('cell_size_check = ON')
  db.pragma('mmap_size = 0')
  // LIKE knows upper and lower case of ASCII only; lists fold as the search does.
  db.function('fold', { deterministic: true, directOnly: true }, value => normalise(String(value ?? '')))
}

/**
 * Opens one file of a store. A file that is none of ours is refused before anything is written to it.
 * `check` walks all pages first, as after an unclean end.
 */
export function openFile(
  dir: string,
  kind: FileKind,
  options: { readonly create?: boolean; readonly check?: boolean } = {}
): Database.Database {
  const file = names[kind]
  const db = new Database(join(dir, file), { timeout: 5000, fileMustExist: options.create !== true })
  try {
    const id = pragma(db, 'application_id')
    if (options.create === true && id === 0) db.pragma(`application_id = ${String(applicationIds[kind])}`)
    else if (id !== applicationIds[kind]) throw new FabError('store.foreign', { store: dir, file })
    if (options.check === true) {
      const verdict = pragma(db, 'quick_check(1)')
      if (verdict !== 'ok')
        throw new FabError('store.damaged', { store: dir, file, finding: String(verdict) })
    }
    harden(db, durability[kind])
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

type Bindable = Exclude<SqlParam, boolean>

const bindable = (value: SqlParam): Bindable => (typeof value === 'boolean' ? Number(value) : value)

const isList = (params: SqlParams): params is readonly SqlParam[] => Array.isArray(params)

/** `params` as better-sqlite3 takes them. */
function bind(params: SqlParams): [readonly Bindable[]] | [Record<string, Bindable>] {
  if (isList(params)) return [params.map(bindable)]
  return [Object.fromEntries(Object.entries(params).map(([name, value]) => [name, bindable(value)]))]
}

/** Statements of one connection, prepared once; the least used are let go. */
class Statements {
  readonly #db: Database.Database
  readonly #kept = new Map<string, Database.Statement>()

  constructor(db: Database.Database) {
    this.#db = db
  }

  of(sql: string, form: 'rows' | 'column' = 'rows'): Database.Statement {
    const key = form === 'rows' ? sql : `${form} ${sql}`
    const statement = this.#kept.get(key) ?? this.#prepare(sql, form)
    this.#kept.delete(key)
    this.#kept.set(key, statement)
    if (this.#kept.size > 300) {
      const oldest = this.#kept.keys().next()
      if (oldest.done !== true) this.#kept.delete(oldest.value)
    }
    return statement
  }

  #prepare(sql: string, form: 'rows' | 'column'): Database.Statement {
    const statement = this.#db.prepare(sql)
    return form === 'column' ? statement.pluck() : statement
  }
}

function reading<T>(as: RowReader<T>): (row: Row) => T {
  return typeof as === 'function' ? as : row => as.parse(row)
}

/** {@link ReadSql} over a connection. */
export class SqlReader implements ReadSql {
  readonly readable = true
  protected readonly statements: Statements

  constructor(db: Database.Database) {
    this.statements = new Statements(db)
  }

  all(sql: string, params?: SqlParams): Row[]
  all<T>(sql: string, params: SqlParams, as: RowReader<T>): T[]
  all<T>(sql: string, params: SqlParams = [], as?: RowReader<T>): Row[] | T[] {
    const rows = this.statements.of(sql).all(...bind(params)) as Row[]
    return as === undefined ? rows : rows.map(reading(as))
  }

  column(sql: string, params: SqlParams = []): SqlValue[] {
    return this.statements.of(sql, 'column').all(...bind(params)) as SqlValue[]
  }

  get(sql: string, params?: SqlParams): Row | undefined
  get<T>(sql: string, params: SqlParams, as: RowReader<T>): T | undefined
  get<T>(sql: string, params: SqlParams = [], as?: RowReader<T>): Row | T | undefined {
    const row = this.statements.of(sql).get(...bind(params)) as Row | undefined
    return row === undefined || as === undefined ? row : reading(as)(row)
  }
}

/** {@link WriteSql} over a connection. */
export class SqlWriter extends SqlReader implements WriteSql {
  readonly writable = true

  run(sql: string, params: SqlParams = []): { readonly changes: number; readonly lastId: number } {
    const result = this.statements.of(sql).run(...bind(params))
    return { changes: result.changes, lastId: Number(result.lastInsertRowid) }
  }
}
