import { FabError } from '@contract/errors'
import type { Parsed } from '@contract/index'
import type { JsonObject } from '@contract/json'
import type { User as UserOut } from '@contract/people'
import type { CommandContext, PreparedCommand, QueryContext } from '../../store/context'
import { isForeignKeyError, refreshFollowers } from '../../store/register'
import type { ReadSql, SqlParam } from '../../store/types'
import { forgive } from './attempts'
import { hashPassword } from '../passwords'
import { readPolicy } from '../policy'
import { refuseLastAdministrator, refuseSelf, requireRights, requireRightsOver } from './rules'
import { endSessions } from './sessions'
import {
  auditFacts,
  findByLogin,
  getRole,
  getUser,
  loginKey,
  publishUser,
  toUser,
  type UserRow
} from './users'
import { requireGoodPassword } from '../weak'

/** What a new user is made of. */
export interface NewUser {
  readonly login: string
  readonly name: string
  readonly email: string
  readonly roleId: string
  readonly departmentId: string | null
  readonly hash: string
  readonly mustChangePassword: boolean
}

type Target = { readonly id: string; readonly version: number }
type Patch = Readonly<Partial<Record<keyof UserRow, SqlParam>>>

/** The user a change is for; FabError record.conflict with the user as it is now. */
function target(ctx: CommandContext, { id, version }: Target): UserRow {
  const user = getUser(ctx.sql, id)
  if (user.version !== version)
    throw new FabError('record.conflict', {
      entity: 'user',
      id,
      current: toUser(ctx.sql, user, ctx.clock.now())
    })
  return user
}

function requireDepartment(db: ReadSql, id: string | null): void {
  if (id !== null && db.get('SELECT 1 AS one FROM department WHERE id = ?', [id]) === undefined)
    throw new FabError('record.notFound', { entity: 'department', id })
}

function changed(before: JsonObject, after: JsonObject): readonly string[] {
  return Object.keys(after).filter(key => before[key] !== after[key])
}

const pick = (facts: JsonObject, keys: readonly string[]): JsonObject =>
  Object.fromEntries(keys.map(key => [key, facts[key] ?? null]))

/** Writes columns of a user, with the audit event, and gives back the user as it is then. */
function write(ctx: CommandContext, before: UserRow, patch: Patch): UserOut {
  const set = Object.entries(patch)
  const assignments = [
    ...set.map(([column]) => `"${column}" = ?`),
    'version = version + 1, updatedAt = ?, updatedBy = ?'
  ]
  ctx.sql.run(`UPDATE user SET ${assignments.join(', ')} WHERE id = ?`, [
    ...set.map(([, value]) => value),
    ctx.now,
    ctx.actor.name,
    before.id
  ])
  const after = getUser(ctx.sql, before.id)
  const keys = changed(auditFacts(before), auditFacts(after))
  ctx.note({
    entity: 'user',
    entityId: before.id,
    before: pick(auditFacts(before), keys),
    after: pick(auditFacts(after), keys)
  })
  publishUser(ctx, after)
  if (after.name !== before.name) refreshFollowers(ctx, 'user', after.id, after.name)
  return toUser(ctx.sql, after, ctx.clock.now())
}

/** Adds a user; FabError people.loginTaken, record.notFound for the role or department. */
export function insertUser(ctx: CommandContext, fields: NewUser): UserRow {
  getRole(ctx.sql, fields.roleId)
  requireDepartment(ctx.sql, fields.departmentId)
  if (findByLogin(ctx.sql, fields.login) !== undefined)
    throw new FabError('people.loginTaken', { login: fields.login })
  const id = ctx.newId()
  ctx.sql.run(
    `INSERT INTO user (id, version, createdAt, createdBy, updatedAt, updatedBy, login, loginKey, name, email,
       roleId, departmentId, state, passwordHash, passwordChangedAt, mustChangePassword, lastSignInAt)
     VALUES (:id, 1, :now, :by, :now, :by, :login, :loginKey, :name, :email,
       :roleId, :departmentId, 'active', :hash, :now, :mustChangePassword, NULL)`,
    { ...fields, id, now: ctx.now, by: ctx.actor.name, loginKey: loginKey(fields.login) }
  )
  const user = getUser(ctx.sql, id)
  ctx.note({ entity: 'user', entityId: id, after: auditFacts(user) })
  publishUser(ctx, user)
  return user
}

/** Hashing takes its time, so it is done before the write queue is entered. */
type Hashed = { readonly hash: string }

export const addUser: PreparedCommand<'people.addUser', Hashed> = {
  async prepare(ctx, input) {
    if (input.keepPassword === true && ctx.store.demo === null)
      throw new FabError('contract.input', { field: 'keepPassword' })
    if (findByLogin(ctx.db, input.login) !== undefined)
      throw new FabError('people.loginTaken', { login: input.login })
    requireGoodPassword(input.password, readPolicy(ctx.db), input)
    return { hash: await hashPassword(input.password) }
  },
  run(ctx, { login, name, email, roleId, departmentId, keepPassword }, { hash }) {
    requireRights(ctx.sql, ctx.actor, getRole(ctx.sql, roleId).permissions)
    const mustChangePassword = keepPassword !== true
    const fields = { login, name, email, roleId, departmentId, hash, mustChangePassword }
    return toUser(ctx.sql, insertUser(ctx, fields), ctx.clock.now())
  }
}

export function updateUser(ctx: CommandContext, input: Parsed<'people.updateUser'>): UserOut {
  const user = target(ctx, input)
  const {
    name = user.name,
    email = user.email,
    roleId = user.roleId,
    departmentId = user.departmentId
  } = input.patch
  if (roleId !== user.roleId) {
    refuseLastAdministrator(ctx.sql, user)
    refuseSelf(ctx.actor, user)
    requireRightsOver(ctx.sql, ctx.actor, user)
    requireRights(ctx.sql, ctx.actor, getRole(ctx.sql, roleId).permissions)
  }
  if (departmentId !== user.departmentId) requireDepartment(ctx.sql, departmentId)
  return write(ctx, user, { name, email, roleId, departmentId })
}

export const resetPassword: PreparedCommand<'people.resetPassword', Hashed> = {
  async prepare(ctx, input) {
    requireGoodPassword(input.password, readPolicy(ctx.db), getUser(ctx.db, input.id))
    return { hash: await hashPassword(input.password) }
  },
  run(ctx, input, { hash }) {
    const user = target(ctx, input)
    // One's own password is changed with the current one, so that an unattended screen is not enough.
    refuseSelf(ctx.actor, user)
    requireRightsOver(ctx.sql, ctx.actor, user)
    endSessions(ctx.sql, user.id)
    forgive(ctx.sql, user.id)
    return write(ctx, user, { passwordHash: hash, passwordChangedAt: ctx.now, mustChangePassword: true })
  }
}

export function disableUser(ctx: CommandContext, input: Target): UserOut {
  const user = target(ctx, input)
  refuseLastAdministrator(ctx.sql, user)
  refuseSelf(ctx.actor, user)
  requireRightsOver(ctx.sql, ctx.actor, user)
  endSessions(ctx.sql, user.id)
  return write(ctx, user, { state: 'disabled' })
}

export function enableUser(ctx: CommandContext, input: Target): UserOut {
  const user = target(ctx, input)
  requireRightsOver(ctx.sql, ctx.actor, user)
  return write(ctx, user, { state: 'active' })
}

export function unlockUser(ctx: CommandContext, { id }: { readonly id: string }): UserOut {
  const user = getUser(ctx.sql, id)
  forgive(ctx.sql, id)
  ctx.note({ entity: 'user', entityId: id })
  ctx.emit('user', id)
  return toUser(ctx.sql, user, ctx.clock.now())
}

/** Who never signed in can have done nothing, so nothing is lost with the name. */
export function removeUser(ctx: CommandContext, input: Target): Record<string, never> {
  const user = target(ctx, input)
  if (user.lastSignInAt !== null) throw new FabError('people.used', { name: user.name })
  refuseLastAdministrator(ctx.sql, user)
  requireRightsOver(ctx.sql, ctx.actor, user)
  forgive(ctx.sql, user.id)
  try {
    ctx.sql.run('DELETE FROM user WHERE id = ?', [user.id])
  } catch (error) {
    if (isForeignKeyError(error))
      throw new FabError('record.inUse', { entity: 'user', id: user.id }, { cause: error })
    throw error
  }
  ctx.note({ entity: 'user', entityId: user.id, before: auditFacts(user) })
  ctx.unindex('person', user.id)
  ctx.emit('user', user.id)
  return {}
}

/** Only ids and names: what pick lists and mentions need. */
export function directory(ctx: QueryContext) {
  const people = ctx.db
    .all('SELECT id, login, name, departmentId, state FROM user ORDER BY name COLLATE NOCASE, id')
    .map(row => ({
      id: String(row['id']),
      login: String(row['login']),
      name: String(row['name']),
      departmentId: row['departmentId'] === null ? null : String(row['departmentId']),
      active: row['state'] === 'active'
    }))
  return { people }
}
