import { z } from 'zod'
import { id } from '../fields'

/** Which PRR of a die or part counts where there are several: every one, the first, the last, the best that passed. */
export const retestRules = ['all', 'first', 'last', 'best'] as const

/** Which PRR counts. */
export type RetestRule = (typeof retestRules)[number]

/** What figures can be split by. */
export const groupings = [
  'none',
  'lot',
  'wafer',
  'head',
  'site',
  'hardBin',
  'softBin',
  'verdict',
  'set'
] as const

/** What figures can be split by. */
export type Grouping = (typeof groupings)[number]

/** Key of a lot, wafer or test: a lot or wafer id has up to 255 characters, some of them written as three. */
export const key = z.string().min(1).max(1100)
/** A number that is one. */
export const finite = z.number()
const element = z.number().int().min(0).max(65_535).default(0)

/**
 * A test over all files of a view: record type, number and text as one string, `PTR:1000:Vth`; the text may hold
 * colons. An MPR's values are told apart by `element`.
 */
export const test = z.object({ key, element }).strict()

/** A test over all files of a view. */
export type TestRef = z.infer<typeof test>

/** Dies inside a lasso, in die coordinates as the file gives them: x to the right, y as the file says. */
const region = z
  .object({
    polygon: z
      .array(z.tuple([finite, finite]))
      .min(3)
      .max(1000),
    /** Only on these wafers; null = at this place on every wafer (drawn on a stack). */
    wafers: z.array(key).max(1000).nullable().default(null)
  })
  .strict()

/** Which parts count. Lists are alternatives, the members of the filter must all hold. Empty lists mean no filter. */
const partFilter = z
  .object({
    lots: z.array(z.string().max(300)).max(500).default([]),
    /** Keys of `analysis.overview`'s wafers. */
    wafers: z.array(key).max(2000).default([]),
    /** `head:site`. */
    sites: z
      .array(z.string().regex(/^\d{1,3}:\d{1,3}$/))
      .max(1024)
      .default([]),
    hardBins: z.array(z.number().int()).max(1000).default([]),
    softBins: z.array(z.number().int()).max(1000).default([]),
    verdict: z.enum(['pass', 'fail']).nullable().default(null),
    /** Inside any of these. */
    regions: z.array(region).max(50).default([]),
    /** Value of a test within [from, to]; null = open. */
    ranges: z
      .array(z.object({ test, from: finite.nullable(), to: finite.nullable() }).strict())
      .max(20)
      .default([]),
    /** Failed this test. */
    failing: z.array(test).max(50).default([]),
    /** Parts whose id or 2D code (PART_TXT) holds this text. */
    partText: z.string().max(200).default('')
  })
  .strict()

/** Which parts count. */
export type PartFilter = z.output<typeof partFilter>

/** Several measurement sets looked at as one. This is what a link, a saved view and a piece of evidence keep. */
export const dataView = z
  .object({
    sets: z.array(id).min(1).max(200),
    retest: z.enum(retestRules).default('last'),
    filter: partFilter.prefault({})
  })
  .strict()

/** Several measurement sets looked at as one. */
export type DataView = z.output<typeof dataView>

/** How many. */
export const count = z.number().int().min(0)
/** A figure; null where there is none. */
export const figure = z.number().nullable()

/** Location, spread and extremes of values. */
export const moments = {
  n: count,
  mean: figure,
  sigma: figure,
  min: figure,
  max: figure
}

/** An interval; null where it has no end. */
export const interval = z.object({ low: figure, high: figure })

/** What every question about a view is asked with. */
export const ask = <T extends z.ZodRawShape>(shape: T) => z.object({ view: dataView, ...shape }).strict()
/** What figures are split by. */
export const groupBy = z.enum(groupings).default('none')
/** One of the groups that figures are split by. */
export const group = z.object({ key: z.string(), label: z.string() })
