import type { Solution } from './solve'
import { used } from './reachable'

/** One module, reduced to what its top needs. */
interface Strip {
  readonly node: number
  readonly leaves: readonly number[]
  readonly level: Uint32Array
  /** Position of the high child; 0 = holds. */
  readonly high: Uint32Array
  /** Position of the low child * 2, and 1 where it is complemented. */
  readonly low: Uint32Array
  readonly flipped: boolean
}

/**
 * The top's probability over and over with other numbers: one pass over the nodes the top needs, nothing is built
 * again. For Monte Carlo runs, sweeps and what-if.
 */
export class Replay {
  readonly #solution: Solution
  readonly #strips: readonly Strip[]
  readonly #values: Float64Array

  constructor(solution: Solution) {
    this.#solution = solution
    this.#strips = solution.modules.map(({ node, nodes: table, leaves, top }) => {
      const { level, high, low } = table
      const nodes = used(top >> 1, high, low)
      const position = new Map<number, number>([[0, 0]])
      for (const [i, at] of nodes.entries()) position.set(at, i + 1)
      const place = (at: number): number => position.get(at) ?? 0
      return {
        node,
        leaves,
        level: Uint32Array.from(nodes, at => level[at] ?? 0),
        high: Uint32Array.from(nodes, at => place((high[at] ?? 0) >> 1)),
        low: Uint32Array.from(nodes, at => (place((low[at] ?? 0) >> 1) << 1) | ((low[at] ?? 0) & 1)),
        flipped: (top & 1) === 1
      }
    })
    this.#values = new Float64Array(1 + Math.max(0, ...this.#strips.map(strip => strip.level.length)))
    this.#values[0] = 1
  }

  /** Exact probability of the top. @param of probability of an event */
  top(of: (event: number) => number): number {
    const known = new Map<number, number>()
    const values = this.#values
    let last = this.#solution.constant === true ? 1 : 0
    for (const { node, leaves, level, high, low, flipped } of this.#strips) {
      const chances = leaves.map(leaf => known.get(leaf) ?? of(this.#solution.event(leaf)))
      for (let i = 0; i < level.length; i++) {
        const p = chances[level[i] ?? 0] ?? 0
        const below = low[i] ?? 0
        const without = values[below >> 1] ?? 0
        values[i + 1] =
          p * (values[high[i] ?? 0] ?? 0) + (1 - p) * ((below & 1) === 1 ? 1 - without : without)
      }
      const value = values[level.length] ?? 0
      last = flipped ? 1 - value : value
      known.set(node, last)
    }
    return last
  }
}
