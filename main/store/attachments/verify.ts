import { columns, number } from '../rows'
import type { AttachmentReport, ReadSql, Watch } from '../types'
import { blobPath, hashFile, sizeOf, stopIfAborted } from './files'
import { rowsAfter } from './rows'

/** Looks for the bytes of every row; `deep` reads and hashes them. Progress counts rows, or bytes when deep. */
export async function verifyBlobs(
  root: string,
  db: ReadSql,
  options: Watch & { readonly deep?: boolean }
): Promise<AttachmentReport> {
  const { signal, onProgress } = options
  const deep = options.deep === true
  const sums = columns({ count: number, bytes: number })
  const all = db.get('SELECT count(*) AS count, coalesce(sum(bytes), 0) AS bytes FROM attachment', [], sums)
  const total = (deep ? all?.bytes : all?.count) ?? 0
  const missing: string[] = []
  const altered: string[] = []
  let checked = 0
  let bytes = 0
  for (let after = ''; ;) {
    const page = rowsAfter(db, after, 500)
    for (const row of page) {
      stopIfAborted(signal)
      const path = blobPath(root, row.sha256)
      const size = await sizeOf(path)
      if (size === undefined) missing.push(row.sha256)
      else if (size !== row.bytes) altered.push(row.sha256)
      else if (deep) {
        const found = await hashFile(path, {
          ...(signal === undefined ? {} : { signal }),
          onBytes: n => onProgress?.((bytes += n), total)
        })
        if (found.sha256 !== row.sha256) altered.push(row.sha256)
      } else bytes += size
      checked++
      if (!deep) onProgress?.(checked, total)
    }
    const last = page.at(-1)
    if (last === undefined) return { checked, bytes, missing, altered }
    after = last.sha256
  }
}
