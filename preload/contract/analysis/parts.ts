import { z } from 'zod'
import { query } from '../define'
import { id, page } from '../fields'
import { testFacts } from './tests'
import { dataView, count, figure, ask } from './view'

const partRow = z.object({
  set: id,
  part: count,
  partId: z.string(),
  partText: z.string(),
  lot: z.string(),
  wafer: z.string(),
  waferKey: z.string(),
  x: z.number().int().nullable(),
  y: z.number().int().nullable(),
  head: count,
  site: count,
  hardBin: z.number().int(),
  softBin: z.number().int().nullable(),
  pass: z.boolean().nullable(),
  testMs: z.number(),
  /** Which touch of the part this is, from 1, and of how many. */
  touch: count,
  touches: count
})

/** One part of a view. */
export type ViewPart = z.infer<typeof partRow>

/** Parts of a view, one found anywhere, and its record. */
export const parts = {
  'analysis.parts': query({
    input: ask({
      sort: z.enum(['order', 'partId', 'place', 'hardBin', 'testMs']).default('order'),
      descending: z.boolean().default(false),
      ...page
    }),
    output: z.object({ total: count, rows: z.array(partRow) }),
    allow: 'records.read'
  }),
  /**
   * A part by its id, its place (`12,-3` or `W05 12,-3`) or its 2D code. Without sets the whole store is looked through,
   * newest file first, until 200 are found; touches are then counted within their file.
   */
  'analysis.findPart': query({
    input: z.object({ sets: z.array(id).max(200), text: z.string().trim().min(1).max(200) }).strict(),
    output: z.object({
      total: count,
      rows: z.array(partRow),
      /** Files looked through, of how many. */
      searched: count,
      of: count
    }),
    allow: 'records.read'
  }),
  /** Everything measured on one part, in the order of the program. */
  'analysis.part': query({
    input: z.object({ set: id, part: count, view: dataView.nullable().default(null) }).strict(),
    output: z.object({
      part: partRow,
      sha256: z.string(),
      file: z.string(),
      /** Other touches of the same part in the view, this one included, oldest first. */
      touches: z.array(partRow),
      results: z.array(
        z.object({
          test: testFacts,
          element: count,
          value: figure,
          status: z.number().int(),
          /**
           * Distance to the nearer limit in shares of the tolerance; negative = beyond. Beside one limit alone 1 = within,
           * -1 = beyond. Null where there is no limit.
           */
          margin: figure,
          /** Place among the parts of the view: (value - mean) / sigma. */
          z: figure
        })
      ),
      /** DTR and GDR texts that came with the part. */
      notes: z.array(z.object({ record: z.string(), text: z.string() }))
    }),
    allow: 'records.read'
  })
}
