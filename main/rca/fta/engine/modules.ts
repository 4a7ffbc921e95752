import { Kind, type Graph } from './graph'

/** Nodes whose variables occur nowhere else. */
export interface Modules {
  has(node: number): boolean
  /** Every node, arguments first. */
  readonly order: readonly number[]
}

/**
 * Modules of a graph in two walks: a gate is one when every visit of every node below it falls between the first
 * and the last visit of its own (Dutuit & Rauzy, IEEE Trans. Reliability 45, 1996).
 */
export function findModules(graph: Graph): Modules {
  const size = graph.size
  const first = new Uint32Array(size)
  const last = new Uint32Array(size)
  const left = new Uint32Array(size)
  const next = new Uint32Array(size)
  const order: number[] = []
  let time = 1
  const top = Math.abs(graph.root)
  const stack = top < size ? [top] : []
  if (top < size) first[top] = last[top] = time
  for (let node = stack.at(-1); node !== undefined; node = stack.at(-1)) {
    time++
    const at = next[node] ?? 0
    const arg = graph.args(node)[at]
    if (arg === undefined) {
      left[node] = last[node] = time
      order.push(node)
      stack.pop()
      continue
    }
    next[node] = at + 1
    const child = Math.abs(arg)
    last[child] = time
    if (first[child] !== 0) continue
    first[child] = time
    stack.push(child)
  }
  const earliest = new Uint32Array(size)
  const latest = new Uint32Array(size)
  const found = new Uint8Array(size)
  for (const node of order) {
    let low = 0xffffffff
    let high = 0
    for (const arg of graph.args(node)) {
      const child = Math.abs(arg)
      low = Math.min(low, first[child] ?? 0)
      high = Math.max(high, last[child] ?? 0)
      if (graph.kind(child) === Kind.variable) continue
      low = Math.min(low, earliest[child] ?? 0)
      high = Math.max(high, latest[child] ?? 0)
    }
    earliest[node] = low
    latest[node] = high
    const inside = low > (first[node] ?? 0) && high < (left[node] ?? 0)
    if (graph.kind(node) !== Kind.variable && inside) found[node] = 1
  }
  return { order, has: node => found[node] === 1 }
}

/** What one module is computed from. */
export interface Part {
  readonly root: number
  /** Gates of the module itself, arguments first. */
  readonly gates: readonly number[]
  /** Variables and inner modules, in the order they are met. */
  readonly leaves: readonly number[]
}

/** The part of the graph between a module and the modules within it. */
export function partOf(graph: Graph, root: number, isLeaf: (node: number) => boolean): Part {
  const gates: number[] = []
  const leaves: number[] = []
  const seen = new Set([root])
  const stack = [{ node: root, next: 0 }]
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const arg = graph.args(top.node)[top.next++]
    if (arg === undefined) {
      gates.push(top.node)
      stack.pop()
      continue
    }
    const child = Math.abs(arg)
    if (seen.has(child)) continue
    seen.add(child)
    if (isLeaf(child)) leaves.push(child)
    else stack.push({ node: child, next: 0 })
  }
  return { root, gates, leaves }
}

/** How a node is used: bits of {@link polarities}. */
export const PLAIN = 1
export const NEGATED = 2

/**
 * How each node is used on the paths from a root: as it is, negated, or both ways.
 * @param gates those between the root and the leaves, arguments first
 */
export function polarities(
  graph: Graph,
  gates: readonly number[],
  root: number,
  own: number
): ReadonlyMap<number, number> {
  const signs = new Map([[root, own]])
  for (const node of gates.toReversed()) {
    const plain = signs.get(node) ?? 0
    const flipped = ((plain & PLAIN) << 1) | (plain >> 1)
    for (const arg of graph.args(node)) {
      const child = Math.abs(arg)
      const seen = graph.kind(node) === Kind.xor ? PLAIN | NEGATED : arg < 0 ? flipped : plain
      signs.set(child, (signs.get(child) ?? 0) | seen)
    }
  }
  return signs
}

/** True where no leaf occurs both as it is and negated: then a cut set of the module is one of the whole. */
export function isUnate(graph: Graph, part: Part): boolean {
  const signs = polarities(graph, part.gates, part.root, PLAIN)
  return part.leaves.every(leaf => signs.get(leaf) !== (PLAIN | NEGATED))
}
