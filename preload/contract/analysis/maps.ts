import { z } from 'zod'
import { query } from '../define'
import { numbers } from '../wire'
import { waferOut } from './overview'
import { key, test, count, figure, ask } from './view'

const mapColor = z.discriminatedUnion('by', [
  z.object({ by: z.literal('hardBin') }).strict(),
  z.object({ by: z.literal('softBin') }).strict(),
  z.object({ by: z.literal('value'), test }).strict(),
  z.object({ by: z.literal('fail'), test }).strict()
])

const frame = z.object({
  /** Where notch or flat is as the file says: U, D, L, R; null where it does not. */
  flat: z.enum(['U', 'D', 'L', 'R']).nullable(),
  /** Direction in which x and y grow: R or L, U or D; null where the file does not say. */
  positiveX: z.enum(['L', 'R']).nullable(),
  positiveY: z.enum(['U', 'D']).nullable(),
  /** Millimetres; null where unknown. */
  diameter: figure,
  dieWidth: figure,
  dieHeight: figure
})

const mapWhich = z.union([z.object({ wafer: key }).strict(), z.object({ stack: z.literal(true) }).strict()])

const dies = { x: numbers(Int32Array), y: numbers(Int32Array) }

const signatureKind = z.enum(['ring', 'scratch', 'centre', 'edge', 'cluster', 'repeater', 'random'])

/** Wafers and stacks, and what the fails on them look like. */
export const maps = {
  /** A wafer, or all wafers of the view one on the other. Dies outside the filter are given with `inside` 0. */
  'analysis.map': query({
    input: ask({ which: mapWhich, color: mapColor }),
    output: z.object({
      frame,
      wafer: waferOut.nullable(),
      ...dies,
      inside: numbers(Uint8Array),
      /** One wafer: bin, value (NaN = none) or 1 = failed the test. A stack: count of fails, or the mean value. */
      value: numbers(Float64Array),
      /** One wafer: 1 passed, 0 failed, 2 no verdict. A stack: share of fails x 255. */
      pass: numbers(Uint8Array),
      /** Touches of the die over the view. */
      touches: numbers(Uint16Array),
      /** One wafer: the part that counts. */
      set: numbers(Uint32Array),
      part: numbers(Uint32Array),
      /** head x 256 + site. */
      site: numbers(Uint16Array),
      unplaced: count
    }),
    allow: 'records.read'
  }),
  /**
   * Yield by place: ring and sector zones of the wafer, and places in the reticle. Rings have equal area, 0 is the
   * innermost; sector 0 begins at growing x and turns towards growing y. A reticle is given back only where it was
   * asked for or the fails repeat beyond chance; where its fields begin cannot be told from fails.
   */
  'analysis.zones': query({
    input: ask({
      which: mapWhich,
      rings: z.number().int().min(1).max(10).default(4),
      sectors: z.number().int().min(1).max(16).default(4),
      /** Dies of a reticle in x and y with the offset of the first; null = estimated from the fails. */
      reticle: z
        .object({
          width: z.number().int().min(1).max(50),
          height: z.number().int().min(1).max(50),
          offsetX: z.number().int().min(0).max(49).default(0),
          offsetY: z.number().int().min(0).max(49).default(0)
        })
        .strict()
        .nullable()
        .default(null)
    }),
    output: z.object({
      zones: z.array(z.object({ ring: count, sector: count, dies: count, fails: count })),
      reticle: z
        .object({
          width: count,
          height: count,
          offsetX: count,
          offsetY: count,
          estimated: z.boolean(),
          cells: z.array(z.object({ x: count, y: count, dies: count, fails: count })),
          /** Chi-square over the cells. */
          p: figure
        })
        .nullable()
    }),
    allow: 'records.read'
  }),
  /** What the fails look like on the wafer or the stack. */
  'analysis.signature': query({
    input: ask({ which: mapWhich, bins: z.array(z.number().int()).max(100).default([]) }),
    output: z.object({
      dies: count,
      fails: count,
      scores: z.array(z.object({ kind: signatureKind, score: z.number().min(0).max(1) })),
      /** The kinds that stand out, the strongest first. */
      kinds: z.array(signatureKind),
      /**
       * Figures behind the scores, those of the kinds found first, with `kind`; then those of the whole map. Text keys
       * `analysis.signature.<key>`: shares, ringAt, centreAt, edgeAt, clusterAt, scratchAt, repeatsAt, fold, joins,
       * neighbours, radial, angular.
       */
      grounds: z.array(
        z.object({ key: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) })
      ),
      /** Dies of the strongest. */
      region: z.object(dies)
    }),
    allow: 'records.read'
  })
}
