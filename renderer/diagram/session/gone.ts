import type { Change } from '@contract/diagram/change'
import type { DiagramNode, Nodes } from '@contract/diagram/node'

/** A node that somebody removed while the diagram was open, and the step that did. */
export interface Gone {
  readonly node: DiagramNode
  readonly by: string
  readonly revision: number
}

/**
 * Changes that bring back what went in the same step because a node did: what hung below it, and what named it (the
 * verdicts on a row of a matrix). What is there again, or hung on something that is still gone, stays out.
 */
export function wentWith(id: string, gone: readonly Gone[], nodes: Nodes): readonly Change[] {
  const revision = gone.find(one => one.node.id === id)?.revision
  const waiting = new Map(
    gone
      .filter(one => one.revision === revision && one.node.id !== id && !nodes.has(one.node.id))
      .map(({ node }) => [node.id, node])
  )
  const back = new Set([id])
  const changes: Change[] = []
  for (let found = true; found;) {
    found = false
    for (const [key, node] of waiting) {
      const hung = node.parent !== null && back.has(node.parent)
      const named = Object.values(node.data).some(value => typeof value === 'string' && back.has(value))
      const stands = node.parent === null || nodes.has(node.parent) || back.has(node.parent)
      if (!stands || (!hung && !named)) continue
      waiting.delete(key)
      back.add(key)
      changes.push({ op: 'add', node })
      found = true
    }
  }
  return changes
}
