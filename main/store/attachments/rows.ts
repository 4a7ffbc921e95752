import { columns, number, text } from '../rows'
import type { Blob256, Clock, ReadSql, WriteSql } from '../types'

const blobRow = columns({ sha256: text, bytes: number })

/** The row of these bytes, if one names them. */
export function findRow(db: ReadSql, sha256: string): Blob256 | undefined {
  return db.get('SELECT sha256, bytes FROM attachment WHERE sha256 = ?', [sha256], blobRow)
}

/** Names bytes in a row; bytes known before are as good as new to garbage collection. */
export function attachRow(db: WriteSql, blob: Blob256, clock: Clock): void {
  db.run(
    `INSERT INTO attachment (sha256, bytes, added_at) VALUES (?, ?, ?)
     ON CONFLICT (sha256) DO UPDATE SET added_at = excluded.added_at`,
    [blob.sha256, blob.bytes, clock.now().toISOString()]
  )
}

/** A page of rows after `after`, in the order of their hashes. */
export function rowsAfter(db: ReadSql, after: string, limit: number): readonly Blob256[] {
  return db.all(
    'SELECT sha256, bytes FROM attachment WHERE sha256 > ? ORDER BY sha256 LIMIT ?',
    [after, limit],
    blobRow
  )
}
