import type { Database } from 'better-sqlite3'
import { FabError } from '@contract/errors'
import { faulting } from './faults'
import { names } from './folder'
import { Queue } from './queue'
import type { Measurements, ReadDb } from './types'
import type { FileWatch } from './writer'

export interface MeasurementParts {
  readonly dir: string
  readonly path: string
  readonly db: Database
  readonly read: ReadDb
  readonly watch: FileWatch
  readonly committed: () => void
}

/** {@link Measurements} of an open store. */
export class StoreMeasurements implements Measurements {
  readonly queue = new Queue()
  readonly path: string
  readonly read: ReadDb
  readonly #parts: MeasurementParts

  constructor(parts: MeasurementParts) {
    this.#parts = parts
    this.path = parts.path
    this.read = parts.read
  }

  async write<T>(work: (db: Database) => T extends PromiseLike<unknown> ? never : T): Promise<T> {
    const { dir, db, watch, committed } = this.#parts
    return await this.queue.turn(async () => {
      if (!db.open) throw new FabError('contract.closing')
      return await faulting(dir, names.measurements, async () => {
        db.exec('BEGIN IMMEDIATE')
        let value: T
        try {
          value = work(db)
          db.exec('COMMIT')
        } catch (error) {
          if (db.inTransaction) db.exec('ROLLBACK')
          throw error
        }
        // Only now is it known where the rows went; until then nobody is told that they are safe.
        await watch.refuseGone()
        committed()
        return value
      })
    })
  }
}
