import { z } from 'zod'
import { command, query } from './define'
import { anyNode } from './diagram/node'
import { fileOut, id, line, lineOrEmpty } from './fields'
import { diagramEntry, undoable } from './rca'

/** Most records of one tree. */
export const treeNodesMost = 20_000

/** The records of one tree. */
const nodes = z.array(anyNode).max(treeNodesMost)

/** Largest file of a model or a table that is read, bytes. */
export const treeFileMost = 256 * 1024 ** 2

/** A staged file. */
const stageId = z.string().min(1).max(100)

/** What ids of records that are made of a file begin with: the same file with the same seed makes the same ids. */
const seed = z.string().regex(/^[0-9A-Za-z_-]{1,20}$/)

/** What says nothing about the tree, has no place in a diagram, or was shortened; line 0 = of the whole. */
const ignored = z.array(z.object({ what: z.string(), line: z.number().int() }))

/** What every question is about: a gate of a tree as it stands in the editor. */
const tree = {
  nodes,
  /** Gate to compute; null = the one of the tree's settings, or the first that no other gate names. */
  top: id.nullable().default(null),
  /** What-if: states that stand in for events and gates, by id. */
  given: z.record(id, z.boolean()).default({})
}

/** A tree that goes out: its records, or the diagram that is kept, where those are more than a call should carry. */
const outgoing = {
  nodes: nodes.default([]),
  diagramId: id.nullable().default(null),
  name: lineOrEmpty(300).default('')
}

/** Proven bounds: the probability lies between them, and nothing more is known. */
const bounds = z.object({ lower: z.number(), upper: z.number(), why: z.enum(['budget']) })

/** What happens or not, independently of all others. */
const treePart = z.object({
  /** Name of the event; of a common cause its members in brackets. */
  name: z.string(),
  /** The event, or the members that a common cause takes at once. */
  ids: z.array(z.string()),
  /** Common-cause group it comes from. */
  group: z.string().nullable(),
  probability: z.number().nullable()
})

/** What happens or not, independently of all others. */
export type TreePart = z.output<typeof treePart>

/** Importance of a part: P is the top's probability, p the part's, B = dP/dp. */
const measures = z.object({
  /** B. */
  birnbaum: z.number(),
  /** p B / P. */
  criticality: z.number(),
  /** P(part | top), which some tools call Fussell-Vesely. */
  diagnostic: z.number(),
  /** 1 + (1 - p) B / P. */
  raw: z.number(),
  /** P / (P - p B); null = infinite. */
  rrw: z.number().nullable()
})

/** Importance of one part. */
const importance = measures.extend({
  /** Place in `parts`. */
  part: z.number().int(),
  /** Share of the cut sets with it in the sum of all (Fussell-Vesely by minimal cut sets). */
  fussellVesely: z.number().nullable()
})

/** What can be said of the importance of a part where there are bounds alone. */
const estimate = z.object({
  /** Place in `parts`. */
  part: z.number().int(),
  /** Approximations out of the cut sets that were counted; null where those say nothing. */
  near: measures.extend({ fussellVesely: z.number() }).nullable(),
  /** Proven: no measure is less, none is more. An upper `rrw` of null is no bound. Null where nothing is proven. */
  lower: measures.nullable(),
  upper: measures.nullable()
})

/** What can be said of the importance of one part. */
export type PartEstimate = z.output<typeof estimate>

/** Importance of one part. */
export type PartImportance = z.output<typeof importance>

/** What brings the top about when some events stay away: of trees that are not coherent. */
const primes = z.object({
  /** Number of those counted, in digits. */
  count: z.string(),
  /** By number of literals, from 0; parts that stay away are counted as well. */
  byOrder: z.array(z.string()),
  /** Counted are all of at most so many literals; null = of any number. */
  order: z.number().nullable(),
  /** The most probable first; `parts` and `absent` by place. */
  listed: z.array(
    z.object({
      parts: z.array(z.number().int()),
      /** What must stay away. */
      absent: z.array(z.number().int()),
      probability: z.number().nullable()
    })
  )
})

/** A tree, computed. */
export const treeAnswer = z.object({
  top: z.object({ id: z.string(), name: z.string() }),
  /** Exact; null where a probability is missing, where only cut sets were wanted, and where there are bounds. */
  p: z.number().nullable(),
  bounds: bounds.nullable(),
  /** Events without a probability: with one of them there are cut sets alone. */
  missing: z.array(z.string()),
  /** Number of minimal cut sets counted, in digits. */
  mcs: z.string(),
  /** By number of parts, from 0. */
  mcsByOrder: z.array(z.string()),
  /** Counted are all cut sets of at most `order` parts and of at least the probability `cutOff`; null = all. */
  counted: z.object({ order: z.number().nullable(), cutOff: z.number().nullable() }),
  /** Null where not asked for, where the tree is coherent, and where they are beyond the budget. */
  primes: primes.nullable(),
  /** Prime implicants were asked for, and are beyond the budget. */
  primesSpent: z.boolean(),
  /** False where a negated event or an exclusive gate makes the tree other than monotone. */
  coherent: z.boolean(),
  /** Sum of the cut sets' probabilities; null unless all were built. */
  rareEvent: z.number().nullable(),
  parts: z.array(treePart),
  /** The most probable first; `parts` by place. */
  cutSets: z.array(z.object({ parts: z.array(z.number().int()), probability: z.number().nullable() })),
  importance: z.array(importance),
  /** In the place of `importance` where there are `bounds`. */
  estimates: z.array(estimate),
  /** Gates below the top, itself among them. */
  gateCount: z.number().int(),
  /** Probability of every gate, and of every member of a common-cause group; null where it is beyond the budget. */
  gates: z.array(z.object({ id: z.string(), p: z.number().nullable() })),
  /** Priority AND gates below the top: computed as AND, so that the gate's own figure is never too low. */
  approximated: z.array(z.object({ id: z.string(), name: z.string() })),
  /** CPU of the engine. */
  seconds: z.number()
})

/** A tree, computed. */
export type TreeAnswer = z.output<typeof treeAnswer>

/** How sure a probability is, given how sure the parameters are. */
export const treeUncertainty = z.object({
  trials: z.number().int(),
  mean: z.number(),
  sigma: z.number(),
  percentiles: z.array(z.object({ percent: z.number(), value: z.number() })),
  /** 95 % over median. */
  errorFactor: z.number().nullable(),
  /** Trials by value; `log` = the bins are equally wide on a logarithmic axis. */
  histogram: z.object({ log: z.boolean(), edges: z.array(z.number()), counts: z.array(z.number()) }),
  /** Draws outside of 0 to 1 that were moved to its end. */
  moved: z.number().int(),
  /** With every number at its mean. */
  pointValue: z.number()
})

/** How sure a probability is. */
export type TreeUncertainty = z.output<typeof treeUncertainty>

/** How the top answers to one number. */
export const treeSweep = z.object({
  /** The top's probability as the tree stands. */
  p: z.number(),
  /** Where the number stands now; null in a tornado. */
  value: z.number().nullable(),
  points: z.array(z.object({ value: z.number(), p: z.number() })),
  /** Of a tornado, the widest first. `id` null: a common cause, by its members. */
  bars: z.array(
    z.object({
      id: z.string().nullable(),
      name: z.string(),
      kind: z.enum(['event', 'commonCause', 'parameter']),
      value: z.number(),
      low: z.number(),
      high: z.number()
    })
  )
})

/** How the top answers to one number. */
export type TreeSweep = z.output<typeof treeSweep>

/** Computing fault trees, and their exchange with other programs. Nothing is kept. */
export const faultTree = {
  'faultTree.solve': query({
    input: z
      .object({
        ...tree,
        /** Cut sets alone. */
        qualitative: z.boolean().default(false),
        limitOrder: z.number().int().min(0).max(1000).nullable().default(null),
        cutOff: z.number().min(0).max(1).nullable().default(null),
        list: z.number().int().min(0).max(20_000).default(200),
        importance: z.boolean().default(true),
        /** Count and list prime implicants as well. */
        primes: z.boolean().default(false),
        /** Probabilities of every gate. */
        gates: z.boolean().default(true)
      })
      .strict(),
    output: treeAnswer,
    allow: 'records.read'
  }),
  'faultTree.uncertainty': query({
    input: z
      .object({
        ...tree,
        trials: z.number().int().min(10).max(200_000).default(10_000),
        /** The same seed gives the same trials. */
        seed: z.number().int().min(0).max(0xffffffff).default(1)
      })
      .strict(),
    output: treeUncertainty,
    allow: 'records.read'
  }),
  'faultTree.sweep': query({
    input: z
      .object({
        ...tree,
        ask: z.discriminatedUnion('kind', [
          z
            .object({
              kind: z.literal('curve'),
              /** Event, parameter or common-cause group; of an event its probability. */
              of: id,
              from: z.number(),
              to: z.number(),
              points: z.number().int().min(2).max(500).default(61),
              log: z.boolean().default(false)
            })
            .strict(),
          /** Every event and parameter divided and multiplied by a factor, one at a time. */
          z.object({ kind: z.literal('tornado'), factor: z.number().gt(1).max(1e6).default(10) }).strict()
        ])
      })
      .strict(),
    output: treeSweep,
    allow: 'records.read'
  }),
  /** A model of Open-PSA as records; refused with reason and place where it cannot be one. */
  'faultTree.fromMef': query({
    input: z.object({ text: z.string().max(64_000_000) }).strict(),
    output: z.object({
      name: z.string(),
      nodes,
      ignored
    }),
    allow: 'records.read'
  }),
  /**
   * The same of a staged file of any size up to `treeFileMost`, to be looked at before it is taken: its records
   * without what they say, which is enough to count them and to deal them out to pages. attachment.staleStage,
   * attachment.tooLarge, attachment.unreadable, rca.*
   */
  'faultTree.readMef': query({
    input: z.object({ stageId }).strict(),
    output: z.object({ name: z.string(), seed, nodes, ignored }),
    allow: 'records.read'
  }),
  /**
   * Takes a model that was looked at: its file is read again here, so that no call has to carry its records. The
   * uploaded bytes are let go.
   */
  'faultTree.takeMef': command({
    input: z
      .object({
        stageId,
        /** As it was answered when it was looked at. */
        seed,
        /** Gates that get a page of their own. */
        pages: z.array(id).max(treeNodesMost),
        into: z.discriminatedUnion('kind', [
          z.object({ kind: z.literal('new'), title: line(300), caseId: id.nullable() }).strict(),
          /** In the place of all that is in this tree: one step, which can be undone. */
          z.object({ kind: z.literal('replace'), id }).strict()
        ])
      })
      .strict(),
    output: z.object({
      /** Diagram that was made or changed. */
      id: z.string(),
      /** The step; null for a new diagram, and where nothing differs. */
      entry: diagramEntry.nullable(),
      undoable
    }),
    allow: 'records.write'
  }),
  'faultTree.toMef': query({
    input: z.object(outgoing).strict(),
    output: fileOut,
    allow: 'records.read'
  }),
  /** Events as CSV: one line each with its model. */
  'faultTree.eventsCsv': query({
    input: z.object(outgoing).strict(),
    output: fileOut,
    allow: 'records.read'
  }),
  /**
   * Events from CSV, given as text or as a staged file, beside those of the tree (whose inputs may be left out):
   * nothing is changed, what would change is told.
   */
  'faultTree.fromEventsCsv': query({
    input: z
      .object({
        text: z.string().max(16_000_000).default(''),
        stageId: stageId.nullable().default(null),
        nodes
      })
      .strict(),
    output: z.object({
      /** Event nodes as they would be: those of the tree with new data, and new ones. */
      events: z.array(z.object({ node: anyNode, isNew: z.boolean(), line: z.number().int() })),
      /** Columns that mean nothing here. */
      unknown: z.array(z.string()),
      /** Cells that cannot be read; their lines are left out of `events`. Counted from 1. */
      errors: z.array(
        z.object({
          line: z.number().int(),
          column: z.number().int(),
          name: z.string(),
          why: z.enum(['number', 'kind', 'model', 'name', 'twice', 'missing', 'range', 'parameter', 'gate']),
          text: z.string()
        })
      )
    }),
    allow: 'records.read'
  })
} as const
