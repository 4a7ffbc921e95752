import type { Edge } from './bdd'
import { raced } from './build'
import { leastCost } from './counts'
import { TRUE, Kind, type Graph } from './graph'
import { enclosed } from './limited'
import { findModules, isUnate, NEGATED, partOf, PLAIN, polarities, type Part } from './modules'
import { simplified } from './simplify'
import { BudgetSpent, type NodeTable } from './tables'
import { minimalSolutions, type Family } from './zbdd'

/** What the diagrams of one part may cost. */
export interface Budget {
  /** Most nodes of a decision diagram at a time. */
  readonly bdd: number
  /** Most nodes of a diagram of cut sets. */
  readonly zbdd: number
  /** Most nodes made for the exact function of a part where a first race has no winner, garbage included. */
  readonly exact: number
  /** Most nodes made for bounds. */
  readonly bounds: number
  /** Most nodes of a diagram in that first race. */
  readonly race: number
  /** With limits: most nodes of cut sets without them, tried first because it is cheaper and then all are there. */
  readonly unlimited: number
  /** Most nodes made for prime implicants of one part, of either diagram. */
  readonly primes: number
}

/** Enough for the hardest published trees that can be done at all, within 1 GB. */
export const defaultBudget: Budget = {
  bdd: 1 << 24,
  zbdd: 1 << 24,
  exact: 24_000_000,
  bounds: 30_000_000,
  race: 4_000_000,
  unlimited: 500_000,
  primes: 4_000_000
}

/** Which cut sets are wanted. */
export interface Limits {
  /** Most events; null = any number. */
  readonly order: number | null
  /** Highest price, the sum over the events; null = any. */
  readonly price: number | null
  /** Whole number of an event. */
  readonly priceOf: (event: number) => number
}

/** How a tree is to be solved. */
export interface Way {
  /** False where only the probability is wanted. */
  readonly cutSets?: boolean
  readonly budget?: Budget
  readonly progress?: Progress | undefined
  /** Left out while cut sets are built is what lies beyond; null = all are wanted. */
  readonly limits?: Limits | null
  /** True where bounds will do for what cannot be had exactly. */
  readonly bounds?: boolean
}

/** One module of a solved tree. */
interface Solved {
  readonly node: number
  readonly nodes: NodeTable
  /** Leaf at each level. */
  readonly leaves: readonly number[]
  /**
   * Edge of the module's own function, the sign chosen so that no event at all does not bring it about. Where only
   * bounds could be had, of a function below it.
   */
  readonly top: Edge
  /** The same edge, or that of a function above. */
  readonly upper: Edge
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
  /** False where a module has bounds alone. */
  readonly exact: boolean
  /**
   * True where the functions below and above the modules, put together, lie below and above the tree: always where it
   * is coherent, else where no module has bounds alone but the last.
   */
  readonly nested: boolean
  /** Cut sets of so many events are all there, and right; null = those of any number. */
  readonly complete: number | null
  /** True where cut sets that cost more than the limit were left out. */
  readonly pricedOut: boolean
}

/** Told after each module: done and total gates. */
export type Progress = (done: number, total: number) => void

/** Diagrams of one part. */
interface Diagrams {
  readonly nodes: NodeTable
  readonly leaves: readonly number[]
  readonly lower: Edge
  readonly upper: Edge
  /** As {@link Solution.complete}, of the part. */
  readonly most: number | null
}

/** Where not all cut sets fit and nobody said how many events they may have, so many are tried first. */
export const shortOrder = 8

/** Exact where possible, else bounds where they will do. @throws BudgetSpent */
function diagrams(
  graph: Graph,
  part: Part,
  sign: (leaf: number) => number,
  budget: Budget,
  bounds: boolean,
  order: number | null
): Diagrams {
  try {
    const last = { nodes: budget.bdd, made: budget.exact }
    const { bdd, top, leaves } = raced(graph, part, sign, budget.race, last)
    return { nodes: bdd.nodes, leaves, lower: top, upper: top, most: null }
  } catch (error) {
    if (!(error instanceof BudgetSpent) || !bounds) throw error
    const effort = { nodes: budget.bdd, made: budget.bounds }
    return enclosed(graph, part, sign, order ?? Infinity, effort)
  }
}

/** Cut sets of a module as far as they are wanted, and as far as they can be had. */
function familyOf(
  { nodes, leaves, most }: Diagrams,
  edge: Edge,
  least: ReadonlyMap<number, Cost>,
  event: (leaf: number) => number,
  budget: Budget,
  limits: Limits | null,
  fewer: boolean
): { readonly family: Family; readonly most: number | null; readonly priced: boolean } {
  const price = limits?.price ?? null
  const cost = (level: number): Cost => {
    const leaf = leaves[level] ?? -1
    return least.get(leaf) ?? { order: 1, price: price === null ? 0 : (limits?.priceOf(event(leaf)) ?? 0) }
  }
  const within = (order: number | null): Family =>
    minimalSolutions(nodes, edge, budget.zbdd, {
      order,
      price,
      order1: level => cost(level).order,
      price1: level => cost(level).price
    })
  const orderLimit = limits?.order ?? null
  if (most === null)
    try {
      const first = limits === null ? budget.zbdd : budget.unlimited
      return { family: minimalSolutions(nodes, edge, first), most: null, priced: false }
    } catch (error) {
      if (!(error instanceof BudgetSpent) || (limits === null && !fewer)) throw error
    }
  let order = most === null ? orderLimit : Math.min(most, orderLimit ?? most)
  // Where even what is wanted does not fit, as many events as do.
  for (;;)
    try {
      return { family: within(order), most: order, priced: price !== null }
    } catch (error) {
      if (!(error instanceof BudgetSpent) || !fewer || order === 0) throw error
      order = order === null ? shortOrder : order - 1
    }
}

/** What a leaf adds to a cut set at least. */
interface Cost {
  readonly order: number
  readonly price: number
}

/**
 * Builds diagrams of a graph, module by module.
 * @throws BudgetSpent
 */
export function solve(graph: Graph, way: Way = {}): Solution {
  const { cutSets = true, budget = defaultBudget, progress, limits = null, bounds = false } = way
  const small = simplified(graph)
  const event = (leaf: number): number => small.event(leaf)
  if (Math.abs(small.root) === TRUE)
    return {
      constant: small.root === TRUE,
      modules: [],
      event,
      coherent: true,
      exact: true,
      nested: true,
      complete: null,
      pricedOut: false
    }
  const root = Math.abs(small.root)
  const modulesOf = findModules(small)
  const { order } = modulesOf
  const atRest = valuesAtRest(small, order)
  const leaves = new Uint8Array(small.size)
  const signs = new Int8Array(small.size).fill(1)
  const isLeaf = (node: number): boolean => leaves[node] === 1
  const sign = (leaf: number): number => signs[leaf] ?? 1
  const modules: Solved[] = []
  const least = new Map<number, Cost>()
  let exact = true
  let innerExact = true
  let complete: number | null = null
  let pricedOut = false
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
    const made = diagrams(small, part, sign, budget, bounds, limits?.order ?? null)
    if (made.lower !== made.upper) {
      exact = false
      if (node !== root) innerExact = false
    }
    const flipped = node === root ? small.root < 0 : atRest[node] === 1
    const top = flipped ? made.upper ^ 1 : made.lower
    const upper = flipped ? made.lower ^ 1 : made.upper
    let family: Family | null = null
    if (cutSets) {
      const found = familyOf(made, top, least, event, budget, limits, bounds)
      family = found.family
      if (found.priced) pricedOut = true
      if (found.most !== null) complete = Math.min(found.most, complete ?? found.most)
      const cost = (level: number): Cost => {
        const leaf = made.leaves[level] ?? -1
        return least.get(leaf) ?? { order: 1, price: limits?.priceOf(event(leaf)) ?? 0 }
      }
      if (limits !== null || bounds)
        least.set(node, {
          order: leastCost(family, level => cost(level).order),
          price: leastCost(family, level => cost(level).price)
        })
    }
    modules.push({ node, nodes: made.nodes, leaves: made.leaves, top, upper, family })
    leaves[node] = 1
    signs[node] = flipped ? -1 : 1
    progress?.(i + 1, order.length)
  }
  const coherent = isCoherent(small, order)
  const nested = coherent || innerExact
  return { constant: null, modules, event, coherent, exact, nested, complete, pricedOut }
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
  const signs = polarities(graph, order, Math.abs(graph.root), graph.root < 0 ? NEGATED : PLAIN)
  return order.every(node => !graph.isVariable(node) || ((signs.get(node) ?? 0) & NEGATED) === 0)
}
