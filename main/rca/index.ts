import type { Room } from '../store/room'
import { Diagram, DiagramLink, DiagramNodeRow, DiagramSnapshot, DiagramStepRow } from './entities'
import { rcaHandlers } from './handlers'
import { rcaMigrations } from './migrations'

/** Root-cause analysis: diagrams kept as records, and the engine of fault trees. */
export const rca = {
  name: 'rca',
  entities: [Diagram, DiagramNodeRow, DiagramStepRow, DiagramSnapshot, DiagramLink],
  migrations: rcaMigrations,
  handlers: rcaHandlers
} satisfies Room
