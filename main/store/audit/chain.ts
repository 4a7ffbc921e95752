import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { Json } from '@contract/json'
import { columns, maybe, number, text } from '../rows'
import type { AuditEntry, AuditRow, Clock, ReadSql, Row, WriteSql } from '../types'
import { canonicalJson, plain } from './canonical'

/** The hash before the first row. */
export const genesis = '0'.repeat(64)

/** One row as it lies in the table: values still as their JSON text. */
export interface StoredRow extends Omit<AuditRow, 'before' | 'after'> {
  readonly beforeJson: string | null
  readonly afterJson: string | null
}

/** Reads one row of `SELECT * FROM audit`. */
export const storedRow: (row: Row) => StoredRow = columns({
  seq: number,
  at: text,
  offsetMinutes: number,
  clockBackMs: number,
  actorId: maybe(text),
  actorName: text,
  station: text,
  action: text,
  entity: text,
  entityId: text,
  subject: maybe(text),
  reason: maybe(text),
  beforeJson: maybe(text),
  afterJson: maybe(text),
  prevHash: text,
  hash: text
})

/** SHA-256 over the canonical JSON of everything but the hashes, followed by the hash of the row before. */
export function hashOf(row: Omit<StoredRow, 'hash'>, seq = row.seq): string {
  const content = canonicalJson({
    seq,
    at: row.at,
    offsetMinutes: row.offsetMinutes,
    clockBackMs: row.clockBackMs,
    actorId: row.actorId,
    actorName: row.actorName,
    station: row.station,
    action: row.action,
    entity: row.entity,
    entityId: row.entityId,
    subject: row.subject,
    reason: row.reason,
    beforeJson: row.beforeJson,
    afterJson: row.afterJson
  })
  return createHash('sha256').update(content).update(row.prevHash).digest('hex')
}

/** With its values read. */
export function auditRow(row: StoredRow): AuditRow {
  const { beforeJson, afterJson, ...rest } = row
  const value = (json: string | null): Json => (json === null ? null : (JSON.parse(json) as Json))
  return { ...rest, before: value(beforeJson), after: value(afterJson) }
}

/** The last row and its seal. */
export interface Head {
  readonly seq: number
  readonly hash: string
  readonly seal: string
}

/** The key that seals heads, and the store it is for. */
export interface Sealer {
  readonly key: Buffer
  readonly storeId: string
}

/** What only the holder of the store's key can write: without it nobody can move the head back. */
function sealOf(sealer: Sealer, seq: number, hash: string): string {
  return createHmac('sha256', sealer.key)
    .update(`${sealer.storeId}\n${String(seq)}\n${hash}`)
    .digest('hex')
}

export function sealHolds(sealer: Sealer, head: Head): boolean {
  const wanted = Buffer.from(sealOf(sealer, head.seq, head.hash))
  const found = Buffer.from(head.seal)
  return wanted.length === found.length && timingSafeEqual(wanted, found)
}

const seqRow = columns({ seq: number })
const headRow = columns({ seq: number, hash: text, seal: text })

/** The head record of a store; undefined before the first row. */
export function readHead(db: ReadSql): Head | undefined {
  return db.get('SELECT seq, hash, seal FROM audit_head WHERE id = 1', [], headRow)
}

const insert = `INSERT INTO audit VALUES (:seq, :at, :offsetMinutes, :clockBackMs, :actorId, :actorName, :station,
  :action, :entity, :entityId, :subject, :reason, :beforeJson, :afterJson, :prevHash, :hash)`

/**
 * Appends one row and moves the head, both in the caller's transaction. The row says by how much the
 * clock went back since the row before.
 */
export function appendAudit(db: WriteSql, sealer: Sealer, clock: Clock, entry: AuditEntry): AuditRow {
  const head = readHead(db)
  const last = db.get('SELECT coalesce(max(seq), 0) AS seq FROM audit', [], seqRow)?.seq ?? 0
  const now = clock.now()
  const lastAt = head === undefined ? undefined : db.get('SELECT at FROM audit WHERE seq = ?', [head.seq])?.at
  const back = typeof lastAt === 'string' ? Math.max(0, Date.parse(lastAt) - now.getTime()) : 0
  const body = {
    // Both, so that a trail somebody cut or lengthened can still be written, with the break in it for all to see.
    seq: Math.max(head?.seq ?? 0, last) + 1,
    at: now.toISOString(),
    offsetMinutes: -now.getTimezoneOffset(),
    clockBackMs: back,
    actorId: entry.actorId === null ? null : plain(entry.actorId),
    actorName: plain(entry.actorName),
    station: plain(entry.station),
    action: plain(entry.action),
    entity: plain(entry.entity),
    entityId: plain(entry.entityId),
    subject: entry.subject === null ? null : plain(entry.subject),
    reason: entry.reason === undefined ? null : plain(entry.reason),
    beforeJson: entry.before === undefined ? null : canonicalJson(entry.before),
    afterJson: entry.after === undefined ? null : canonicalJson(entry.after),
    prevHash: head?.hash ?? genesis
  }
  const row: StoredRow = { ...body, hash: hashOf(body) }
  db.run(insert, { ...row })
  db.run(
    `INSERT INTO audit_head (id, seq, hash, seal) VALUES (1, :seq, :hash, :seal)
     ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, hash = excluded.hash, seal = excluded.seal`,
    { seq: row.seq, hash: row.hash, seal: sealOf(sealer, row.seq, row.hash) }
  )
  return auditRow(row)
}
