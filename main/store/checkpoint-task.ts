import Database from 'better-sqlite3'
import { checkpointOf } from './checkpoint'

/** What {@link workerTasks.checkpoint} is told. */
interface Order {
  readonly path: string
}

const isOrder = (input: unknown): input is Order =>
  typeof input === 'object' && input !== null && 'path' in input && typeof input.path === 'string'

/** Moving a log of 64 MB to a disk that turns takes a second, and the core must not stand still for it. */
export const workerTasks = {
  /** Moves the write-ahead log of a database into it; false if a reader was in the way. */
  checkpoint: (input: unknown): Promise<boolean> => {
    if (!isOrder(input)) throw new TypeError('checkpoint takes the path of a database')
    const db = new Database(input.path, { fileMustExist: true, timeout: 0 })
    try {
      return Promise.resolve(checkpointOf(db))
    } finally {
      db.close()
    }
  }
}
