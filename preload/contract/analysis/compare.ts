import { z } from 'zod'
import { query } from '../define'
import { id } from '../fields'
import { testFacts } from './tests'
import { dataView, count, figure, moments } from './view'

const shift = z.object({
  test: testFacts,
  a: z.object({ ...moments, fails: count, executions: count }),
  b: z.object({ ...moments, fails: count, executions: count }),
  /** Mean of b less mean of a, with its 95 % interval (Welch). */
  difference: figure,
  low: figure,
  high: figure,
  /** Hedges' g. */
  effect: figure,
  /** Share of the distance between the limits; null where there are not two. */
  ofTolerance: figure,
  /** Two-sided, and adjusted over all tests compared (Benjamini-Hochberg). */
  p: figure,
  q: figure,
  /** Fail rate of b less that of a with its 95 % interval (Newcombe). */
  failDifference: figure,
  failLow: figure,
  failHigh: figure
})

/** How one test shifted between two selections. */
export type Shift = z.infer<typeof shift>

/** Two selections, or two files, side by side. */
export const compare = {
  /** Two selections side by side: lots, periods, inside and outside a lasso. */
  'analysis.compare': query({
    input: z
      .object({
        a: dataView,
        b: dataView,
        sort: z.enum(['effect', 'p', 'difference', 'failDifference', 'order']).default('effect'),
        top: z.number().int().min(1).max(5000).default(5000)
      })
      .strict(),
    output: z.object({
      a: z.object({ parts: count, good: count }),
      b: z.object({ parts: count, good: count }),
      /** Yield of b less that of a with its 95 % interval (Newcombe), p two-sided. */
      yield: z.object({ difference: figure, low: figure, high: figure, p: figure }),
      compared: count,
      shifts: z.array(shift)
    }),
    allow: 'records.read'
  }),
  /**
   * Agreement of two files over the same parts (wafer and place, else part id; lots may differ): verdicts (Cohen's
   * kappa) and each test: r, mean of b less a with its 95 % interval.
   */
  'analysis.agreement': query({
    input: z.object({ a: id, b: id }).strict(),
    output: z.object({
      matched: count,
      onlyA: count,
      onlyB: count,
      both: z.object({ passPass: count, passFail: count, failPass: count, failFail: count }),
      kappa: figure,
      tests: z.array(
        z.object({ test: testFacts, n: count, r: figure, bias: figure, low: figure, high: figure })
      )
    }),
    allow: 'records.read'
  })
}
