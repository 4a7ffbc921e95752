import { z } from 'zod'
import { query } from '../define'
import { asked } from './filter'

/** What defects are counted by. */
export const defectGroupings = ['class', 'size', 'rough', 'fine', 'test', 'cluster', 'wafer', 'lot'] as const

/** What defects are counted by. */
export type DefectGrouping = (typeof defectGroupings)[number]

const bar = z.object({
  /** What a filter takes: a number or wafer index as text; `null` for none. */
  key: z.string(),
  label: z.string(),
  count: z.number().int(),
  /** Dies that bear one. */
  dies: z.number().int(),
  /** Bounds of a bin of sizes. */
  from: z.number().nullable(),
  to: z.number().nullable()
})

/** Defects counted. */
export const pareto = {
  'defects.pareto': query({
    input: z.object({ ...asked, by: z.enum(defectGroupings) }).strict(),
    output: z.object({
      bars: z.array(bar),
      total: z.number().int(),
      /** Dies with a defect. */
      dies: z.number().int()
    }),
    allow: 'records.read'
  })
}
