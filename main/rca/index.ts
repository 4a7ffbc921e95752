import type { Handlers } from '../store/context'
import { binomialInterval } from '../statistics/rates'
import { registerHandlers } from '../store/register'
import type { Room } from '../store/room'
import { Diagram, DiagramLink, DiagramNodeRow, DiagramSnapshot, DiagramStepRow, FaultModel } from './entities'
import { rcaHandlers } from './handlers'
import { rcaMigrations } from './migrations'
import { printHandlers } from './print-handlers'
import { faultModels } from './registers'
import { faultTreeHandlers } from './store/fault-trees'
import { measured } from './store/measure'
import { countable, filesAsked } from './store/measured-files'
import { objectTo } from './store/proof'

/** Root-cause analysis: diagrams kept as records, and the engine of fault trees. */
export const rca = {
  name: 'rca',
  entities: [Diagram, DiagramNodeRow, DiagramStepRow, DiagramSnapshot, DiagramLink, FaultModel],
  migrations: rcaMigrations,
  objects: objectTo,
  handlers: {
    ...rcaHandlers,
    ...printHandlers,
    ...faultTreeHandlers,
    ...registerHandlers(faultModels),
    'faultModels.measure': (ctx, input) => measured(ctx, input.measure),
    'faultModels.interval': (_, { count, of }) => binomialInterval(Math.min(count, of), of),
    'faultModels.files': (ctx, { over, query }) => filesAsked(ctx, over, query),
    'faultModels.countable': (ctx, { measure, of, text }) => countable(ctx, measure, of, text)
  } satisfies Partial<Handlers>
} satisfies Room
