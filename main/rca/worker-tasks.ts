import { z } from 'zod'
import { FabError } from '@contract/errors'
import { analyse, type Findings } from './fta/analyse'
import { BudgetSpent } from './fta/engine/tables'
import { readMef } from './fta/mef/reader'

/** What the `faultTree` task is asked. */
const order = z.object({
  /** Open-PSA MEF. */
  xml: z.string(),
  top: z.string().optional(),
  qualitative: z.boolean().default(false),
  limitOrder: z.number().int().min(0).optional(),
  cutOff: z.number().min(0).max(1).optional(),
  list: z.number().int().min(0).default(0),
  importance: z.boolean().default(false),
  primes: z.boolean().default(false)
})

/** What the `faultTree` task answers. */
export interface FaultTreeAnswer {
  readonly findings: Findings
  /** Constructs of the file that say nothing about the tree and were read over. */
  readonly ignored: readonly { readonly what: string; readonly line: number }[]
  /** Other gates that could be the top. */
  readonly tops: readonly string[]
  /** CPU seconds of the engine, reading included. */
  readonly seconds: number
}

/** What this room does in worker threads; diagrams go deep, so their stack is large (see core/pool.ts). */
export const workerTasks = {
  /** Solves a fault tree. FabError rca.* */
  faultTree: (input: unknown): Promise<FaultTreeAnswer> => {
    const { xml, ...question } = order.parse(input)
    const before = process.threadCpuUsage()
    try {
      const model = readMef(xml)
      const findings = analyse(model, question)
      const { user, system } = process.threadCpuUsage(before)
      return Promise.resolve({
        findings,
        ignored: model.ignored.map(({ what, at }) => ({ what, line: at.line })),
        tops: model.tops,
        seconds: (user + system) / 1e6
      })
    } catch (error) {
      // V8 has no more room for the tables: the tree is beyond the budget in another way.
      if (
        error instanceof BudgetSpent ||
        (error instanceof RangeError && /allocation|length/i.test(error.message))
      )
        throw new FabError('rca.budget', {}, { cause: error })
      throw error
    }
  }
}
