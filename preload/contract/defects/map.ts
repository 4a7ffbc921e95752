import { z } from 'zod'
import { query } from '../define'
import { numbers } from '../wire'
import { geometry } from './facts'
import { asked } from './filter'

/** Defects on the wafer and in the die. */
export const map = {
  /**
   * Defects as points; index i is the same defect in every array. Where there are more than can be drawn, every
   * n-th is given and `total` says of how many.
   */
  'defects.map': query({
    input: z.object({ ...asked, most: z.number().int().min(1000).max(500_000).default(200_000) }).strict(),
    output: z.object({
      total: z.number().int(),
      /** Defects without a place. */
      unplaced: z.number().int(),
      /** Micrometres from the centre of the wafer, and from the lower left corner of the die. */
      x: numbers(Float32Array),
      y: numbers(Float32Array),
      xRel: numbers(Float32Array),
      yRel: numbers(Float32Array),
      dieX: numbers(Int32Array),
      dieY: numbers(Int32Array),
      wafer: numbers(Uint16Array),
      row: numbers(Uint32Array),
      /** NaN where there is none. */
      classNumber: numbers(Float32Array),
      size: numbers(Float32Array),
      cluster: numbers(Float32Array),
      /** All dies known on the wafers asked for: x, y, defects of the filter, wafers on which it bears one. */
      dies: z.object({
        x: numbers(Int32Array),
        y: numbers(Int32Array),
        defects: numbers(Uint32Array),
        wafers: numbers(Uint16Array)
      }),
      /** Wafers asked for. */
      wafers: z.number().int(),
      /** Where the dies lie, of the first wafer asked for. */
      geometry
    }),
    allow: 'records.read'
  })
}
