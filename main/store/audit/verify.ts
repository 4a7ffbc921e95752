import { setImmediate as breathe } from 'node:timers/promises'
import { FabError } from '@contract/errors'
import { columns, number } from '../rows'
import type { AuditBreakKind, AuditReport, ReadSql, Watch } from '../types'
import {
  genesis,
  hashOf,
  type Head,
  readHead,
  sealHolds,
  type Sealer,
  storedRow,
  type StoredRow
} from './chain'

const page = 500

/** How far a row may have been moved by renumbering and still be recognised. */
const reach = 1000

interface Break {
  readonly seq: number
  readonly kind: AuditBreakKind
}

/**
 * Walks the chain from its first row and names the first bad one and what was done to it. The sealed head
 * ends the walk: rows cut off the end leave it pointing beyond them, rows put behind it were never
 * sealed, and a chain written anew does not end in its hash. `copy` is the head as it was seen outside the
 * database. Works in pieces and can be stopped.
 */
export async function verifyAudit(
  db: ReadSql,
  sealer: Sealer,
  copy: Head | undefined,
  watch: Watch = {}
): Promise<AuditReport> {
  const head = readHead(db)
  const total =
    db.get('SELECT coalesce(max(seq), 0) AS seq FROM audit', [], columns({ seq: number }))?.seq ?? 0
  const end = { seq: head?.seq ?? 0, hash: head?.hash ?? genesis }
  let last: StoredRow | undefined
  let rows = 0
  let clockBack = 0
  const report = (broken?: Break): AuditReport => ({
    ok: broken === undefined,
    rows,
    head: end,
    clockBack,
    ...(broken === undefined ? {} : { broken })
  })
  for (;;) {
    if (watch.signal?.aborted === true) throw new FabError('contract.cancelled')
    const after = last?.seq ?? -1
    // Rows written since the walk began are behind the head it began with, and are not its business.
    const found = db.all(
      'SELECT * FROM audit WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?',
      [after, total, page],
      storedRow
    )
    for (const row of found) {
      const broken = examine(db, last, row, end.seq)
      if (broken !== undefined) return report(broken)
      if (row.clockBackMs > 0) clockBack++
      rows++
      if (copy?.seq === row.seq && copy.hash !== row.hash) return report({ seq: row.seq, kind: 'changed' })
      last = row
    }
    watch.onProgress?.(rows, total)
    if (found.length < page) break
    await breathe()
  }
  return report(examineEnd(last, head, sealer, copy))
}

function examineEnd(
  last: StoredRow | undefined,
  head: Head | undefined,
  sealer: Sealer,
  copy: Head | undefined
): Break | undefined {
  const seq = last?.seq ?? 0
  if (head !== undefined && !sealHolds(sealer, head)) return { seq: head.seq, kind: 'sealed' }
  const known = Math.max(head?.seq ?? 0, copy?.seq ?? 0)
  if (seq < known) return { seq: seq + 1, kind: 'truncated' }
  if (head === undefined) return { seq: Math.max(seq, 1), kind: 'sealed' }
  if (seq > head.seq) return { seq: head.seq + 1, kind: 'inserted' }
  return last?.hash === head.hash ? undefined : { seq, kind: 'changed' }
}

/** What is wrong between a row and the one before it. */
function examine(
  db: ReadSql,
  before: StoredRow | undefined,
  row: StoredRow,
  headSeq: number
): Break | undefined {
  const seq = (before?.seq ?? 0) + 1
  const prevHash = before?.hash ?? genesis
  const genuine = hashOf(row) === row.hash
  if (row.seq < 1) return { seq: row.seq, kind: 'inserted' }
  if (row.seq > seq) return { seq, kind: 'removed' }
  if (genuine && row.prevHash === prevHash) return undefined
  if (genuine) {
    // The row is as it was written, so the one above it is not the one it was written after.
    if (before !== undefined && row.prevHash === before.prevHash) return { seq: before.seq, kind: 'inserted' }
    return { seq: before?.seq ?? seq, kind: before === undefined ? 'removed' : 'changed' }
  }
  // Not as it was written under this number; was it written under another?
  const moved = writtenAs(row, headSeq)
  if (moved === undefined) return { seq, kind: 'changed' }
  const owner = db.get('SELECT * FROM audit WHERE hash = ? AND seq <> ?', [row.prevHash, row.seq], storedRow)
  if (moved > seq) {
    const home = db.get('SELECT * FROM audit WHERE seq = ?', [moved], storedRow)
    const shifted = home !== undefined && writtenAs(home, headSeq) === moved + (moved - seq)
    return { seq, kind: owner === undefined || shifted || home === undefined ? 'removed' : 'reordered' }
  }
  return { seq, kind: before !== undefined && moved === seq - 1 ? 'inserted' : 'reordered' }
}

/** The number under which the row's hash holds, within reach of the one it has. */
function writtenAs(row: StoredRow, headSeq: number): number | undefined {
  const from = Math.max(1, row.seq - reach)
  const to = Math.max(headSeq, row.seq) < row.seq + reach ? Math.max(headSeq, row.seq) : row.seq + reach
  for (let seq = from; seq <= to; seq++) if (hashOf(row, seq) === row.hash) return seq
  return undefined
}
