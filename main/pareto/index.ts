import type { Room } from '../store/room'
import { paretoHandlers } from './handlers'

/** Pareto over anything countable in the store. */
export const pareto = {
  name: 'pareto',
  entities: [],
  migrations: [],
  handlers: paretoHandlers
} satisfies Room
