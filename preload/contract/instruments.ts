import { z } from 'zod'
import { command, query } from './define'
import { fileOut, id, instant, lineOrEmpty, page } from './fields'
import { numbers } from './wire'

/** Where an import stands. */
export const importStates = ['running', 'done', 'partial', 'failed', 'cancelled', 'undone'] as const

const warning = z.object({
  /** Text key `instruments.warnings.<key>`. */
  key: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  /** Byte offset in the unpacked stream, where known. */
  offset: z.number().nullable()
})

/** One file's import with its report. */
export const importRecord = z.object({
  id,
  batchId: id,
  jobId: id,
  caseId: id.nullable(),
  name: z.string(),
  bytes: z.number(),
  sha256: z.string(),
  format: z.string(),
  state: z.enum(importStates),
  /** Import that brought the same bytes before. */
  alreadyId: id.nullable(),
  setId: id.nullable(),
  startedAt: instant,
  finishedAt: instant.nullable(),
  by: z.string(),
  /** What was taken. */
  taken: z.object({
    records: z.number(),
    parts: z.number(),
    tests: z.number(),
    wafers: z.number(),
    defects: z.number().default(0)
  }),
  warnings: z.array(warning),
  fault: z.object({ key: z.string(), details: z.string() }).nullable(),
  /** Path inside the archive; empty for a file of its own. */
  member: z.string(),
  /** Import of the archive it came in: taking that back takes this back. */
  parentId: id.nullable()
})

/** One file's import with its report. */
export type ImportRecord = z.infer<typeof importRecord>

const wafer = z.object({
  index: z.number().int(),
  waferId: z.string(),
  head: z.number().int(),
  parts: z.number().int(),
  good: z.number().int(),
  startedAt: instant.nullable(),
  finishedAt: instant.nullable()
})

const bin = z.object({
  number: z.number().int(),
  name: z.string(),
  /** `P`, `F` or empty as the file declares it. */
  verdict: z.string(),
  count: z.number().int(),
  declared: z.number().int().nullable()
})

/** One test of a set. */
export const testRow = z.object({
  index: z.number().int(),
  recordType: z.string(),
  number: z.number(),
  text: z.string(),
  units: z.string(),
  /** Display exponent: show value x 10^scale with the SI prefix of -scale. */
  scale: z.number().int(),
  lo: z.number().nullable(),
  hi: z.number().nullable(),
  /** Executions with a valid result. */
  n: z.number(),
  executions: z.number(),
  fails: z.number(),
  mean: z.number().nullable(),
  sigma: z.number().nullable(),
  min: z.number().nullable(),
  max: z.number().nullable(),
  cp: z.number().nullable(),
  cpk: z.number().nullable(),
  elements: z.number().int(),
  /** Vector (pattern) name of a functional test; empty where it says none. */
  vector: z.string()
})

/** One test of a set. */
export type TestRow = z.infer<typeof testRow>

/** What an imported file holds. */
const setKind = z.enum(['measurements', 'defects'])

/** Header facts of one imported file. */
export const setSummary = z.object({
  id,
  importId: id,
  caseId: id.nullable(),
  name: z.string(),
  format: z.string(),
  lot: z.string(),
  product: z.string(),
  program: z.string(),
  tester: z.string(),
  startedAt: instant.nullable(),
  parts: z.number().int(),
  good: z.number().int(),
  tests: z.number().int(),
  wafers: z.number().int(),
  kind: setKind,
  defects: z.number().int(),
  importedAt: instant,
  /** Path inside the archive it came in; empty for a file of its own. */
  member: z.string()
})

/** Header facts of one imported file. */
export type SetSummary = z.infer<typeof setSummary>

const setId = z.object({ id })
const kind = z.enum(['hard', 'soft'])

/** Importing instrument files and looking at what they measured. */
export const instruments = {
  /** One job a file; the answer names them. Files not readable as data are kept as evidence. */
  'instruments.import': command({
    input: z
      .object({
        stageIds: z.array(z.string().min(1).max(100)).min(1).max(500),
        caseId: id.nullable().default(null)
      })
      .strict(),
    output: z.object({ batchId: id, imports: z.array(importRecord) }),
    allow: 'instruments.import'
  }),
  'instruments.imports': query({
    input: z.object({ caseId: id.nullable().optional(), batchId: id.optional(), ...page }).strict(),
    output: z.object({ total: z.number(), rows: z.array(importRecord) }),
    allow: 'records.read'
  }),
  /** Takes an import back: its set, its file in the case, its search entries. */
  'instruments.undo': command({
    input: z.object({ importId: id, reason: lineOrEmpty(500).default('') }).strict(),
    output: importRecord,
    allow: 'instruments.undo'
  }),
  'instruments.sets': query({
    input: z
      .object({
        caseId: id.nullable().optional(),
        text: z.string().max(200).default(''),
        /** Both kinds where it is left out. */
        kind: setKind.optional(),
        ...page
      })
      .strict(),
    output: z.object({ total: z.number(), rows: z.array(setSummary) }),
    allow: 'records.read'
  }),
  'instruments.set': query({
    input: setId,
    output: z.object({
      summary: setSummary,
      /** Header fields by their standard names (MIR, MRR, SDR ...). */
      header: z.array(z.tuple([z.string(), z.string()])),
      records: z.array(z.tuple([z.string(), z.number()])),
      wafers: z.array(wafer),
      hardBins: z.array(bin),
      softBins: z.array(bin),
      warnings: z.array(warning),
      sha256: z.string()
    }),
    allow: 'records.read'
  }),
  'instruments.tests': query({
    input: setId,
    output: z.object({ tests: z.array(testRow) }),
    allow: 'records.read'
  }),
  'instruments.histogram': query({
    input: z
      .object({ id, test: z.number().int().min(0), element: z.number().int().min(0).default(0) })
      .strict(),
    output: z.object({
      test: testRow,
      /** `counts[i]` values lie in [edges[i], edges[i+1]). */
      edges: numbers(Float64Array),
      counts: numbers(Uint32Array),
      under: z.number(),
      over: z.number()
    }),
    allow: 'records.read'
  }),
  /** Raw values of one test over the parts, NaN = missing. */
  'instruments.values': query({
    input: z
      .object({ id, test: z.number().int().min(0), element: z.number().int().min(0).default(0) })
      .strict(),
    output: z.object({ test: testRow, values: numbers(Float32Array), status: numbers(Uint8Array) }),
    allow: 'records.read'
  }),
  /** Last PRR at each x/y; `repeats` = how many more PRRs the die has; `part` indexes the parts. */
  'instruments.waferMap': query({
    input: z.object({ id, wafer: z.number().int().min(-1), kind }).strict(),
    output: z.object({
      wafer: wafer.nullable(),
      x: numbers(Int32Array),
      y: numbers(Int32Array),
      bin: numbers(Int32Array),
      pass: numbers(Uint8Array),
      repeats: numbers(Uint16Array),
      part: numbers(Uint32Array),
      site: numbers(Uint8Array),
      /** Parts without a place. */
      unplaced: z.number()
    }),
    allow: 'records.read'
  }),
  'instruments.pareto': query({
    input: z.object({ id, kind, wafer: z.number().int().min(-1).nullable().default(null) }).strict(),
    output: z.object({ bins: z.array(bin), total: z.number() }),
    allow: 'records.read'
  }),
  'instruments.parts': query({
    input: z
      .object({
        id,
        kind: kind.default('hard'),
        bin: z.number().int().nullable().default(null),
        wafer: z.number().int().min(-1).nullable().default(null),
        ...page
      })
      .strict(),
    output: z.object({
      total: z.number(),
      parts: z.array(
        z.object({
          part: z.number().int(),
          partId: z.string(),
          x: z.number().int().nullable(),
          y: z.number().int().nullable(),
          wafer: z.string(),
          site: z.number().int(),
          hardBin: z.number().int(),
          softBin: z.number().int().nullable(),
          pass: z.boolean().nullable(),
          testMs: z.number()
        })
      )
    }),
    allow: 'records.read'
  }),
  /** Everything measured on one part. */
  'instruments.part': query({
    input: z.object({ id, part: z.number().int().min(0) }).strict(),
    output: z.object({
      partId: z.string(),
      partText: z.string(),
      results: z.array(
        z.object({
          test: z.number().int(),
          element: z.number().int(),
          value: z.number().nullable(),
          status: z.number().int(),
          /** Name of the pin it was measured on; empty where the file does not say. */
          pin: z.string()
        })
      )
    }),
    allow: 'records.read'
  }),
  /** Texts a test program wrote (DTR) and generic data (GDR), in file order: all, those of one part, or a search. */
  'instruments.notes': query({
    input: z
      .object({
        id,
        part: z.number().int().min(0).nullable().default(null),
        text: z.string().max(200).default(''),
        ...page
      })
      .strict(),
    output: z.object({
      total: z.number(),
      notes: z.array(
        z.object({
          /** Place among the texts of the set. */
          index: z.number().int(),
          record: z.enum(['DTR', 'GDR']),
          /** Part that was open when it was written; null between parts. */
          part: z.number().int().nullable(),
          partId: z.string(),
          text: z.string()
        })
      )
    }),
    allow: 'records.read'
  }),
  /** Pins as the file describes them; of one test with several values, the pin of each, in their order. */
  'instruments.pins': query({
    input: z.object({ id, test: z.number().int().min(0).nullable().default(null) }).strict(),
    output: z.object({
      pins: z.array(
        z.object({
          /** Index other records name it by. */
          pmr: z.number().int(),
          /** Logical name, else physical, else channel, one with letters before a bare number; else `#` and the index. */
          name: z.string(),
          channel: z.string(),
          physical: z.string(),
          logical: z.string(),
          head: z.number().int(),
          site: z.number().int()
        })
      )
    }),
    allow: 'records.read'
  }),
  /** What functional (FTR) and scan (STR) tests say of executions that failed or cannot be used. */
  'instruments.details': query({
    input: z
      .object({
        id,
        part: z.number().int().min(0).nullable().default(null),
        test: z.number().int().min(0).nullable().default(null),
        ...page
      })
      .strict(),
    output: z.object({
      total: z.number(),
      details: z.array(
        z.object({
          test: z.number().int(),
          part: z.number().int(),
          /** By standard field name; pins by their names, lists joined by `, `. */
          fields: z.array(z.tuple([z.string(), z.string()]))
        })
      )
    }),
    allow: 'records.read'
  }),
  'instruments.exportTests': query({
    input: z
      .object({ id, format: z.enum(['csv', 'xlsx']), language: z.enum(['en', 'zh-CN']).default('en') })
      .strict(),
    output: fileOut,
    allow: 'records.read'
  }),
  /** The original bytes of a file of this store. */
  'attachments.open': query({
    input: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }).strict(),
    output: z.object({ ticket: z.string(), name: z.string(), bytes: z.number() }),
    allow: 'records.read'
  })
}
