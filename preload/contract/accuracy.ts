import { z } from 'zod'
import { command, query } from './define'
import { day, fileOut, id, instant, line, lineOrEmpty, page, version } from './fields'
import { recordMeta } from './register'

/** What the root cause was found with. */
export const rootMethods = ['fishbone', 'whys', 'isNot', 'faultTree', 'pareto', 'other'] as const

/** One of {@link rootMethods}. */
export type RootMethod = (typeof rootMethods)[number]

/** Whether the verified root cause held. `tooEarly` counts for nothing yet. */
export const rootVerdicts = ['held', 'partly', 'didNotHold', 'tooEarly'] as const

/** One of {@link rootVerdicts}. */
export type RootVerdict = (typeof rootVerdicts)[number]

/** What the verdict rests on. */
export const verdictBases = ['recurrence', 'effectiveness', 'customer', 'other'] as const

const judged = {
  method: z.enum(rootMethods),
  /** The verified root cause, in words. */
  root: line(2000),
  /** Where it stands as a node of a diagram; plain ids, for the diagram may be gone. */
  diagramId: id.nullable().default(null),
  nodeId: id.nullable().default(null),
  verdict: z.enum(rootVerdicts),
  basis: z.enum(verdictBases),
  /** Days the field was watched, both inclusive. */
  observedFrom: day.nullable().default(null),
  observedTo: day.nullable().default(null),
  why: line(4000)
}

/** Whether the root cause of one closing of a case held; a case closed again is judged again. */
export const rootVerdict = z.object({ caseId: id, closedAt: instant, ...judged, ...recordMeta })

/** Whether the root cause of one closing of a case held. */
export type RootVerdictRecord = z.infer<typeof rootVerdict>

/** Closings by when they were. */
export const closingPeriods = ['quarter', 'month', 'year'] as const

const tallied = {
  /** Closings, with and without a verdict. */
  closed: z.number().int(),
  held: z.number().int(),
  partly: z.number().int(),
  didNotHold: z.number().int(),
  tooEarly: z.number().int(),
  lacking: z.number().int(),
  /** Held among those judged, too early and lacking ones left out; Wilson's interval, 95 %. Null of nothing. */
  rate: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable()
}

const rateOf = z.object(tallied)

/** Verdicts counted, with the rate. */
export type AccuracyRate = z.infer<typeof rateOf>

const span = { from: day.nullable().default(null), to: day.nullable().default(null) }

const listed = {
  ...span,
  by: z.enum(closingPeriods).default('quarter'),
  /** `2026-Q4`, `2026-11` or `2026` as `by` says; null for all. */
  period: lineOrEmpty(10).nullable().default(null),
  method: z.enum(rootMethods).nullable().default(null),
  /** Empty for all; `lacking` for closings without a verdict. */
  verdicts: z
    .array(z.enum([...rootVerdicts, 'lacking']))
    .max(5)
    .default([])
}

/** One closing of a case with its verdict, if any. */
const closingRow = z.object({
  caseId: id,
  number: z.string(),
  title: z.string(),
  customer: z.string(),
  closedAt: instant,
  verdict: rootVerdict.nullable()
})

/** Whether root causes held, by hand until effectiveness checks exist. */
export const accuracy = {
  /** Closings of a case, the latest first, and what was judged of each. */
  'accuracy.get': query({
    input: z.object({ caseId: id }).strict(),
    output: z.object({
      closings: z.array(z.object({ closedAt: instant, verdict: rootVerdict.nullable() })),
      /** It is open again. */
      reopened: z.boolean(),
      /** The root cause as the case says it, to begin with. */
      rootCause: z.string()
    }),
    allow: 'records.read'
  }),
  /** Judge a closing; `version` null makes the first verdict of it. accuracy.notClosed, accuracy.days */
  'accuracy.set': command({
    input: z.object({ caseId: id, closedAt: instant, version: version.nullable(), ...judged }).strict(),
    output: rootVerdict,
    allow: 'cases.write'
  }),
  'accuracy.remove': command({
    input: z.object({ id, version, reason: lineOrEmpty(500).default('') }).strict(),
    output: z.object({ id }),
    allow: 'cases.write'
  }),
  /** What was said of a case before, the latest first. */
  'accuracy.history': query({
    input: z.object({ caseId: id }).strict(),
    output: z.object({
      entries: z.array(
        z.object({
          seq: z.number().int(),
          at: instant,
          by: z.string(),
          did: z.enum(['set', 'changed', 'removed']),
          verdict: z.enum(rootVerdicts).nullable(),
          why: z.string()
        })
      )
    }),
    allow: 'records.read'
  }),
  'accuracy.rates': query({
    input: z
      .object({ ...span, by: listed.by, method: z.enum(rootMethods).nullable().default(null) })
      .strict(),
    output: z.object({
      /** By day of closing, oldest first, without gaps. */
      periods: z.array(rateOf.extend({ key: z.string() })),
      methods: z.array(rateOf.extend({ method: z.enum(rootMethods) })),
      total: rateOf,
      asOf: instant
    }),
    allow: 'records.read'
  }),
  /** Closings behind a figure, the latest first. */
  'accuracy.cases': query({
    input: z.object({ ...listed, ...page }).strict(),
    output: z.object({ total: z.number().int(), rows: z.array(closingRow) }),
    allow: 'records.read'
  }),
  'accuracy.export': query({
    input: z
      .object({ ...listed, format: z.enum(['csv', 'xlsx']), language: z.enum(['en', 'zh-CN']).default('en') })
      .strict(),
    output: fileOut,
    allow: 'records.read'
  })
}
