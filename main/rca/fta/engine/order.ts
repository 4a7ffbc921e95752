import type { Graph } from './graph'
import type { Part } from './modules'

/**
 * Ways to order variables: depth first, the arguments of a gate taken as given, or the larger, the smaller or the
 * more shared first, or events before gates. None is best for every tree, so several are tried.
 */
export const strategies = ['given', 'large', 'shared', 'small', 'events'] as const

/** A way to order variables. */
export type Strategy = (typeof strategies)[number]

/** Variables of a part in the order in which a strategy meets them. */
export function ordered(graph: Graph, part: Part, strategy: Strategy): number[] {
  const leaves = new Set(part.leaves)
  const size = new Map<number, number>()
  const parents = new Map<number, number>()
  for (const node of part.gates) {
    let sum = 1
    for (const arg of graph.args(node)) {
      const child = Math.abs(arg)
      sum += size.get(child) ?? 1
      parents.set(child, (parents.get(child) ?? 0) + 1)
    }
    // Shared nodes count each time, so deep trees grow beyond all numbers.
    size.set(node, Math.min(sum, 1e12))
  }
  const weight = (node: number): number => size.get(node) ?? 1
  const shares = (node: number): number => parents.get(node) ?? 0
  const isGate = (node: number): number => (leaves.has(node) ? 0 : 1)
  const compare: Readonly<Record<Strategy, ((a: number, b: number) => number) | null>> = {
    given: null,
    large: (a, b) => weight(b) - weight(a),
    small: (a, b) => weight(a) - weight(b),
    shared: (a, b) => shares(b) - shares(a) || isGate(b) - isGate(a),
    events: (a, b) => isGate(a) - isGate(b) || shares(b) - shares(a)
  }
  const by = compare[strategy]
  const below = (node: number): number[] => {
    const list = graph.args(node).map(Math.abs)
    return by === null ? list : list.sort(by)
  }
  const found: number[] = []
  const seen = new Set<number>()
  const stack = [{ list: [part.root], next: 0 }]
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const node = top.list[top.next++]
    if (node === undefined) {
      stack.pop()
      continue
    }
    if (seen.has(node)) continue
    seen.add(node)
    if (leaves.has(node)) found.push(node)
    else stack.push({ list: below(node), next: 0 })
  }
  return found
}
