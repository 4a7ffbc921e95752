import { Bdd, NO, YES, type Edge } from './bdd'
import { Kind, type Graph, type Lit } from './graph'
import { thrifty, type Effort } from './limited'
import type { Part } from './modules'
import { ordered, strategies, type Strategy } from './order'
import { BudgetSpent, NodeTable } from './tables'

/** The function of a part as a diagram over its leaves. */
export interface Built {
  readonly bdd: Bdd
  readonly top: Edge
  /** Leaf at each level. */
  readonly leaves: readonly number[]
  readonly strategy: Strategy
  /** Function of each gate of the part; empty where they were thrown away on the way. */
  readonly gates: ReadonlyMap<number, Edge>
}

/** Where a budget ended: gates done tell which order got on best. */
class Unfinished extends Error {
  readonly gates: number

  constructor(gates: number) {
    super()
    this.gates = gates
  }
}

/**
 * How far each order may go, and how many of the best go on. Small parts are done at the first.
 */
const laps = [
  { nodes: 30_000, runners: strategies.length },
  { nodes: 300_000, runners: 3 },
  { nodes: 4_000_000, runners: 2 }
] as const

/** Below this nobody waits; above it another order may be tried with what the first one needed. */
const trifle = 3_000
const worthAnother = 200_000

/**
 * Builds the diagram of a part, racing several variable orders under rising budgets. The hardest parts get what is
 * left with the order that got furthest, and what is not needed any more is thrown away on the way.
 * @param sign of leaves: negative where the leaf stands for the negated module
 * @param last for the order that got furthest; null = it ends where the races do
 * @throws BudgetSpent where none of them gets there
 */
export function raced(
  graph: Graph,
  part: Part,
  sign: (leaf: number) => number,
  budget: number,
  last: Effort | null
): Built {
  const seen = new Set<string>()
  let field: { strategy: Strategy; leaves: readonly number[]; gates: number }[] = []
  for (const strategy of strategies) {
    const leaves = ordered(graph, part, strategy)
    const same = leaves.join()
    if (!seen.has(same)) field.push({ strategy, leaves, gates: 0 })
    seen.add(same)
  }
  const all = laps.map(({ nodes, runners }) => ({ nodes: Math.min(nodes, budget), runners }))
  for (const lap of all) {
    const running = field.slice(0, lap.runners)
    for (const [i, runner] of running.entries()) {
      const built = attempt(graph, part, runner, sign, lap.nodes)
      if (built instanceof Unfinished) {
        runner.gates = built.gates
        continue
      }
      return bettered(graph, part, sign, built, running.slice(i + 1))
    }
    running.sort((a, b) => b.gates - a.gates)
    field = [...running, ...field.slice(lap.runners)]
  }
  const [first] = field
  // The later gates are the larger ones: who is not half way here does not arrive with a few times as much.
  const near = last !== null && first !== undefined && 2 * first.gates >= part.gates.length
  const found = near ? thrifty(graph, part, sign, first, last) : null
  if (found === null) throw new BudgetSpent()
  return {
    bdd: new Bdd(found.nodes),
    top: found.lower,
    leaves: found.leaves,
    strategy: found.strategy,
    gates: new Map()
  }
}

interface Runner {
  readonly strategy: Strategy
  readonly leaves: readonly number[]
}

function bettered(
  graph: Graph,
  part: Part,
  sign: (leaf: number) => number,
  first: Built,
  others: readonly Runner[]
): Built {
  let best = first
  const size = first.bdd.nodes.size
  if (size < trifle || size > worthAnother) return best
  for (const other of others) {
    const built = attempt(graph, part, other, sign, Math.floor(best.bdd.nodes.size * 0.6))
    if (!(built instanceof Unfinished)) best = built
  }
  return best
}

function attempt(
  graph: Graph,
  part: Part,
  { strategy, leaves }: Runner,
  sign: (leaf: number) => number,
  budget: number
): Built | Unfinished {
  const bdd = new Bdd(new NodeTable(1, leaves.length, budget))
  let gates = 0
  try {
    const edges = new Map(leaves.map((leaf, level) => [leaf, bdd.variable(level) ^ (sign(leaf) < 0 ? 1 : 0)]))
    const edge = (lit: Lit): Edge => (edges.get(Math.abs(lit)) ?? YES) ^ (lit < 0 ? 1 : 0)
    for (const node of part.gates) {
      edges.set(node, gate(bdd, graph.kind(node), graph.args(node).map(edge), graph.least(node)))
      gates++
    }
    return { bdd, top: edge(part.root), leaves, strategy, gates: edges }
  } catch (error) {
    if (error instanceof BudgetSpent) return new Unfinished(gates)
    throw error
  }
}

function gate(bdd: Bdd, kind: number, edges: Edge[], least: number): Edge {
  // From the last variable upwards: each step puts little on top of what there is.
  edges.sort((a, b) => bdd.levelOf(b) - bdd.levelOf(a))
  if (kind === Kind.and) return edges.reduce((sum, edge) => bdd.and(edge, sum), YES)
  if (kind === Kind.xor) return edges.reduce((sum, edge) => bdd.xor(edge, sum), NO)
  // reached[j]: at least j of the edges so far.
  const reached: Edge[] = [YES, ...Array<Edge>(least).fill(NO)]
  for (const edge of edges)
    for (let j = least; j > 0; j--) reached[j] = bdd.ite(edge, reached[j - 1] ?? YES, reached[j] ?? NO)
  return reached[least] ?? NO
}
