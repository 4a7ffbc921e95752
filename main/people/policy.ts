import type { PeoplePolicy } from '@contract/people'
import { policy } from '@contract/people'
import type { ReadSql, WriteSql } from '../store/types'
import { readSetting, writeSetting } from './store/settings'

/** What holds until an administrator says otherwise. */
const defaultPolicy: PeoplePolicy = {
  minLength: 12,
  idleMinutes: 15,
  sessionHours: 12,
  passwordDays: 0
}

const key = 'people.policy'
const hour = 3_600_000

/** The rules for all. */
export function readPolicy(db: ReadSql): PeoplePolicy {
  return readSetting(db, key, policy, defaultPolicy)
}

/** Sets the rules; running sessions are cut to the new length at once. */
export function writePolicy(sql: WriteSql, next: PeoplePolicy): void {
  writeSetting(sql, key, next)
  for (const row of sql.all('SELECT tokenHash, createdAt, expiresAt FROM session')) {
    const latest = sessionEnd(String(row['createdAt']), next)
    if (latest < String(row['expiresAt']))
      sql.run('UPDATE session SET expiresAt = ? WHERE tokenHash = ?', [latest, row['tokenHash'] ?? null])
  }
}

/** When a session that began then ends, whatever happens. */
export function sessionEnd(createdAt: string, { sessionHours }: PeoplePolicy): string {
  return new Date(Date.parse(createdAt) + sessionHours * hour).toISOString()
}

/** Whether a password of that age must be changed. */
export function isPasswordOld(changedAt: string, now: Date, { passwordDays }: PeoplePolicy): boolean {
  return passwordDays > 0 && now.getTime() - Date.parse(changedAt) > passwordDays * 24 * hour
}
