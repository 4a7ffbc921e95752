import type { Room } from '../store/room'
import { Job, Notice } from './entities'
import { jobsHandlers } from './handlers'
import { jobsMigrations } from './migrations'

export { seesJob } from './policy'
export { PaceMeter } from './rate'

/** Long work and notices. */
export const jobs = {
  name: 'jobs',
  entities: [Job, Notice],
  migrations: jobsMigrations,
  handlers: jobsHandlers
} satisfies Room
