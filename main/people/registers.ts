import { FabError } from '@contract/errors'
import type { JsonObject } from '@contract/json'
import { permissions, type Permission } from '@contract/permissions'
import type { CommandContext } from '../store/context'
import type { RegisterSpec } from '../store/register'
import { Department, Role } from './entities'
import { administratorRole, requireRights } from './store/rules'
import { getRole } from './store/users'

/** Departments. One that a user belongs to cannot be removed (foreign key). */
export const departments = {
  name: 'departments',
  table: 'department',
  entity: Department,
  columns: ['name', 'code'],
  text: ['name', 'code'],
  order: 'name COLLATE NOCASE, id',
  unique: ['name']
} as const satisfies RegisterSpec

function permissionsOf(fields: JsonObject): readonly Permission[] {
  const value = fields['permissions']
  return Array.isArray(value) ? permissions.filter(known => value.includes(known)) : []
}

function checkRights(ctx: CommandContext, ...sets: readonly (readonly Permission[])[]): void {
  requireRights(ctx.sql, ctx.actor, sets.flat())
}

/** Roles. One that a user has cannot be removed (foreign key). */
export const roles = {
  name: 'roles',
  table: 'role',
  entity: Role,
  columns: ['name', 'key', 'permissions'],
  json: ['permissions'],
  text: ['name'],
  // The built-in ones in the order they were made, from the most rights to the fewest.
  order: "key = '', CASE key WHEN '' THEN name END COLLATE NOCASE, rowid",
  unique: ['name'],
  beforeAdd(ctx, fields) {
    checkRights(ctx, permissionsOf(fields))
    // Keys belong to the built-in roles.
    return { ...fields, key: '', permissions: permissionsOf(fields) }
  },
  beforeChange(ctx, before, patch) {
    const { permissions: listed, name } = patch
    const next = listed === undefined ? permissionsOf(before) : permissionsOf(patch)
    checkRights(ctx, permissionsOf(before), next)
    if (before.id === administratorRole && !next.includes('people.manage'))
      throw new FabError('people.administratorRole')
    // The names of built-in roles are FabCase's own words in each language.
    const renamed = name === undefined || before['key'] !== '' ? {} : { name }
    return { ...renamed, ...(listed === undefined ? {} : { permissions: next }) }
  },
  beforeRemove(ctx, before) {
    if (before.id === administratorRole) throw new FabError('people.administratorRole')
    checkRights(ctx, getRole(ctx.sql, before.id).permissions)
  }
} as const satisfies RegisterSpec
