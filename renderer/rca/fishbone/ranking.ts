import type { CauseData } from '@contract/diagram/fishbone'
import type { CauseState } from '@contract/diagram/shared'
import type { DiagramNode } from '@contract/diagram/node'
import { drawn, type TreeDoc } from '../../diagram/tree/model'
import { boneOf, evidenceCount } from './look'

/** A cause in the ranking. */
export interface Ranked {
  readonly id: string
  readonly text: string
  /** Category and causes above it. */
  readonly path: string
  /** Place, from 1; causes of equal score and votes share it. Null = not rated. */
  readonly rank: number | null
  readonly likelihood: number | null
  readonly impact: number | null
  /** Likelihood x impact, 1 to 25. */
  readonly score: number | null
  readonly votes: number
  readonly evidence: number
  readonly state: CauseState
}

/** Causes by likelihood x impact, then by votes; those not rated last. Ruled out ones stay, at their place. */
export function ranking(doc: TreeDoc, nameOf: (node: DiagramNode) => string): readonly Ranked[] {
  const found: Ranked[] = []
  const walk = (parent: string | null, path: readonly string[]): void => {
    for (const node of drawn(doc, parent)) {
      const bone = boneOf(node)
      const text = nameOf(node)
      if (bone?.type === 'cause')
        found.push(causeOf(node.id, bone.data, text, path, evidenceCount(doc, node.id)))
      walk(node.id, node.type === 'effect' ? [] : [...path, text])
    }
  }
  walk(null, [])
  const order = (one: Ranked): number => one.score ?? -1
  const sorted = found.toSorted((a, b) => order(b) - order(a) || b.votes - a.votes)
  const ranked: Ranked[] = []
  for (const [i, one] of sorted.entries()) {
    const before = ranked.at(-1)
    const tied = before !== undefined && before.score === one.score && before.votes === one.votes
    const rated = one.score !== null || one.votes > 0
    ranked.push({ ...one, rank: rated ? (tied ? before.rank : i + 1) : null })
  }
  return ranked
}

function causeOf(
  id: string,
  data: CauseData,
  text: string,
  path: readonly string[],
  evidence: number
): Ranked {
  const { likelihood, impact, votes, status } = data
  return {
    id,
    text,
    path: path.join(' › '),
    rank: null,
    likelihood,
    impact,
    score: likelihood === null || impact === null ? null : likelihood * impact,
    votes: votes.length,
    evidence,
    state: status.is
  }
}
