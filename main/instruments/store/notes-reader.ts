import type { Detail, Note, PinInfo } from '../set/types'
import type { SqlReader } from './database'
import type { StoredSet } from './reader'

/** Which of the texts or details of a set. */
export interface NoteQuery {
  readonly part?: number | undefined
  /** Fragment of the text, in any case of its Latin letters. */
  readonly text?: string | undefined
  readonly offset?: number | undefined
  readonly limit?: number | undefined
}

/** A text with its place among the set's texts, in file order. */
export interface StoredNote extends Note {
  readonly index: number
}

function where(
  query: NoteQuery & { readonly test?: number | undefined },
  set: StoredSet
): { readonly terms: string; readonly params: (string | number)[] } {
  const terms = ['set_seq = ?']
  const params: (string | number)[] = [set.seq]
  for (const column of ['part', 'test'] as const) {
    const value = query[column]
    if (value === undefined) continue
    terms.push(`${column} = ?`)
    params.push(value)
  }
  if (query.text !== undefined && query.text !== '') {
    terms.push("text LIKE ? ESCAPE '\\'")
    params.push(`%${query.text.replace(/[\\%_]/g, '\\$&')}%`)
  }
  return { terms: terms.join(' AND '), params }
}

/** How many texts a query finds, whatever its page. */
export function countNotes(sql: SqlReader, set: StoredSet, query: NoteQuery = {}): number {
  const { terms, params } = where(query, set)
  return Number(sql.get(`SELECT count(*) AS n FROM set_note WHERE ${terms}`, params)?.['n'] ?? 0)
}

/** Texts of DTR and GDR records, in file order. */
export function readNotes(sql: SqlReader, set: StoredSet, query: NoteQuery = {}): StoredNote[] {
  const { terms, params } = where(query, set)
  return sql
    .all(`SELECT * FROM set_note WHERE ${terms} ORDER BY idx LIMIT ? OFFSET ?`, [
      ...params,
      query.limit ?? -1,
      query.offset ?? 0
    ])
    .map(row => ({
      index: Number(row['idx']),
      record: row['record'] === 'GDR' ? 'GDR' : 'DTR',
      part: typeof row['part'] === 'number' ? row['part'] : null,
      text: String(row['text'])
    }))
}

/** Pins the file describes, in its order. */
export function readPins(sql: SqlReader, set: StoredSet): PinInfo[] {
  return sql.all('SELECT * FROM set_pin WHERE set_seq = ? ORDER BY idx', [set.seq]).map(row => ({
    pmr: Number(row['pmr']),
    channelType: Number(row['channel_type']),
    channel: String(row['channel']),
    physical: String(row['physical']),
    logical: String(row['logical']),
    head: Number(row['head']),
    site: Number(row['site'])
  }))
}

/** Which details of a set. */
export interface DetailQuery {
  readonly part?: number | undefined
  readonly test?: number | undefined
  readonly offset?: number | undefined
  readonly limit?: number | undefined
}

/** How many details a query finds, whatever its page. */
export function countDetails(sql: SqlReader, set: StoredSet, query: DetailQuery = {}): number {
  const { terms, params } = where(query, set)
  return Number(sql.get(`SELECT count(*) AS n FROM set_detail WHERE ${terms}`, params)?.['n'] ?? 0)
}

/** What functional and scan tests say of executions that failed, of one part or one test where given. */
export function readDetails(sql: SqlReader, set: StoredSet, query: DetailQuery = {}): Detail[] {
  const { terms, params } = where(query, set)
  return sql
    .all(`SELECT * FROM set_detail WHERE ${terms} ORDER BY idx LIMIT ? OFFSET ?`, [
      ...params,
      query.limit ?? -1,
      query.offset ?? 0
    ])
    .map(row => ({
      test: Number(row['test']),
      part: Number(row['part']),
      fields: JSON.parse(String(row['fields'])) as Detail['fields']
    }))
}
