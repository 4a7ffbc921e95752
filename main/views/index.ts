import type { Room } from '../store/room'
import { SavedView } from './entities'
import { viewsHandlers } from './handlers'
import { viewsMigrations } from './migrations'

/** Saved views and drafts. */
export const views = {
  name: 'views',
  entities: [SavedView],
  migrations: viewsMigrations,
  handlers: viewsHandlers
} satisfies Room
