import { FabError } from '@contract/errors'
import type { JsonObject } from '@contract/json'
import type { User as UserOut } from '@contract/people'
import { permissions, type Permission } from '@contract/permissions'
import type { Me } from '@contract/session'
import type { CommandContext } from '../../store/context'
import { columns, flag, maybe, number, text } from '../../store/rows'
import type { ReadSql } from '../../store/types'
import { lockedUntil } from './attempts'
import { isPasswordOld, readPolicy } from '../policy'

const userRow = columns({
  id: text,
  version: number,
  login: text,
  loginKey: text,
  name: text,
  email: text,
  roleId: text,
  departmentId: maybe(text),
  state: text,
  passwordHash: text,
  passwordChangedAt: text,
  mustChangePassword: flag,
  lastSignInAt: maybe(text),
  createdAt: text
})

/** A user as the store keeps it. Holds the password's hash: never hand it out whole. */
export type UserRow = ReturnType<typeof userRow>

const roleRow = columns({ id: text, name: text, key: text, permissions: text })

/** A role and what it allows. */
export interface RoleRow {
  readonly id: string
  readonly name: string
  /** Key of a built-in role; empty for the site's own. */
  readonly key: string
  readonly permissions: readonly Permission[]
}

/** Sign-in names are compared without case or width: `Wang.Min` and `wang.min` are one person. */
export function loginKey(login: string): string {
  return login.trim().normalize('NFKC').toLowerCase()
}

/** Undefined = no such user. */
export function findUser(db: ReadSql, id: string): UserRow | undefined {
  return db.get('SELECT * FROM user WHERE id = ?', [id], userRow)
}

/** FabError record.notFound. */
export function getUser(db: ReadSql, id: string): UserRow {
  const found = findUser(db, id)
  if (found === undefined) throw new FabError('record.notFound', { entity: 'user', id })
  return found
}

/** Undefined = nobody signs in by that name. */
export function findByLogin(db: ReadSql, login: string): UserRow | undefined {
  return db.get('SELECT * FROM user WHERE loginKey = ?', [loginKey(login)], userRow)
}

/** All users, in the order of their names. */
export function allUsers(db: ReadSql): readonly UserRow[] {
  return db.all('SELECT * FROM user ORDER BY name COLLATE NOCASE, id', [], userRow)
}

/** True once the first administrator exists. */
export function hasUsers(db: ReadSql): boolean {
  return db.get('SELECT 1 AS one FROM user LIMIT 1') !== undefined
}

/** Name of a user by id; null = no such user. */
export function directoryName(db: ReadSql, id: string): string | null {
  return db.get('SELECT name FROM user WHERE id = ?', [id], columns({ name: text }))?.name ?? null
}

/** The permissions in a role's JSON; a word this build does not know is left out. */
function readPermissions(json: string): readonly Permission[] {
  const read: unknown = JSON.parse(json)
  return Array.isArray(read) ? permissions.filter(known => read.includes(known)) : []
}

/** FabError record.notFound. */
export function getRole(db: ReadSql, id: string): RoleRow {
  const row = db.get('SELECT id, name, key, permissions FROM role WHERE id = ?', [id], roleRow)
  if (row === undefined) throw new FabError('record.notFound', { entity: 'role', id })
  return { ...row, permissions: readPermissions(row.permissions) }
}

/** What an administrator sees of a user. */
export function toUser(db: ReadSql, row: UserRow, now: Date): UserOut {
  return {
    id: row.id,
    version: row.version,
    login: row.login,
    name: row.name,
    email: row.email,
    roleId: row.roleId,
    departmentId: row.departmentId,
    state: row.state === 'active' ? 'active' : 'disabled',
    mustChangePassword: row.mustChangePassword,
    lastSignInAt: row.lastSignInAt,
    lockedUntil: lockedUntil(db, row.id, now),
    createdAt: row.createdAt
  }
}

/** What the audit trail keeps of a user: nothing that could open a door. */
export function auditFacts(row: UserRow): JsonObject {
  const { login, name, email, roleId, departmentId, state, mustChangePassword } = row
  return { login, name, email, roleId, departmentId, state, mustChangePassword }
}

/** Whether the person must choose another password before anything else. */
export function mustChange(db: ReadSql, row: UserRow, now: Date): boolean {
  return row.mustChangePassword || isPasswordOld(row.passwordChangedAt, now, readPolicy(db))
}

/** What a person is told about themselves. Who must change the password has no permissions until then. */
export function toMe(db: ReadSql, row: UserRow, now: Date): Me {
  const role = getRole(db, row.roleId)
  const due = mustChange(db, row, now)
  return {
    id: row.id,
    login: row.login,
    name: row.name,
    role: role.key === '' ? role.name : role.key,
    permissions: due ? [] : [...role.permissions],
    departmentId: row.departmentId,
    mustChangePassword: due,
    idleMinutes: readPolicy(db).idleMinutes
  }
}

/** Puts a user's row into the search index and tells who listens. */
export function publishUser(ctx: CommandContext, row: UserRow): void {
  ctx.index({
    kind: 'person',
    id: row.id,
    title: row.name,
    subtitle: row.login,
    body: row.email,
    codes: [row.login],
    subject: null,
    updatedAt: ctx.now
  })
  ctx.emit('user', row.id)
}
