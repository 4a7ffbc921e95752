import type { Room } from '../store/room'
import { Department, Role, Session, Setting, Throttle, User } from './entities'
import { peopleHandlers } from './handlers'
import { peopleMigrations } from './migrations'

export { activeAdministrators } from './store/rules'
export { configurePasswords } from './passwords'
export { readSite } from './store/site'
export { resolveActor, sessionStands } from './store/sessions'
export { directoryName } from './store/users'

/** Users, departments, roles, sign-in and the site's settings. */
export const people = {
  name: 'people',
  entities: [Department, Role, User, Session, Throttle, Setting],
  migrations: peopleMigrations,
  handlers: peopleHandlers
} satisfies Room
