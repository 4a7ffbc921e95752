import { columns, number } from '../rows'
import type { SearchDoc, WriteSql } from '../types'
import { codeText, codeTokens, indexTokens } from './tokens'

/**
 * The kind sits in the high part of a document's row number, so that counting and listing by kind need
 * nothing but the row numbers the index gives.
 */
export const kindSpan = 2 ** 40

const longestBody = 200_000

const idRow = columns({ id: number })

function kindId(db: WriteSql, kind: string): number {
  const known = db.get('SELECT id FROM search_kind WHERE kind = ?', [kind], idRow)
  return known?.id ?? db.run('INSERT INTO search_kind (kind) VALUES (?)', [kind]).lastId
}

/** Takes a document out of the index; false if it was not in it. */
export function unindexDoc(db: WriteSql, kind: string, id: string): boolean {
  const known = db.get('SELECT id FROM search_doc WHERE kind = ? AND doc_id = ?', [kind, id], idRow)
  if (known === undefined) return false
  db.run('DELETE FROM search_words WHERE rowid = ?', [known.id])
  db.run('DELETE FROM search_code WHERE doc = ?', [known.id])
  db.run('DELETE FROM search_doc WHERE id = ?', [known.id])
  return true
}

/** Puts a document into the index in place of what it had of it; the newest gets the highest number. */
export function indexDoc(db: WriteSql, doc: SearchDoc): void {
  unindexDoc(db, doc.kind, doc.id)
  const first = kindId(db, doc.kind) * kindSpan
  const last = db.get(
    'SELECT coalesce(max(id), :first) AS id FROM search_doc WHERE id BETWEEN :first AND :last',
    { first, last: first + kindSpan - 1 },
    idRow
  )
  const id = (last?.id ?? first) + 1
  const body = doc.body.slice(0, longestBody).toWellFormed()
  db.run('INSERT INTO search_doc VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)', [
    id,
    doc.kind,
    doc.id,
    doc.title.toWellFormed(),
    doc.subtitle.toWellFormed(),
    body,
    JSON.stringify(doc.codes),
    doc.subject,
    doc.updatedAt
  ])
  db.run('INSERT INTO search_words (rowid, title, body, codes) VALUES (?, ?, ?, ?)', [
    id,
    indexTokens(doc.title),
    indexTokens([doc.subtitle, body, ...doc.codes].join('\n')),
    codeTokens(doc.codes)
  ])
  for (const code of new Set(doc.codes.map(codeText)))
    if (code !== '') db.run('INSERT INTO search_code (code, doc) VALUES (?, ?)', [code, id])
}
