import { z } from 'zod'
import { query } from '../define'
import { numbers } from '../wire'
import { testFacts } from './tests'
import { test, count, figure, ask } from './view'

/** One test over parts or time. */
export const trend = {
  /** One test over parts or time with control limits and what breaks the rules. */
  'analysis.trend': query({
    input: ask({
      test,
      along: z.enum(['part', 'time', 'wafer', 'lot']).default('part'),
      rules: z.enum(['none', 'westernElectric', 'nelson']).default('westernElectric'),
      /** Parts limits are computed from: all, or the first so many points. */
      baseline: z.number().int().min(2).max(1_000_000).nullable().default(null)
    }),
    output: z.object({
      test: testFacts,
      /** `individuals`: a point a part (I-MR). `means`: a point a wafer or lot (Xbar-S). */
      chart: z.enum(['individuals', 'means']),
      value: numbers(Float64Array),
      spread: numbers(Float64Array),
      /** Values in a point. */
      size: numbers(Uint32Array),
      /**
       * Unix seconds; NaN where the file does not say. Testers write no time per part: it is taken from start and end
       * of the wafer, or of the file, by the place among the PRRs there.
       */
      at: numbers(Float64Array),
      /** Control limits by point; they follow the size of a point. NaN = none. */
      lower: numbers(Float64Array),
      upper: numbers(Float64Array),
      labels: z.array(z.string()),
      /** Index into `sets` of the view and part, for individuals. */
      set: numbers(Uint32Array),
      part: numbers(Uint32Array),
      /** Points left out between the ones given where there are over 20,000. */
      thinned: count,
      /** For `means` the limits of a point of median size. */
      center: figure,
      lcl: figure,
      ucl: figure,
      spreadCenter: figure,
      spreadUcl: figure,
      sigma: figure,
      /** At most 1000: which point alarmed first, by which rule, and the points that make the pattern. */
      flags: z.array(z.object({ point: count, rule: z.number().int(), points: z.array(count) })),
      flagsLeftOut: count
    }),
    allow: 'records.read'
  })
}
