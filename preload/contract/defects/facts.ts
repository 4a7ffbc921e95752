import { z } from 'zod'
import { query } from '../define'
import { id } from '../fields'
import { setSummary } from '../instruments'

const pair = z.object({ x: z.number(), y: z.number() })

/** Where the dies of a wafer lie. */
export const geometry = z.object({
  /** mm; null where the file does not say. */
  diameter: z.number().nullable(),
  /** Micrometres. */
  pitch: pair.nullable(),
  origin: pair,
  /** Centre of the wafer from the origin of die 0, 0. */
  centre: pair.nullable(),
  mark: z.enum(['notch', 'flat']).nullable(),
  markAt: z.enum(['down', 'left', 'up', 'right']).nullable(),
  mirrored: z.boolean()
})

/** Where the dies of a wafer lie. */
export type DefectGeometry = z.infer<typeof geometry>

const waferFacts = z.object({
  index: z.number().int(),
  /** Index of its lot. */
  lot: z.number().int(),
  waferId: z.string(),
  slot: z.number().nullable(),
  defects: z.number().int(),
  /** As the file declares it; null where it does not. */
  declared: z.number().nullable(),
  images: z.number().int(),
  /** Dies with a defect. */
  dies: z.number().int(),
  /** Dies of the sample plan; 0 where there is none. */
  planned: z.number().int(),
  /** Inspected area in cm2; null where the file does not say. */
  area: z.number().nullable(),
  resultAt: z.string().nullable(),
  geometry
})

/** One wafer of a set of defects. */
export type DefectWafer = z.infer<typeof waferFacts>

const classFacts = z.object({ number: z.number(), name: z.string(), count: z.number().int() })

const warning = z.object({
  key: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  offset: z.number().nullable()
})

/** What the file says of its wafers. */
export const facts = {
  'defects.set': query({
    input: z.object({ id }).strict(),
    output: z.object({
      summary: setSummary,
      sha256: z.string(),
      version: z.string(),
      /** Unit of lengths in the file; everything here is in micrometres. */
      units: z.enum(['um', 'nm']),
      charset: z.string(),
      fileAt: z.string().nullable(),
      lots: z.array(
        z.object({
          lot: z.string(),
          device: z.string(),
          step: z.string(),
          recipe: z.string(),
          station: z.array(z.string()),
          resultAt: z.string().nullable()
        })
      ),
      wafers: z.array(waferFacts),
      /** Classes that occur, and those with a name. */
      classes: z.array(classFacts),
      /** All columns of the file by name. */
      columns: z.array(z.string()),
      /** Whose, what, value: every statement of the file. */
      fields: z.array(z.tuple([z.string(), z.string(), z.string()])),
      records: z.array(z.tuple([z.string(), z.number()])),
      warnings: z.array(warning)
    }),
    allow: 'records.read'
  })
}
