import { FabError } from '@contract/errors'
import type { Permission } from '@contract/permissions'
import type { Actor } from '../../store/context'
import { columns, text } from '../../store/rows'
import type { ReadSql } from '../../store/types'
import { findUser, getRole, type UserRow } from './users'

/** Id of the administrator's role in every store. */
export const administratorRole = 'role_administrator'

/** Ids of all who hold the administrator role and may sign in. */
export function activeAdministrators(db: ReadSql): readonly string[] {
  return db
    .all(
      "SELECT id FROM user WHERE roleId = ? AND state = 'active'",
      [administratorRole],
      columns({ id: text })
    )
    .map(row => row.id)
}

/** True for the only active administrator: nobody could make another one without this account. */
export function isLastAdministrator(db: ReadSql, user: UserRow): boolean {
  const active = activeAdministrators(db)
  return active.length === 1 && active[0] === user.id
}

/** FabError people.lastAdministrator. */
export function refuseLastAdministrator(db: ReadSql, user: UserRow): void {
  if (isLastAdministrator(db, user)) throw new FabError('people.lastAdministrator', { name: user.name })
}

/** FabError people.ownAccount: nobody disables themselves or changes their own role. */
export function refuseSelf(actor: Actor, user: UserRow): void {
  if (actor.id === user.id) throw new FabError('people.ownAccount')
}

/**
 * Nobody gives or takes what they do not have: a person who may manage people but not the store cannot
 * make, take over or disable an administrator. Administrators, and the operating-system user whom the
 * core let through, may do all. FabError people.beyondRights names the missing permissions.
 */
export function requireRights(db: ReadSql, actor: Actor, wanted: readonly Permission[]): void {
  const own = actor.id === null ? undefined : findUser(db, actor.id)
  if (own === undefined || own.roleId === administratorRole) return
  const missing = wanted.filter(permission => !actor.permissions.has(permission))
  if (missing.length > 0) throw new FabError('people.beyondRights', { permissions: missing })
}

/** {@link requireRights} for all that a user's role allows. */
export function requireRightsOver(db: ReadSql, actor: Actor, user: UserRow): void {
  requireRights(db, actor, getRole(db, user.roleId).permissions)
}
