import { z } from 'zod'
import { query } from './define'
import { measure, ownModel } from './diagram/faultTree'
import { instant, line, prose } from './fields'
import { register } from './register'

/** The site's failure models that many events share, and frequencies counted in the store. */
export const faultModels = {
  ...register(
    'faultModels',
    { name: line(120), note: prose(10_000).default(''), model: ownModel },
    { read: 'records.read', write: 'records.write' }
  ),
  /**
   * Counts what an event's frequency is measured from, as the store is now.
   * `low` and `high`: exact interval of the share at 95 % (Clopper and Pearson).
   * Faults: record.notFound for a set, rca.nothingCounted, rca.exposure.
   */
  'faultModels.measure': query({
    input: z.object({ measure }).strict(),
    output: z.object({
      count: z.number().min(0),
      of: z.number().positive(),
      at: instant,
      low: z.number(),
      high: z.number()
    }),
    allow: 'records.read'
  })
}

/** What was counted, with its interval. */
export type Measured = z.output<(typeof faultModels)['faultModels.measure']['output']>
