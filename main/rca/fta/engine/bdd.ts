import { type NodeTable, PairCache } from './tables'

/**
 * Reference to a function: node * 2, and 1 where it is complemented. Node 0 always holds.
 */
export type Edge = number

/** The function that always holds. */
export const YES: Edge = 0
/** The function that never holds. */
export const NO: Edge = 1

/**
 * Reduced ordered binary decision diagrams with complement edges (Brace, Rudell & Bryant 1990). The high branch of
 * a node is never complemented, so every function has one edge. Recursion goes as deep as there are variables:
 * run it where the stack is large.
 */
export class Bdd {
  readonly nodes: NodeTable
  readonly #ands = new PairCache(22)
  /** Questions that no cache could answer: the measure of time. */
  steps = 0

  /** @param nodes with one terminal, whose level is the number of variables */
  constructor(nodes: NodeTable) {
    this.nodes = nodes
  }

  variable(level: number): Edge {
    return this.#make(level, YES, NO)
  }

  and(f: Edge, g: Edge): Edge {
    if (f === g || g === YES) return f
    if (f === YES) return g
    if (f === NO || g === NO || f === (g ^ 1)) return NO
    if (f > g) {
      const swapped = f
      f = g
      g = swapped
    }
    const known = this.#ands.get(f, g)
    if (known >= 0) return known
    this.steps++
    const { level, high, low } = this.nodes
    const atF = f >> 1
    const atG = g >> 1
    const levelF = level[atF] ?? 0
    const levelG = level[atG] ?? 0
    let f1 = f
    let f0 = f
    let g1 = g
    let g0 = g
    if (levelF <= levelG) {
      f1 = (high[atF] ?? 0) ^ (f & 1)
      f0 = (low[atF] ?? 0) ^ (f & 1)
    }
    if (levelG <= levelF) {
      g1 = (high[atG] ?? 0) ^ (g & 1)
      g0 = (low[atG] ?? 0) ^ (g & 1)
    }
    const with1 = this.and(f1, g1)
    const answer = this.#make(levelF < levelG ? levelF : levelG, with1, this.and(f0, g0))
    this.#ands.set(f, g, answer)
    return answer
  }

  or(f: Edge, g: Edge): Edge {
    return this.and(f ^ 1, g ^ 1) ^ 1
  }

  xor(f: Edge, g: Edge): Edge {
    return this.or(this.and(f, g ^ 1), this.and(f ^ 1, g))
  }

  ite(f: Edge, g: Edge, h: Edge): Edge {
    return this.or(this.and(f, g), this.and(f ^ 1, h))
  }

  /** Level of the function's first variable. */
  levelOf(f: Edge): number {
    return this.nodes.level[f >> 1] ?? 0
  }

  #make(level: number, high: Edge, low: Edge): Edge {
    if (high === low) return high
    const flip = high & 1
    const node = this.nodes.node(level, high ^ flip, low ^ flip)
    this.#ands.fit(this.nodes.size)
    return (node << 1) | flip
  }
}
