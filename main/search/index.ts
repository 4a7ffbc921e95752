import type { Room } from '../store/room'
import { searchHandlers } from './handlers'

/** Search over everything; the index itself belongs to the store. */
export const search = {
  name: 'search',
  entities: [],
  migrations: [],
  handlers: searchHandlers
} satisfies Room
