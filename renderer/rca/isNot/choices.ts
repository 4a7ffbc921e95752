import { stateOf, textOf } from '@contract/diagram/kinds'
import { childrenOf, type DiagramNode } from '@contract/diagram/node'

/** A cause that can be taken over as a theory. */
export interface Choice {
  readonly node: DiagramNode
  /** What it hangs on, from the bone or leg down to the cause above it. */
  readonly path: readonly DiagramNode[]
  readonly state: string
}

const states = ['verified', 'contributing', 'underTest', 'open']

const scored = (node: DiagramNode, field: string): number => {
  const value = node.data[field]
  return typeof value === 'number' ? value : 0
}

/** What speaks for a cause before it is tested: what it has come to, then its rating, then its likelihood. */
function promise({ node, state }: Choice): readonly [number, number, number] {
  const likelihood = scored(node, 'likelihood')
  return [states.indexOf(state), -likelihood * scored(node, 'impact'), -likelihood]
}

/**
 * Causes of a fishbone or answers of a 5-Why that are not ruled out and say something: proven ones first, then by
 * their rating, equals in the order of their diagram.
 */
export function choicesOf(nodes: readonly DiagramNode[]): readonly Choice[] {
  const children = childrenOf(new Map(nodes.map(node => [node.id, node])))
  const found: Choice[] = []
  const waiting: { readonly node: DiagramNode; readonly path: readonly DiagramNode[] }[] = []
  const push = (parent: string | null, path: readonly DiagramNode[]): void => {
    for (const node of (children.get(parent) ?? []).toReversed()) waiting.push({ node, path })
  }
  push(null, [])
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const { node, path } = at
    const state = stateOf(node) ?? 'open'
    const isCause = node.type === 'cause' || node.type === 'why'
    if (isCause && textOf(node) !== '' && state !== 'ruledOut') found.push({ node, path, state })
    push(node.id, node.type === 'effect' || node.type === 'problem' ? [] : [...path, node])
  }
  return found.toSorted((a, b) => {
    const [x, y] = [promise(a), promise(b)]
    return x[0] - y[0] || x[1] - y[1] || x[2] - y[2]
  })
}
