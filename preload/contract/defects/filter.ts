import { z } from 'zod'
import { id } from '../fields'

/** Where a place is meant: on the wafer, from its centre; within the die, from its lower left corner. */
const defectFrames = ['wafer', 'die'] as const

const finite = z.number()

/** A lasso; corners in micrometres, x to the right, y up. */
const region = z
  .object({
    frame: z.enum(defectFrames),
    polygon: z
      .array(z.tuple([finite, finite]))
      .min(3)
      .max(1000)
  })
  .strict()

/** Numbers of a column; null stands for defects that have none there. */
const codes = z.array(finite.nullable()).max(1000).default([])

/** Which defects count. Lists are alternatives, the members must all hold; empty lists mean no filter. */
export const defectFilter = z
  .object({
    /** Indices of the set's wafers. */
    wafers: z.array(z.number().int().min(0)).max(10_000).default([]),
    classes: codes,
    rough: codes,
    fine: codes,
    tests: codes,
    /** Part of a cluster the tool found, or not. */
    clustered: z.boolean().nullable().default(null),
    /** DSIZE, else the larger of XSIZE and YSIZE, in [from, to); null = open. */
    size: z.object({ from: finite.nullable(), to: finite.nullable() }).strict().nullable().default(null),
    images: z.boolean().nullable().default(null),
    /** Inside any of these. */
    regions: z.array(region).max(50).default([])
  })
  .strict()

/** Which defects count. */
export type DefectFilter = z.infer<typeof defectFilter>

/** Which set, and which of its defects. */
export const asked = { id, filter: defectFilter.prefault({}) }
