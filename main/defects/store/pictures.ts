import type { DefectImage } from '@contract/defects'
import { maybe, number, columns, text } from '../../store/rows'
import type { ReadSql } from '../../store/types'

const fileOf = columns({ name: text, sha256: text, bytes: number, batchId: text, caseId: maybe(text) })

/** Names asked for in one statement. */
const atOnce = 400

/** What an image is called without its folders, as names are compared. */
function key(file: string): string {
  const name = file.split(/[\\/]/).at(-1) ?? ''
  // As SQLite's lower() does it.
  return name.replace(/[A-Z]+/g, letters => letters.toLowerCase())
}

/**
 * Images with the bytes that lie in the store under their name: brought in the same batch as the set, else in the
 * same case, else last.
 */
export function withBytes(
  db: ReadSql,
  images: readonly DefectImage[],
  set: { readonly importId: string; readonly caseId: string | null }
): DefectImage[] {
  const names = [...new Set(images.map(image => key(image.file)).filter(name => name !== ''))]
  const batch = db.get('SELECT batchId FROM import WHERE id = ?', [set.importId])?.['batchId']
  const found = new Map<string, { readonly sha256: string; readonly bytes: number; readonly rank: number }>()
  for (let at = 0; at < names.length; at += atOnce) {
    const some = names.slice(at, at + atOnce)
    const rows = db.all(
      `SELECT name, sha256, bytes, batchId, caseId FROM import
       WHERE lower(name) IN (${some.map(() => '?').join(', ')}) AND state IN ('done','partial') ORDER BY startedAt`,
      some,
      fileOf
    )
    for (const row of rows) {
      const rank = row.batchId === batch ? 2 : set.caseId !== null && row.caseId === set.caseId ? 1 : 0
      const known = found.get(key(row.name))
      if (known === undefined || rank >= known.rank)
        found.set(key(row.name), { sha256: row.sha256, bytes: row.bytes, rank })
    }
  }
  return images.map(image => {
    const file = found.get(key(image.file))
    return file === undefined ? image : { ...image, sha256: file.sha256, bytes: file.bytes }
  })
}
