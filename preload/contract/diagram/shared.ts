import { z } from 'zod'
import { id, instant } from '../fields'
import { nodeText } from './node'

/** What a cause has come to. `verified` = the root cause, proven; `contributing` = proven to have added to it. */
export const causeStates = ['open', 'underTest', 'verified', 'contributing', 'ruledOut'] as const

/** States that assert something, and so need evidence beside the cause. */
export const provenStates: readonly CauseState[] = ['verified', 'contributing']

/** One of {@link causeStates}. */
export type CauseState = (typeof causeStates)[number]

/** A state with who set it, when and why. `by` and `at` are written by the core, whatever a client says. */
export const standing = z
  .object({
    is: z.enum(causeStates),
    why: nodeText,
    by: z.string().max(200),
    at: z.union([instant, z.literal('')])
  })
  .strict()

/** What a new cause starts with. */
export const unproven = { is: 'open', why: '', by: '', at: '' } as const

/** What another record is to a node, seen from the node. */
export const relations = ['whys', 'gate', 'event', 'task', 'action', 'theory', 'source'] as const

/**
 * Where a node leads: to a node of another diagram, to a task or to an action. Kept at the node that was there
 * first; the other side finds it by looking the other way.
 */
export const link = z
  .object({
    relation: z.enum(relations),
    to: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('node'), diagramId: id, nodeId: id }).strict(),
      z.object({ kind: z.literal('task'), id }).strict(),
      z.object({ kind: z.literal('action'), id }).strict()
    ])
  })
  .strict()

/** Where a node leads. */
export type NodeLink = z.infer<typeof link>

export const links = z.array(link).max(50).default([])

/** One to five; null = nobody has said. */
export const score = z.number().int().min(1).max(5).nullable().default(null)

/** What a piece of evidence says about what it hangs on. */
export const verdicts = ['supports', 'contradicts', 'neutral'] as const

/**
 * Evidence as a node below what it is about: something pinned to the case (a chart with its filter, a table, a part,
 * a test's figures), a file of the case, a list of lots, or a person's observation.
 */
export const evidenceNode = z
  .object({
    says: z.enum(verdicts).default('supports'),
    note: nodeText.default(''),
    by: z.string().max(200).default(''),
    at: z.union([instant, z.literal('')]).default(''),
    of: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('piece'), id, title: z.string().max(300) }).strict(),
      z.object({ kind: z.literal('file'), id, title: z.string().max(300) }).strict(),
      z
        .object({ kind: z.literal('lots'), lots: z.array(z.string().min(1).max(100)).min(1).max(2000) })
        .strict(),
      z.object({ kind: z.literal('comment'), text: nodeText.min(1) }).strict()
    ])
  })
  .strict()

/** Data of an `evidence` node. */
export type EvidenceData = z.output<typeof evidenceNode>

/** Where a person nudged a node to, away from where the layout puts it; null = where the layout says. */
export const nudge = z.object({ dx: z.number(), dy: z.number() }).strict().nullable().default(null)
