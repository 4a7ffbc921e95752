import type { Room } from '../store/room'
import { Task } from './entities'
import { workflowHandlers } from './handlers'
import { workflowMigrations } from './migrations'

/** Tasks and my work. */
export const workflow = {
  name: 'workflow',
  entities: [Task],
  migrations: workflowMigrations,
  handlers: workflowHandlers
} satisfies Room
