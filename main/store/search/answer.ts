import { z } from 'zod'
import { columns, maybe, number, text } from '../rows'
import type { ReadSql, SearchAnswer, SearchHit, SearchQuery, SqlParams } from '../types'
import { kindSpan } from './keep'
import { marksIn, snippetOf } from './marks'
import { codeText, matchQuery, parseQuery, type Term } from './tokens'

/** Beyond this many hits ranking costs more than it tells: titles first, then the newest. */
const mostRanked = 2000

/** Weights of title, body and codes in bm25. */
const ranking = 'bm25(search_words, 8.0, 1.0, 4.0)'

const mostHits = 100

/** One kind's share of the hits. */
interface Found {
  count: number
  /** Document numbers, best first; as many as are shown. */
  readonly ids: number[]
}

const docRow = columns({
  id: number,
  kind: text,
  docId: text,
  title: text,
  subtitle: text,
  body: text,
  codes: text,
  subject: maybe(text),
  updatedAt: text
})

const kindOf = (id: number): number => Math.floor(id / kindSpan)

const numbers = (db: ReadSql, sql: string, params: SqlParams): number[] => db.column(sql, params).map(Number)

/** Numbers of all documents that match, in their order. */
const matching = (db: ReadSql, match: string): number[] =>
  numbers(db, 'SELECT rowid FROM search_words WHERE search_words MATCH ?', [match])

/** Documents one of whose codes is what was typed, whole first, then as a beginning. */
function byCode(db: ReadSql, query: string, terms: readonly Term[]): number[] {
  const whole = codeText(query)
  const asked = new Set([whole, ...terms.map(term => term.units.map(unit => unit.text).join(''))])
  const ids: number[] = []
  for (const code of asked)
    if (code.length >= 2)
      ids.push(...numbers(db, 'SELECT doc FROM search_code WHERE code = ? LIMIT 200', [code]))
  if (whole.length >= 3) {
    const sql = 'SELECT doc FROM search_code WHERE code > ? AND code < ? ORDER BY code LIMIT 100'
    ids.push(...numbers(db, sql, [whole, `${whole}\u{10ffff}`]))
  }
  return ids
}

/** True if a sorted list holds the number. */
function holds(sorted: readonly number[], wanted: number): boolean {
  let low = 0
  let high = sorted.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const found = sorted[middle] ?? 0
    if (found === wanted) return true
    if (found < wanted) low = middle + 1
    else high = middle - 1
  }
  return false
}

/** The hits of each kind, counted, with the best `limit` of them; the kind of the best hit first. */
function find(
  db: ReadSql,
  query: string,
  terms: readonly Term[],
  kinds: ReadonlySet<number> | undefined,
  limit: number
): Map<number, Found> {
  const match = matchQuery(terms)
  const byKind = new Map<number, Found>()
  if (match === undefined) return byKind
  const hits = matching(db, match)
  const take = (id: number): void => {
    const kind = kindOf(id)
    if (kinds !== undefined && !kinds.has(kind)) return
    const found = byKind.get(kind)
    if (found === undefined) byKind.set(kind, { count: 0, ids: [id] })
    else if (found.ids.length < limit && !found.ids.includes(id)) found.ids.push(id)
  }
  for (const id of byCode(db, query, terms)) if (holds(hits, id)) take(id)
  if (hits.length <= 1) hits.forEach(take)
  else if (hits.length <= mostRanked) {
    const sql = `SELECT rowid FROM search_words WHERE search_words MATCH ? ORDER BY ${ranking}, rowid DESC`
    for (const id of numbers(db, sql, [match])) take(id)
  } else {
    for (const id of matching(db, matchQuery(terms, 'title') ?? match).toReversed()) take(id)
    for (let i = hits.length - 1; i >= 0; i--) take(hits[i] ?? 0)
  }
  for (const id of hits) {
    const found = byKind.get(kindOf(id))
    if (found !== undefined) found.count++
  }
  return byKind
}

function hit(db: ReadSql, id: number, terms: readonly Term[]): SearchHit | undefined {
  const doc = db.get('SELECT * FROM search_doc WHERE id = ?', [id], docRow)
  if (doc === undefined) return undefined
  const snippet = snippetOf(doc.body, terms)
  return {
    kind: doc.kind,
    id: doc.docId,
    title: doc.title,
    titleMarks: marksIn(doc.title, terms, true),
    subtitle: doc.subtitle,
    snippet: snippet.text,
    snippetMarks: snippet.marks,
    codes: z.array(z.string()).parse(JSON.parse(doc.codes)),
    subject: doc.subject,
    updatedAt: doc.updatedAt
  }
}

/** Answers a query; see SearchQuery. No text makes it fail. */
export function answer(db: ReadSql, query: SearchQuery): SearchAnswer {
  const terms = parseQuery(query.text)
  const limit = Math.min(Math.max(1, Math.trunc(query.limit ?? 5)), mostHits)
  const known = db.all('SELECT id, kind FROM search_kind', [], columns({ id: number, kind: text }))
  const kinds =
    query.kinds === undefined
      ? undefined
      : new Set(known.filter(row => query.kinds?.includes(row.kind)).map(row => row.id))
  const found = find(db, query.text, terms, kinds, limit)
  const names = new Map(known.map(row => [row.id, row.kind]))
  let total = 0
  const groups = [...found].map(([kind, { ids, count }]) => {
    total += count
    const hits = ids.flatMap(id => hit(db, id, terms) ?? [])
    return { kind: names.get(kind) ?? '', count, hits }
  })
  return { total, groups }
}
