import { join } from 'node:path'
import { names, readCard } from './folder'
import { verifyBlobs } from './attachments/verify'
import { readHeadCopy, readSealer } from './audit/keys'
import { verifyAudit } from './audit/verify'
import { openReader } from './thread-reader'
import { examineFile } from './examine'
import { faulting } from './faults'
import type { AttachmentReport, AuditReport, ReadSql, StoreParts, Watch } from './types'

/** What a full check of a store found. */
export interface CheckReport {
  readonly ok: boolean
  /** What integrity_check and foreign_key_check say of each database; nothing if it is sound. */
  readonly records: readonly string[]
  readonly measurements: readonly string[]
  /** Null when the database is too damaged to be walked, or the key of the trail is lost. */
  readonly audit: AuditReport | null
  readonly auditKeyLost: boolean
  readonly attachments: AttachmentReport | null
  /** Measurement sets no record names: the rest of an import that was cut off. */
  readonly orphanSets: readonly string[]
  /** Measurement sets a record names and which are not there. */
  readonly missingSets: readonly string[]
}

export interface CheckOptions {
  /** Read and hash every attachment. */
  readonly deep?: boolean
  readonly signal?: AbortSignal
  readonly onProgress?: (step: CheckStep, done: number, total: number) => void
}

export type CheckStep = 'records' | 'measurements' | 'audit' | 'attachments' | 'sets'

/**
 * Full check of a store, open or not, by reading alone: pages and keys of both databases (in a thread), the
 * audit chain, attachments present (hashed when `deep`), measurement sets on both sides.
 */
export async function checkStore(
  dir: string,
  parts: Pick<StoreParts, 'measurementSets'>,
  options: CheckOptions = {}
): Promise<CheckReport> {
  const card = await readCard(dir)
  const { signal, onProgress } = options
  const step = (name: CheckStep): Watch => ({
    ...(signal === undefined ? {} : { signal }),
    onProgress: (done, total) => onProgress?.(name, done, total)
  })
  return await faulting(dir, names.records, async () => {
    onProgress?.('records', 0, 1)
    const records = await examineFile(join(dir, names.records), signal)
    onProgress?.('measurements', 0, 1)
    const measurements = await examineFile(join(dir, names.measurements), signal)
    const sealer = await readSealer(dir, card.id)
    let audit: AuditReport | null = null
    let attachments: AttachmentReport | null = null
    let sets: SetReport = { orphanSets: [], missingSets: [] }
    if (records.length === 0) {
      const db = openReader(join(dir, names.records))
      try {
        if (sealer !== undefined)
          audit = await verifyAudit(db, sealer, await readHeadCopy(dir, sealer), step('audit'))
        const root = join(dir, names.attachments)
        attachments = await verifyBlobs(root, db, { ...step('attachments'), deep: options.deep === true })
        if (measurements.length === 0) {
          onProgress?.('sets', 0, 1)
          sets = compareSets(db, join(dir, names.measurements), parts.measurementSets)
        }
      } finally {
        db.close()
      }
    }
    const ok =
      records.length + measurements.length + sets.orphanSets.length + sets.missingSets.length === 0 &&
      audit?.ok === true &&
      attachments !== null &&
      attachments.missing.length + attachments.altered.length === 0
    return { ok, records, measurements, audit, auditKeyLost: sealer === undefined, attachments, ...sets }
  })
}

type SetReport = Pick<CheckReport, 'orphanSets' | 'missingSets'>

const firstColumn = (db: ReadSql, sql: string): string[] =>
  db.all(sql).map(row => String(Object.values(row)[0]))

/** Sets of one table; none in a store of a version before the table. */
function presentIn(db: ReadSql, sql: string): string[] {
  try {
    return firstColumn(db, sql)
  } catch (error) {
    if (error instanceof Error && error.message.includes('no such table')) return []
    throw error
  }
}

function compareSets(records: ReadSql, path: string, sets: StoreParts['measurementSets']): SetReport {
  if (sets === undefined) return { orphanSets: [], missingSets: [] }
  const db = openReader(path)
  try {
    const used = new Set(sets.used.flatMap(sql => firstColumn(records, sql)))
    const present = new Set(sets.present.flatMap(sql => presentIn(db, sql)))
    return {
      orphanSets: [...present].filter(id => !used.has(id)),
      missingSets: [...used].filter(id => !present.has(id))
    }
  } finally {
    db.close()
  }
}
