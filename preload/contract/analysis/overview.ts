import { z } from 'zod'
import { query } from '../define'
import { id, instant } from '../fields'
import { key, count, ask } from './view'

/** A wafer of a view as answers name it. */
export const waferOut = z.object({
  /** Key within the view: lot and wafer as one, over files and retest passes. */
  key,
  lot: z.string(),
  wafer: z.string(),
  /** Files it comes from, oldest first. */
  sets: z.array(id),
  /** Parts that count under the retest rule and the filter. */
  parts: count,
  good: count,
  /** Good at the first touch, of the parts first touched. */
  firstGood: count,
  startedAt: instant.nullable()
})

/** A wafer of a view. */
export type ViewWafer = z.infer<typeof waferOut>

const groupYield = z.object({
  key: z.string(),
  label: z.string(),
  parts: count,
  good: count,
  firstGood: count
})

/** What a view holds. */
export const overviewOf = {
  /** What the view holds. Figures count parts under the retest rule and the filter. */
  'analysis.overview': query({
    input: ask({}),
    output: z.object({
      sets: z.array(
        z.object({
          id,
          name: z.string(),
          sha256: z.string(),
          format: z.string(),
          lot: z.string(),
          product: z.string(),
          program: z.string(),
          tester: z.string(),
          startedAt: instant.nullable(),
          caseId: id.nullable()
        })
      ),
      /** PRRs of the files; parts that count under the retest rule; of these, those the filter leaves. */
      touches: count,
      parts: count,
      shown: count,
      good: count,
      firstGood: count,
      /** Parts touched more than once. */
      retested: count,
      /** Turned from fail to pass, and from pass to fail, by a later touch. */
      recovered: count,
      lost: count,
      wafers: z.array(waferOut),
      lots: z.array(groupYield),
      sites: z.array(groupYield),
      hardBins: z.array(z.object({ number: z.number().int(), name: z.string(), verdict: z.string(), count })),
      softBins: z.array(z.object({ number: z.number().int(), name: z.string(), verdict: z.string(), count })),
      tests: count,
      /**
       * What does not fit together: text keys `analysis.remarks.<key>`. With `count` and `values`: productsDiffer,
       * programsDiffer, revisionsDiffer, stepsDiffer, temperaturesDiffer. With `count`: unitsDiffer, limitsDiffer (tests),
       * hardBinsDiffer, softBinsDiffer, framesDiffer, noLot, noStart (files), partsById, partsNameless, unfinished (parts).
       */
      remarks: z.array(
        z.object({ key: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) })
      )
    }),
    allow: 'records.read'
  })
}
