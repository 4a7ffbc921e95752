import { rootMethods, rootVerdicts, type RootVerdictRecord, verdictBases } from '@contract/accuracy'
import { FabError } from '@contract/errors'
import type { Json } from '@contract/json'
import { columns, json, maybe, number, oneOf, text } from '../../store/rows'
import type { ReadSql } from '../../store/types'

/** A verdict as it is stored. */
export const readVerdict = columns({
  id: text,
  version: number,
  createdAt: text,
  createdBy: text,
  updatedAt: text,
  updatedBy: text,
  caseId: text,
  closedAt: text,
  method: oneOf(rootMethods),
  root: text,
  diagramId: maybe(text),
  nodeId: maybe(text),
  verdict: oneOf(rootVerdicts),
  basis: oneOf(verdictBases),
  observedFrom: maybe(text),
  observedTo: maybe(text),
  why: text
})

/** One verdict; FabError record.notFound. */
export function findVerdict(db: ReadSql, id: string): RootVerdictRecord {
  const found = db.get('SELECT * FROM root_verdict WHERE id = ?', [id], readVerdict)
  if (found === undefined) throw new FabError('record.notFound', { entity: 'rootVerdict', id })
  return found
}

/** What was judged of a case, the latest closing first. */
export function verdictsOf(db: ReadSql, caseId: string): RootVerdictRecord[] {
  return db.all('SELECT * FROM root_verdict WHERE caseId = ? ORDER BY closedAt DESC', [caseId], readVerdict)
}

const state = columns({ state: text, closedAt: maybe(text), rootCause: text })

/** How a case stands. */
export function caseState(db: ReadSql, caseId: string): ReturnType<typeof state> {
  const found = db.get('SELECT state, closedAt, rootCause FROM "case" WHERE id = ?', [caseId], state)
  if (found === undefined) throw new FabError('record.notFound', { entity: 'case', id: caseId })
  return found
}

/** A text of what the trail keeps; empty where there is none. */
export function wordOf(value: Json, name: string): string {
  if (typeof value !== 'object' || value === null) return ''
  const found: unknown = Object.entries(value).find(([key]) => key === name)?.[1]
  return typeof found === 'string' ? found : ''
}

const closing = columns({ after: json })

/**
 * When a case was closed, the latest first. A case that is open again has forgotten it, but its trail has not, and
 * a root cause that did not hold is often the reason why it was opened.
 */
export function closingsOf(db: ReadSql, caseId: string): string[] {
  const found = new Set<string>()
  const now = caseState(db, caseId)
  if (now.state === 'closed' && now.closedAt !== null) found.add(now.closedAt)
  const sql = `SELECT after_json AS after FROM audit
    WHERE entity = 'case' AND entity_id = ? AND action = 'cases.setState' AND after_json IS NOT NULL`
  for (const { after } of db.all(sql, [caseId], closing)) {
    if (wordOf(after, 'state') === 'closed' && wordOf(after, 'closedAt') !== '')
      found.add(wordOf(after, 'closedAt'))
  }
  for (const verdict of verdictsOf(db, caseId)) found.add(verdict.closedAt)
  return [...found].sort().reverse()
}
