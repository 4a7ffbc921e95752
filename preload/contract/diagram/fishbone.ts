import { z } from 'zod'
import type { DiagramNode } from './node'
import { nodeText } from './node'
import { evidenceNode, links, nudge, score, standing, unproven, type EvidenceData } from './shared'

/**
 * Sets of categories a fishbone can start from. `fab` is the one for wafer fabs; the texts of each key are
 * `rca:categories.<key>`.
 */
export const categorySets = {
  '4M': ['man', 'machine', 'material', 'method'],
  '6M': ['man', 'machine', 'material', 'method', 'measurement', 'milieu'],
  '8P': ['product', 'price', 'place', 'promotion', 'people', 'process', 'physicalEvidence', 'performance'],
  '4S': ['surroundings', 'suppliers', 'systems', 'skills'],
  fab: [
    'equipment',
    'recipe',
    'waferMaterial',
    'metrology',
    'environment',
    'peopleShift',
    'design',
    'testProgram',
    'reticle',
    'handling'
  ]
} as const

/** The problem at the fish's head. */
const effect = z.object({ text: nodeText.default(''), note: nodeText.default(''), links }).strict()

/** A bone. `key` names a category of {@link categorySets}, so that its text follows the language; '' = own words. */
const category = z.object({ text: nodeText.default(''), key: z.string().max(40).default(''), nudge }).strict()

/** A cause, to any depth. */
const cause = z
  .object({
    text: nodeText.default(''),
    note: nodeText.default(''),
    status: standing.default(unproven),
    likelihood: score,
    impact: score,
    /** Ids of the people who voted for it. */
    votes: z.array(z.string().max(64)).max(500).default([]),
    links,
    collapsed: z.boolean().default(false),
    nudge
  })
  .strict()

/** Data of a fishbone's nodes by type. */
export const fishboneTypes = { effect, category, cause, evidence: evidenceNode } as const

/** Data of a cause. */
export type CauseData = z.output<typeof cause>

/** A node of a fishbone. */
export type FishboneNode =
  | DiagramNode<'effect', z.output<typeof effect>>
  | DiagramNode<'category', z.output<typeof category>>
  | DiagramNode<'cause', CauseData>
  | DiagramNode<'evidence', EvidenceData>
