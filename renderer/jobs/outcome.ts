import type { Job } from '@contract/jobs'
import { z } from 'zod'
import type { Tone } from '../ui/StateBadge'

/** One sentence of an outcome: a text of `jobs:results` with what fills its blanks. */
export interface Line {
  readonly key: string
  readonly tone: Tone
  readonly numbers?: Readonly<Record<string, number>>
  readonly bytes?: Readonly<Record<string, number>>
  readonly words?: Readonly<Record<string, string>>
  /** Names under the sentence, one a line (attachments, findings). */
  readonly items?: readonly string[]
}

const backup = z.object({
  name: z.string(),
  path: z.string(),
  bytes: z.number(),
  missing: z.number(),
  pruned: z.number()
})
const restore = z.object({ dir: z.string(), attachments: z.number(), missing: z.array(z.string()) })
const collect = z.object({ removed: z.number(), bytes: z.number(), kept: z.number() })
const firstBad = z.object({ seq: z.number(), kind: z.string() }).nullable()
const verify = z.object({ ok: z.boolean(), rows: z.number(), firstBad })
const check = z.object({
  ok: z.boolean(),
  records: z.array(z.string()),
  measurements: z.array(z.string()),
  audit: z.object({ ok: z.boolean(), rows: z.number() }).nullable(),
  auditKeyLost: z.boolean(),
  missing: z.array(z.string()),
  altered: z.array(z.string()),
  orphanSets: z.array(z.string()),
  missingSets: z.array(z.string())
})

/** What a walk over the audit chain found. */
export type VerifyResult = z.infer<typeof verify>

/** What the check of a store found. */
export type CheckResult = z.infer<typeof check>

function parsed(result: string | null): unknown {
  if (result === null) return null
  try {
    return JSON.parse(result)
  } catch {
    return null
  }
}

/** The verdict of a finished `auditVerify` job; null for another job or an unreadable one. */
export function verdictOf(job: Job): VerifyResult | null {
  return job.kind === 'auditVerify' ? (verify.safeParse(parsed(job.result)).data ?? null) : null
}

/** The report of a finished `storeCheck` job; null for another job or an unreadable one. */
function checkOf(job: Job): CheckResult | null {
  return job.kind === 'storeCheck' ? (check.safeParse(parsed(job.result)).data ?? null) : null
}

function verifyLines(found: VerifyResult): readonly Line[] {
  if (found.ok) return [{ key: 'auditOk', tone: 'ok', numbers: { count: found.rows } }]
  if (found.firstBad === null) return [{ key: 'auditBad', tone: 'bad' }]
  return [{ key: `audit.${found.firstBad.kind}`, tone: 'bad', numbers: { seq: found.firstBad.seq } }]
}

/** The report of a check: what is sound in one sentence each, what is not with its names. */
export function checkLines(found: CheckResult): readonly Line[] {
  const part = (ok: string, bad: string, items: readonly string[]): Line =>
    items.length === 0
      ? { key: ok, tone: 'ok' }
      : { key: bad, tone: 'bad', numbers: { count: items.length }, items }
  const lines = [
    part('recordsOk', 'recordsBad', found.records),
    part('measurementsOk', 'measurementsBad', found.measurements)
  ]
  if (found.auditKeyLost) lines.push({ key: 'auditKeyLost', tone: 'bad' })
  else if (found.audit === null) lines.push({ key: 'auditUnread', tone: 'bad' })
  else if (found.audit.ok) lines.push({ key: 'auditOk', tone: 'ok', numbers: { count: found.audit.rows } })
  else lines.push({ key: 'auditBad', tone: 'bad' })
  lines.push(part('attachmentsThere', 'attachmentsMissing', found.missing))
  if (found.altered.length > 0) lines.push(part('', 'attachmentsAltered', found.altered))
  lines.push(part('setsThere', 'setsMissing', found.missingSets))
  if (found.orphanSets.length > 0) {
    lines.push({
      key: 'setsOrphan',
      tone: 'warn',
      numbers: { count: found.orphanSets.length },
      items: found.orphanSets
    })
  }
  return lines
}

/** What came of a finished job, in sentences; empty where there is nothing to say. */
export function outcomeOf(job: Job): readonly Line[] {
  if (job.state !== 'done') return []
  const result = parsed(job.result)
  switch (job.kind) {
    case 'backup': {
      const made = backup.safeParse(result).data
      if (made === undefined) return []
      const lines: Line[] = [
        { key: 'backup', tone: 'ok', bytes: { size: made.bytes }, words: { path: made.path } }
      ]
      if (made.missing > 0) {
        lines.push({ key: 'backupMissing', tone: 'bad', numbers: { count: made.missing } })
      }
      if (made.pruned > 0) lines.push({ key: 'backupPruned', tone: 'calm', numbers: { count: made.pruned } })
      return lines
    }
    case 'restore': {
      const made = restore.safeParse(result).data
      if (made === undefined) return []
      const lines: Line[] = [
        { key: 'restore', tone: 'ok', numbers: { count: made.attachments }, words: { dir: made.dir } }
      ]
      if (made.missing.length > 0) {
        lines.push({
          key: 'attachmentsMissing',
          tone: 'bad',
          numbers: { count: made.missing.length },
          items: made.missing
        })
      }
      return lines
    }
    case 'auditVerify': {
      const found = verdictOf(job)
      return found === null ? [] : verifyLines(found)
    }
    case 'storeCheck': {
      const found = checkOf(job)
      return found === null ? [] : checkLines(found)
    }
    case 'storeCollect': {
      const done = collect.safeParse(result).data
      if (done === undefined) return []
      return done.removed === 0
        ? [{ key: 'collectNone', tone: 'ok' }]
        : [
            {
              key: 'collect',
              tone: 'ok',
              numbers: { count: done.removed, kept: done.kept },
              bytes: { size: done.bytes }
            }
          ]
    }
    case 'removeSet':
      return [{ key: 'removeSet', tone: 'ok' }]
    default:
      return []
  }
}
