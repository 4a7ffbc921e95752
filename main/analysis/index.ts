import type { Room } from '../store/room'
import { analysisHandlers } from './handlers'

/** The data workbench: measurement sets looked at as one. */
export const analysis = {
  name: 'analysis',
  entities: [],
  migrations: [],
  handlers: analysisHandlers
} satisfies Room
