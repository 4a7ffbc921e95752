import { NO, YES, type Edge } from './bdd'
import { NodeTable, PairCache, TripleCache } from './tables'

/** The family that holds no set. */
export const EMPTY = 0
/** The family that holds the empty set alone. */
export const UNIT = 1

/** Sets of variables, minimal among themselves. */
export interface Family {
  readonly root: number
  /** `high` sets contain the variable of the level, `low` sets do not. Children before parents. */
  readonly nodes: NodeTable
}

/** What a set may cost at most: its number of events, and a price in whole units. */
export interface Within {
  /** Most events; null = any number. */
  readonly order: number | null
  /** Highest price; null = any. */
  readonly price: number | null
  /** What the leaf at a level adds at least to each; Infinity where it stands for no set at all. */
  readonly order1: (level: number) => number
  readonly price1: (level: number) => number
}

/**
 * Minimal solutions of a function: sets of events that bring it about and of which none can be spared. A negated
 * event costs nothing: it may always stay away. Minimised while it is converted (Rauzy, RESS 40, 1993).
 * @param bdd nodes of the function's diagram
 * @param budget most nodes
 * @param within sets that cost more are left out while the family is made; those that cost less are all there, since
 * whatever would make one of them not minimal is part of it and costs no more
 * @throws BudgetSpent
 */
export function minimalSolutions(bdd: NodeTable, top: Edge, budget: number, within?: Within): Family {
  const maker = new Minimiser(bdd, budget)
  const root = within === undefined ? maker.solutions(top) : maker.within(top, within)
  return { root, nodes: maker.nodes }
}

class Minimiser {
  readonly nodes: NodeTable
  readonly #bdd: NodeTable
  #solved = new Int32Array(0)
  readonly #withouts = new PairCache(21)

  constructor(bdd: NodeTable, budget: number) {
    this.nodes = new NodeTable(2, 0x7fffffff, budget)
    this.#bdd = bdd
  }

  solutions(top: Edge): number {
    this.#solved = new Int32Array(2 * this.#bdd.size).fill(-1)
    this.#solved[YES] = UNIT
    this.#solved[NO] = EMPTY
    return this.#all(top)
  }

  within(top: Edge, { order, price, order1, price1 }: Within): number {
    const { level, high, low } = this.#bdd
    const levels = level[0] ?? 0
    const own = Array.from({ length: levels }, (_, at) => ({ order: order1(at), price: price1(at) }))
    // More room than all that may still come is no more than that: so that equal questions look equal.
    const ends = [{ order: 0, price: 0 }]
    for (const one of own.toReversed()) {
      const { order: orders, price: prices } = ends.at(-1) ?? { order: 0, price: 0 }
      const add = (sum: number, more: number): number => (more === Infinity ? sum : sum + more)
      ends.push({ order: add(orders, one.order), price: add(prices, one.price) })
    }
    ends.reverse()
    const width = (price ?? 0) + 1
    const cache = new TripleCache(20)
    const go = (edge: Edge, orders: number, prices: number): number => {
      if (orders < 0 || prices < 0 || edge === NO) return EMPTY
      if (edge === YES) return UNIT
      const node = edge >> 1
      const at = level[node] ?? 0
      const most = ends[at]
      const room = order === null ? 0 : Math.min(orders, most?.order ?? 0)
      const money = price === null ? 0 : Math.min(prices, most?.price ?? 0)
      const key = room * width + money
      const known = cache.get(edge, 0, key)
      if (known >= 0) return known
      const cost = own[at]
      const without = go((low[node] ?? 0) ^ (edge & 1), room, money)
      const gone = cost?.order === Infinity
      const having = gone
        ? EMPTY
        : go(
            (high[node] ?? 0) ^ (edge & 1),
            order === null ? 0 : room - (cost?.order ?? 0),
            price === null ? 0 : money - (cost?.price ?? 0)
          )
      const made = this.#make(at, this.#without(having, without), without)
      cache.fit(this.nodes.size)
      cache.set(edge, 0, key, made)
      return made
    }
    return go(top, order ?? 0, price ?? 0)
  }

  #all(edge: Edge): number {
    const known = this.#solved[edge] ?? EMPTY
    if (known >= 0) return known
    const { level, high, low } = this.#bdd
    const node = edge >> 1
    const without = this.#all((low[node] ?? 0) ^ (edge & 1))
    const having = this.#all((high[node] ?? 0) ^ (edge & 1))
    const made = this.#make(level[node] ?? 0, this.#without(having, without), without)
    this.#solved[edge] = made
    return made
  }

  /** The sets of `f` that include no set of `g`. */
  #without(f: number, g: number): number {
    if (f === EMPTY || f === g || g === UNIT) return EMPTY
    if (g === EMPTY) return f
    const { level, high, low } = this.nodes
    const levelF = level[f] ?? 0
    let levelG = level[g] ?? 0
    while (levelG < levelF) {
      // Sets of g with a variable that no set of f has are included nowhere.
      g = low[g] ?? EMPTY
      if (g === EMPTY) return f
      if (g === UNIT || f === g) return EMPTY
      levelG = level[g] ?? 0
    }
    if (f === UNIT) return UNIT
    const known = this.#withouts.get(f, g)
    if (known >= 0) return known
    const highF = high[f] ?? EMPTY
    const lowF = low[f] ?? EMPTY
    let answer: number
    if (levelF < levelG) answer = this.#make(levelF, this.#without(highF, g), this.#without(lowF, g))
    else {
      const highG = high[g] ?? EMPTY
      const lowG = low[g] ?? EMPTY
      const having = this.#without(this.#without(highF, highG), lowG)
      answer = this.#make(levelF, having, this.#without(lowF, lowG))
    }
    this.#withouts.set(f, g, answer)
    return answer
  }

  #make(level: number, high: number, low: number): number {
    if (high === EMPTY) return low
    const node = this.nodes.node(level, high, low)
    this.#withouts.fit(this.nodes.size)
    return node
  }
}
