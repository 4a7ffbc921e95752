import type { Output, Parsed } from '@contract/index'
import type { Handlers, QueryContext } from '../../store/context'
import { csvText } from '../../store/csv'
import { newId } from '../../store/ids'
import type { eventsToCsv } from '../fta/diagram/events'
import { fileStem } from '../file-stem'
import type { StudioOrder } from '../worker-tasks'

type Name = StudioOrder['name']

/** Asks a worker thread, which is stopped when nobody waits for the answer any more. */
const ask = (ctx: QueryContext, order: StudioOrder): Promise<unknown> =>
  ctx.inWorker('faultTreeStudio', order, ctx.signal === undefined ? {} : { signal: ctx.signal })

/** The handler of a question whose answer the thread gives as it is; dispatch checks it against the contract. */
const asked =
  <N extends 'faultTree.solve' | 'faultTree.uncertainty' | 'faultTree.sweep'>(name: N) =>
  async (ctx: QueryContext, input: Parsed<N>): Promise<Output<N>> =>
    (await ask(ctx, { name, input } as Extract<StudioOrder, { name: N }>)) as Output<N>

/** The same for one that makes new records. */
const making =
  <N extends 'faultTree.fromMef' | 'faultTree.fromEventsCsv'>(name: N) =>
  async (ctx: QueryContext, input: Parsed<N>): Promise<Output<N>> => {
    const order = { name, input, seed: newId(ctx.clock) } as Extract<StudioOrder, { name: N }>
    return (await ask(ctx, order)) as Output<N>
  }

/** Fault trees: computed where the core's loop is not held up, and exchanged with other programs. */
export const faultTreeHandlers = {
  'faultTree.solve': asked('faultTree.solve'),
  'faultTree.uncertainty': asked('faultTree.uncertainty'),
  'faultTree.sweep': asked('faultTree.sweep'),
  'faultTree.fromMef': making('faultTree.fromMef'),
  'faultTree.fromEventsCsv': making('faultTree.fromEventsCsv'),
  'faultTree.toMef': async (ctx, input) => {
    const xml = await ask(ctx, { name: 'faultTree.toMef', input })
    if (typeof xml !== 'string') throw new TypeError('the task answers XML')
    return {
      name: `${fileStem(input.name)}.xml`,
      mime: 'application/xml',
      bytes: new TextEncoder().encode(xml)
    }
  },
  'faultTree.eventsCsv': async (ctx, input) => {
    const table = await ask(ctx, { name: 'faultTree.eventsCsv', input })
    const bytes = csvText(table as ReturnType<typeof eventsToCsv>)
    return { name: `${fileStem(input.name)}.csv`, mime: 'text/csv', bytes }
  }
} satisfies Partial<Handlers> & Pick<Handlers, Name>
