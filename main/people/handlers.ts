import type { people } from '@contract/people'
import type { session } from '@contract/session'
import type { Handlers } from '../store/context'
import { prepared } from '../store/context'
import { registerHandlers } from '../store/register'
import {
  addUser,
  directory,
  disableUser,
  enableUser,
  removeUser,
  resetPassword,
  unlockUser,
  updateUser
} from './store/accounts'
import { readPolicy, writePolicy } from './policy'
import { departments, roles } from './registers'
import { readSite, writeSite } from './store/site'
import { setup } from './store/setup'
import { sessionHandlers } from './store/sign-in'
import { allUsers, toUser } from './store/users'

/** Everything the contract says of people and sessions. */
export const peopleHandlers: Handlers<keyof typeof people | keyof typeof session> = {
  ...sessionHandlers,
  ...registerHandlers(departments),
  ...registerHandlers(roles),
  'people.setup': prepared(setup),
  'people.users': ctx => ({ users: allUsers(ctx.db).map(row => toUser(ctx.db, row, ctx.clock.now())) }),
  'people.directory': directory,
  'people.addUser': prepared(addUser),
  'people.updateUser': updateUser,
  'people.resetPassword': prepared(resetPassword),
  'people.disableUser': disableUser,
  'people.enableUser': enableUser,
  'people.unlockUser': unlockUser,
  'people.removeUser': removeUser,
  'people.policy': ctx => readPolicy(ctx.db),
  'people.setPolicy': (ctx, input) => {
    const before = readPolicy(ctx.sql)
    writePolicy(ctx.sql, input)
    ctx.note({ entity: 'policy', entityId: 'people', before, after: input })
    ctx.emit('people', null)
    return input
  },
  'people.site': ctx => readSite(ctx.db),
  'people.setSite': (ctx, input) => {
    const before = readSite(ctx.sql)
    writeSite(ctx.sql, input)
    ctx.note({ entity: 'site', entityId: 'site', before, after: input })
    ctx.emit('people', null)
    return input
  }
}
