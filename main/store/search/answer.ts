import { z } from 'zod'
import { columns, maybe, number, text } from '../rows'
import type { ReadSql, SearchAnswer, SearchHit, SearchQuery } from '../types'
import { kindSpan } from './keep'
import { marksIn, snippetOf } from './marks'
import { codeText, matchQuery, parseQuery, type Term } from './tokens'

/** Beyond this many hits ranking costs more than it tells: titles first, then the newest. */
const mostRanked = 4000

/** Weights of title, body and codes in bm25. */
const ranking = 'bm25(search_words, 8.0, 1.0, 4.0)'

const mostHits = 100

const numbered = columns({ id: number })

interface Found {
  /** Document numbers, best first. */
  readonly ids: readonly number[]
  readonly count: number
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

/** Documents one of whose codes is what was typed, whole first, then as a beginning. */
function byCode(db: ReadSql, query: string, terms: readonly Term[]): number[] {
  const asked = new Set([codeText(query), ...terms.map(term => term.units.map(unit => unit.text).join(''))])
  const ids: number[] = []
  for (const code of asked)
    if (code.length >= 2)
      for (const { id } of db.all(
        'SELECT doc AS id FROM search_code WHERE code = ? LIMIT 200',
        [code],
        numbered
      ))
        ids.push(id)
  const whole = codeText(query)
  if (whole.length >= 3) {
    const sql = 'SELECT doc AS id FROM search_code WHERE code > ? AND code < ? ORDER BY code LIMIT 100'
    for (const { id } of db.all(sql, [whole, `${whole}\u{10ffff}`], numbered)) ids.push(id)
  }
  return ids
}

/** All hits by kind, each kind's best first. */
function find(
  db: ReadSql,
  query: string,
  terms: readonly Term[],
  kinds: ReadonlySet<number> | undefined
): Map<number, Found> {
  const match = matchQuery(terms)
  const byKind = new Map<number, Found>()
  if (match === undefined) return byKind
  const wanted = (id: number): boolean => kinds === undefined || kinds.has(kindOf(id))
  const all = db.all('SELECT rowid AS id FROM search_words WHERE search_words MATCH ?', [match], numbered)
  const hits = all.map(row => row.id).filter(wanted)
  const among = new Set(hits)
  const exact = byCode(db, query, terms).filter(id => among.has(id))
  let rest: number[]
  if (hits.length <= mostRanked) {
    const ranked = `SELECT rowid AS id FROM search_words WHERE search_words MATCH ? ORDER BY ${ranking}, rowid DESC`
    rest = db
      .all(ranked, [match], numbered)
      .map(row => row.id)
      .filter(wanted)
  } else {
    const inTitle = matchQuery(terms, 'title') ?? match
    const titles = db.all(
      'SELECT rowid AS id FROM search_words WHERE search_words MATCH ?',
      [inTitle],
      numbered
    )
    rest = [
      ...titles
        .map(row => row.id)
        .filter(wanted)
        .reverse(),
      ...hits.toReversed()
    ]
  }
  const ordered = new Set([...exact, ...rest])
  for (const id of ordered) {
    const kind = kindOf(id)
    const found = byKind.get(kind)
    if (found === undefined) byKind.set(kind, { ids: [id], count: 1 })
    else
      byKind.set(kind, {
        ids: found.count < mostHits ? [...found.ids, id] : found.ids,
        count: found.count + 1
      })
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
  const found = find(db, query.text, terms, kinds)
  const names = new Map(known.map(row => [row.id, row.kind]))
  let total = 0
  const groups = [...found].map(([kind, { ids, count }]) => {
    total += count
    const hits = ids.slice(0, limit).flatMap(id => hit(db, id, terms) ?? [])
    return { kind: names.get(kind) ?? '', count, hits }
  })
  return { total, groups }
}
