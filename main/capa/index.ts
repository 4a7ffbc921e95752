import { registerHandlers } from '../store/register'
import type { Room } from '../store/room'
import { Action } from './entities'
import { capaMigrations } from './migrations'
import { actions } from './registers'

/** Actions and, later, their effectiveness. */
export const capa = {
  name: 'capa',
  entities: [Action],
  migrations: capaMigrations,
  handlers: registerHandlers(actions)
} satisfies Room
