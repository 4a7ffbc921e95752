import type { CaseRecord } from '@contract/cases'
import type { SearchFollower } from '../../store/room'
import type { ReadSql, WriteTx } from '../../store/types'
import { findCase } from './rows'

type Entries = Pick<WriteTx, 'sql' | 'index'>

function nameOf(db: ReadSql, sql: string, id: string | null): string {
  return id === null ? '' : String(db.get(sql, [id])?.['n'] ?? '')
}

/** Names of the records that a case names. */
export function namesOf(db: ReadSql, record: CaseRecord) {
  return {
    customer: nameOf(db, 'SELECT name AS n FROM customer WHERE id = ?', record.customerId),
    product: nameOf(db, 'SELECT partNumber AS n FROM product WHERE id = ?', record.productId),
    owner: nameOf(db, 'SELECT name AS n FROM user WHERE id = ?', record.ownerId)
  }
}

/** Put a case into the search index. */
export function indexCase(tx: Entries, record: CaseRecord): void {
  const names = namesOf(tx.sql, record)
  tx.index({
    kind: 'case',
    id: record.id,
    title: `${record.number} ${record.title}`,
    subtitle: [names.customer, names.product, names.owner].filter(n => n !== '').join(' · '),
    body: [record.description, record.containment, record.rootCause, record.stateReason]
      .filter(t => t !== '')
      .join('\n'),
    codes: [record.number, names.product, record.lotText].filter(c => c !== ''),
    subject: record.id,
    updatedAt: record.updatedAt
  })
}

/** A comment as it is found. */
export interface CommentEntry {
  readonly id: string
  readonly author: string
  readonly text: string
  readonly at: string
}

/** Put a comment into the search index, under the title of its case. */
export function indexComment(tx: Entries, found: CaseRecord, comment: CommentEntry): void {
  tx.index({
    kind: 'comment',
    id: comment.id,
    title: `${found.number} ${found.title}`,
    subtitle: comment.author,
    body: comment.text,
    codes: [],
    subject: found.id,
    updatedAt: comment.at
  })
}

/** Put a file into the search index, with the title of its case. */
export function indexFile(
  tx: Entries,
  found: CaseRecord,
  file: { readonly id: string; readonly name: string; readonly at: string }
): void {
  tx.index({
    kind: 'file',
    id: file.id,
    title: file.name,
    subtitle: `${found.number} ${found.title}`,
    body: '',
    codes: [file.name],
    subject: found.id,
    updatedAt: file.at
  })
}

/** Comments and files are found under their case's title: write them anew when it changes. */
export function refreshMentions(tx: Entries, found: CaseRecord): void {
  const word = (row: Readonly<Record<string, unknown>>, key: string) => String(row[key])
  for (const row of tx.sql.all(
    'SELECT id, author, text, createdAt, editedAt FROM case_comment WHERE caseId = ?',
    [found.id]
  ))
    indexComment(tx, found, {
      id: word(row, 'id'),
      author: word(row, 'author'),
      text: word(row, 'text'),
      at: word(row, row['editedAt'] === null ? 'createdAt' : 'editedAt')
    })
  for (const row of tx.sql.all('SELECT id, name, addedAt FROM case_file WHERE caseId = ?', [found.id]))
    indexFile(tx, found, { id: word(row, 'id'), name: word(row, 'name'), at: word(row, 'addedAt') })
}

const follow = (of: string, column: 'customerId' | 'productId' | 'ownerId'): SearchFollower => ({
  of,
  ids: `SELECT id FROM "case" WHERE ${column} = ?`,
  refresh: (tx, id) => {
    indexCase(tx, findCase(tx.sql, id))
  }
})

/** Cases are found by the names of their customer, product and owner. */
export const caseFollowers: readonly SearchFollower[] = [
  follow('customer', 'customerId'),
  follow('product', 'productId'),
  follow('user', 'ownerId')
]
