import type { Edge } from './bdd'
import { eventRanking, FamilyRanking, noRanking, unitRanking, type Ranking } from './best'
import { countOrders, used, type Orders } from './counts'
import type { Solution } from './solve'

/** Probability of the top, and of each module as its leaf stands for it. */
export interface Probabilities {
  readonly top: number
  /** By node of the solution's leaves. */
  readonly leaf: ReadonlyMap<number, number>
  /** By module, probability of each node of its diagram that holds. */
  readonly nodes: readonly Float64Array[]
}

/** Which function of a module: of an exact one they are the same. */
export type Side = 'top' | 'upper'

/**
 * Exact probability of an exact solution; of any other the probability of the functions below it, or of those above.
 * @param of probability of an event
 */
export function probabilities(
  solution: Solution,
  of: (event: number) => number,
  side: Side = 'top'
): Probabilities {
  const leaf = new Map<number, number>()
  const nodes: Float64Array[] = []
  let top = solution.constant === true ? 1 : 0
  for (const { node, nodes: table, leaves, [side]: edge } of solution.modules) {
    const { level, high, low, size } = table
    const chances = leaves.map(one => leaf.get(one) ?? of(solution.event(one)))
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
 * Probabilities between which that of the top lies. Where a module is known between two functions alone, its own
 * probability lies between those of the two; a diagram above it is worked through with intervals, each node taking
 * the worst of either end: p h + (1 - p) l is linear in p, so its extremes are at the ends.
 */
export function boundsOf(
  solution: Solution,
  of: (event: number) => number
): { readonly lower: number; readonly upper: number } {
  const leaf = new Map<number, readonly [number, number]>()
  let last: readonly [number, number] = solution.constant === true ? [1, 1] : [0, 0]
  for (const { node, nodes: table, leaves, top, upper } of solution.modules) {
    const { level, high, low, size } = table
    const chances = leaves.map(one => {
      const event = solution.event(one)
      return leaf.get(one) ?? ([of(event), of(event)] as const)
    })
    const least = new Float64Array(size)
    const most = new Float64Array(size)
    least[0] = most[0] = 1
    for (let at = 1; at < size; at++) {
      const [p, q] = chances[level[at] ?? 0] ?? [0, 1]
      const above = (high[at] ?? 0) >> 1
      const below = (low[at] ?? 0) >> 1
      const turned = ((low[at] ?? 0) & 1) === 1
      const l0 = turned ? 1 - (most[below] ?? 0) : (least[below] ?? 0)
      const l1 = turned ? 1 - (least[below] ?? 0) : (most[below] ?? 0)
      const [h0, h1] = [least[above] ?? 0, most[above] ?? 0]
      least[at] = Math.min(p * h0 + (1 - p) * l0, q * h0 + (1 - q) * l0)
      most[at] = Math.max(p * h1 + (1 - p) * l1, q * h1 + (1 - q) * l1)
    }
    const value = (edge: Edge, mine: Float64Array, other: Float64Array): number =>
      (edge & 1) === 1 ? 1 - (other[edge >> 1] ?? 0) : (mine[edge >> 1] ?? 0)
    last = [value(top, least, most), value(upper, most, least)]
    leaf.set(node, last)
  }
  return { lower: last[0], upper: last[1] }
}

/**
 * Birnbaum importance of every event, the partial derivative of the top's probability, in two passes over the
 * diagrams whatever the number of events.
 */
export function birnbaum(
  solution: Solution,
  of: (event: number) => number,
  known: Probabilities,
  side: Side = 'top'
): Map<number, number> {
  const found = new Map<number, number>()
  const ofModule = new Map<number, number>()
  for (let m = solution.modules.length - 1; m >= 0; m--) {
    const solved = solution.modules[m]
    const holds = known.nodes[m]
    if (solved === undefined || holds === undefined) continue
    const { node, leaves, [side]: top } = solved
    const { level, high, low } = solved.nodes
    const chances = leaves.map(leaf => known.leaf.get(leaf) ?? of(solution.event(leaf)))
    const slopes = new Float64Array(leaves.length)
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
    for (const [rank, leaf] of leaves.entries()) {
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
  for (const { node, leaves, family } of solution.modules) {
    if (family === null) throw new TypeError('solved without cut sets')
    last = countOrders(family, level => known.get(leaves[level] ?? -1) ?? [0, 1])
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
  for (const { node, leaves, family } of solution.modules) {
    if (family === null) throw new TypeError('solved without cut sets')
    const { level, high, low } = family.nodes
    const values = new Float64Array(family.root + 1)
    if (family.root >= 1) values[1] = 1
    const chances = leaves.map(leaf => sums.get(leaf) ?? of(solution.event(leaf)))
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
    const { leaves, family, node } = solved
    const { level, high, low } = family.nodes
    const weight = new Float64Array(family.root + 1)
    weight[family.root] = m === solution.modules.length - 1 ? 1 : (slopes.get(node) ?? 0)
    for (const at of kept.nodes.toReversed()) {
      const own = weight[at] ?? 0
      const leaf = leaves[level[at] ?? 0] ?? -1
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
  if (solution.constant !== null) return solution.constant ? unitRanking : noRanking
  const known = new Map<number, Ranking>()
  const events = new Map<number, Ranking>()
  const alone = (event: number): Ranking => {
    const made = events.get(event) ?? eventRanking(event, score(event))
    events.set(event, made)
    return made
  }
  let last = noRanking
  for (const { node, leaves, family } of solution.modules) {
    if (family === null) throw new TypeError('solved without cut sets')
    // Looked up now: a tree that is one event is its own leaf.
    const rankings = leaves.map(leaf => known.get(leaf) ?? alone(solution.event(leaf)))
    last = new FamilyRanking(family, level => rankings[level] ?? noRanking)
    known.set(node, last)
  }
  return last
}
