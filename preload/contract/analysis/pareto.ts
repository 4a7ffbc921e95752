import { z } from 'zod'
import { query } from '../define'
import { count, ask, groupBy, group } from './view'

/** What a Pareto counts. */
export const paretoOf = z.enum(['hardBin', 'softBin', 'test'])

const bar = z.object({
  /** Bin number or test key. */
  key: z.string(),
  label: z.string(),
  /** P, F or empty as the file declares a bin. */
  verdict: z.string(),
  count,
  /** Share of the parts of the view. */
  share: z.number(),
  /** Counts by group, in the order of `groups`. */
  by: z.array(count)
})

/** What most parts fail. */
export const pareto = {
  'analysis.pareto': query({
    input: ask({
      of: paretoOf,
      by: groupBy,
      /** Tests: every failing one, or only the first that failed in each part. */
      firstFailOnly: z.boolean().default(false)
    }),
    output: z.object({ bars: z.array(bar), groups: z.array(group), total: count, parts: count }),
    allow: 'records.read'
  })
}
