import Database from 'better-sqlite3'
import { harden, SqlReader } from './sqlite'
import type { ReadSql } from './types'

/** A read-only connection for a worker thread. Read in single statements: a held reader lets the log grow. */
export interface WorkerReader extends ReadSql {
  readonly db: Database.Database
  close(): void
}

class ThreadReader extends SqlReader implements WorkerReader {
  readonly db: Database.Database

  constructor(db: Database.Database) {
    super(db)
    this.db = db
  }

  close(): void {
    this.db.close()
  }
}

/** Opens a database of an open store for reading, in any thread or process of the same machine. */
export function openReader(path: string): WorkerReader {
  const db = new Database(path, { readonly: true, fileMustExist: true, timeout: 5000 })
  harden(db, 'NORMAL')
  return new ThreadReader(db)
}
