import { z } from 'zod'
import { command, query } from './define'
import { change } from './diagram/change'
import { diagramKinds } from './diagram/kinds'
import { anyNode } from './diagram/node'
import { relations, verdicts } from './diagram/shared'
import { id, instant, line, lineOrEmpty, nothing, page } from './fields'
import { recordMeta } from './register'

/** Most changes that go in one step: pasting or restoring a diagram of 2,000 nodes stays well below. */
const changesMost = 40_000

/** Why a change was made, for undo, redo and the history: a text key (`rca:intents.<key>`) with its blanks. */
export const intent = z
  .object({
    key: z.string().regex(/^[a-zA-Z0-9.]{1,60}$/),
    params: z.record(z.string().max(40), z.union([z.string().max(300), z.number()])).default({})
  })
  .strict()

/** Why a change was made. */
export type Intent = z.output<typeof intent>

/** A diagram in a list. `version` is its revision: the number of changes made so far, plus one. */
export const diagramRow = z.object({
  ...recordMeta,
  kind: z.enum(diagramKinds),
  title: z.string(),
  /** Case it belongs to; null for one that stands on its own. */
  caseId: z.string().nullable(),
  caseNumber: z.string(),
  caseTitle: z.string(),
  /** Kind of complaint it is a template for: code of the taxonomy, or '' for any; null = no template. */
  templateFor: z.string().nullable(),
  nodes: z.number().int(),
  /** How many of its causes are verified. */
  verified: z.number().int(),
  removed: z.boolean()
})

/** A diagram in a list. */
export type DiagramRow = z.output<typeof diagramRow>

/** One step of a diagram's history. */
export const diagramStep = z.object({
  revision: z.number().int(),
  at: instant,
  by: z.string(),
  byId: z.string().nullable(),
  intent,
  /** How it came about. */
  mode: z.enum(['do', 'undo', 'redo']),
  /** The step that was undone or done again. */
  target: z.number().int().nullable()
})

/** One step of a diagram's history. */
export type DiagramStep = z.output<typeof diagramStep>

/** A step with what it changed. */
export const diagramEntry = diagramStep.extend({ changes: z.array(change) })

/** A step with what it changed. */
export type DiagramEntry = z.output<typeof diagramEntry>

/** What the caller can undo and do again, told so that it can be offered by name. */
export const undoable = z.object({ undo: intent.nullable(), redo: intent.nullable() })

/** What the caller can undo and do again. */
export type Undoable = z.output<typeof undoable>

/** A link of a node with what it leads to, or what leads to it. */
export const connection = z.object({
  /** Node of this diagram. */
  nodeId: z.string(),
  /** `out`: kept at this node. `in`: kept at the other side. */
  direction: z.enum(['out', 'in']),
  relation: z.enum(relations),
  other: z.object({
    kind: z.enum(['node', 'task', 'action']),
    id: z.string(),
    diagramId: z.string().nullable(),
    diagramKind: z.enum(diagramKinds).nullable(),
    /** Text of the node, title of the task or action; '' where it is gone. */
    text: z.string(),
    /** State of the task, action or cause; '' where it has none. */
    state: z.string(),
    gone: z.boolean()
  })
})

/** A link of a node with what is at its other end. */
export type Connection = z.output<typeof connection>

const nodes = z.array(anyNode).max(20_000)

/** Diagrams of root-cause analysis: fishbones, 5-Whys, Is/Is-Not, fault trees. */
export const rca = {
  'rca.list': query({
    input: z
      .object({
        caseId: id.nullable().default(null),
        kind: z.enum(diagramKinds).nullable().default(null),
        /** Words that title or case must contain. */
        text: z.string().max(200).default(''),
        /** Templates alone, or none of them. */
        templates: z.boolean().default(false),
        ...page
      })
      .strict(),
    output: z.object({ total: z.number(), rows: z.array(diagramRow) }),
    allow: 'records.read'
  }),
  /** A new diagram with the nodes it starts from; these are its revision 1 and are not undone. */
  'rca.create': command({
    input: z
      .object({
        kind: z.enum(diagramKinds),
        title: line(300),
        caseId: id.nullable().default(null),
        templateFor: lineOrEmpty(100).nullable().default(null),
        nodes
      })
      .strict(),
    output: diagramRow,
    allow: 'records.write'
  }),
  'rca.get': query({
    input: z.object({ id }).strict(),
    output: z.object({ diagram: diagramRow, nodes, undoable }),
    allow: 'records.read'
  }),
  /**
   * One step: all changes or none. What does not fit where the diagram stands now is `rca.clash`, with both values.
   * The entry may differ from what was sent: who and when of a state are written by the core.
   */
  'rca.change': command({
    input: z.object({ id, intent, changes: z.array(change).min(1).max(changesMost) }).strict(),
    output: z.object({ entry: diagramEntry, undoable }),
    allow: 'records.write'
  }),
  /** Steps made after a revision, oldest first: how an open editor follows the others. */
  'rca.since': query({
    input: z.object({ id, revision: z.number().int().min(0) }).strict(),
    output: z.object({ entries: z.array(diagramEntry), undoable, diagram: diagramRow }),
    allow: 'records.read'
  }),
  /** Take back the caller's last step, or do again the one taken back last. */
  'rca.undo': command({
    input: z.object({ id, mode: z.enum(['undo', 'redo']) }).strict(),
    output: z.object({ entry: diagramEntry, undoable }),
    allow: 'records.write'
  }),
  /** Newest first. */
  'rca.history': query({
    input: z.object({ id, ...page }).strict(),
    output: z.object({
      total: z.number(),
      rows: z.array(diagramStep.extend({ count: z.number().int() })),
      snapshots: z.array(
        z.object({
          id: z.string(),
          revision: z.number().int(),
          name: z.string(),
          at: instant,
          by: z.string()
        })
      )
    }),
    allow: 'records.read'
  }),
  /** The diagram as it was after a revision. */
  'rca.at': query({
    input: z.object({ id, revision: z.number().int().min(1) }).strict(),
    output: z.object({ nodes, at: instant, by: z.string() }),
    allow: 'records.read'
  }),
  /** Make it again what it was after a revision: a step like any other, so it can be undone. */
  'rca.restore': command({
    input: z.object({ id, revision: z.number().int().min(1) }).strict(),
    output: z.object({ entry: diagramEntry.nullable(), undoable }),
    allow: 'records.write'
  }),
  /** Name the present revision. */
  'rca.snapshot': command({
    input: z.object({ id, name: line(200) }).strict(),
    output: z.object({ id, revision: z.number().int() }),
    allow: 'records.write'
  }),
  'rca.unsnapshot': command({
    input: z.object({ id, snapshotId: id }).strict(),
    output: nothing,
    allow: 'records.write'
  }),
  /** Title, case, template; not part of the undo history. */
  'rca.update': command({
    input: z
      .object({
        id,
        title: line(300).optional(),
        caseId: id.nullable().optional(),
        templateFor: lineOrEmpty(100).nullable().optional()
      })
      .strict(),
    output: diagramRow,
    allow: 'records.write'
  }),
  /** Takes it off every list; `removed: false` brings it back. */
  'rca.remove': command({
    input: z.object({ id, removed: z.boolean().default(true) }).strict(),
    output: diagramRow,
    allow: 'records.write'
  }),
  /** Where the diagram's nodes lead and what leads to them. */
  'rca.connections': query({
    input: z.object({ id }).strict(),
    output: z.object({ connections: z.array(connection) }),
    allow: 'records.read'
  }),
  /** Causes in which the 5-Whys of a case end, with their share of it: together they should be 100 %. */
  'rca.roots': query({
    input: z.object({ caseId: id }).strict(),
    output: z.object({
      roots: z.array(
        z.object({
          diagramId: z.string(),
          diagramTitle: z.string(),
          nodeId: z.string(),
          text: z.string(),
          category: z.string(),
          share: z.number().nullable(),
          state: z.string()
        })
      )
    }),
    allow: 'records.read'
  }),
  /** What the tasks and actions of a case come from: the links of its diagrams, seen from the other side. */
  'rca.sources': query({
    input: z.object({ caseId: id }).strict(),
    output: z.object({
      sources: z.array(
        z.object({
          kind: z.enum(['task', 'action']),
          /** Task or action. */
          id: z.string(),
          diagramId: z.string(),
          diagramKind: z.enum(diagramKinds),
          nodeId: z.string(),
          text: z.string()
        })
      )
    }),
    allow: 'records.read'
  }),
  /** Evidence of a diagram that proves nothing (any more): what it names is removed, or is not known here. */
  'rca.hollow': query({
    input: z.object({ id }).strict(),
    output: z.object({
      hollow: z.array(
        z.object({
          nodeId: z.string(),
          /** Null where a list of lots holds some that are known. */
          why: z.enum(['removed', 'unknown']).nullable(),
          /** Lots that neither the register nor an imported file knows. */
          unknown: z.array(z.string())
        })
      )
    }),
    allow: 'records.read'
  }),
  /** Of these lot numbers those that neither the register nor an imported file knows. */
  'rca.unknownLots': query({
    input: z.object({ lots: z.array(z.string().max(100)).max(2000) }).strict(),
    output: z.object({ unknown: z.array(z.string()) }),
    allow: 'records.read'
  }),
  /** What a pinned piece or a file of a case is evidence of. */
  'rca.proves': query({
    input: z.object({ caseId: id, evidenceId: id }).strict(),
    output: z.object({
      proves: z.array(
        z.object({
          diagramId: z.string(),
          diagramTitle: z.string(),
          diagramKind: z.enum(diagramKinds),
          nodeId: z.string(),
          text: z.string(),
          /** State of a cause; '' for nodes that have none. */
          state: z.string(),
          says: z.enum(verdicts),
          /** A verified or contributing cause that nothing else proves: this cannot be taken away. */
          alone: z.boolean()
        })
      )
    }),
    allow: 'records.read'
  }),
  /**
   * Make something of a node, with the link, in one step: a task or an action of the case, or a new diagram whose
   * nodes are given (`link.nodeId` names the one of them that the node leads to).
   */
  'rca.spawn': command({
    input: z
      .object({
        id,
        nodeId: id,
        into: z.discriminatedUnion('kind', [
          z
            .object({
              kind: z.literal('task'),
              title: line(300),
              ownerId: id.nullable().default(null),
              due: z.iso.date().nullable().default(null)
            })
            .strict(),
          z
            .object({
              kind: z.literal('action'),
              title: line(300),
              actionKind: z.enum(['correction', 'containment', 'corrective', 'preventive']),
              ownerId: id.nullable().default(null),
              due: z.iso.date().nullable().default(null)
            })
            .strict(),
          z
            .object({
              kind: z.literal('diagram'),
              diagramKind: z.enum(diagramKinds),
              title: line(300),
              nodes,
              relation: z.enum(relations),
              nodeId: id
            })
            .strict(),
          /** Into a diagram that is there: these changes are made in it. */
          z
            .object({
              kind: z.literal('into'),
              diagramId: id,
              changes: z.array(change).min(1).max(changesMost),
              relation: z.enum(relations),
              nodeId: id
            })
            .strict()
        ])
      })
      .strict(),
    output: z.object({
      /** The step of the diagram it started from. */
      entry: diagramEntry,
      undoable,
      /** Task, action or diagram that was made or changed. */
      made: z.object({ kind: z.enum(['task', 'action', 'diagram']), id })
    }),
    allow: 'records.write'
  })
}
