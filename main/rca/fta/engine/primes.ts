import { eventRanking, FamilyRanking, noRanking, unitRanking, type Ranking } from './best'
import { Bdd, NO, YES, type Edge } from './bdd'
import { raced, type Built } from './build'
import { countOrders, leastCost, type Orders } from './counts'
import { TRUE, type Graph } from './graph'
import { findModules, NEGATED, partOf, PLAIN, polarities } from './modules'
import { simplified } from './simplify'
import { shortOrder, type Budget } from './solve'
import { BudgetSpent, NodeTable, PairCache, TripleCache } from './tables'
import { EMPTY, UNIT, type Family } from './zbdd'

/** An event that must happen, or one that must stay away, as one number: event * 2, and 1 where it stays away. */
export type Literal = number

/** The prime implicants of one module, or of what it is not. */
interface Part {
  readonly node: number
  readonly negated: boolean
  /** Levels are leaf * 2, and 1 where the leaf is negated. */
  readonly family: Family
  readonly leaves: readonly number[]
}

/** Prime implicants of a graph, module by module. */
export interface Primes {
  /** Set where the tree always or never happens. */
  readonly constant: boolean | null
  /** Inner modules first; the last is the tree. */
  readonly parts: readonly Part[]
  /** Event of a leaf, -1 where it is a module. */
  readonly event: (leaf: number) => number
  /** Those of so many literals are all there, longer ones are not; null = those of any number. */
  readonly complete: number | null
}

/** A family by node and sign. */
const keyOf = (node: number, negated: boolean): number => node * 2 + (negated ? 1 : 0)

/**
 * Prime implicants, absent events included (Coudert & Madre 1992):
 * PI(f) = PI(f0 f1) + x (PI(f1) \ PI(f0 f1)) + not x (PI(f0) \ PI(f0 f1)).
 *
 * A module stands in for its events: it shares none with the rest, so a prime implicant of the whole is one of the
 * rest with a prime implicant of the module, or of its negation, in the place of the leaf. Where not all of them can
 * be had, those of few literals: what is longer is left out of every family alike, so the difference of two families
 * is not touched by it.
 * @param limit longer ones are not needed; null = all are wanted
 * @throws BudgetSpent where the function itself is beyond the budget
 */
export function primeImplicants(graph: Graph, budget: Budget, limit: number | null = null): Primes {
  const small = simplified(graph)
  const event = (leaf: number): number => small.event(leaf)
  const root = Math.abs(small.root)
  if (root === TRUE) return { constant: small.root === TRUE, parts: [], event, complete: null }
  const modules = findModules(small)
  const signs = polarities(small, modules.order, root, small.root < 0 ? NEGATED : PLAIN)
  const leaves = new Set<number>()
  const parts: Part[] = []
  const least = new Map<number, number>()
  let complete: number | null = null
  for (const node of modules.order) {
    const isEvent = small.isVariable(node)
    if (isEvent) leaves.add(node)
    if (node !== root && (isEvent || !modules.has(node))) continue
    leaves.delete(node)
    const part = isEvent
      ? { root: node, gates: [], leaves: [node] }
      : partOf(small, node, one => leaves.has(one))
    const built = raced(small, part, () => 1, budget.race, { nodes: budget.bdd, made: budget.exact })
    // Decided whatever happens in it: the diagram around it takes its gates in and finds that out as well.
    if (node !== root && (built.top === YES || built.top === NO)) continue
    const cost = (level: number): number =>
      least.get(keyOf(built.leaves[level >> 1] ?? -1, (level & 1) === 1)) ?? 1
    for (const negated of [false, true]) {
      if (((signs.get(node) ?? 0) & (negated ? NEGATED : PLAIN)) === 0) continue
      const found = familyOf(built, negated, budget, limit, cost)
      if (found.complete !== null) complete = Math.min(found.complete, complete ?? found.complete)
      parts.push({ node, negated, family: found.family, leaves: built.leaves })
      least.set(keyOf(node, negated), leastCost(found.family, cost))
    }
    leaves.add(node)
  }
  return { constant: null, parts, event, complete }
}

/** From one literal more to the next the work grows by about so much: what cannot end is not begun. */
const growth = 2

/** All of one part; else those of as many literals as the effort allows. @throws BudgetSpent where not even of one */
function familyOf(
  { bdd, top }: Built,
  negated: boolean,
  budget: Budget,
  limit: number | null,
  cost: (level: number) => number
): { readonly family: Family; readonly complete: number | null } {
  const edge = negated ? top ^ 1 : top
  const made = (work: Bdd, most: number, order: number | null): Family => {
    const maker = new PrimeMaker(work, most, order, cost)
    return { root: maker.primes(edge, order ?? 0), nodes: maker.nodes }
  }
  const first = limit === null ? budget.primes : budget.unlimited
  try {
    return { family: made(new Bdd(bdd.nodes.copy(first)), first, null), complete: null }
  } catch (error) {
    if (!(error instanceof BudgetSpent)) throw error
  }
  let found: { readonly family: Family; readonly complete: number } | null = null
  const work = new Bdd(bdd.nodes.copy(budget.primes))
  let size = 0
  for (let order = 1; order <= (limit ?? shortOrder); order++) {
    const before = work.steps
    if (before + growth * size > stepsMost * budget.primes) break
    try {
      found = { family: made(work, budget.primes, order), complete: order }
    } catch (error) {
      if (error instanceof BudgetSpent) break
      throw error
    }
    size = work.steps - before
  }
  if (found === null) throw new BudgetSpent()
  return found
}

/** Steps for each node that may be made: where little is made of much work, the work is what ends. */
const stepsMost = 6

class PrimeMaker {
  readonly nodes: NodeTable
  readonly #bdd: Bdd
  readonly #limited: boolean
  readonly #cost: (level: number) => number
  /** What all from a level on may cost at most. */
  readonly #ends: readonly number[]
  readonly #solved = new TripleCache(22)
  readonly #differences = new PairCache(21)
  readonly #most: number

  /**
   * @param bdd with the function, and room for others; what is done is added to its steps
   * @param most nodes of the family
   * @param limit most literals of a set
   */
  constructor(bdd: Bdd, most: number, limit: number | null, cost: (level: number) => number) {
    this.nodes = new NodeTable(2, 0x7fffffff, most)
    this.#bdd = bdd
    this.#most = stepsMost * most
    this.#limited = limit !== null
    this.#cost = cost
    const levels = limit === null ? 0 : bdd.levelOf(YES)
    const ends = Array<number>(levels + 1).fill(0)
    const finite = (level: number): number => (cost(level) === Infinity ? 0 : cost(level))
    for (let at = levels - 1; at >= 0; at--)
      ends[at] = (ends[at + 1] ?? 0) + Math.max(finite(2 * at), finite(2 * at + 1))
    this.#ends = ends
  }

  /** @param wanted what a set may still cost; 0 throughout where there is no limit */
  primes(edge: Edge, wanted: number): number {
    if (edge === NO || wanted < 0) return EMPTY
    if (edge === YES) return UNIT
    // Nothing more may be said, and something would have to be.
    if (this.#limited && wanted === 0) return EMPTY
    const level = this.#bdd.levelOf(edge)
    // More room than all that may still come is no more than that: so that equal questions look equal.
    const room = Math.min(wanted, this.#ends[level] ?? 0)
    const known = this.#solved.get(edge, 0, room)
    if (known >= 0) return known
    this.#step()
    const flip = edge & 1
    const high = (this.#bdd.nodes.high[edge >> 1] ?? NO) ^ flip
    const low = (this.#bdd.nodes.low[edge >> 1] ?? NO) ^ flip
    const both = this.#bdd.and(high, low)
    const either = this.primes(both, room)
    const having = this.#beside(high, both, 2 * level, room)
    const lacking = this.#beside(low, both, 2 * level + 1, room)
    const made = this.#make(2 * level, having, this.#make(2 * level + 1, lacking, either))
    this.#solved.fit(Math.max(this.nodes.size, this.#bdd.nodes.size))
    this.#solved.set(edge, 0, room, made)
    return made
  }

  /** Those of one branch that need the literal: with less room, by what the literal costs. */
  #beside(branch: Edge, both: Edge, level: number, room: number): number {
    if (branch === both) return EMPTY
    const cost = this.#limited ? this.#cost(level) : 0
    if (cost === Infinity) return EMPTY
    const left = room - cost
    return this.#less(this.primes(branch, left), this.primes(both, left))
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
    this.#step()
    const made = this.#make(
      levelF,
      this.#less(high[f] ?? EMPTY, same ? (high[g] ?? EMPTY) : EMPTY),
      this.#less(low[f] ?? EMPTY, same ? (low[g] ?? EMPTY) : g)
    )
    this.#differences.set(f, g, made)
    return made
  }

  #step(): void {
    if (++this.#bdd.steps > this.#most) throw new BudgetSpent()
  }

  #make(level: number, high: number, low: number): number {
    if (high === EMPTY) return low
    const node = this.nodes.node(level, high, low)
    this.#differences.fit(this.nodes.size)
    return node
  }
}

/** Prime implicants by number of literals, present and absent events alike. */
export function primeOrders({ constant, parts }: Primes): Orders {
  if (constant !== null) return constant ? [1] : []
  const known = new Map<number, Orders>()
  let last: Orders = []
  for (const { node, negated, family, leaves } of parts) {
    last = countOrders(
      family,
      level => known.get(keyOf(leaves[level >> 1] ?? -1, (level & 1) === 1)) ?? [0, 1]
    )
    known.set(keyOf(node, negated), last)
  }
  return last
}

/**
 * Prime implicants by falling score, lazily; `events` of the ranking are {@link Literal}s.
 * @param score of a literal, such as the logarithm of its probability
 */
export function primeRanking(
  { constant, parts, event }: Primes,
  score: (literal: Literal) => number
): Ranking {
  if (constant !== null) return constant ? unitRanking : noRanking
  const known = new Map<number, Ranking>()
  const alone = (literal: Literal): Ranking => {
    const made = known.get(-1 - literal) ?? eventRanking(literal, score(literal))
    known.set(-1 - literal, made)
    return made
  }
  let last = noRanking
  for (const { node, negated, family, leaves } of parts) {
    // Looked up now: a tree that is one event is its own leaf.
    const rankings = leaves.flatMap(leaf =>
      [0, 1].map(away => known.get(keyOf(leaf, away === 1)) ?? alone(2 * event(leaf) + away))
    )
    last = new FamilyRanking(family, level => rankings[level] ?? noRanking)
    known.set(keyOf(node, negated), last)
  }
  return last
}
