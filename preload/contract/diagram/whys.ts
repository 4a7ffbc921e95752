import { z } from 'zod'
import type { DiagramNode } from './node'
import { nodeText } from './node'
import { evidenceNode, links, nudge, standing, unproven, type EvidenceData } from './shared'

/** Three legs of a 5-Why: why it happened, why it got out, why the system let it. */
export const legs = ['occurrence', 'nonDetection', 'systemic'] as const

/** What the whys ask about. */
const problem = z.object({ text: nodeText.default(''), note: nodeText.default(''), links }).strict()

const leg = z.object({ leg: z.enum(legs), text: nodeText.default('') }).strict()

/** How several answers to one why belong together: each by itself, or only together. */
const joins = ['or', 'and'] as const

/** An answer to "why?", itself asked again below. */
const why = z
  .object({
    text: nodeText.default(''),
    note: nodeText.default(''),
    /** How the answers below it bring it about. */
    join: z.enum(joins).default('or'),
    status: standing.default(unproven),
    /** Set where the chain ends: this is a cause. `category` is a key of a fishbone's categories or own words. */
    root: z
      .object({ category: z.string().max(100), share: z.number().min(0).max(100).nullable() })
      .strict()
      .nullable()
      .default(null),
    links,
    collapsed: z.boolean().default(false),
    nudge
  })
  .strict()

/** Data of a 5-Why's nodes by type. */
export const whysTypes = { problem, leg, why, evidence: evidenceNode } as const

/** Data of an answer. */
export type WhyData = z.output<typeof why>

/** A node of a 5-Why. */
export type WhysNode =
  | DiagramNode<'problem', z.output<typeof problem>>
  | DiagramNode<'leg', z.output<typeof leg>>
  | DiagramNode<'why', WhyData>
  | DiagramNode<'evidence', EvidenceData>
