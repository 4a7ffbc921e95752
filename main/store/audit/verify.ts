import { setImmediate as breathe } from 'node:timers/promises'
import { z } from 'zod'
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

/** Actions by which the store itself says that the trail had been broken when it was opened. */
export const brokenAction = 'store.auditBroken'
export const keyReplacedAction = 'store.auditKeyReplaced'

export interface Break {
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
    const after = last?.seq ?? Number.MIN_SAFE_INTEGER
    // Rows written since the walk began are behind the head it began with, and are not its business.
    const found = db.all(
      'SELECT * FROM audit WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?',
      [after, total, page],
      storedRow
    )
    for (const row of found) {
      const broken = examine(db, last, row, head)
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

/** What is wrong with the end of the trail: its last row against the sealed head and the head's copy. */
function examineEnd(
  last: Pick<StoredRow, 'seq' | 'hash'> | undefined,
  head: Head | undefined,
  sealer: Sealer,
  copy: Head | undefined
): Break | undefined {
  const seq = last?.seq ?? 0
  if (seq < (copy?.seq ?? 0)) return { seq: seq + 1, kind: 'truncated' }
  if (head === undefined) return { seq: Math.max(seq, 1), kind: 'sealed' }
  if (!sealHolds(sealer, head)) return { seq: Math.max(head.seq, 1), kind: 'sealed' }
  if (seq < head.seq) return { seq: seq + 1, kind: 'truncated' }
  if (seq > head.seq) return { seq: head.seq + 1, kind: 'inserted' }
  return last?.hash === head.hash ? undefined : { seq, kind: 'changed' }
}

/** The same for an open store, without a walk. */
export function examineTail(db: ReadSql, sealer: Sealer, copy: Head | undefined): Break | undefined {
  const last = db.get('SELECT * FROM audit ORDER BY seq DESC LIMIT 1', [], storedRow)
  const head = readHead(db)
  return last === undefined && head === undefined && copy === undefined
    ? undefined
    : examineEnd(last, head, sealer, copy)
}

/** What is wrong between a row and the one before it, which was found good as far as it could be. */
function examine(
  db: ReadSql,
  before: StoredRow | undefined,
  row: StoredRow,
  head: Head | undefined
): Break | undefined {
  const seq = (before?.seq ?? 0) + 1
  const prevHash = before?.hash ?? genesis
  if (row.seq < 1) return { seq: row.seq, kind: 'inserted' }
  if (row.seq > seq) {
    const elsewhere = db.get('SELECT seq FROM audit WHERE prev_hash = ? AND seq > ?', [prevHash, row.seq])
    return { seq, kind: elsewhere === undefined ? 'removed' : 'reordered' }
  }
  const genuine = hashOf(row) === row.hash
  if (genuine && row.prevHash === prevHash) return noted(row)
  const next = db.get('SELECT * FROM audit WHERE seq = ?', [seq + 1], storedRow)
  if (genuine) {
    // As it was written, but after another row than the one above. The row below says which of the two is false.
    const vouched = (next?.prevHash ?? (head?.seq === row.seq ? head.hash : undefined)) === row.hash
    return vouched && before !== undefined ? between(before, row) : { seq, kind: 'changed' }
  }
  const moved = writtenAs(row, head)
  if (moved === undefined) {
    const pushed = next !== undefined && next.prevHash === prevHash && writtenAs(next, head) === seq
    return { seq, kind: pushed || (head !== undefined && seq > head.seq) ? 'inserted' : 'changed' }
  }
  // Written under another number: pushed down by a row put in, pulled up over one taken out, or moved.
  if (moved === seq - 1 && before !== undefined && row.prevHash === before.prevHash)
    return between(before, row)
  const after = db.get('SELECT seq FROM audit WHERE hash = ?', [row.prevHash])
  return { seq, kind: moved > seq && after === undefined ? 'removed' : 'reordered' }
}

/** The row above is false: put in before this one if both follow the same row, else changed. */
function between(before: StoredRow, row: StoredRow): Break {
  return { seq: before.seq, kind: row.prevHash === before.prevHash ? 'inserted' : 'changed' }
}

/** A break the store saw when it was opened stays one, although the chain goes on behind it. */
function noted(row: StoredRow): Break | undefined {
  if (row.entity !== 'store' || row.actorId !== null) return undefined
  if (row.action === keyReplacedAction) return { seq: row.seq, kind: 'sealed' }
  if (row.action !== brokenAction) return undefined
  const found = noteShape.safeParse(JSON.parse(row.afterJson ?? 'null'))
  return found.success ? found.data : { seq: row.seq, kind: 'sealed' }
}

const noteShape = z.object({
  seq: z.number(),
  kind: z.enum(['changed', 'removed', 'inserted', 'reordered', 'truncated', 'sealed'])
})

/** The number under which the row's hash holds, within reach of the one it has. */
function writtenAs(row: StoredRow, head: Head | undefined): number | undefined {
  const last = Math.min(Math.max(head?.seq ?? 0, row.seq + 1), row.seq + reach)
  for (let seq = Math.max(1, row.seq - reach); seq <= last; seq++)
    if (hashOf(row, seq) === row.hash) return seq
  return undefined
}
