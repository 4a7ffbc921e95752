import { FabError } from '@contract/errors'
import { builtInRoles } from '@contract/permissions'
import type { CommandContext, PreparedCommand } from '../../store/context'
import { insertUser } from './accounts'
import { hashPassword } from '../passwords'
import { readPolicy } from '../policy'
import { administratorRole } from './rules'
import { startSession } from './sessions'
import { getUser, hasUsers, toMe } from './users'
import { requireGoodPassword } from '../weak'

/** English names; screens show `people:roles.<key>`. */
const names: Readonly<Record<keyof typeof builtInRoles, string>> = {
  administrator: 'Administrator',
  lead: 'Quality lead',
  engineer: 'Engineer',
  lab: 'Lab technician',
  auditor: 'Auditor',
  reader: 'Reader'
}

/** Id of a built-in role: the same in every store. */
const builtInRoleId = (key: keyof typeof builtInRoles): string => `role_${key}`

/** The roles every store starts with, where they are missing. */
function addBuiltInRoles(ctx: CommandContext): void {
  for (const key of Object.keys(builtInRoles) as (keyof typeof builtInRoles)[])
    ctx.sql.run(
      `INSERT INTO role (id, version, createdAt, createdBy, updatedAt, updatedBy, name, key, permissions)
       VALUES (:id, 1, :now, :by, :now, :by, :name, :key, :permissions) ON CONFLICT DO NOTHING`,
      {
        id: builtInRoleId(key),
        now: ctx.now,
        by: ctx.actor.name,
        name: names[key],
        key,
        permissions: JSON.stringify(builtInRoles[key])
      }
    )
}

/** The first administrator, signed in at once. FabError people.alreadySetUp, people.weakPassword. */
export const setup: PreparedCommand<'people.setup', { readonly hash: string }> = {
  async prepare(ctx, input) {
    if (hasUsers(ctx.db)) throw new FabError('people.alreadySetUp')
    requireGoodPassword(input.password, readPolicy(ctx.db), input)
    return { hash: await hashPassword(input.password) }
  },
  run(ctx, { login, name }, { hash }) {
    if (hasUsers(ctx.sql)) throw new FabError('people.alreadySetUp')
    addBuiltInRoles(ctx)
    const made = insertUser(ctx, {
      login,
      name,
      email: '',
      roleId: administratorRole,
      departmentId: null,
      hash,
      mustChangePassword: false
    })
    ctx.note({
      action: 'session.signIn',
      actor: { id: made.id, name: made.name },
      entity: 'user',
      entityId: made.id,
      after: { name: made.name, station: ctx.actor.station }
    })
    ctx.sql.run('UPDATE user SET lastSignInAt = ? WHERE id = ?', [ctx.now, made.id])
    ctx.emit('store', null)
    const token = startSession(ctx.sql, made.id, ctx.actor.station, ctx.now)
    return { token, me: toMe(ctx.sql, getUser(ctx.sql, made.id), ctx.clock.now()) }
  }
}
