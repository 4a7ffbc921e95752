import { z } from 'zod'
import { query } from '../define'
import { numbers } from '../wire'
import { asked } from './filter'

/** Places that repeat from die to die. */
export const repeaters = {
  /**
   * Places in the die where several dies bear a defect. Such a place is the middle of defects no further than the
   * tolerance from it; the dies that bear them are counted once each.
   */
  'defects.repeaters': query({
    input: z
      .object({
        ...asked,
        /** Micrometres. */
        tolerance: z.number().min(0.01).max(5000).default(20),
        dies: z.number().int().min(2).max(10_000).default(3),
        /** Only places of which chance alone would give no more than so many; null for all. */
        chance: z.number().positive().nullable().default(null)
      })
      .strict(),
    output: z.object({
      places: z.array(
        z.object({
          x: z.number(),
          y: z.number(),
          dies: z.number().int(),
          wafers: z.number().int(),
          defects: z.number().int(),
          /** Dies that would bear one there if defects fell anywhere in the die. */
          expected: z.number(),
          /** Places with as many dies, or more, that chance alone would give in these defects at most. */
          byChance: z.number(),
          /** Most frequent class; null for none. */
          classNumber: z.number().nullable(),
          /** Median distance of its defects from the place. */
          spread: z.number()
        })
      ),
      /** Defects of place i are those from `starts[i]` to `starts[i + 1]` of `wafer` and `row`. */
      starts: numbers(Uint32Array),
      wafer: numbers(Uint16Array),
      row: numbers(Uint32Array),
      /** Places found; the list holds the first 500. */
      found: z.number().int(),
      /** The same with those that chance explains. */
      any: z.number().int(),
      /** Defects looked at, and those at the places found. */
      total: z.number().int(),
      repeating: z.number().int()
    }),
    allow: 'records.read'
  })
}
