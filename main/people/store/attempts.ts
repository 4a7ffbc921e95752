import { createHash } from 'node:crypto'
import { columns, maybe, number, text } from '../../store/rows'
import type { ReadSql, WriteSql } from '../../store/types'
import { afterFailure, afterSuccess, forgetAfterMs, remainingMs, type Tally } from '../throttle'

/** The two tallies that one try counts for. */
export interface Attempt {
  readonly account: string
  readonly station: string
}

const tally = columns({ fails: number, at: text, until: maybe(text) })

/** The tally of a user's account. */
const accountKey = (userId: string): string => `account:${userId}`

/**
 * The tallies of a try. Names that belong to nobody are held up like all others, under a hash: people
 * type their password into the name field.
 */
export function attemptOf(userId: string | null, login: string, station: string): Attempt {
  const unknown = (): string => `unknown:${createHash('sha256').update(login).digest('hex')}`
  return { account: userId === null ? unknown() : accountKey(userId), station: `station:${station}` }
}

function read(db: ReadSql, key: string): Tally | undefined {
  return db.get('SELECT fails, at, until FROM throttle WHERE key = ?', [key], tally)
}

function write(sql: WriteSql, key: string, next: Tally | null): void {
  if (next === null) sql.run('DELETE FROM throttle WHERE key = ?', [key])
  else
    sql.run(
      `INSERT INTO throttle (key, fails, at, until) VALUES (?, ?, ?, ?)
       ON CONFLICT (key) DO UPDATE SET fails = excluded.fails, at = excluded.at, until = excluded.until`,
      [key, next.fails, next.at, next.until]
    )
}

/**
 * Milliseconds until a password is looked at again; 0 = now.
 * @param spareAccount leave the account's own tally out of it
 */
export function waitFor(db: ReadSql, attempt: Attempt, now: Date, spareAccount: boolean): number {
  const station = remainingMs(read(db, attempt.station), now)
  return spareAccount ? station : Math.max(station, remainingMs(read(db, attempt.account), now))
}

/** Counts a wrong password; gives back the account's tally. */
export function countFailure(sql: WriteSql, attempt: Attempt, now: Date): Tally {
  const account = afterFailure(read(sql, attempt.account), now)
  write(sql, attempt.account, account)
  write(sql, attempt.station, afterFailure(read(sql, attempt.station), now))
  return account
}

/** Forgets the account's failures after its right password, and whatever is too old to count. */
export function countSuccess(sql: WriteSql, attempt: Attempt, now: Date): void {
  const fails = read(sql, attempt.account)?.fails ?? 0
  write(sql, attempt.account, null)
  write(sql, attempt.station, afterSuccess(read(sql, attempt.station), fails))
  sql.run('DELETE FROM throttle WHERE at < ?', [new Date(now.getTime() - forgetAfterMs).toISOString()])
}

/** Until when the account is held up; null = it is not. */
export function lockedUntil(db: ReadSql, userId: string, now: Date): string | null {
  const found = read(db, accountKey(userId))
  return remainingMs(found, now) > 0 ? (found?.until ?? null) : null
}

/** An administrator takes the hold-up off. */
export function forgive(sql: WriteSql, userId: string): void {
  write(sql, accountKey(userId), null)
}
