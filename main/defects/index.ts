import type { Room } from '../store/room'
import { defectsHandlers } from './handlers'

/** What inspection tools found on wafers: maps, Paretos, images, repeaters, and defects over bins. */
export const defects = {
  name: 'defects',
  entities: [],
  migrations: [],
  handlers: defectsHandlers
} satisfies Room
