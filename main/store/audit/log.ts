import { setImmediate as breathe } from 'node:timers/promises'
import type {
  AuditFilter,
  AuditLog,
  AuditPage,
  AuditQuery,
  AuditReport,
  ReadSql,
  SqlParam,
  Watch
} from '../types'
import { auditRow, type Head, type Sealer, storedRow, type StoredRow } from './chain'
import { verifyAudit } from './verify'

const mostRows = 1000

/** Rows looked through for a fragment at one go: no index helps there, and nobody else may wait for long. */
const mostLooked = 50_000

/** The filter as conditions; an empty text is no condition. */
function conditions(filter: AuditFilter): {
  readonly where: string[]
  readonly params: Record<string, SqlParam>
} {
  const where: string[] = []
  const params: Record<string, SqlParam> = {}
  const add = (name: string, value: string | undefined, sql: string): void => {
    if (value === undefined || value === '') return
    where.push(sql)
    params[name] = value
  }
  add('actorId', filter.actorId, 'actor_id = :actorId')
  add('action', filter.action, 'action = :action')
  add('entity', filter.entity, 'entity = :entity')
  add('entityId', filter.entityId, 'entity_id = :entityId')
  add('subject', filter.subject, 'subject = :subject')
  add('from', filter.from, 'at >= :from')
  add('until', filter.until, 'at < :until')
  const fields = [
    'actor_name',
    'action',
    'entity',
    'entity_id',
    'station',
    'reason',
    'before_json',
    'after_json'
  ]
  const fragment = filter.text?.normalize('NFC').replace(/[\\%_]/g, '\\$&')
  add(
    'text',
    fragment === undefined || fragment === '' ? undefined : `%${fragment}%`,
    `(${fields.map(field => `${field} LIKE :text ESCAPE '\\'`).join(' OR ')})`
  )
  return { where, params }
}

/** {@link AuditLog} of an open store. */
export class StoreAudit implements AuditLog {
  readonly #db: ReadSql
  readonly #sealer: Sealer
  readonly #copy: () => Promise<Head | undefined>

  constructor(db: ReadSql, sealer: Sealer, copy: () => Promise<Head | undefined>) {
    this.#db = db
    this.#sealer = sealer
    this.#copy = copy
  }

  query(query: AuditQuery): AuditPage {
    const limit = Math.min(Math.max(1, Math.trunc(query.limit ?? 100)), mostRows)
    const { where, params } = conditions(query)
    const before = query.before ?? Number(this.#db.column('SELECT coalesce(max(seq), 0) FROM audit')[0]) + 1
    const from = params.text === undefined ? 0 : before - mostLooked
    const rows = this.#db.all(
      `SELECT * FROM audit WHERE ${[...where, 'seq < :before', 'seq >= :first'].join(' AND ')}
       ORDER BY seq DESC LIMIT :limit`,
      { ...params, limit: limit + 1, before, first: from },
      storedRow
    )
    const page = rows.slice(0, limit)
    const more = rows.length > limit ? (page.at(-1)?.seq ?? null) : null
    return { rows: page.map(auditRow), next: more ?? (from > 1 ? from : null) }
  }

  facets(): { readonly actions: readonly string[]; readonly entities: readonly string[] } {
    return { actions: this.#distinct('action'), entities: this.#distinct('entity') }
  }

  async *export(format: 'csv' | 'json', filter: AuditFilter = {}): AsyncGenerator<string> {
    let first = true
    if (format === 'csv') yield `\ufeff${csvFields.join(',')}\r\n`
    for await (const rows of this.#pages(filter)) {
      if (format === 'csv') yield rows.map(csvLine).join('')
      else yield `${first ? '[\n' : ',\n'}${rows.map(row => JSON.stringify(auditRow(row))).join(',\n')}`
      first = false
    }
    if (format === 'json') yield first ? '[]\n' : '\n]\n'
  }

  async verify(watch: Watch = {}): Promise<AuditReport> {
    return await verifyAudit(this.#db, this.#sealer, await this.#copy(), watch)
  }

  async *#pages(filter: AuditFilter): AsyncGenerator<readonly StoredRow[]> {
    const { where, params } = conditions(filter)
    const sql = `SELECT * FROM audit WHERE ${[...where, 'seq > :after'].join(' AND ')} ORDER BY seq LIMIT 500`
    for (let after = 0; ;) {
      const rows = this.#db.all(sql, { ...params, after }, storedRow)
      const last = rows.at(-1)
      if (last === undefined) return
      yield rows
      after = last.seq
      await breathe()
    }
  }

  /** By stepping along the index from one value to the next: no walk over all rows. */
  #distinct(field: 'action' | 'entity'): string[] {
    const step = `SELECT min(${field}) FROM audit WHERE ${field} > v.x`
    return this.#db
      .all(
        `WITH RECURSIVE v (x) AS (SELECT min(${field}) FROM audit UNION ALL SELECT (${step}) FROM v WHERE v.x IS NOT NULL)
            SELECT x FROM v WHERE x IS NOT NULL`
      )
      .map(row => String(row.x))
  }
}

const csvFields = [
  'seq',
  'at',
  'offsetMinutes',
  'clockBackMs',
  'actorId',
  'actorName',
  'station',
  'action',
  'entity',
  'entityId',
  'subject',
  'reason',
  'beforeJson',
  'afterJson',
  'prevHash',
  'hash'
] as const satisfies readonly (keyof StoredRow)[]

/** RFC 4180. A text a spreadsheet would take for a formula is led by an apostrophe (OWASP, CSV injection). */
function csvCell(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

function csvLine(row: StoredRow): string {
  return `${csvFields.map(field => csvCell(row[field])).join(',')}\r\n`
}
