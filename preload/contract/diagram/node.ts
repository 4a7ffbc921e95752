import { z } from 'zod'
import { id } from '../fields'
import { isJson, type Json, type JsonObject } from '../json'

/** Longest text of one node: a paragraph, not a report. */
export const textMost = 2000

/** Text of a node; kept as typed. */
export const nodeText = z.string().max(textMost)

/**
 * One record of a diagram: a cause, a why, a gate, a link to evidence. What is drawn is made from these; nothing
 * about the picture itself is kept but what a person nudged.
 */
export interface DiagramNode<T extends string = string, D extends object = JsonObject> {
  readonly id: string
  readonly type: T
  /** Node it hangs on; null for those that stand on their own. */
  readonly parent: string | null
  /** Place among its siblings: see rank.ts. */
  readonly rank: string
  readonly data: D
}

/** A diagram's nodes by id. */
export type Nodes<N extends DiagramNode = DiagramNode> = ReadonlyMap<string, N>

const data = z.custom<JsonObject>(
  value => typeof value === 'object' && value !== null && !Array.isArray(value) && isJson(value)
)

/** A node on its way over the contract; `data` is checked by its kind: see kinds.ts. */
export const anyNode = z
  .object({
    id,
    type: z.string().max(40),
    parent: id.nullable(),
    rank: z.string().regex(/^[0-9A-Za-z]{1,200}$/),
    data
  })
  .strict()

/** Any JSON, as one field of a node. */
export const anyField = z.custom<Json>(value => isJson(value))

/** Order of siblings: by rank, then by id where two people put something at one place at once. */
function inOrder(a: DiagramNode, b: DiagramNode): number {
  if (a.rank !== b.rank) return a.rank < b.rank ? -1 : 1
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

/** Children of every node in their order; those without a parent under null. */
export function childrenOf<N extends DiagramNode>(nodes: Nodes<N>): ReadonlyMap<string | null, readonly N[]> {
  const found = new Map<string | null, N[]>()
  for (const node of nodes.values()) {
    const list = found.get(node.parent)
    if (list === undefined) found.set(node.parent, [node])
    else list.push(node)
  }
  for (const list of found.values()) list.sort(inOrder)
  return found
}

/** A node and everything below it, parents before children, siblings in order. */
export function subtree<N extends DiagramNode>(nodes: Nodes<N>, root: string): readonly N[] {
  const first = nodes.get(root)
  if (first === undefined) return []
  const children = childrenOf(nodes)
  const found: N[] = []
  const waiting: N[] = [first]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    found.push(node)
    const below = children.get(node.id) ?? []
    for (let i = below.length - 1; i >= 0; i--) {
      const child = below[i]
      if (child !== undefined) waiting.push(child)
    }
  }
  return found
}

/** True where `node` is `above` or hangs below it. */
export function isWithin(nodes: Nodes, node: string, above: string): boolean {
  for (let at = nodes.get(node); at !== undefined; at = at.parent === null ? undefined : nodes.get(at.parent))
    if (at.id === above) return true
  return false
}
