import type { DiagramNode } from './node'

/**
 * A set of nodes so that none comes before the one it hangs on, otherwise in the order given. Nodes whose parent is
 * not in the set count as first ones; nodes that hang in a round come last.
 * Time: the number of nodes; depth does not matter.
 */
export function parentsFirst<N extends DiagramNode>(nodes: readonly N[]): readonly N[] {
  const ids = new Set(nodes.map(node => node.id))
  const below = new Map<string, N[]>()
  const found: N[] = []
  for (const node of nodes) {
    if (node.parent === null || !ids.has(node.parent)) {
      found.push(node)
      continue
    }
    const siblings = below.get(node.parent)
    if (siblings === undefined) below.set(node.parent, [node])
    else siblings.push(node)
  }
  // The list grows while it is walked.
  for (const node of found) {
    found.push(...(below.get(node.id) ?? []))
    below.delete(node.id)
  }
  return [...found, ...[...below.values()].flat()]
}
