import { caseStates, severities, type CaseRecord } from '@contract/cases'
import { columns, maybe, number, oneOf, text, texts } from '../../store/rows'
import type { ReadSql } from '../../store/types'
import { FabError } from '@contract/errors'

const readCase = columns({
  id: text,
  version: number,
  createdAt: text,
  createdBy: text,
  updatedAt: text,
  updatedBy: text,
  number: text,
  title: text,
  severity: oneOf(severities),
  state: oneOf(caseStates),
  stateReason: text,
  customerId: maybe(text),
  productId: maybe(text),
  ownerId: maybe(text),
  teamIds: texts,
  lotText: text,
  due: maybe(text),
  description: text,
  containment: text,
  rootCause: text,
  openedAt: text,
  closedAt: maybe(text)
})

/** One case by id or number; FabError record.notFound. */
export function findCase(db: ReadSql, idOrNumber: string): CaseRecord {
  const found = db.get('SELECT * FROM "case" WHERE id = :key OR number = :key', { key: idOrNumber }, readCase)
  if (found === undefined) throw new FabError('record.notFound', { entity: 'case', id: idOrNumber })
  return found
}

const readName = columns({ id: text, number: text, title: text })

/** What those of the cases are called that are there, in no order. */
export function caseNames(
  db: ReadSql,
  ids: readonly string[]
): Pick<CaseRecord, 'id' | 'number' | 'title'>[] {
  return db.all(
    'SELECT id, number, title FROM "case" WHERE id IN (SELECT value FROM json_each(?))',
    [JSON.stringify(ids)],
    readName
  )
}

/** Refuse the id of a case that is not there; FabError record.notFound. */
export function requireCase(db: ReadSql, id: string): void {
  if (db.get('SELECT 1 AS one FROM "case" WHERE id = ?', [id]) === undefined)
    throw new FabError('record.notFound', { entity: 'case', id })
}
