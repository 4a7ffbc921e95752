import { z } from 'zod'
import { query } from './define'
import { fileOut, id, instant, page } from './fields'
import { numbers } from './wire'

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

/** A lot or wafer id has up to 255 characters, some of them written as three. */
const key = z.string().min(1).max(1100)
const finite = z.number()
const element = z.number().int().min(0).max(65_535).default(0)

/**
 * A test over all files of a view: record type, number and text as one string, `PTR:1000:Vth`; the text may hold
 * colons. An MPR's values are told apart by `element`.
 */
const test = z.object({ key, element }).strict()

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
export const partFilter = z
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

const count = z.number().int().min(0)
const figure = z.number().nullable()

const waferOut = z.object({
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

const testFacts = z.object({
  ref: test,
  recordType: z.string(),
  number: z.number(),
  text: z.string(),
  units: z.string(),
  /** Display exponent: show value x 10^scale with the SI prefix of -scale. */
  scale: z.number().int(),
  lo: figure,
  hi: figure,
  loSpec: figure,
  hiSpec: figure,
  /** Values an execution has (MPR). */
  elements: count,
  /** True where files of the view, or places in one file, disagree about the limits; `lo` and `hi` are the last. */
  limitsDiffer: z.boolean()
})

/** A test of a view. */
export type ViewTest = z.infer<typeof testFacts>

const moments = {
  n: count,
  mean: figure,
  sigma: figure,
  min: figure,
  max: figure
}

const box = z.object({
  group: z.string(),
  label: z.string(),
  ...moments,
  executions: count,
  fails: count,
  q1: figure,
  median: figure,
  q3: figure,
  /** Ends of Tukey's whiskers. */
  low: figure,
  high: figure,
  /** At most 200 beyond the whiskers, the farthest first. */
  outliers: z.array(z.number())
})

const interval = z.object({ low: figure, high: figure })

const capability = z.object({
  ...moments,
  lo: figure,
  hi: figure,
  /** Short-term sigma by the mean moving range of parts in test order. */
  sigmaWithin: figure,
  cp: figure,
  cpk: figure,
  pp: figure,
  ppk: figure,
  /** 95 % intervals. */
  cpkInterval: interval,
  ppkInterval: interval,
  /** Ppk by percentiles (ISO 22514-2), for what is not normal. */
  ppkPercentile: figure,
  /** Anderson-Darling; `p` null below 8 values. */
  normality: z.object({ statistic: figure, p: figure, normal: z.boolean().nullable() }),
  /** What a reader must know: text keys `analysis.warnings.<key>` (fewValues, notNormal, coarse, noSpread). */
  warnings: z.array(z.string()),
  /** Beyond the limits, counted, per million with upper bounds at 60 % and 90 %. */
  beyond: count,
  dppm: z.object({ value: figure, upper60: figure, upper90: figure }),
  /** Beyond the limits as a normal distribution would have it, per million. */
  dppmExpected: figure
})

/** Capability of one test over the parts of a view. */
export type Capability = z.infer<typeof capability>

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

const paretoOf = z.enum(['hardBin', 'softBin', 'test'])

const bar = z.object({
  /** Bin number or test key. */
  key: z.string(),
  label: z.string(),
  /** P, F or empty as the file declares a bin. */
  verdict: z.string(),
  count,
  /** Share of the parts of the view. */
  share: z.number(),
  /** Counts by group, in the order of `groups`. */
  by: z.array(count)
})

const shift = z.object({
  test: testFacts,
  a: z.object({ ...moments, fails: count, executions: count }),
  b: z.object({ ...moments, fails: count, executions: count }),
  /** Mean of b less mean of a, with its 95 % interval (Welch). */
  difference: figure,
  low: figure,
  high: figure,
  /** Hedges' g. */
  effect: figure,
  /** Share of the distance between the limits; null where there are not two. */
  ofTolerance: figure,
  /** Two-sided, and adjusted over all tests compared (Benjamini-Hochberg). */
  p: figure,
  q: figure,
  /** Fail rate of b less that of a with its 95 % interval (Newcombe). */
  failDifference: figure,
  failLow: figure,
  failHigh: figure
})

/** How one test shifted between two selections. */
export type Shift = z.infer<typeof shift>

const signatureKind = z.enum(['ring', 'scratch', 'centre', 'edge', 'cluster', 'repeater', 'random'])

const partRow = z.object({
  set: id,
  part: count,
  partId: z.string(),
  partText: z.string(),
  lot: z.string(),
  wafer: z.string(),
  waferKey: z.string(),
  x: z.number().int().nullable(),
  y: z.number().int().nullable(),
  head: count,
  site: count,
  hardBin: z.number().int(),
  softBin: z.number().int().nullable(),
  pass: z.boolean().nullable(),
  testMs: z.number(),
  /** Which touch of the part this is, from 1, and of how many. */
  touch: count,
  touches: count
})

/** One part of a view. */
export type ViewPart = z.infer<typeof partRow>

const ask = <T extends z.ZodRawShape>(shape: T) => z.object({ view: dataView, ...shape }).strict()
const groupBy = z.enum(groupings).default('none')
const group = z.object({ key: z.string(), label: z.string() })

/** Looking at measurement sets as one: merged lots, retest rule, filter, figures, pictures. */
export const analysis = {
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
  }),
  /** Every test, with its figures over the parts of the view, split by a group where asked. */
  'analysis.tests': query({
    input: ask({ by: groupBy }),
    output: z.object({
      tests: z.array(testFacts),
      groups: z.array(group),
      /** Row-major: test i, group j at [i * groups.length + j]. NaN = none. */
      executions: numbers(Uint32Array),
      fails: numbers(Uint32Array),
      n: numbers(Uint32Array),
      mean: numbers(Float64Array),
      sigma: numbers(Float64Array),
      min: numbers(Float64Array),
      max: numbers(Float64Array),
      cpk: numbers(Float64Array)
    }),
    allow: 'records.read'
  }),
  /** Histogram, box plots and cumulative curves of one test by group, on common edges. */
  'analysis.distribution': query({
    input: ask({ test, by: groupBy, bins: z.number().int().min(5).max(400).nullable().default(null) }),
    output: z.object({
      test: testFacts,
      boxes: z.array(box),
      edges: numbers(Float64Array),
      /** Row-major by group: counts[g * (edges.length - 1) + i]. */
      counts: numbers(Uint32Array),
      under: z.array(count),
      over: z.array(count),
      /** Cumulative curve by group, at most 500 points each: value and share. */
      cumulative: z.array(z.object({ value: numbers(Float64Array), share: numbers(Float64Array) }))
    }),
    allow: 'records.read'
  }),
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
  'analysis.pareto': query({
    input: ask({
      of: paretoOf,
      by: groupBy,
      /** Tests: every failing one, or only the first that failed in each part. */
      firstFailOnly: z.boolean().default(false)
    }),
    output: z.object({ bars: z.array(bar), groups: z.array(group), total: count, parts: count }),
    allow: 'records.read'
  }),
  'analysis.parts': query({
    input: ask({
      sort: z.enum(['order', 'partId', 'place', 'hardBin', 'testMs']).default('order'),
      descending: z.boolean().default(false),
      ...page
    }),
    output: z.object({ total: count, rows: z.array(partRow) }),
    allow: 'records.read'
  }),
  /**
   * A part by its id, its place (`12,-3` or `W05 12,-3`) or its 2D code. Without sets the whole store is looked through,
   * newest file first, until 200 are found; touches are then counted within their file.
   */
  'analysis.findPart': query({
    input: z.object({ sets: z.array(id).max(200), text: z.string().trim().min(1).max(200) }).strict(),
    output: z.object({
      total: count,
      rows: z.array(partRow),
      /** Files looked through, of how many. */
      searched: count,
      of: count
    }),
    allow: 'records.read'
  }),
  /** Everything measured on one part, in the order of the program. */
  'analysis.part': query({
    input: z.object({ set: id, part: count, view: dataView.nullable().default(null) }).strict(),
    output: z.object({
      part: partRow,
      sha256: z.string(),
      file: z.string(),
      /** Other touches of the same part in the view, this one included, oldest first. */
      touches: z.array(partRow),
      results: z.array(
        z.object({
          test: testFacts,
          element: count,
          value: figure,
          status: z.number().int(),
          /**
           * Distance to the nearer limit in shares of the tolerance; negative = beyond. Beside one limit alone 1 = within,
           * -1 = beyond. Null where there is no limit.
           */
          margin: figure,
          /** Place among the parts of the view: (value - mean) / sigma. */
          z: figure
        })
      ),
      /** DTR and GDR texts that came with the part. */
      notes: z.array(z.object({ record: z.string(), text: z.string() }))
    }),
    allow: 'records.read'
  }),
  'analysis.capability': query({
    input: ask({
      test,
      by: groupBy,
      /** Instead of the file's limits; null = none on that side. */
      limits: z.object({ lo: finite.nullable(), hi: finite.nullable() }).strict().optional()
    }),
    output: z.object({ test: testFacts, groups: z.array(group.extend({ capability })) }),
    allow: 'records.read'
  }),
  /** Move a limit, see the yield and what would escape. */
  'analysis.guardBand': query({
    input: ask({
      test,
      /** Limits to test against, in the test's own units. */
      lo: finite.nullable(),
      hi: finite.nullable(),
      /** What the customer must get; the file's limits unless told. */
      spec: z.object({ lo: finite.nullable(), hi: finite.nullable() }).strict().optional(),
      /** Standard deviation of the gauge; 0 = ideal. */
      gauge: finite.min(0).default(0)
    }),
    output: z.object({
      n: count,
      passed: count,
      yield: figure,
      /** Within the spec, thrown by the limits; and beyond the spec, let through: counted on the values as measured. */
      lost: count,
      escapes: count,
      escapeDppm: z.object({ value: figure, upper60: figure, upper90: figure }),
      /** The same as the gauge's error would have it, as shares of n. */
      modelled: z.object({ yield: figure, lost: figure, escapes: figure }).nullable(),
      /** Yield over a run of limits tightened on both sides alike: share of the tolerance and yield. */
      curve: z.object({
        tighten: numbers(Float64Array),
        yield: numbers(Float64Array),
        escapes: numbers(Float64Array)
      })
    }),
    allow: 'records.read'
  }),
  /** One test over parts or time with control limits and what breaks the rules. */
  'analysis.trend': query({
    input: ask({
      test,
      along: z.enum(['part', 'time', 'wafer', 'lot']).default('part'),
      rules: z.enum(['none', 'westernElectric', 'nelson']).default('westernElectric'),
      /** Parts limits are computed from: all, or the first so many points. */
      baseline: z.number().int().min(2).max(1_000_000).nullable().default(null)
    }),
    output: z.object({
      test: testFacts,
      /** `individuals`: a point a part (I-MR). `means`: a point a wafer or lot (Xbar-S). */
      chart: z.enum(['individuals', 'means']),
      value: numbers(Float64Array),
      spread: numbers(Float64Array),
      /** Values in a point. */
      size: numbers(Uint32Array),
      /**
       * Unix seconds; NaN where the file does not say. Testers write no time per part: it is taken from start and end
       * of the wafer, or of the file, by the place among the PRRs there.
       */
      at: numbers(Float64Array),
      /** Control limits by point; they follow the size of a point. NaN = none. */
      lower: numbers(Float64Array),
      upper: numbers(Float64Array),
      labels: z.array(z.string()),
      /** Index into `sets` of the view and part, for individuals. */
      set: numbers(Uint32Array),
      part: numbers(Uint32Array),
      /** Points left out between the ones given where there are over 20,000. */
      thinned: count,
      /** For `means` the limits of a point of median size. */
      center: figure,
      lcl: figure,
      ucl: figure,
      spreadCenter: figure,
      spreadUcl: figure,
      sigma: figure,
      /** At most 1000: which point alarmed first, by which rule, and the points that make the pattern. */
      flags: z.array(z.object({ point: count, rule: z.number().int(), points: z.array(count) })),
      flagsLeftOut: count
    }),
    allow: 'records.read'
  }),
  /** Two tests over the same parts. */
  'analysis.scatter': query({
    input: ask({ x: test, y: test, by: groupBy }),
    output: z.object({
      xTest: testFacts,
      yTest: testFacts,
      groups: z.array(group),
      /** At most 20,000 parts, evenly drawn. */
      xs: numbers(Float32Array),
      ys: numbers(Float32Array),
      group: numbers(Uint16Array),
      set: numbers(Uint32Array),
      part: numbers(Uint32Array),
      pass: numbers(Uint8Array),
      n: count,
      pearson: figure,
      pearsonInterval: interval,
      spearman: figure,
      slope: figure,
      intercept: figure
    }),
    allow: 'records.read'
  }),
  /** Tests that go with a failure: a bin, any fail, or another test. */
  'analysis.correlations': query({
    input: ask({
      to: z.discriminatedUnion('of', [
        z.object({ of: z.literal('fail') }).strict(),
        z.object({ of: z.literal('hardBin'), number: z.number().int() }).strict(),
        z.object({ of: z.literal('softBin'), number: z.number().int() }).strict(),
        z.object({ of: z.literal('test'), test }).strict()
      ]),
      top: z.number().int().min(1).max(500).default(50)
    }),
    output: z.object({
      compared: count,
      rows: z.array(
        z.object({
          test: testFacts,
          n: count,
          /** Pearson's r; point-biserial against a failure. */
          r: figure,
          low: figure,
          high: figure,
          p: figure,
          /** Adjusted over all tests compared (Benjamini-Hochberg). */
          q: figure
        })
      )
    }),
    allow: 'records.read'
  }),
  /** Two selections side by side: lots, periods, inside and outside a lasso. */
  'analysis.compare': query({
    input: z
      .object({
        a: dataView,
        b: dataView,
        sort: z.enum(['effect', 'p', 'difference', 'failDifference', 'order']).default('effect'),
        top: z.number().int().min(1).max(5000).default(5000)
      })
      .strict(),
    output: z.object({
      a: z.object({ parts: count, good: count }),
      b: z.object({ parts: count, good: count }),
      /** Yield of b less that of a with its 95 % interval (Newcombe), p two-sided. */
      yield: z.object({ difference: figure, low: figure, high: figure, p: figure }),
      compared: count,
      shifts: z.array(shift)
    }),
    allow: 'records.read'
  }),
  /**
   * Agreement of two files over the same parts (wafer and place, else part id; lots may differ): verdicts (Cohen's
   * kappa) and each test: r, mean of b less a with its 95 % interval.
   */
  'analysis.agreement': query({
    input: z.object({ a: id, b: id }).strict(),
    output: z.object({
      matched: count,
      onlyA: count,
      onlyB: count,
      both: z.object({ passPass: count, passFail: count, failPass: count, failFail: count }),
      kappa: figure,
      tests: z.array(
        z.object({ test: testFacts, n: count, r: figure, bias: figure, low: figure, high: figure })
      )
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
  /** What is shown, as a file. XLSX marks failing cells. `matrix`: parts by tests. */
  'analysis.export': query({
    input: ask({
      what: z.enum(['tests', 'parts', 'matrix', 'pareto', 'wafers', 'compare']),
      format: z.enum(['csv', 'xlsx']),
      language: z.enum(['en', 'zh-CN']).default('en'),
      by: groupBy,
      of: paretoOf.default('hardBin'),
      /** Tests of the matrix; empty = all. */
      tests: z.array(test).max(5000).default([]),
      /** The other selection of a comparison. */
      other: dataView.optional()
    }),
    output: fileOut,
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
