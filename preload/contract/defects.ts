import { z } from 'zod'
import { query } from './define'
import { fileOut, id, instant, page } from './fields'
import { setSummary } from './instruments'
import { numbers } from './wire'

/** Where a place is meant: on the wafer, from its centre; within the die, from its lower left corner. */
const defectFrames = ['wafer', 'die'] as const

/** What defects are counted by. */
export const defectGroupings = ['class', 'size', 'rough', 'fine', 'test', 'cluster', 'wafer', 'lot'] as const

/** What defects are counted by. */
export type DefectGrouping = (typeof defectGroupings)[number]

const finite = z.number()

/** A lasso; corners in micrometres, x to the right, y up. */
const region = z
  .object({
    frame: z.enum(defectFrames),
    polygon: z
      .array(z.tuple([finite, finite]))
      .min(3)
      .max(1000)
  })
  .strict()

/** Numbers of a column; null stands for defects that have none there. */
const codes = z.array(finite.nullable()).max(1000).default([])

/** Which defects count. Lists are alternatives, the members must all hold; empty lists mean no filter. */
export const defectFilter = z
  .object({
    /** Indices of the set's wafers. */
    wafers: z.array(z.number().int().min(0)).max(10_000).default([]),
    classes: codes,
    rough: codes,
    fine: codes,
    tests: codes,
    /** Part of a cluster the tool found, or not. */
    clustered: z.boolean().nullable().default(null),
    /** DSIZE, else the larger of XSIZE and YSIZE, in [from, to); null = open. */
    size: z.object({ from: finite.nullable(), to: finite.nullable() }).strict().nullable().default(null),
    images: z.boolean().nullable().default(null),
    /** Inside any of these. */
    regions: z.array(region).max(50).default([])
  })
  .strict()

/** Which defects count. */
export type DefectFilter = z.infer<typeof defectFilter>

const asked = { id, filter: defectFilter.prefault({}) }

const pair = z.object({ x: z.number(), y: z.number() })

const geometry = z.object({
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

const bar = z.object({
  /** What a filter takes: a number or wafer index as text; `null` for none. */
  key: z.string(),
  label: z.string(),
  count: z.number().int(),
  /** Dies that bear one. */
  dies: z.number().int(),
  /** Bounds of a bin of sizes. */
  from: z.number().nullable(),
  to: z.number().nullable()
})

/** One defect in a list. Places in micrometres; null where the file has none. */
const row = z.object({
  wafer: z.number().int(),
  /** Counts the wafer's defects from 0: with the wafer it names the defect. */
  row: z.number().int(),
  defectId: z.number().nullable(),
  x: z.number().nullable(),
  y: z.number().nullable(),
  xRel: z.number().nullable(),
  yRel: z.number().nullable(),
  dieX: z.number().nullable(),
  dieY: z.number().nullable(),
  size: z.number().nullable(),
  area: z.number().nullable(),
  classNumber: z.number().nullable(),
  rough: z.number().nullable(),
  fine: z.number().nullable(),
  cluster: z.number().nullable(),
  test: z.number().nullable(),
  images: z.number().int()
})

/** One defect in a list. */
export type DefectRow = z.infer<typeof row>

const sorts = ['file', 'defectId', 'x', 'y', 'size', 'area', 'classNumber', 'cluster', 'images'] as const

const image = z.object({
  wafer: z.number().int(),
  row: z.number().int(),
  defectId: z.number().nullable(),
  classNumber: z.number().nullable(),
  /** Name as the file gives it, with its path. */
  file: z.string(),
  page: z.number().nullable(),
  format: z.string(),
  label: z.string(),
  /** The bytes of that name in this store: of the same import, of the same case, else the newest. */
  sha256: z.string().nullable(),
  bytes: z.number().nullable()
})

/** An image a file of defects names. */
export type DefectImage = z.infer<typeof image>

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
  name: z.string(),
  lot: z.string(),
  /** Index of the wafer in that set. */
  wafer: z.number().int(),
  waferId: z.string(),
  startedAt: instant.nullable(),
  parts: z.number().int()
})

/** Looking at what inspection tools found on wafers. */
export const defects = {
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
  }),
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
  }),
  'defects.pareto': query({
    input: z.object({ ...asked, by: z.enum(defectGroupings) }).strict(),
    output: z.object({
      bars: z.array(bar),
      total: z.number().int(),
      /** Dies with a defect. */
      dies: z.number().int()
    }),
    allow: 'records.read'
  }),
  'defects.list': query({
    input: z
      .object({
        ...asked,
        sort: z.enum(sorts).default('file'),
        descending: z.boolean().default(false),
        ...page
      })
      .strict(),
    output: z.object({ total: z.number().int(), rows: z.array(row) }),
    allow: 'records.read'
  }),
  'defects.images': query({
    input: z.object({ ...asked, ...page }).strict(),
    output: z.object({
      total: z.number().int(),
      /** Different files named. */
      files: z.number().int(),
      rows: z.array(image)
    }),
    allow: 'records.read'
  }),
  /**
   * The bytes of an image that a window can show: PNG, JPEG, GIF, BMP or WebP of at most 32 MB. Others (TIFF) are
   * not found here; they are saved with `attachments.open`.
   */
  'defects.picture': query({
    input: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }).strict(),
    output: fileOut,
    allow: 'records.read'
  }),
  /** Everything the file says of one defect. */
  'defects.one': query({
    input: z.object({ id, wafer: z.number().int().min(0), row: z.number().int().min(0) }).strict(),
    output: z.object({
      row,
      /** Column and value, in the order of the file; lengths in micrometres. */
      values: z.array(z.tuple([z.string(), z.union([z.number(), z.string(), z.null()])])),
      images: z.array(image),
      /** Other defects in the same die. */
      inDie: z.number().int()
    }),
    allow: 'records.read'
  }),
  /**
   * Places in the die where several dies bear a defect. Such a place is the middle of defects no further than the
   * tolerance from it; the dies that bear them are counted once each.
   */
  'defects.repeaters': query({
    input: z
      .object({
        ...asked,
        /** Micrometres. */
        tolerance: z.number().min(0.01).max(5000).default(20),
        dies: z.number().int().min(2).max(10_000).default(3),
        /** Only places of which chance alone would give no more than so many; null for all. */
        chance: z.number().positive().nullable().default(null)
      })
      .strict(),
    output: z.object({
      places: z.array(
        z.object({
          x: z.number(),
          y: z.number(),
          dies: z.number().int(),
          wafers: z.number().int(),
          defects: z.number().int(),
          /** Dies that would bear one there if defects fell anywhere in the die. */
          expected: z.number(),
          /** Places with as many dies, or more, that chance alone would give in these defects at most. */
          byChance: z.number(),
          /** Most frequent class; null for none. */
          classNumber: z.number().nullable(),
          /** Median distance of its defects from the place. */
          spread: z.number()
        })
      ),
      /** Defects of place i are those from `starts[i]` to `starts[i + 1]` of `wafer` and `row`. */
      starts: numbers(Uint32Array),
      wafer: numbers(Uint16Array),
      row: numbers(Uint32Array),
      /** Places found; the list holds the first 500. */
      found: z.number().int(),
      /** The same with those that chance explains. */
      any: z.number().int(),
      /** Defects looked at, and those at the places found. */
      total: z.number().int(),
      repeating: z.number().int()
    }),
    allow: 'records.read'
  }),
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
  }),
  /** All defects of a filter with all their columns. */
  'defects.export': query({
    input: z
      .object({ ...asked, format: z.enum(['csv', 'xlsx']), language: z.enum(['en', 'zh-CN']).default('en') })
      .strict(),
    output: fileOut,
    allow: 'records.read'
  })
}
