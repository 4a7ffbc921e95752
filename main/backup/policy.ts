import { z } from 'zod'
import type { ReadSql } from '../store/types'

/** How often backups are made by themselves and how many are kept. */
export const backupPolicy = z.object({
  daily: z.number().int().min(0).max(90),
  weekly: z.number().int().min(0).max(104),
  hour: z.number().int().min(0).max(23),
  attachments: z.enum(['reference', 'full'])
})

/** How often backups are made by themselves and how many are kept. */
export type BackupPolicy = z.infer<typeof backupPolicy>

/** A week of days and a month of weeks, made at night, attachments named rather than copied. */
const defaultPolicy: BackupPolicy = { daily: 7, weekly: 5, hour: 2, attachments: 'reference' }

/** Key in the `setting` table. */
export const policyKey = 'backup.policy'

/** The policy in force. */
export function readPolicy(db: ReadSql): BackupPolicy {
  const row = db.get('SELECT value FROM setting WHERE "key" = ?', [policyKey])
  if (row === undefined) return defaultPolicy
  const parsed = backupPolicy.safeParse(JSON.parse(String(row['value'])))
  return parsed.success ? parsed.data : defaultPolicy
}

/**
 * Whether the daily backup is due: none yet today (local days), and the hour has come. A store that
 * was closed over night is due as soon as it opens.
 * @param lastAt ISO time of the newest backup of any kind, null for none
 */
export function backupDue(policy: BackupPolicy, lastAt: string | null, now: Date): boolean {
  if (policy.daily === 0 && policy.weekly === 0) return false
  const due = new Date(now.getFullYear(), now.getMonth(), now.getDate(), policy.hour)
  if (now < due) due.setDate(due.getDate() - 1)
  return lastAt === null || new Date(lastAt) < due
}
