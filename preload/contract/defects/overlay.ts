import { z } from 'zod'
import { query } from '../define'
import { id, instant } from '../fields'
import { numbers } from '../wire'
import { asked } from './filter'

/** A value with bounds that hold with 95 %; null where there is nothing to divide by. */
const share = z.object({
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable()
})

/** Dies by defect and verdict, and what that says. */
const effect = z.object({
  key: z.string(),
  label: z.string(),
  defects: z.number().int(),
  /** Failing dies in all, with whatever defects. */
  fails: z.number().int(),
  /** Dies with such a defect, whatever else they bear, and how many of them fail. */
  dies: z.number().int(),
  diesFail: z.number().int(),
  /**
   * Dies that are compared: with such a defect (and with no other kind, where `alone` was asked for) and failing,
   * the same and passing, clean and failing, clean and passing.
   */
  hitFail: z.number().int(),
  hitPass: z.number().int(),
  cleanFail: z.number().int(),
  cleanPass: z.number().int(),
  /** Fails among dies with such a defect, and among dies without any. */
  failHit: share,
  failClean: share,
  /** 1 - yield with over yield without (Donner and Zou's bounds); below 0 such dies yield better. */
  killRatio: share,
  /** Of all failing dies, the share that bears such a defect, whatever else it bears. */
  hitRate: share,
  odds: share,
  /** Fisher's exact test, two-sided. */
  p: z.number().nullable(),
  /** p held against all of the list (Benjamini and Hochberg). */
  q: z.number().nullable(),
  /** Dies such defects kill beyond what fails anyway: dies with them x kill ratio, at least 0. */
  killed: z.number().nullable()
})

/** Dies by defect and verdict. */
export type DefectEffect = z.infer<typeof effect>

/** How the dies of a tester lie on those of the inspection. Applied as turn, then flips, then shift. */
const placing = z
  .object({
    /** Quarter turns counter-clockwise. */
    turn: z.number().int().min(0).max(3),
    flipX: z.boolean(),
    flipY: z.boolean(),
    /** Inspection die = tester die + shift; null finds the shift that lets most dies meet. */
    shift: z
      .object({ x: z.number().int().min(-10_000).max(10_000), y: z.number().int().min(-10_000).max(10_000) })
      .strict()
      .nullable()
  })
  .strict()

/** How the dies of a tester lie on those of the inspection. */
export type DefectPlacing = z.infer<typeof placing>

const testerWafer = z.object({
  setId: id,
  /** The file it came from, and the hash of its bytes. */
  name: z.string(),
  sha256: z.string(),
  lot: z.string(),
  /** Index of the wafer in that set. */
  wafer: z.number().int(),
  waferId: z.string(),
  startedAt: instant.nullable(),
  parts: z.number().int()
})

/** Defects beside what the tester says of the same dies. */
export const overlay = {
  /** Tester wafers of the same lot, or of the sets named, beside the wafers they match. */
  'defects.testers': query({
    input: z.object({ id, sets: z.array(id).max(200).nullable().default(null) }).strict(),
    output: z.object({
      wafers: z.array(
        z.object({
          index: z.number().int(),
          /** Best first; a later test of the same wafer before an earlier one. */
          matches: z.array(testerWafer.extend({ by: z.enum(['id', 'number', 'slot']) }))
        })
      ),
      /** Sets looked at. */
      sets: z.number().int()
    }),
    allow: 'records.read'
  }),
  /** Defects laid over the bins of the same wafers: do dies with defects fail? */
  'defects.overlay': query({
    input: z
      .object({
        ...asked,
        /** Which tester wafer belongs to which inspected one. */
        pairs: z
          .array(
            z
              .object({
                wafer: z.number().int().min(0),
                setId: id,
                testerWafer: z.number().int().min(-1)
              })
              .strict()
          )
          .min(1)
          .max(1000),
        placing: placing.nullable().default(null),
        /** Only these bins count as failing; empty: what the tester says. */
        bins: z.array(z.number().int()).max(1000).default([]),
        kind: z.enum(['hard', 'soft']).default('hard'),
        /**
         * A class, or a bin of sizes, is judged by dies that bear no defect of another: what a killer does is not
         * laid to what lies beside it.
         */
        alone: z.boolean().default(true)
      })
      .strict(),
    output: z.object({
      /** As it was applied; the shift is one for all pairs. */
      placing: placing.extend({ shift: z.object({ x: z.number(), y: z.number() }) }),
      /** The shift was found, not given. */
      found: z.boolean(),
      /** Other shifts that let as many dies meet. */
      ties: z.number().int(),
      pairs: z.array(
        z.object({
          wafer: z.number().int(),
          setId: id,
          /** Dies inspected, tested, and both. */
          inspected: z.number().int(),
          tested: z.number().int(),
          both: z.number().int()
        })
      ),
      overall: effect,
      byClass: z.array(effect),
      bySize: z.array(effect),
      /** Dies by bin: with a defect of the filter, and without any. */
      bins: z.array(
        z.object({
          number: z.number().int(),
          name: z.string(),
          pass: z.boolean().nullable(),
          hit: z.number().int(),
          clean: z.number().int()
        })
      ),
      /** Dies of the wafers paired, in inspection coordinates: bin, verdict (1 pass, 0 fail, 2 none), defects. */
      dies: z.object({
        wafer: numbers(Uint16Array),
        x: numbers(Int32Array),
        y: numbers(Int32Array),
        bin: numbers(Int32Array),
        pass: numbers(Uint8Array),
        defects: numbers(Uint16Array)
      })
    }),
    allow: 'records.read'
  })
}
