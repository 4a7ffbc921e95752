import type { DefectImage } from '@contract/defects'
import { FabError } from '@contract/errors'
import type { FileOut } from '@contract/fields'
import { maybe, number, columns, text } from '../../store/rows'
import type { Attachments, ReadSql } from '../../store/types'

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
       WHERE lower(name) IN (${some.map(() => '?').join(', ')}) AND member = '' AND state IN ('done','partial') ORDER BY startedAt`,
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

/** Images that are looked at rather than saved. */
const largest = 32 << 20

/** Bytes a format begins with; at 0 unless said otherwise. */
const signatures = [
  { mime: 'image/png', extension: 'png', starts: [0x89, 0x50, 0x4e, 0x47] },
  { mime: 'image/jpeg', extension: 'jpg', starts: [0xff, 0xd8, 0xff] },
  { mime: 'image/gif', extension: 'gif', starts: [0x47, 0x49, 0x46, 0x38] },
  { mime: 'image/bmp', extension: 'bmp', starts: [0x42, 0x4d] },
  { mime: 'image/webp', extension: 'webp', starts: [0x57, 0x45, 0x42, 0x50], at: 8 }
] as const

/** An image a window can show. FabError record.notFound for anything else, attachment.missing, attachment.altered */
export async function pictureOf(attachments: Attachments, sha256: string): Promise<FileOut> {
  const none = new FabError('record.notFound', { entity: 'picture', id: sha256 })
  const blob = attachments.find(sha256)
  if (blob === undefined || blob.bytes > largest) throw none
  const pieces: Uint8Array[] = []
  for await (const piece of await attachments.read(sha256)) pieces.push(piece as Uint8Array)
  const bytes = new Uint8Array(Buffer.concat(pieces))
  const format = signatures.find(one =>
    one.starts.every((byte, i) => bytes[i + ('at' in one ? one.at : 0)] === byte)
  )
  if (format === undefined) throw none
  return { name: `${sha256.slice(0, 12)}.${format.extension}`, mime: format.mime, bytes }
}
