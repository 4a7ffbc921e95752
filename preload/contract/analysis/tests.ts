import { z } from 'zod'
import { query } from '../define'
import { numbers } from '../wire'
import { test, count, figure, moments, ask, groupBy, group } from './view'

/** A test of a view as answers name it. */
export const testFacts = z.object({
  ref: test,
  recordType: z.string(),
  number: z.number(),
  text: z.string(),
  units: z.string(),
  /** Display exponent: show value x 10^scale with the SI prefix of -scale. */
  scale: z.number().int(),
  lo: figure,
  hi: figure,
  loSpec: figure,
  hiSpec: figure,
  /** Values an execution has (MPR). */
  elements: count,
  /** True where files of the view, or places in one file, disagree about the limits; `lo` and `hi` are the last. */
  limitsDiffer: z.boolean()
})

/** A test of a view. */
export type ViewTest = z.infer<typeof testFacts>

const box = z.object({
  group: z.string(),
  label: z.string(),
  ...moments,
  executions: count,
  fails: count,
  q1: figure,
  median: figure,
  q3: figure,
  /** Ends of Tukey's whiskers. */
  low: figure,
  high: figure,
  /** At most 200 beyond the whiskers, the farthest first. */
  outliers: z.array(z.number())
})

/** Tests of a view: all of them with their figures, and one of them closely. */
export const tests = {
  /** Every test, with its figures over the parts of the view, split by a group where asked. */
  'analysis.tests': query({
    input: ask({ by: groupBy }),
    output: z.object({
      tests: z.array(testFacts),
      groups: z.array(group),
      /** Row-major: test i, group j at [i * groups.length + j]. NaN = none. */
      executions: numbers(Uint32Array),
      fails: numbers(Uint32Array),
      n: numbers(Uint32Array),
      mean: numbers(Float64Array),
      sigma: numbers(Float64Array),
      min: numbers(Float64Array),
      max: numbers(Float64Array),
      cpk: numbers(Float64Array)
    }),
    allow: 'records.read'
  }),
  /**
   * The values of a test apart that come several at once (the pins of an MPR): figures of each over the parts of the
   * view. The tester passes or fails them as one; `beyond` counts each one's own values beyond the limits.
   */
  'analysis.elements': query({
    input: ask({ test }),
    output: z.object({
      test: testFacts,
      /** At most 1000, in the order of the record. */
      elements: z.array(
        z.object({
          element: count,
          /** What the pin is called; empty where the file does not say. */
          pin: z.string(),
          ...moments,
          beyond: count,
          /** Against the test's limits by the overall spread, as in `analysis.tests`. */
          cpk: figure
        })
      )
    }),
    allow: 'records.read'
  }),
  /** Histogram, box plots and cumulative curves of one test by group, on common edges. */
  'analysis.distribution': query({
    input: ask({ test, by: groupBy, bins: z.number().int().min(5).max(400).nullable().default(null) }),
    output: z.object({
      test: testFacts,
      boxes: z.array(box),
      edges: numbers(Float64Array),
      /** Row-major by group: counts[g * (edges.length - 1) + i]. */
      counts: numbers(Uint32Array),
      under: z.array(count),
      over: z.array(count),
      /** Cumulative curve by group, at most 500 points each: value and share. */
      cumulative: z.array(z.object({ value: numbers(Float64Array), share: numbers(Float64Array) }))
    }),
    allow: 'records.read'
  })
}
