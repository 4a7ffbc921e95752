import type { WhysNode } from '@contract/diagram/whys'
import type { DiagramNode } from '@contract/diagram/node'
import { nodeAs } from '../../diagram/session/kinds'
import { drawn, type TreeDoc } from '../../diagram/tree/model'

/** A node of a 5-Why with its data; the core checked it. */
export function whyOf(node: DiagramNode | undefined): WhysNode | undefined {
  return nodeAs('whys', node)
}

/** From an answer nobody asked on from, up to the problem. */
export interface Chain {
  /** The end of the chain first, the problem last. Legs say nothing themselves and are left out. */
  readonly nodes: readonly DiagramNode[]
  readonly leg: DiagramNode | null
  /** Answers that only together bring about the one above, by the answer: its siblings. */
  readonly together: ReadonlyMap<string, readonly DiagramNode[]>
}

/**
 * Every chain, read upward: "because the ring was worn, therefore the plasma thinned out, therefore ...". It is how a
 * 5-Why is proved: each step must make sense in that direction too (Nexteer/Delphi three-legged 5-Why).
 */
export function chainsOf(doc: TreeDoc): readonly Chain[] {
  const chains: Chain[] = []
  const walk = (
    node: DiagramNode,
    above: readonly DiagramNode[],
    leg: DiagramNode | null,
    together: ReadonlyMap<string, readonly DiagramNode[]>
  ): void => {
    const children = drawn(doc, node.id)
    const path = node.type === 'leg' ? above : [node, ...above]
    const joined = node.data['join'] === 'and' && children.length > 1
    if (children.length === 0 && node.type === 'why') chains.push({ nodes: path, leg, together })
    for (const child of children)
      walk(
        child,
        path,
        node.type === 'leg' ? node : leg,
        joined
          ? new Map(together).set(
              child.id,
              children.filter(one => one !== child)
            )
          : together
      )
  }
  for (const head of drawn(doc, null)) if (head.type === 'problem') walk(head, [], null, new Map())
  return chains
}

/** Ends of chains that nobody has called the cause yet. */
export function openEnds(doc: TreeDoc): readonly DiagramNode[] {
  return chainsOf(doc).flatMap(({ nodes: [end] }) => {
    const why = whyOf(end)
    return end !== undefined && why?.type === 'why' && why.data.root === null ? [end] : []
  })
}

/** A cause below a cause: both are counted, though the chain ends only once. */
export interface NestedRoot {
  readonly above: DiagramNode
  readonly below: DiagramNode
}

/** Answers named as causes that hang below another such answer, each with the nearest one above. */
export function nestedRoots(doc: TreeDoc): readonly NestedRoot[] {
  const found: NestedRoot[] = []
  const waiting: { readonly node: DiagramNode; readonly above: DiagramNode | null }[] = drawn(doc, null)
    .map(node => ({ node, above: null }))
    .toReversed()
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const { node, above } = at
    const why = whyOf(node)
    const isRoot = why?.type === 'why' && why.data.root !== null
    if (isRoot && above !== null) found.push({ above, below: node })
    const next = isRoot ? node : above
    waiting.push(
      ...drawn(doc, node.id)
        .map(child => ({ node: child, above: next }))
        .toReversed()
    )
  }
  return found
}

/** Sum of the shares of a case's causes, and how it stands to 100 %. */
export interface ShareSum {
  readonly sum: number
  /** Causes without a share. */
  readonly missing: number
  readonly whole: boolean
}

/** Adds shares up; sums are compared to a hundredth of a percent, as they are typed. */
export function shareSum(shares: readonly (number | null)[]): ShareSum {
  const sum = shares.reduce<number>((all, share) => all + (share ?? 0), 0)
  const missing = shares.filter(share => share === null).length
  return { sum, missing, whole: missing === 0 && shares.length > 0 && Math.abs(sum - 100) < 0.005 }
}
