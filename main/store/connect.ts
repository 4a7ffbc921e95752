import Database from 'better-sqlite3'
import { DataSource } from 'typeorm'
import { harden, SqlReader } from './sqlite'
import type { EntityClass, ReadDb } from './types'
import { adapt } from './writer'

/** A data source with the connection under it. */
export interface Connected {
  readonly source: DataSource
  readonly db: Database.Database
}

/** TypeORM over one file. The connection that writes is adapted to the write queue; the other cannot write. */
export async function connect(
  path: string,
  entities: readonly EntityClass[],
  mode: 'read' | 'FULL' | 'NORMAL'
): Promise<Connected> {
  let raw: Database.Database | undefined
  const source = new DataSource({
    type: 'better-sqlite3',
    driver: Database,
    database: path,
    readonly: mode === 'read',
    fileMustExist: true,
    entities: [...entities],
    synchronize: false,
    migrationsRun: false,
    logging: false,
    prepareDatabase: (db: Database.Database) => {
      raw = db
      harden(db, mode === 'read' ? 'NORMAL' : mode)
      if (mode !== 'read') adapt(db)
    }
  })
  await source.initialize()
  if (raw === undefined) throw new Error('the data source did not open its file')
  return { source, db: raw }
}

/** {@link ReadDb} over a read-only data source. */
export class StoreReader extends SqlReader implements ReadDb {
  readonly source: DataSource

  constructor(connected: Connected) {
    super(connected.db)
    this.source = connected.source
  }
}
