import { rm, stat } from 'node:fs/promises'
import { columns, text } from '../rows'
import type { CollectReport, Watch, WriteTx } from '../types'
import { blobPath, listBlobs, type Shelf, stopIfAborted } from './files'
import { findRow } from './rows'

export interface CollectParts {
  readonly shelf: Shelf
  readonly write: <T>(work: (tx: WriteTx) => Promise<T>) => Promise<T>
  readonly references: readonly string[]
  readonly kept: ReadonlySet<string>
  /** Milliseconds since 1970; what is younger stays. */
  readonly olderThan: number
  readonly watch: Watch
}

const hashRow = columns({ sha256: text })
const batch = 200

/**
 * Removes what nobody names: first the rows without a reference, a few in each transaction, then the
 * files without a row. A file goes only while the write queue and the shelf are held, so that no
 * transaction can begin to name it and no upload can find it there meanwhile.
 */
export async function collectBlobs(parts: CollectParts): Promise<CollectReport> {
  await dropRows(parts)
  const { shelf, write, kept, olderThan, watch } = parts
  let removed = 0
  let bytes = 0
  let stayed = 0
  let seen = 0
  for await (const blob of listBlobs(shelf.root)) {
    stopIfAborted(watch.signal)
    seen++
    if (seen % batch === 0) watch.onProgress?.(seen, 0)
    if (blob.modifiedMs >= olderThan || kept.has(blob.sha256)) {
      stayed++
      continue
    }
    const gone = await write(async tx => {
      if (findRow(tx.sql, blob.sha256) !== undefined) return false
      return await shelf.hands.turn(async () => {
        const path = blobPath(shelf.root, blob.sha256)
        if (shelf.holds.has(blob.sha256) || (await stat(path)).mtimeMs >= olderThan) return false
        await rm(path)
        return true
      })
    })
    if (gone) {
      removed++
      bytes += blob.bytes
    } else stayed++
  }
  return { removed, bytes, kept: stayed }
}

async function dropRows(parts: CollectParts): Promise<void> {
  const { write, references, kept, olderThan, watch } = parts
  const unnamed = [
    'SELECT sha256 FROM attachment WHERE added_at < :before AND sha256 > :after',
    ...references.map(query => `SELECT * FROM (${query})`)
  ].join(' EXCEPT ')
  const before = new Date(olderThan).toISOString()
  for (let after = ''; ;) {
    stopIfAborted(watch.signal)
    const page = await write(async tx => {
      const rows = tx.sql.all(`${unnamed} ORDER BY 1 LIMIT ${String(batch)}`, { before, after }, hashRow)
      for (const { sha256 } of rows)
        if (!kept.has(sha256)) tx.sql.run('DELETE FROM attachment WHERE sha256 = ?', [sha256])
      return Promise.resolve(rows)
    })
    const last = page.at(-1)
    if (last === undefined) return
    after = last.sha256
  }
}
