import { NO, YES, type Bdd, type Edge } from './bdd'
import { raced } from './build'
import { TRUE, type Graph } from './graph'
import { partOf } from './modules'
import { simplified } from './simplify'
import type { Budget } from './solve'
import { NodeTable, PairCache } from './tables'
import { EMPTY, UNIT, type Family } from './zbdd'

/** Prime implicants of a graph. */
export interface Primes {
  readonly family: Family
  /** Event of a level of the family, and whether it must stay away. */
  literal(level: number): { readonly event: number; readonly negated: boolean }
}

/**
 * Prime implicants, absent events included (Coudert & Madre 1992):
 * PI(f) = PI(f0 f1) + x (PI(f1) \ PI(f0 f1)) + not x (PI(f0) \ PI(f0 f1)).
 * @throws BudgetSpent
 */
export function primeImplicants(graph: Graph, budget: Budget): Primes {
  const small = simplified(graph)
  const root = Math.abs(small.root)
  if (root === TRUE) {
    const nodes = new NodeTable(2, 0x7fffffff, 2)
    const family = { root: small.root === TRUE ? UNIT : EMPTY, nodes }
    return { family, literal: () => ({ event: -1, negated: false }) }
  }
  const part = small.isVariable(root)
    ? { root, gates: [], leaves: [root] }
    : partOf(small, root, node => small.isVariable(node))
  const built = raced(small, part, () => 1, budget.race, { nodes: budget.bdd, made: budget.exact })
  const maker = new PrimeMaker(built.bdd, budget.zbdd)
  const top = maker.primes(small.root < 0 ? built.top ^ 1 : built.top)
  return {
    family: { root: top, nodes: maker.nodes },
    literal: level => ({ event: small.event(built.leaves[level >> 1] ?? -1), negated: (level & 1) === 1 })
  }
}

class PrimeMaker {
  readonly nodes: NodeTable
  readonly #bdd: Bdd
  readonly #solved = new Map<Edge, number>([
    [YES, UNIT],
    [NO, EMPTY]
  ])
  readonly #differences = new PairCache(20)

  constructor(bdd: Bdd, budget: number) {
    this.nodes = new NodeTable(2, 0x7fffffff, budget)
    this.#bdd = bdd
  }

  primes(edge: Edge): number {
    const known = this.#solved.get(edge)
    if (known !== undefined) return known
    const level = this.#bdd.levelOf(edge)
    const flip = edge & 1
    const high = (this.#bdd.nodes.high[edge >> 1] ?? NO) ^ flip
    const low = (this.#bdd.nodes.low[edge >> 1] ?? NO) ^ flip
    const either = this.primes(this.#bdd.and(high, low))
    const having = this.#less(this.primes(high), either)
    const lacking = this.#less(this.primes(low), either)
    const made = this.#make(2 * level, having, this.#make(2 * level + 1, lacking, either))
    this.#solved.set(edge, made)
    return made
  }

  /** The sets of `f` that are not in `g`. */
  #less(f: number, g: number): number {
    if (f === EMPTY || f === g) return EMPTY
    if (g === EMPTY) return f
    const { level, high, low } = this.nodes
    const levelF = level[f] ?? 0
    const levelG = level[g] ?? 0
    if (levelG < levelF) return this.#less(f, low[g] ?? EMPTY)
    const known = this.#differences.get(f, g)
    if (known >= 0) return known
    const same = levelF === levelG
    // Two terminals on one level are the empty set in both: nothing is left.
    if (same && f === UNIT) return EMPTY
    const made = this.#make(
      levelF,
      this.#less(high[f] ?? EMPTY, same ? (high[g] ?? EMPTY) : EMPTY),
      this.#less(low[f] ?? EMPTY, same ? (low[g] ?? EMPTY) : g)
    )
    this.#differences.set(f, g, made)
    return made
  }

  #make(level: number, high: number, low: number): number {
    if (high === EMPTY) return low
    const node = this.nodes.node(level, high, low)
    this.#differences.fit(this.nodes.size)
    return node
  }
}
