import { NO, YES, type Edge } from './bdd'
import { Kind, type Graph, type Lit } from './graph'
import type { Part } from './modules'
import { ordered, strategies, type Strategy } from './order'
import { BudgetSpent, NodeTable, TripleCache } from './tables'

/**
 * Functions below and above that of a part, between which it lies whatever the events do, as diagrams over its leaves.
 *
 * Every gate g gets two diagrams with L <= g <= U. A variable is both its own L and U. Gates are put together from
 * AND and complement: L(a and b) = cut(L(a) and L(b)), L(not a) = not U(a), and the other way round for U. `cut` puts
 * NO (for an L) or YES (for a U) in the place of all that lies behind more than `most` events on one path, so it only
 * lowers an L and only raises a U; AND keeps the order of functions and complement turns it round. So L <= g <= U
 * holds at every gate and at the top. Nothing is asked of the tree: it holds where events are negated, and for
 * exclusive gates, as well.
 *
 * A state in which at most `most` events happen never leads behind a cut, so there L = g = U: the minimal cut sets of
 * at most `most` events are exactly those of L, none is missing and none is wrong.
 */
export interface Enclosed {
  readonly nodes: NodeTable
  readonly lower: Edge
  readonly upper: Edge
  /** Leaf at each level. */
  readonly leaves: readonly number[]
  readonly strategy: Strategy
  /** Most events on one path; null where nothing was cut: lower and upper are the function. */
  readonly most: number | null
}

/** What bounds may cost. */
export interface Effort {
  /** Most nodes at a time. */
  readonly nodes: number
  /** Most nodes made in all, those that were thrown away included: the measure of time. */
  readonly made: number
}

/** An order that makes this few nodes for sets of one event is not told apart from the best. */
const firstTry = 2_000_000

/** From one event more to the next the work grows by about so much: what cannot end is not begun. */
const growth = 3

/**
 * Bounds of a part's function, with as many events on a path as the effort allows.
 * @param sign of leaves: negative where the leaf stands for the negated module
 * @param limit no more events on a path than these are asked for
 * @throws BudgetSpent where not even one event on a path can be had
 */
export function enclosed(
  graph: Graph,
  part: Part,
  sign: (leaf: number) => number,
  limit: number,
  effort: Effort
): Enclosed {
  const seen = new Set<string>()
  let best: Enclosed | null = null
  let made = 0
  let size = Infinity
  for (const strategy of strategies) {
    const leaves = ordered(graph, part, strategy)
    if (seen.has(leaves.join())) continue
    seen.add(leaves.join())
    const maker = new Encloser(leaves.length, Math.min(1, limit), {
      nodes: effort.nodes,
      made: Math.min(firstTry, effort.made)
    })
    const found = maker.enclose(graph, part, { strategy, leaves }, sign)
    made += maker.made
    if (found !== null && maker.made < size) {
      best = found
      size = maker.made
    }
  }
  if (best === null) throw new BudgetSpent()
  let found: Enclosed = best
  for (let most = 2; most <= limit && found.most !== null; most++) {
    if (made + growth * size > effort.made) break
    const left: Effort = { nodes: effort.nodes, made: effort.made - made }
    const maker: Encloser = new Encloser(found.leaves.length, most, left)
    const next = maker.enclose(graph, part, found, sign)
    made += maker.made
    size = maker.made
    if (next === null) break
    found = next
  }
  return found
}

/** An exact diagram, or null: as {@link enclosed} without a cut, and with what is not needed any more thrown away. */
export function thrifty(
  graph: Graph,
  part: Part,
  sign: (leaf: number) => number,
  order: { readonly strategy: Strategy; readonly leaves: readonly number[] },
  effort: Effort
): Enclosed | null {
  return new Encloser(order.leaves.length, null, effort).enclose(graph, part, order, sign)
}

/** Which function is made: what is cut is NO in a lower one and YES in an upper one. */
type Side = 0 | 1
const LOWER: Side = 1
const UPPER: Side = 0

class Encloser {
  #nodes: NodeTable
  readonly #levels: number
  readonly #most: number | null
  readonly #effort: Effort
  readonly #ands = new TripleCache(22)
  readonly #cuts = new TripleCache(20)
  /** Made before the last collection. */
  #before = 0
  /** Nodes that were needed at the last collection. */
  #live = 0
  #wasCut = false

  constructor(levels: number, most: number | null, effort: Effort) {
    this.#levels = levels
    this.#most = most
    this.#effort = effort
    this.#nodes = new NodeTable(1, levels, effort.nodes)
  }

  /** Nodes made in all. */
  get made(): number {
    return this.#before + this.#nodes.size
  }

  /** Null where the effort was spent before the last gate. */
  enclose(
    graph: Graph,
    part: Part,
    { strategy, leaves }: { readonly strategy: Strategy; readonly leaves: readonly number[] },
    sign: (leaf: number) => number
  ): Enclosed | null {
    const lower = new Map<number, Edge>()
    const upper = new Map<number, Edge>()
    const uses = new Map<number, number>([[part.root, 1]])
    for (const node of part.gates)
      for (const arg of graph.args(node)) uses.set(Math.abs(arg), (uses.get(Math.abs(arg)) ?? 0) + 1)
    for (const [level, leaf] of leaves.entries()) {
      const edge = this.#make(level, YES, NO) ^ (sign(leaf) < 0 ? 1 : 0)
      lower.set(leaf, edge)
      upper.set(leaf, edge)
    }
    const low = (lit: Lit): Edge => (lit > 0 ? (lower.get(lit) ?? NO) : (upper.get(-lit) ?? YES) ^ 1)
    const high = (lit: Lit): Edge => (lit > 0 ? (upper.get(lit) ?? YES) : (lower.get(-lit) ?? NO) ^ 1)
    try {
      for (const node of part.gates) {
        const args = graph.args(node)
        const work: Work = { kept: [lower, upper], lists: [] }
        const [kind, least] = [graph.kind(node), graph.least(node)]
        const below = this.#gate(kind, least, args.map(low), args.map(high), LOWER, work)
        // The lower one is to be kept while the upper one is made.
        const held = [below]
        work.lists.push(held)
        const above = this.#wasCut
          ? this.#gate(kind, least, args.map(high), args.map(low), UPPER, work)
          : below
        lower.set(node, held[0] ?? NO)
        upper.set(node, this.#wasCut ? above : (held[0] ?? NO))
        for (const arg of args) {
          const child = Math.abs(arg)
          const left = (uses.get(child) ?? 1) - 1
          uses.set(child, left)
          if (left > 0) continue
          lower.delete(child)
          upper.delete(child)
        }
      }
    } catch (error) {
      if (error instanceof BudgetSpent) return null
      throw error
    }
    const found = [low(part.root), high(part.root)]
    this.#collect({ kept: [], lists: [found] })
    const [bottom = NO, top = YES] = found
    return {
      nodes: this.#nodes,
      lower: bottom,
      upper: top,
      leaves,
      strategy,
      most: bottom === top ? null : this.#most
    }
  }

  /** @param other the arguments' other bounds: an exclusive gate needs them complemented */
  #gate(kind: number, least: number, own: Edge[], other: Edge[], side: Side, work: Work): Edge {
    const args = own.map((edge, i) => ({ edge, other: other[i] ?? NO }))
    args.sort((a, b) => this.#levelOf(b.edge) - this.#levelOf(a.edge))
    const edges = args.map(arg => arg.edge)
    const others = args.map(arg => arg.other)
    const reached: Edge[] = kind === Kind.and ? [YES] : [YES, ...Array<Edge>(least).fill(NO)]
    const held: Work = { kept: work.kept, lists: [...work.lists, edges, others, reached] }
    if (kind === Kind.xor) {
      this.#tidy(held)
      const [a = NO, b = NO] = edges
      const [notA = YES, notB = YES] = others.map(edge => edge ^ 1)
      return this.#or(this.#and(a, notB, this.#room(), side), this.#and(notA, b, this.#room(), side), side)
    }
    for (let i = 0; i < edges.length; i++) {
      for (let j = kind === Kind.and ? 0 : least; j >= (kind === Kind.and ? 0 : 1); j--) {
        this.#tidy(held)
        const edge = edges[i] ?? NO
        const sum = reached[j] ?? NO
        // At least j of the arguments so far: at least j of those before, or this one and j - 1 of those.
        reached[j] =
          kind === Kind.and
            ? this.#and(edge, sum, this.#room(), side)
            : this.#or(this.#and(edge, reached[j - 1] ?? NO, this.#room(), side), sum, side)
      }
    }
    return reached.at(-1) ?? NO
  }

  /** Events that may still happen on a path; without a limit always the same, so that equal pairs meet in the cache. */
  #room(): number {
    return this.#most ?? 0
  }

  #or(f: Edge, g: Edge, side: Side): Edge {
    return this.#and(f ^ 1, g ^ 1, this.#room(), side === LOWER ? UPPER : LOWER) ^ 1
  }

  #and(f: Edge, g: Edge, room: number, side: Side): Edge {
    if (f === NO || g === NO || f === (g ^ 1)) return NO
    if (f === g || g === YES) return this.#cut(f, room, side)
    if (f === YES) return this.#cut(g, room, side)
    if (room < 0) {
      this.#wasCut = true
      return side
    }
    if (f > g) {
      const swapped = f
      f = g
      g = swapped
    }
    const key = this.#most === null ? 0 : room * 2 + side
    const known = this.#ands.get(f, g, key)
    if (known >= 0) return known
    const { level, high, low } = this.#nodes
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
    const with1 = this.#and(f1, g1, this.#most === null ? 0 : room - 1, side)
    const answer = this.#make(levelF < levelG ? levelF : levelG, with1, this.#and(f0, g0, room, side))
    this.#ands.set(f, g, key, answer)
    return answer
  }

  /** The function without what lies behind more than `room` events. */
  #cut(f: Edge, room: number, side: Side): Edge {
    if (f === YES || f === NO || this.#most === null) return f
    if (room < 0) {
      this.#wasCut = true
      return side
    }
    const key = room * 2 + side
    const known = this.#cuts.get(f, 0, key)
    if (known >= 0) return known
    const { level, high, low } = this.#nodes
    const node = f >> 1
    const flip = f & 1
    const with1 = this.#cut((high[node] ?? 0) ^ flip, room - 1, side)
    const answer = this.#make(level[node] ?? 0, with1, this.#cut((low[node] ?? 0) ^ flip, room, side))
    this.#cuts.set(f, 0, key, answer)
    return answer
  }

  #levelOf(edge: Edge): number {
    return this.#nodes.level[edge >> 1] ?? 0
  }

  #make(level: number, high: Edge, low: Edge): Edge {
    if (high === low) return high
    const flip = high & 1
    const node = this.#nodes.node(level, high ^ flip, low ^ flip)
    this.#ands.fit(this.#nodes.size)
    this.#cuts.fit(this.#nodes.size)
    return (node << 1) | flip
  }

  /** Throws away what is not needed, where that is likely to be much. @throws BudgetSpent */
  #tidy(work: Work): void {
    if (this.made > this.#effort.made) throw new BudgetSpent()
    const { size } = this.#nodes
    const { nodes } = this.#effort
    if (size > Math.max(nodes / 2, 2 * this.#live) || size > 0.8 * nodes) this.#collect(work)
  }

  #collect({ kept, lists }: Work): void {
    const { level, high, low, size } = this.#nodes
    const needed = new Uint8Array(size)
    for (const edges of kept) for (const edge of edges.values()) needed[edge >> 1] = 1
    for (const list of lists) for (const edge of list) needed[edge >> 1] = 1
    for (let node = size - 1; node > 0; node--) {
      if (needed[node] !== 1) continue
      needed[(high[node] ?? 0) >> 1] = 1
      needed[(low[node] ?? 0) >> 1] = 1
    }
    const places = new Int32Array(size)
    const moved = (edge: Edge): Edge => ((places[edge >> 1] ?? 0) << 1) | (edge & 1)
    const made = new NodeTable(1, this.#levels, this.#effort.nodes)
    for (let node = 1; node < size; node++)
      if (needed[node] === 1)
        places[node] = made.node(level[node] ?? 0, moved(high[node] ?? 0), moved(low[node] ?? 0))
    for (const edges of kept) for (const [node, edge] of edges) edges.set(node, moved(edge))
    for (const list of lists) for (const [i, edge] of list.entries()) list[i] = moved(edge)
    this.#before += size - made.size
    this.#live = made.size
    this.#nodes = made
    this.#ands.clear()
    this.#cuts.clear()
  }
}

/** Edges that are still needed, moved along when nodes are thrown away. */
interface Work {
  readonly kept: readonly Map<number, Edge>[]
  readonly lists: Edge[][]
}
