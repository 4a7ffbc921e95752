import type { Handlers } from '../store/context'
import { registerHandlers } from '../store/register'
import type { Room } from '../store/room'
import { Diagram, DiagramLink, DiagramNodeRow, DiagramSnapshot, DiagramStepRow, FaultModel } from './entities'
import { rcaHandlers } from './handlers'
import { rcaMigrations } from './migrations'
import { printHandlers } from './print-handlers'
import { faultModels } from './registers'
import { faultTreeHandlers } from './store/fault-trees'
import { measured } from './store/measure'

/** Root-cause analysis: diagrams kept as records, and the engine of fault trees. */
export const rca = {
  name: 'rca',
  entities: [Diagram, DiagramNodeRow, DiagramStepRow, DiagramSnapshot, DiagramLink, FaultModel],
  migrations: rcaMigrations,
  handlers: {
    ...rcaHandlers,
    ...printHandlers,
    ...faultTreeHandlers,
    ...registerHandlers(faultModels),
    'faultModels.measure': (ctx, input) => measured(ctx, input.measure)
  } satisfies Partial<Handlers>
} satisfies Room
