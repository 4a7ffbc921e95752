import { z } from 'zod'
import { id } from '../fields'
import type { DiagramNode } from './node'
import { nodeText } from './node'
import { evidenceNode, links, type EvidenceData } from './shared'

/** What is asked of a problem: practice calls these the dimensions. */
export const dimensions = ['what', 'where', 'when', 'howBig'] as const

const problem = z.object({ text: nodeText.default(''), note: nodeText.default('') }).strict()

/** One row of the matrix. `key` names a question of the standard set (`rca:questions.<key>`); '' = own words. */
const row = z
  .object({
    dimension: z.enum(dimensions),
    key: z.string().max(40).default(''),
    question: nodeText.default(''),
    is: nodeText.default(''),
    isNot: nodeText.default(''),
    distinction: nodeText.default(''),
    change: nodeText.default('')
  })
  .strict()

/** A possible cause that is held against every row; `source` is the cause or why it was taken from. */
const theory = z
  .object({
    text: nodeText.default(''),
    note: nodeText.default(''),
    source: z.object({ diagramId: id, nodeId: id }).strict().nullable().default(null),
    links
  })
  .strict()

/** How a theory stands up to one row. */
export const explanations = ['explains', 'doesNot', 'onlyIf'] as const

/** Child of a theory: what it makes of one row. `condition` says only if what. */
const verdict = z.object({ row: id, says: z.enum(explanations), condition: nodeText.default('') }).strict()

/** Data of an Is/Is-Not's nodes by type. */
export const isNotTypes = { problem, row, theory, verdict, evidence: evidenceNode } as const

/** A node of an Is/Is-Not. */
export type IsNotNode =
  | DiagramNode<'problem', z.output<typeof problem>>
  | DiagramNode<'row', z.output<typeof row>>
  | DiagramNode<'theory', z.output<typeof theory>>
  | DiagramNode<'verdict', z.output<typeof verdict>>
  | DiagramNode<'evidence', EvidenceData>
