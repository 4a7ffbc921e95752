import { z } from 'zod'
import { query } from '../define'
import { numbers } from '../wire'
import { testFacts } from './tests'
import { finite, test, count, figure, moments, interval, ask, groupBy, group } from './view'

const capability = z.object({
  ...moments,
  lo: figure,
  hi: figure,
  /** Short-term sigma by the mean moving range of parts in test order. */
  sigmaWithin: figure,
  cp: figure,
  cpk: figure,
  pp: figure,
  ppk: figure,
  /** 95 % intervals. */
  cpkInterval: interval,
  ppkInterval: interval,
  /** Ppk by percentiles (ISO 22514-2), for what is not normal. */
  ppkPercentile: figure,
  /** Anderson-Darling; `p` null below 8 values. */
  normality: z.object({ statistic: figure, p: figure, normal: z.boolean().nullable() }),
  /** What a reader must know: text keys `analysis.warnings.<key>` (fewValues, notNormal, coarse, noSpread). */
  warnings: z.array(z.string()),
  /** Beyond the limits, counted, per million with upper bounds at 60 % and 90 %. */
  beyond: count,
  dppm: z.object({ value: figure, upper60: figure, upper90: figure }),
  /** Beyond the limits as a normal distribution would have it, per million. */
  dppmExpected: figure
})

/** Capability of one test over the parts of a view. */
export type Capability = z.infer<typeof capability>

/** Capability against limits, and what other limits would do. */
export const capabilities = {
  'analysis.capability': query({
    input: ask({
      test,
      by: groupBy,
      /** Instead of the file's limits; null = none on that side. */
      limits: z.object({ lo: finite.nullable(), hi: finite.nullable() }).strict().optional()
    }),
    output: z.object({ test: testFacts, groups: z.array(group.extend({ capability })) }),
    allow: 'records.read'
  }),
  /** Move a limit, see the yield and what would escape. */
  'analysis.guardBand': query({
    input: ask({
      test,
      /** Limits to test against, in the test's own units. */
      lo: finite.nullable(),
      hi: finite.nullable(),
      /** What the customer must get; the file's limits unless told. */
      spec: z.object({ lo: finite.nullable(), hi: finite.nullable() }).strict().optional(),
      /** Standard deviation of the gauge; 0 = ideal. */
      gauge: finite.min(0).default(0)
    }),
    output: z.object({
      n: count,
      passed: count,
      yield: figure,
      /** Within the spec, thrown by the limits; and beyond the spec, let through: counted on the values as measured. */
      lost: count,
      escapes: count,
      escapeDppm: z.object({ value: figure, upper60: figure, upper90: figure }),
      /** The same as the gauge's error would have it, as shares of n. */
      modelled: z.object({ yield: figure, lost: figure, escapes: figure }).nullable(),
      /** Yield over a run of limits tightened on both sides alike: share of the tolerance and yield. */
      curve: z.object({
        tighten: numbers(Float64Array),
        yield: numbers(Float64Array),
        escapes: numbers(Float64Array)
      })
    }),
    allow: 'records.read'
  })
}
