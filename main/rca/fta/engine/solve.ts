import type { Edge } from './bdd'
import { raced, type Built } from './build'
import { countOrders, used, type Orders } from './counts'
import { TRUE, Kind, type Graph } from './graph'
import { findModules, isUnate, partOf } from './modules'
import { simplified } from './simplify'
import { minimalSolutions, type Family } from './zbdd'
import { eventRanking, FamilyRanking, type Ranking } from './best'

/** Most nodes of the diagrams of one part. */
export interface Budget {
  readonly bdd: number
  readonly zbdd: number
}

/** Enough for the hardest published trees that can be done at all, within about 1 GB. */
export const defaultBudget: Budget = { bdd: 30_000_000, zbdd: 20_000_000 }

/** One module of a solved tree. */
interface Solved {
  readonly node: number
  readonly built: Built
  /** Edge of the module's own function, the sign chosen so that no event at all does not bring it about. */
  readonly top: Edge
  readonly family: Family | null
}

/** A tree whose diagrams are built. Everything asked of it afterwards takes time linear in them. */
export interface Solution {
  /** Set where the tree always or never happens, whatever the events do. */
  readonly constant: boolean | null
  /** Modules, inner ones first; the last is the tree. */
  readonly modules: readonly Solved[]
  /** Event of a leaf, -1 where it is a module. */
  event(leaf: number): number
  /** True where a negated event, or an exclusive gate, makes the tree other than monotone. */
  readonly coherent: boolean
}

/** Told after each module: done and total gates. */
export type Progress = (done: number, total: number) => void

/**
 * Builds diagrams of a graph, module by module.
 * @param cutSets false where only the probability is wanted
 * @throws BudgetSpent
 */
export function solve(graph: Graph, cutSets = true, budget = defaultBudget, progress?: Progress): Solution {
  const small = simplified(graph)
  const event = (leaf: number): number => small.event(leaf)
  if (Math.abs(small.root) === TRUE)
    return { constant: small.root === TRUE, modules: [], event, coherent: true }
  const root = Math.abs(small.root)
  const modulesOf = findModules(small)
  const { order } = modulesOf
  const atRest = valuesAtRest(small, order)
  const leaves = new Uint8Array(small.size)
  const signs = new Int8Array(small.size).fill(1)
  const isLeaf = (node: number): boolean => leaves[node] === 1
  const sign = (leaf: number): number => signs[leaf] ?? 1
  const modules: Solved[] = []
  for (const [i, node] of order.entries()) {
    if (small.isVariable(node)) {
      leaves[node] = 1
      // A tree that is one event has no gate.
      if (node !== root) continue
    } else if (!modulesOf.has(node) && node !== root) continue
    leaves[node] = 0
    const part = small.isVariable(node)
      ? { root: node, gates: [], leaves: [node] }
      : partOf(small, node, isLeaf)
    if (node !== root && !isUnate(small, part)) continue
    const built = raced(small, part, sign, budget.bdd)
    const flipped = node === root ? small.root < 0 : atRest[node] === 1
    const top = flipped ? built.top ^ 1 : built.top
    const family = cutSets ? minimalSolutions(built.bdd, top, budget.zbdd) : null
    modules.push({ node, built, top, family })
    leaves[node] = 1
    signs[node] = flipped ? -1 : 1
    progress?.(i + 1, order.length)
  }
  return { constant: null, modules, event, coherent: isCoherent(small, order) }
}

/** Value of each node while no event happens. */
function valuesAtRest(graph: Graph, order: readonly number[]): Uint8Array {
  const values = new Uint8Array(graph.size)
  const holds = (lit: number): boolean => (values[Math.abs(lit)] === 1) !== lit < 0
  for (const node of order) {
    const args = graph.args(node)
    const holding = args.filter(holds).length
    const kind = graph.kind(node)
    if (kind === Kind.and) values[node] = holding === args.length ? 1 : 0
    else if (kind === Kind.xor) values[node] = holding === 1 ? 1 : 0
    else if (kind === Kind.atleast) values[node] = holding >= graph.least(node) ? 1 : 0
  }
  return values
}

/** No event is negated on any path from the top. */
function isCoherent(graph: Graph, order: readonly number[]): boolean {
  const signs = new Uint8Array(graph.size)
  signs[Math.abs(graph.root)] = graph.root < 0 ? 2 : 1
  for (const node of order.toReversed()) {
    const own = signs[node] ?? 0
    if (graph.isVariable(node)) {
      if ((own & 2) !== 0) return false
      continue
    }
    const flipped = ((own & 1) << 1) | (own >> 1)
    for (const arg of graph.args(node)) {
      const child = Math.abs(arg)
      const seen = graph.kind(node) === Kind.xor ? 3 : arg < 0 ? flipped : own
      signs[child] = (signs[child] ?? 0) | seen
    }
  }
  return true
}

/** Probability of the top, and of each module as its leaf stands for it. */
export interface Probabilities {
  readonly top: number
  /** By node of the solution's leaves. */
  readonly leaf: ReadonlyMap<number, number>
  /** By module, probability of each node of its diagram that holds. */
  readonly nodes: readonly Float64Array[]
}

/** Exact probability. @param of probability of an event */
export function probabilities(solution: Solution, of: (event: number) => number): Probabilities {
  const leaf = new Map<number, number>()
  const nodes: Float64Array[] = []
  let top = solution.constant === true ? 1 : 0
  for (const { node, built, top: edge } of solution.modules) {
    const { level, high, low, size } = built.bdd.nodes
    const chances = built.leaves.map(one => leaf.get(one) ?? of(solution.event(one)))
    const holds = new Float64Array(size)
    holds[0] = 1
    for (let at = 1; at < size; at++) {
      const p = chances[level[at] ?? 0] ?? 0
      const below = low[at] ?? 0
      const without = holds[below >> 1] ?? 0
      holds[at] =
        p * (holds[(high[at] ?? 0) >> 1] ?? 0) + (1 - p) * ((below & 1) === 1 ? 1 - without : without)
    }
    const value = holds[edge >> 1] ?? 0
    top = (edge & 1) === 1 ? 1 - value : value
    leaf.set(node, top)
    nodes.push(holds)
  }
  return { top, leaf, nodes }
}

/**
 * Birnbaum importance of every event, the partial derivative of the top's probability, in two passes over the
 * diagrams whatever the number of events.
 */
export function birnbaum(
  solution: Solution,
  of: (event: number) => number,
  known: Probabilities
): Map<number, number> {
  const found = new Map<number, number>()
  const ofModule = new Map<number, number>()
  for (let m = solution.modules.length - 1; m >= 0; m--) {
    const solved = solution.modules[m]
    const holds = known.nodes[m]
    if (solved === undefined || holds === undefined) continue
    const { node, built, top } = solved
    const { level, high, low } = built.bdd.nodes
    const chances = built.leaves.map(leaf => known.leaf.get(leaf) ?? of(solution.event(leaf)))
    const slopes = new Float64Array(built.leaves.length)
    const weight = new Float64Array((top >> 1) + 1)
    weight[top >> 1] =
      ((top & 1) === 1 ? -1 : 1) * (m === solution.modules.length - 1 ? 1 : (ofModule.get(node) ?? 0))
    for (let at = top >> 1; at > 0; at--) {
      const own = weight[at] ?? 0
      if (own === 0) continue
      const rank = level[at] ?? 0
      const p = chances[rank] ?? 0
      const up = (high[at] ?? 0) >> 1
      const below = low[at] ?? 0
      const down = below >> 1
      const turned = (below & 1) === 1
      const without = turned ? 1 - (holds[down] ?? 0) : (holds[down] ?? 0)
      slopes[rank] = (slopes[rank] ?? 0) + own * ((holds[up] ?? 0) - without)
      weight[up] = (weight[up] ?? 0) + own * p
      weight[down] = (weight[down] ?? 0) + (turned ? -own : own) * (1 - p)
    }
    for (const [rank, leaf] of built.leaves.entries()) {
      const slope = slopes[rank] ?? 0
      const event = solution.event(leaf)
      if (event >= 0) found.set(event, (found.get(event) ?? 0) + slope)
      else ofModule.set(leaf, (ofModule.get(leaf) ?? 0) + slope)
    }
  }
  return found
}

/** Minimal cut sets by order. @throws TypeError where the solution was made without them */
export function orders(solution: Solution): Orders {
  if (solution.constant !== null) return solution.constant ? [1] : []
  const known = new Map<number, Orders>()
  let last: Orders = []
  for (const { node, built, family } of solution.modules) {
    if (family === null) throw new TypeError('solved without cut sets')
    last = countOrders(family, level => known.get(built.leaves[level] ?? -1) ?? [0, 1])
    known.set(node, last)
  }
  return last
}

/** Sum of the cut sets' probabilities, and of those with each event: the rare-event approximation. */
export function rareEvent(
  solution: Solution,
  of: (event: number) => number
): { readonly sum: number; readonly by: ReadonlyMap<number, number> } {
  const by = new Map<number, number>()
  if (solution.constant !== null) return { sum: solution.constant ? 1 : 0, by }
  const sums = new Map<number, number>()
  const held: { readonly nodes: Uint32Array; readonly values: Float64Array }[] = []
  let sum = 0
  for (const { node, built, family } of solution.modules) {
    if (family === null) throw new TypeError('solved without cut sets')
    const { level, high, low } = family.nodes
    const values = new Float64Array(family.root + 1)
    if (family.root >= 1) values[1] = 1
    const chances = built.leaves.map(leaf => sums.get(leaf) ?? of(solution.event(leaf)))
    const nodes = used(family)
    for (const at of nodes)
      values[at] = (chances[level[at] ?? 0] ?? 0) * (values[high[at] ?? 0] ?? 0) + (values[low[at] ?? 0] ?? 0)
    sum = values[family.root] ?? 0
    sums.set(node, sum)
    held.push({ nodes, values })
  }
  const slopes = new Map<number, number>()
  for (let m = solution.modules.length - 1; m >= 0; m--) {
    const solved = solution.modules[m]
    const kept = held[m]
    if (solved?.family == null || kept === undefined) continue
    const { built, family, node } = solved
    const { level, high, low } = family.nodes
    const weight = new Float64Array(family.root + 1)
    weight[family.root] = m === solution.modules.length - 1 ? 1 : (slopes.get(node) ?? 0)
    for (const at of kept.nodes.toReversed()) {
      const own = weight[at] ?? 0
      const leaf = built.leaves[level[at] ?? 0] ?? -1
      const event = solution.event(leaf)
      const chance = sums.get(leaf) ?? of(event)
      const up = high[at] ?? 0
      const down = low[at] ?? 0
      const slope = own * (kept.values[up] ?? 0)
      if (event >= 0) by.set(event, (by.get(event) ?? 0) + slope * chance)
      else slopes.set(leaf, (slopes.get(leaf) ?? 0) + slope)
      weight[up] = (weight[up] ?? 0) + own * chance
      weight[down] = (weight[down] ?? 0) + own
    }
  }
  return { sum, by }
}

/** Cut sets by falling score, lazily. @param score of an event, such as the logarithm of its probability */
export function ranking(solution: Solution, score: (event: number) => number): Ranking {
  if (solution.constant !== null)
    return { score: rank => (rank === 0 && solution.constant === true ? 0 : null), events: () => [] }
  const known = new Map<number, Ranking>()
  const events = new Map<number, Ranking>()
  const alone = (event: number): Ranking => {
    const made = events.get(event) ?? eventRanking(event, score(event))
    events.set(event, made)
    return made
  }
  const none: Ranking = { score: () => null, events: () => [] }
  let last = none
  for (const { node, built, family } of solution.modules) {
    if (family === null) throw new TypeError('solved without cut sets')
    // Looked up now: a tree that is one event is its own leaf.
    const leaves = built.leaves.map(leaf => known.get(leaf) ?? alone(solution.event(leaf)))
    last = new FamilyRanking(family, level => leaves[level] ?? none)
    known.set(node, last)
  }
  return last
}
