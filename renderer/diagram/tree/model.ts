import type { Change } from '@contract/diagram/change'
import { dataOf, textOf, type DiagramKind } from '@contract/diagram/kinds'
import type { DiagramNode, Nodes } from '@contract/diagram/node'
import type { JsonObject } from '@contract/json'
import type { Intent } from '@contract/rca'

/** What a command makes: the step, and what is selected once it is made. */
export interface Step {
  readonly intent: Intent
  readonly changes: readonly Change[]
  readonly select: readonly string[]
}

/** A diagram that is a tree of parents, as the outline and the commands see it. */
export interface TreeDoc {
  readonly kind: DiagramKind
  readonly nodes: Nodes
  /** Every child in order, evidence too. */
  readonly children: ReadonlyMap<string | null, readonly DiagramNode[]>
}

/** Type of what is added below a node of a type; null = nothing can be. */
const childTypes: Readonly<Record<string, string | null>> = {
  effect: 'category',
  category: 'cause',
  cause: 'cause',
  problem: null,
  leg: 'why',
  why: 'why'
}

/** Type of a new child of a node; null where nothing hangs. */
export function childType(node: DiagramNode | undefined): string | null {
  return node === undefined ? null : (childTypes[node.type] ?? null)
}

/** True for a node that people may remove, move and copy: not the head of the tree, nor the legs of a 5-Why. */
export function isLoose(node: DiagramNode | undefined): node is DiagramNode {
  return node !== undefined && node.type !== 'effect' && node.type !== 'problem' && node.type !== 'leg'
}

/** Children that are drawn: everything but evidence. */
export function drawn(doc: TreeDoc, parent: string | null): readonly DiagramNode[] {
  return (doc.children.get(parent) ?? []).filter(node => node.type !== 'evidence')
}

/** Every node that is drawn, folded or not, in the order of the outline. */
export function inOrder(doc: TreeDoc): readonly DiagramNode[] {
  const found: DiagramNode[] = []
  const waiting = drawn(doc, null).toReversed()
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    found.push(node)
    waiting.push(...drawn(doc, node.id).toReversed())
  }
  return found
}

/** Siblings of a node with its place among them. */
export function place(
  doc: TreeDoc,
  node: DiagramNode
): { readonly siblings: readonly DiagramNode[]; readonly at: number } {
  const siblings = drawn(doc, node.parent)
  return { siblings, at: siblings.findIndex(one => one.id === node.id) }
}

/** A node with its data complete. @throws ZodError */
export function made(
  doc: Pick<TreeDoc, 'kind'>,
  node: Omit<DiagramNode, 'data'> & { readonly data: JsonObject }
): DiagramNode {
  return { ...node, data: dataOf(doc.kind, node.type, node.data) }
}

/** Nodes of a selection without those that hang below another of them, in the order of the tree. */
export function tops(doc: TreeDoc, ids: readonly string[]): readonly DiagramNode[] {
  const chosen = new Set(ids)
  const found: DiagramNode[] = []
  const walk = (parent: string | null): void => {
    const stack = drawn(doc, parent).toReversed()
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      if (chosen.has(node.id)) found.push(node)
      else stack.push(...drawn(doc, node.id).toReversed())
    }
  }
  walk(null)
  return found
}

/** An intent about one node by its text, or about many by their number. */
export function about(key: string, nodes: readonly DiagramNode[]): Intent {
  const [first] = nodes
  return nodes.length === 1 && first !== undefined
    ? { key, params: { text: short(textOf(first)) } }
    : { key: `${key}Many`, params: { n: nodes.length } }
}

/** A text as an intent carries it. */
export function short(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length > 60 ? `${line.slice(0, 59)}…` : line
}
