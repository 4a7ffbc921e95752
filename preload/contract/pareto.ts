import { z } from 'zod'
import { query } from './define'
import { day, fileOut, id, instant, page } from './fields'

/**
 * How a value of a field is shown. `name`: the store knows what the key is called; `text`: the key itself; the
 * others are keys whose words are those of their own room.
 */
export type ParetoShown =
  | 'name'
  | 'text'
  | 'period'
  | 'caseState'
  | 'severity'
  | 'channel'
  | 'lotKind'
  | 'actionKind'
  | 'actionState'
  | 'taskState'
  | 'binVerdict'
  | 'causeState'
  | 'diagramKind'
  | 'causeCategory'
  /** Code of a complaint class; the label is its name in both languages. */
  | 'class'

const month = { month: 'period', quarter: 'period', year: 'period' } as const

const ofCase = {
  case: 'name',
  caseState: 'caseState',
  caseSeverity: 'severity',
  caseOwner: 'name'
} as const

/** From the first level of the complaint classes down, so that a Pareto can be drilled along them. */
const ofClass = { class1: 'class', class2: 'class', class3: 'class' } as const

const ofSet = {
  lot: 'text',
  product: 'text',
  program: 'text',
  tester: 'text',
  set: 'name',
  ...month
} as const

/**
 * Everything countable, with the fields it can be told apart by and what it can be weighed by. `count` counts the
 * things themselves; of data files these are parts, failures and defects, not rows. `dated`: a period narrows it.
 */
export const paretoSources = {
  complaints: {
    fields: {
      customer: 'name',
      country: 'text',
      product: 'name',
      family: 'text',
      lot: 'name',
      ...ofClass,
      defect: 'text',
      supplier: 'name',
      lotSupplier: 'name',
      channel: 'channel',
      ...ofCase,
      ...month
    },
    weights: ['count', 'complained', 'returned', 'cost', 'severity'],
    dated: true
  },
  items: {
    fields: {
      product: 'name',
      family: 'text',
      package: 'text',
      ...ofClass,
      defect: 'text',
      supplier: 'name',
      lotSupplier: 'name',
      lot: 'name',
      lotKind: 'lotKind',
      lotText: 'text',
      customer: 'name',
      country: 'text',
      channel: 'channel',
      ...ofCase,
      ...month
    },
    weights: ['count', 'complained', 'returned', 'cost', 'severity'],
    dated: true
  },
  cases: {
    fields: {
      customer: 'name',
      country: 'text',
      product: 'name',
      family: 'text',
      caseState: 'caseState',
      caseSeverity: 'severity',
      caseOwner: 'name',
      lotText: 'text',
      case: 'name',
      closedMonth: 'period',
      ...month
    },
    weights: ['count', 'severity'],
    dated: true
  },
  actions: {
    fields: {
      actionKind: 'actionKind',
      actionState: 'actionState',
      owner: 'name',
      customer: 'name',
      product: 'name',
      dueMonth: 'period',
      ...ofCase,
      ...month
    },
    weights: ['count'],
    dated: true
  },
  tasks: {
    fields: {
      taskState: 'taskState',
      owner: 'name',
      customer: 'name',
      product: 'name',
      dueMonth: 'period',
      ...ofCase,
      ...month
    },
    weights: ['count'],
    dated: true
  },
  causes: {
    fields: {
      causeState: 'causeState',
      causeCategory: 'causeCategory',
      cause: 'text',
      diagramKind: 'diagramKind',
      customer: 'name',
      product: 'name',
      ...ofCase,
      ...month
    },
    /** Likelihood x impact, where both were said. */
    weights: ['count', 'risk'],
    dated: true
  },
  customers: { fields: { country: 'text', customer: 'name' }, weights: ['count'], dated: false },
  suppliers: {
    fields: { supplies: 'text', country: 'text', supplier: 'name' },
    weights: ['count'],
    dated: false
  },
  lots: {
    fields: {
      lotKind: 'lotKind',
      product: 'name',
      family: 'text',
      supplier: 'name',
      dateCode: 'text',
      lot: 'name'
    },
    weights: ['count', 'quantity'],
    dated: false
  },
  tools: {
    fields: { toolKind: 'text', area: 'text', tool: 'name' },
    weights: ['count'],
    dated: false
  },
  hardBins: {
    fields: { bin: 'text', binVerdict: 'binVerdict', ...ofSet, case: 'name' },
    weights: ['count'],
    dated: true
  },
  softBins: {
    fields: { bin: 'text', binVerdict: 'binVerdict', ...ofSet, case: 'name' },
    weights: ['count'],
    dated: true
  },
  tests: { fields: { test: 'text', ...ofSet, case: 'name' }, weights: ['count'], dated: true },
  defects: {
    fields: { defectClass: 'text', wafer: 'text', ...ofSet, case: 'name' },
    weights: ['count'],
    dated: true
  }
} as const satisfies Record<
  string,
  {
    readonly fields: Readonly<Record<string, ParetoShown>>
    readonly weights: readonly ['count', ...string[]]
    readonly dated: boolean
  }
>

/** Something countable. */
export type ParetoSource = keyof typeof paretoSources

/** A field of a source. */
export type ParetoField<S extends ParetoSource = ParetoSource> = S extends ParetoSource
  ? keyof (typeof paretoSources)[S]['fields'] & string
  : never

/** What things can be weighed by. */
export type ParetoWeight = (typeof paretoSources)[ParetoSource]['weights'][number]

const sourceNames = Object.keys(paretoSources) as [ParetoSource, ...ParetoSource[]]

/** Key of things that have no value in a field, and of those that have several different ones. */
export const paretoKeys = { none: '', several: '*' } as const

const field = z.string().regex(/^[a-zA-Z][a-zA-Z0-9]{0,39}$/)
const keys = z.array(z.string().max(500)).max(500)

/** Things with one of these values; `not`: without all of them. */
const filter = z.object({ field, keys: keys.min(1), not: z.boolean().default(false) }).strict()

const period = z.object({ from: day.nullable().default(null), to: day.nullable().default(null) }).strict()

/** What weighs how much where severity is the weight. Nothing but a convention, so it is said with the figures. */
const severityWeights = z
  .object({
    critical: z.number().min(0).max(1000),
    major: z.number().min(0).max(1000),
    minor: z.number().min(0).max(1000)
  })
  .strict()

const what = {
  source: z.enum(sourceNames),
  filters: z.array(filter).max(30).default([]),
  /** Days of the site, both inclusive. Things without a date are in no period. */
  period: period.prefault({}),
  weight: z
    .enum(['count', 'complained', 'returned', 'quantity', 'cost', 'severity', 'risk'])
    .default('count'),
  severity: severityWeights.default({ critical: 10, major: 5, minor: 1 })
}

/** What is counted. */
export const paretoWhat = z.object(what).strict()

/** What is counted. */
export type ParetoWhat = z.infer<typeof paretoWhat>

/** The second side of a comparison: another period of the same, or one group beside another. */
export const paretoBeside = z.discriminatedUnion('by', [
  z.object({ by: z.literal('period'), period }).strict(),
  /** An empty second group is everything else. */
  z.object({ by: z.literal('group'), field, first: keys.min(1), second: keys }).strict()
])

const side = z.object({
  /** Sum of the weight, and things counted. */
  value: z.number(),
  n: z.number(),
  /** Of the sum of the weight; null where that is 0. */
  share: z.number().nullable(),
  /** Wilson's interval of the share, 95 %; null where not things themselves are counted. */
  low: z.number().nullable(),
  high: z.number().nullable()
})

const bar = side.extend({
  /** Value of the field; see `paretoKeys`. Empty for the collecting bar. */
  key: z.string(),
  label: z.string(),
  /** How many values the collecting bar holds; 0 for a bar of its own. */
  folded: z.number().int(),
  /** Share of all up to and with this bar. */
  cumulative: z.number(),
  vital: z.boolean(),
  beside: side
    .extend({
      /** First share less second, with Newcombe's interval. */
      shift: z.number().nullable(),
      shiftLow: z.number().nullable(),
      shiftHigh: z.number().nullable(),
      p: z.number().nullable(),
      /** p held against all values of the field (Benjamini and Hochberg). */
      q: z.number().nullable(),
      says: z.enum(['up', 'down', 'same', 'few', 'untested'])
    })
    .nullable()
})

/** A bar of a Pareto. */
export type ParetoBarOut = z.infer<typeof bar>

const totals = z.object({ value: z.number(), n: z.number() })

/** Pareto over anything countable in the store. */
export const pareto = {
  'pareto.chart': query({
    input: z
      .object({
        ...what,
        by: field,
        beside: paretoBeside.nullable().default(null),
        /** Bars before the rest is one. */
        most: z.number().int().min(2).max(100).default(20),
        /** The vital few are the shortest run from the left that reaches it. */
        vital: z.number().min(0.05).max(1).default(0.8),
        order: z.enum(['size', 'own', 'change']).default('size')
      })
      .strict(),
    output: z.object({
      bars: z.array(bar),
      /** Different values of the field. */
      values: z.number().int(),
      /**
       * How many of them are the vital few, those behind the collecting bar among them; null where what is named
       * does not reach the line, or bars stand in another order.
       */
      vitalFew: z.number().int().nullable(),
      total: totals,
      beside: totals.nullable(),
      /** Both sides hold the same things in part, so nothing is tested. */
      overlap: z.number(),
      /** Things left out: they have no date; they have nothing to be weighed by. */
      undated: z.number(),
      weightless: z.number(),
      /** What the significance was tested with over how many values. */
      tested: z.number().int(),
      asOf: instant
    }),
    allow: 'records.read'
  }),
  /** Values of a field, most first, to filter by. */
  'pareto.values': query({
    input: z
      .object({
        ...what,
        field,
        text: z.string().max(200).default(''),
        limit: z.number().int().min(1).max(500).default(100)
      })
      .strict(),
    output: z.object({
      total: z.number().int(),
      values: z.array(z.object({ key: z.string(), label: z.string(), n: z.number() }))
    }),
    allow: 'records.read'
  }),
  /** The things behind the bars, largest weight first. */
  'pareto.records': query({
    input: z.object({ ...what, ...page }).strict(),
    output: z.object({
      total: z.number().int(),
      rows: z.array(
        z.object({
          id,
          /** Number or name of the record. */
          label: z.string(),
          title: z.string(),
          day: day.nullable(),
          n: z.number(),
          value: z.number(),
          /** Where it opens; empty where it has no screen. */
          link: z.string(),
          /** Keys and names by field. */
          cells: z.record(z.string(), z.object({ key: z.string(), label: z.string() }))
        })
      )
    }),
    allow: 'records.read'
  }),
  'pareto.export': query({
    input: z
      .object({ ...what, format: z.enum(['csv', 'xlsx']), language: z.enum(['en', 'zh-CN']).default('en') })
      .strict(),
    output: fileOut,
    allow: 'records.read'
  })
}
