import type { Handlers, JobRunner, QueryContext } from '../store/context'
import { localDay } from '../store/local-day'
import type { AuditFilter, AuditRow } from '../store/types'
import type { AuditRowOut } from '@contract/audit'

interface FilterIn {
  readonly text: string
  readonly actorId: string
  readonly action: string
  readonly entity: string
  readonly from: string | null
  readonly until: string | null
}

function filterOf(input: FilterIn): AuditFilter {
  return {
    ...(input.text === '' ? {} : { text: input.text }),
    ...(input.actorId === '' ? {} : { actorId: input.actorId }),
    ...(input.action === '' ? {} : { action: input.action }),
    ...(input.entity === '' ? {} : { entity: input.entity }),
    ...(input.from === null ? {} : { from: input.from }),
    ...(input.until === null ? {} : { until: input.until })
  }
}

function rowOut(row: AuditRow): AuditRowOut {
  return {
    seq: row.seq,
    at: row.at,
    actorId: row.actorId,
    actorName: row.actorName,
    station: row.station,
    action: row.action,
    entity: row.entity,
    entityId: row.entityId,
    subject: row.subject,
    reason: row.reason ?? '',
    before: row.before === null ? null : JSON.stringify(row.before),
    after: row.after === null ? null : JSON.stringify(row.after),
    hash: row.hash,
    clockWentBack: row.clockBackMs > 0
  }
}

async function exportBytes(
  ctx: QueryContext,
  format: 'csv' | 'json',
  filter: AuditFilter
): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  const encoder = new TextEncoder()
  let length = 0
  for await (const piece of ctx.store.audit.export(format, filter)) {
    const bytes = encoder.encode(piece)
    pieces.push(bytes)
    length += bytes.length
  }
  const all = new Uint8Array(length)
  let at = 0
  for (const piece of pieces) {
    all.set(piece, at)
    at += piece.length
  }
  return all
}

/** The audit trail: reading, exporting, verifying. */
export const auditHandlers = {
  'audit.list': (ctx, input) => {
    const page = ctx.store.audit.query({
      ...filterOf(input),
      limit: input.limit,
      ...(input.before === undefined ? {} : { before: input.before })
    })
    return { rows: page.rows.map(rowOut), next: page.next }
  },
  'audit.facets': ctx => {
    const facets = ctx.store.audit.facets()
    return { actions: [...facets.actions], entities: [...facets.entities] }
  },
  'audit.export': async (ctx, input) => ({
    name: `audit-${localDay(ctx.clock.now())}.${input.format}`,
    mime: input.format === 'csv' ? 'text/csv' : 'application/json',
    bytes: await exportBytes(ctx, input.format, filterOf(input))
  }),
  'audit.verify': ctx => ({ jobId: ctx.startJob({ kind: 'auditVerify', title: '', payload: {} }) })
} satisfies Partial<Handlers>

/** Walks the whole chain; the result is the report. */
export const auditVerifyJob: JobRunner = {
  async run(job) {
    const report = await job.store.audit.verify({
      signal: job.signal,
      onProgress: (done, total) => {
        job.progress(done, total, 'rows')
      }
    })
    return {
      ok: report.ok,
      rows: report.rows,
      firstBad: report.broken === undefined ? null : { seq: report.broken.seq, kind: report.broken.kind }
    }
  }
}
