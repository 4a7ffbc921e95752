import type { Room } from '../store/room'
import { RootVerdictEntity } from './entities'
import { accuracyHandlers } from './handlers'
import { accuracyMigrations } from './migrations'

/** Whether the root causes of closed cases held. */
export const accuracy = {
  name: 'accuracy',
  entities: [RootVerdictEntity],
  migrations: accuracyMigrations,
  handlers: accuracyHandlers
} satisfies Room
