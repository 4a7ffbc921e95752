import { raced } from './build'
import { TRUE, type Graph, type Lit } from './graph'
import { findModules, partOf, type Part } from './modules'
import { BudgetSpent } from './tables'

/** Most nodes of one part: these figures stand beside the tree's own, and are worth less. */
const budget = 1_000_000

/**
 * Exact probability of many functions of one graph, each module worked through once; null where a part is beyond the
 * budget.
 * @param of probability of an event
 */
export function eachProbability(
  graph: Graph,
  wanted: readonly Lit[],
  of: (event: number) => number
): (number | null)[] {
  const known = new Map<number, number | null>()
  const own = graph.root
  try {
    // What the top does not need any more, since another of its inputs is decided, is still looked at.
    for (const lit of [own, ...wanted]) {
      if (Math.abs(lit) === TRUE || known.has(Math.abs(lit))) continue
      graph.root = lit
      below(graph, of, known)
    }
  } finally {
    graph.root = own
  }
  return wanted.map(lit => {
    if (Math.abs(lit) === TRUE) return lit > 0 ? 1 : 0
    const p = known.get(Math.abs(lit)) ?? null
    return p === null || lit > 0 ? p : 1 - p
  })
}

/** Every node that the root needs, inner modules first. */
function below(graph: Graph, of: (event: number) => number, known: Map<number, number | null>): void {
  const modules = findModules(graph)
  const root = Math.abs(graph.root)
  const leaves = new Set<number>()
  for (const node of modules.order) {
    if (graph.isVariable(node)) known.set(node, of(graph.event(node)))
    else if (!modules.has(node) && node !== root) continue
    else
      ofPart(
        graph,
        partOf(graph, node, one => leaves.has(one)),
        known
      )
    leaves.add(node)
  }
}

function ofPart(graph: Graph, part: Part, known: Map<number, number | null>): void {
  const beyond = (): void => {
    for (const gate of part.gates) known.set(gate, known.get(gate) ?? null)
  }
  if (part.leaves.some(leaf => (known.get(leaf) ?? null) === null)) {
    beyond()
    return
  }
  try {
    const { bdd, leaves, gates } = raced(graph, part, () => 1, budget, null)
    const { level, high, low, size } = bdd.nodes
    const chances = leaves.map(leaf => known.get(leaf) ?? 0)
    const holds = new Float64Array(size)
    holds[0] = 1
    const value = (edge: number): number =>
      (edge & 1) === 1 ? 1 - (holds[edge >> 1] ?? 0) : (holds[edge >> 1] ?? 0)
    for (let at = 1; at < size; at++) {
      const p = chances[level[at] ?? 0] ?? 0
      holds[at] = p * value(high[at] ?? 0) + (1 - p) * value(low[at] ?? 0)
    }
    for (const gate of part.gates) {
      const edge = gates.get(gate)
      if (edge !== undefined) known.set(gate, value(edge))
    }
  } catch (error) {
    if (!(error instanceof BudgetSpent)) throw error
    beyond()
  }
}
