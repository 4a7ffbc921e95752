import { NO, YES, type Bdd, type Edge } from './bdd'
import { NodeTable, PairCache } from './tables'

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

/**
 * Minimal solutions of a function: sets of events that bring it about and of which none can be spared. A negated
 * event costs nothing: it may always stay away. Minimised while it is converted (Rauzy, RESS 40, 1993).
 * @param budget most nodes
 * @throws BudgetSpent
 */
export function minimalSolutions(bdd: Bdd, top: Edge, budget: number): Family {
  const maker = new Minimiser(bdd, budget)
  return { root: maker.solutions(top), nodes: maker.nodes }
}

class Minimiser {
  readonly nodes: NodeTable
  readonly #bdd: Bdd
  readonly #solved: Int32Array<ArrayBuffer>
  readonly #withouts = new PairCache(21)

  constructor(bdd: Bdd, budget: number) {
    this.nodes = new NodeTable(2, 0x7fffffff, budget)
    this.#bdd = bdd
    this.#solved = new Int32Array(2 * bdd.nodes.size).fill(-1)
    this.#solved[YES] = UNIT
    this.#solved[NO] = EMPTY
  }

  solutions(edge: Edge): number {
    const known = this.#solved[edge] ?? EMPTY
    if (known >= 0) return known
    const { level, high, low } = this.#bdd.nodes
    const node = edge >> 1
    const without = this.solutions((low[node] ?? 0) ^ (edge & 1))
    const having = this.solutions((high[node] ?? 0) ^ (edge & 1))
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
