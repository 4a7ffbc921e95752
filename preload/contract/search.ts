import { z } from 'zod'
import { query } from './define'

const range = z.tuple([z.number().int(), z.number().int()])

/** One found record. */
export const hit = z.object({
  kind: z.string(),
  id: z.string(),
  title: z.string(),
  subtitle: z.string(),
  snippet: z.string(),
  /** [start, end) character ranges to highlight. */
  titleRanges: z.array(range),
  snippetRanges: z.array(range),
  /** Hash route that opens it. */
  link: z.string()
})

/** One found record. */
export type Hit = z.infer<typeof hit>

/** Search over everything. */
export const search = {
  'search.find': query({
    input: z
      .object({
        text: z.string().max(500),
        kinds: z.array(z.string().max(40)).max(20).default([]),
        limit: z.number().int().min(1).max(200).default(40)
      })
      .strict(),
    output: z.object({
      groups: z.array(z.object({ kind: z.string(), total: z.number(), hits: z.array(hit) })),
      total: z.number()
    }),
    allow: 'records.read'
  })
}
