import { createHash, randomBytes } from 'node:crypto'
import { FabError } from '@contract/errors'
import type { Actor, QueryContext } from '../../store/context'
import { columns, flag, text } from '../../store/rows'
import type { ReadSql, WriteSql } from '../../store/types'
import { readPolicy, sessionEnd } from '../policy'
import { findUser, getRole, getUser, mustChange, type UserRow } from './users'

const tokenBytes = 32
/** How far the clock may be set back before sessions that began later are over. */
const clockPlayMs = 5 * 60_000

const sessionRow = columns({ userId: text, createdAt: text, expiresAt: text, locked: flag })

type SessionRow = ReturnType<typeof sessionRow>

/** The session of a token's hash, while it runs. A clock that was set back must not make it last for years. */
function runningSession(db: ReadSql, hash: string, now: Date): SessionRow | undefined {
  const session = db.get(
    'SELECT userId, createdAt, expiresAt, locked FROM session WHERE tokenHash = ?',
    [hash],
    sessionRow
  )
  if (session === undefined || session.expiresAt <= now.toISOString()) return undefined
  return Date.parse(session.createdAt) - now.getTime() > clockPlayMs ? undefined : session
}

/** Whether a session, by its token's hash, is signed in and not locked. */
export function sessionStands(db: ReadSql, hash: string, now: Date): boolean {
  const session = runningSession(db, hash, now)
  return session?.locked === false && findUser(db, session.userId)?.state === 'active'
}

/** SHA-256 of a token, lower-case hex: all the store knows of it. */
function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** Begins a session and gives back its token, 256 random bits in base64url. */
export function startSession(sql: WriteSql, userId: string, station: string, now: string): string {
  const token = randomBytes(tokenBytes).toString('base64url')
  sql.run('DELETE FROM session WHERE expiresAt <= ?', [now])
  sql.run(
    'INSERT INTO session (tokenHash, userId, station, createdAt, expiresAt, locked) VALUES (?, ?, ?, ?, ?, 0)',
    [tokenHash(token), userId, station, now, sessionEnd(now, readPolicy(sql))]
  )
  return token
}

/** Ends a user's sessions, all but the one told. */
export function endSessions(sql: WriteSql, userId: string, except: string | null = null): void {
  sql.run('DELETE FROM session WHERE userId = ? AND tokenHash IS NOT ?', [userId, except])
}

/** Ends one session. */
export function endSession(sql: WriteSql, hash: string): void {
  sql.run('DELETE FROM session WHERE tokenHash = ?', [hash])
}

/** Sets or takes off the idle lock of one session. */
export function lockSession(sql: WriteSql, hash: string, locked: boolean): void {
  sql.run('UPDATE session SET locked = ? WHERE tokenHash = ?', [locked, hash])
}

/** Nobody in particular. */
function nobody(station: string, local: boolean): Actor {
  return {
    id: null,
    name: '',
    station,
    permissions: new Set(),
    local,
    known: false,
    locked: false,
    session: null
  }
}

/**
 * Who holds a token. Unknown, ended, expired and disabled alike are nobody. A locked session and one
 * whose password must be changed first have no permissions.
 * @param station computer or browser the call came from, as its transport sees it
 * @param local the caller started this process
 */
export function resolveActor(
  db: ReadSql,
  token: string | null,
  station: string,
  local: boolean,
  now: Date
): Actor {
  if (token === null || token === '') return nobody(station, local)
  const hash = tokenHash(token)
  const session = runningSession(db, hash, now)
  if (session === undefined) return nobody(station, local)
  const user = findUser(db, session.userId)
  if (user?.state !== 'active') return nobody(station, local)
  const free = !session.locked && !mustChange(db, user, now)
  return {
    id: user.id,
    name: user.name,
    station,
    permissions: new Set(free ? getRole(db, user.roleId).permissions : []),
    local,
    known: true,
    locked: session.locked,
    session: hash
  }
}

/** The signed-in person of a call; FabError contract.signIn for the operating-system user and nobody. */
export function signedIn(ctx: Pick<QueryContext, 'actor'>, db: ReadSql): { user: UserRow; session: string } {
  const { id, session } = ctx.actor
  if (id === null || session === null) throw new FabError('contract.signIn')
  return { user: getUser(db, id), session }
}
