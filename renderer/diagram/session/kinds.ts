import type { DiagramKind, NodeOf } from '@contract/diagram/kinds'
import type { DiagramNode, Nodes } from '@contract/diagram/node'

// The core checks every node against the kind of its diagram before it is kept; here only the types learn of it.

/** A node of a kind of diagram, with the data that its type has there. */
export function nodeAs<K extends DiagramKind>(
  _kind: K,
  node: DiagramNode | undefined
): NodeOf[K] | undefined {
  return node as unknown as NodeOf[K] | undefined
}

/** Nodes of a kind of diagram. */
export function nodesAs<K extends DiagramKind>(nodes: Nodes): Nodes<NodeOf[K]> {
  return nodes as unknown as Nodes<NodeOf[K]>
}
