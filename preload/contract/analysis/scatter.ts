import { z } from 'zod'
import { query } from '../define'
import { numbers } from '../wire'
import { testFacts } from './tests'
import { test, count, figure, interval, ask, groupBy, group } from './view'

/** Tests against each other. */
export const scatter = {
  /** Two tests over the same parts. */
  'analysis.scatter': query({
    input: ask({ x: test, y: test, by: groupBy }),
    output: z.object({
      xTest: testFacts,
      yTest: testFacts,
      groups: z.array(group),
      /** At most 20,000 parts, evenly drawn. */
      xs: numbers(Float32Array),
      ys: numbers(Float32Array),
      group: numbers(Uint16Array),
      set: numbers(Uint32Array),
      part: numbers(Uint32Array),
      pass: numbers(Uint8Array),
      n: count,
      pearson: figure,
      pearsonInterval: interval,
      spearman: figure,
      slope: figure,
      intercept: figure
    }),
    allow: 'records.read'
  }),
  /** Tests that go with a failure: a bin, any fail, or another test. */
  'analysis.correlations': query({
    input: ask({
      to: z.discriminatedUnion('of', [
        z.object({ of: z.literal('fail') }).strict(),
        z.object({ of: z.literal('hardBin'), number: z.number().int() }).strict(),
        z.object({ of: z.literal('softBin'), number: z.number().int() }).strict(),
        z.object({ of: z.literal('test'), test }).strict()
      ]),
      top: z.number().int().min(1).max(500).default(50)
    }),
    output: z.object({
      compared: count,
      rows: z.array(
        z.object({
          test: testFacts,
          n: count,
          /** Pearson's r; point-biserial against a failure. */
          r: figure,
          low: figure,
          high: figure,
          p: figure,
          /** Adjusted over all tests compared (Benjamini-Hochberg). */
          q: figure
        })
      )
    }),
    allow: 'records.read'
  })
}
