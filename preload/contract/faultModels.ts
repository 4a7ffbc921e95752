import { z } from 'zod'
import { query } from './define'
import { fileQuery, measure, ownModel } from './diagram/faultTree'
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
   * `low` and `high`: exact interval of the share at 95 % (Clopper and Pearson). `files`: how many were counted.
   * Faults: record.notFound for a set, rca.noFiles, rca.tooManyFiles, rca.noSuchTest, rca.noSuchBin, rca.noSuchClass,
   * rca.nothingCounted, rca.exposure.
   */
  'faultModels.measure': query({
    input: z.object({ measure }).strict(),
    output: z.object({
      count: z.number().min(0),
      of: z.number().positive(),
      at: instant,
      low: z.number(),
      high: z.number(),
      files: z.number().int().min(0)
    }),
    allow: 'records.read'
  }),
  /** The same interval of what was counted before. */
  'faultModels.interval': query({
    input: z.object({ count: z.number().min(0), of: z.number().positive() }).strict(),
    output: z.object({ low: z.number(), high: z.number() }),
    allow: 'records.read'
  }),
  /** Which files a query takes in now, and what there is to ask for. */
  'faultModels.files': query({
    input: z.object({ over: z.enum(['tests', 'defects']), query: fileQuery }).strict(),
    output: z.object({
      total: z.number().int(),
      /** A few of them, the newest first. */
      names: z.array(z.string()),
      /** What files of this kind say, at most 500 each. */
      said: z.object({
        product: z.array(z.string()),
        lot: z.array(z.string()),
        program: z.array(z.string()),
        tester: z.array(z.string())
      })
    }),
    allow: 'records.read'
  }),
  /**
   * Tests, bins or classes of defects that the files of a measured frequency hold, by number and name.
   * Faults: those of the files, as above.
   */
  'faultModels.countable': query({
    input: z
      .object({ measure, of: z.enum(['hardBin', 'softBin', 'test', 'class']), text: z.string().max(200) })
      .strict(),
    output: z.object({
      total: z.number().int(),
      rows: z.array(z.object({ number: z.number().int(), name: z.string() }))
    }),
    allow: 'records.read'
  })
}

/** What was counted, with its interval. */
export type Measured = z.output<(typeof faultModels)['faultModels.measure']['output']>
