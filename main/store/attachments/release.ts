import { rm } from 'node:fs/promises'
import type { ReadSql, WriteTx } from '../types'
import { blobPath, type Shelf } from './files'
import { findRow } from './rows'

export interface ReleaseParts {
  readonly shelf: Shelf
  readonly write: <T>(work: (tx: WriteTx) => Promise<T>) => Promise<T>
  readonly references: readonly string[]
  /** Hashes that kept backups name. */
  readonly kept: () => Promise<ReadonlySet<string>>
}

/** True while a record names these bytes, be it one of the transaction at hand. */
function isNamed(db: ReadSql, references: readonly string[], sha256: string): boolean {
  return references.some(query => db.get(`SELECT 1 AS one WHERE ? IN (${query})`, [sha256]) !== undefined)
}

/**
 * Removes the row and the file of bytes that nothing names any more; true if they went. The row goes in a
 * transaction before the file's, so that a crash between the two leaves a file without a row, which the
 * collection finds, and never a row without its file.
 */
export async function releaseBlob(parts: ReleaseParts, sha256: string): Promise<boolean> {
  const { shelf, write, references, kept } = parts
  const isFree = (db: ReadSql): boolean => !shelf.holds.has(sha256) && !isNamed(db, references, sha256)
  // The backups' lists are long: they are read only for bytes that would go.
  if (!(await write(tx => Promise.resolve(isFree(tx.sql))))) return false
  if ((await kept()).has(sha256)) return false
  const unnamed = await write(tx => {
    const free = isFree(tx.sql)
    if (free) tx.sql.run('DELETE FROM attachment WHERE sha256 = ?', [sha256])
    return Promise.resolve(free)
  })
  if (!unnamed) return false
  // While the write queue and the shelf are held nobody begins to name them, or finds them there.
  return await write(async tx => {
    if (findRow(tx.sql, sha256) !== undefined) return false
    return await shelf.hands.turn(async () => {
      if (!isFree(tx.sql)) return false
      await rm(blobPath(shelf.root, sha256), { force: true })
      return true
    })
  })
}
