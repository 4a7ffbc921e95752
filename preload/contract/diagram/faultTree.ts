import { z } from 'zod'
import { day, id, instant } from '../fields'
import type { DiagramNode } from './node'
import { nodeText } from './node'
import { evidenceNode, links, nudge, type EvidenceData } from './shared'

/** Name of a gate, event or parameter; unique in its tree, as MEF wants it. */
const name = z.string().trim().min(1).max(120)

/** A number, or the parameter it is taken from. */
const quantity = z.union([z.number(), z.object({ parameter: id }).strict()])

/** A number that may be given by a parameter. */
export type Quantity = z.infer<typeof quantity>

/** Time in hours; null = the tree's mission time. */
const time = quantity.nullable().default(null)

/** What a file must say of itself: case, width and accents do not count, `*` stands for anything; empty = any. */
const said = z.string().trim().max(200).default('')

/**
 * Files by what they say of themselves, so that those that come later are counted too. `program` is a tester's
 * program, or an inspection's step and recipe; the days are those of the test or inspection.
 */
export const fileQuery = z
  .object({
    product: said,
    lot: said,
    program: said,
    tester: said,
    from: day.nullable().default(null),
    to: day.nullable().default(null)
  })
  .strict()

/** Files by what they say of themselves. */
export type FileQuery = z.infer<typeof fileQuery>

/** Files of a measured frequency: those of the query, or where there is none those picked by hand. */
const files = {
  sets: z.array(id).max(200),
  query: fileQuery.nullable().default(null)
}

/**
 * What a frequency is measured from. Counted anew when the tree is refreshed; see `measured` below.
 * - `tests`: parts that fall into a bin, of all parts of the files; or that fail a test, of those that ran it.
 * - `complaints`: complained units of the items that match, of `exposure` units shipped.
 * - `defects`: dies with a defect (of the class) of all dies inspected.
 */
export const measure = z.discriminatedUnion('over', [
  z
    .object({
      over: z.literal('tests'),
      ...files,
      failing: z.discriminatedUnion('by', [
        z.object({ by: z.literal('any') }).strict(),
        z.object({ by: z.literal('hardBin'), bin: z.number().int() }).strict(),
        z.object({ by: z.literal('softBin'), bin: z.number().int() }).strict(),
        z.object({ by: z.literal('test'), test: z.number().int(), name: z.string().max(300) }).strict()
      ])
    })
    .strict(),
  z
    .object({
      over: z.literal('complaints'),
      productId: id.nullable(),
      customerId: id.nullable(),
      /** Words that all occur in the item's defect; empty = any. */
      failure: z.array(z.string().max(100)).max(3),
      /** Complaint class of the item, or one above it; empty = any. */
      classCode: z.string().max(40).default(''),
      from: day.nullable(),
      to: day.nullable(),
      exposure: z.number().positive()
    })
    .strict(),
  z
    .object({
      over: z.literal('defects'),
      ...files,
      /** Number or name of a class, or both with a blank between; null = any. */
      className: z.string().max(200).nullable()
    })
    .strict()
])

/**
 * Which unavailability of a tested component counts: the one at the very time (what Open-PSA's `periodic-test`
 * means), the mean over an interval between two tests, or the worst, right before a test.
 */
export const testFigures = ['at', 'mean', 'worst'] as const
const figure = z.enum(testFigures).default('at')

/** What a frequency is measured from. */
export type Measure = z.infer<typeof measure>

/** How an event's probability comes about; formulas in main/rca/fta. Rates per hour, times in hours. */
export const eventModel = z.discriminatedUnion('kind', [
  /** Not known: the tree can only be looked at by its cut sets. */
  z.object({ kind: z.literal('none') }).strict(),
  z.object({ kind: z.literal('fixed'), p: quantity }).strict(),
  /** 1 - exp(-rate * time). */
  z.object({ kind: z.literal('exponential'), rate: quantity, time }).strict(),
  /** Unavailability of a repaired component; `start` = probability that it fails on demand. */
  z
    .object({
      kind: z.literal('repairable'),
      rate: quantity,
      repair: quantity,
      start: quantity.default(0),
      time
    })
    .strict(),
  /**
   * Fails unseen until tested every `interval` hours, first after `first`; `repair` null = repaired at once. Mean and
   * worst of an interval depend on neither `first` nor `time`.
   */
  z
    .object({
      kind: z.literal('dormant'),
      rate: quantity,
      interval: quantity,
      first: quantity,
      repair: quantity.nullable().default(null),
      time,
      figure
    })
    .strict(),
  /** 1 - exp(-((time - shift) / scale)^shape). */
  z
    .object({
      kind: z.literal('weibull'),
      scale: quantity,
      shape: quantity,
      shift: quantity.default(0),
      time
    })
    .strict(),
  /** Counted in the store; `last` is what was counted last. */
  z
    .object({
      kind: z.literal('measured'),
      measure,
      last: z
        .object({ count: z.number().min(0), of: z.number().positive(), at: instant })
        .strict()
        .nullable()
        .default(null)
    })
    .strict(),
  /** One of the site's shared models: `faultModels` of the contract. `last` is its model when it was last looked up. */
  z
    .object({
      kind: z.literal('shared'),
      modelId: id,
      last: z.lazy((): z.ZodType<SharedModel> => ownModel).nullable()
    })
    .strict(),
  /** Any other expression of Open-PSA MEF, as its XML: kept from an import. */
  z.object({ kind: z.literal('mef'), xml: z.string().max(20_000) }).strict()
])

/** How an event's probability comes about. */
export type EventModel = z.output<typeof eventModel>

/** A model that can be shared: with numbers of its own, no parameters and no further reference. */
export const ownModel = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('fixed'), p: z.number().min(0).max(1) }).strict(),
  z
    .object({ kind: z.literal('exponential'), rate: z.number().min(0), time: z.number().min(0).nullable() })
    .strict(),
  z
    .object({
      kind: z.literal('repairable'),
      rate: z.number().min(0),
      repair: z.number().min(0),
      start: z.number().min(0).max(1),
      time: z.number().min(0).nullable()
    })
    .strict(),
  z
    .object({
      kind: z.literal('dormant'),
      rate: z.number().min(0),
      interval: z.number().positive(),
      first: z.number().min(0),
      repair: z.number().min(0).nullable(),
      time: z.number().min(0).nullable(),
      figure
    })
    .strict(),
  z
    .object({
      kind: z.literal('weibull'),
      scale: z.number().positive(),
      shape: z.number().positive(),
      shift: z.number().min(0),
      time: z.number().min(0).nullable()
    })
    .strict()
])

/** A model that can be shared. */
export type SharedModel = z.output<typeof ownModel>

/** A parameter's number: known, or spread for Monte Carlo (MEF's random deviates), or any MEF expression. */
export const parameterValue = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('number'), value: z.number() }).strict(),
  z.object({ kind: z.literal('uniform'), low: z.number(), high: z.number() }).strict(),
  z.object({ kind: z.literal('normal'), mean: z.number(), sigma: z.number().positive() }).strict(),
  /** Mean, error factor at the level (0.95 = the 95th percentile over the median). */
  z
    .object({
      kind: z.literal('lognormal'),
      mean: z.number().positive(),
      errorFactor: z.number().min(1),
      level: z.number().gt(0).lt(1)
    })
    .strict(),
  z.object({ kind: z.literal('gamma'), shape: z.number().positive(), scale: z.number().positive() }).strict(),
  z.object({ kind: z.literal('beta'), alpha: z.number().positive(), beta: z.number().positive() }).strict(),
  z.object({ kind: z.literal('mef'), xml: z.string().max(20_000) }).strict()
])

/** What a gate may be. `pand` is computed as AND, and marked as the approximation it is. */
export const gateKinds = [
  'and',
  'or',
  'atleast',
  'xor',
  'not',
  'nand',
  'nor',
  'inhibit',
  'pand',
  'iff',
  'imply'
] as const

/** What an event may be. */
export const eventKinds = ['basic', 'undeveloped', 'house', 'conditioning'] as const

/** How a common-cause group shares its failures out. */
export const ccfKinds = ['beta-factor', 'MGL', 'alpha-factor', 'phi-factor'] as const

const attributes = z
  .array(z.object({ name: z.string().max(200), value: z.string().max(2000) }).strict())
  .max(100)
  .default([])

/** One per tree: what holds for all of it. */
const settings = z
  .object({
    /** Gate that is computed and drawn first; null = the one that no other gate names. */
    top: id.nullable().default(null),
    /** Hours. */
    missionTime: z.number().positive().default(8760),
    note: nodeText.default('')
  })
  .strict()

/** A gate; what goes into it are its `input` children. */
const gate = z
  .object({
    name,
    label: nodeText.default(''),
    note: nodeText.default(''),
    gate: z.enum(gateKinds).default('or'),
    /** k of `atleast`. */
    k: z.number().int().min(1).max(10_000).default(2),
    /** On a page of its own: drawn as a transfer where it is used. */
    page: z.boolean().default(false),
    collapsed: z.boolean().default(false),
    attributes,
    links,
    nudge
  })
  .strict()

/** An event; it may go into several gates. */
const event = z
  .object({
    name,
    label: nodeText.default(''),
    note: nodeText.default(''),
    kind: z.enum(eventKinds).default('basic'),
    /** Of a house event. */
    state: z.boolean().default(false),
    model: eventModel.default({ kind: 'none' }),
    attributes,
    links
  })
  .strict()

/** One input of a gate, in the order of its siblings. */
const input = z.object({ of: id, negated: z.boolean().default(false) }).strict()

const parameter = z
  .object({
    name,
    label: nodeText.default(''),
    unit: z.string().max(40).default(''),
    value: parameterValue,
    attributes
  })
  .strict()

/** A common-cause group. `factors` in order of level, from level 2 (phi and alpha: from 1) as MEF has it. */
const ccf = z
  .object({
    name,
    label: nodeText.default(''),
    model: z.enum(ccfKinds).default('beta-factor'),
    members: z.array(id).max(50).default([]),
    q: eventModel.default({ kind: 'none' }),
    factors: z
      .array(z.object({ level: z.number().int().min(1).max(50), value: quantity }).strict())
      .max(50)
      .default([]),
    attributes
  })
  .strict()

/** Data of a fault tree's nodes by type. */
export const faultTreeTypes = {
  settings,
  gate,
  event,
  input,
  parameter,
  ccf,
  evidence: evidenceNode
} as const

/** Data of a gate. */
export type GateData = z.output<typeof gate>

/** Data of an event. */
export type EventData = z.output<typeof event>

/** A node of a fault tree. */
export type FaultTreeNode =
  | DiagramNode<'settings', z.output<typeof settings>>
  | DiagramNode<'gate', GateData>
  | DiagramNode<'event', EventData>
  | DiagramNode<'input', z.output<typeof input>>
  | DiagramNode<'parameter', z.output<typeof parameter>>
  | DiagramNode<'ccf', z.output<typeof ccf>>
  | DiagramNode<'evidence', EvidenceData>
