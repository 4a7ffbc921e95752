import { used } from './counts'
import { EMPTY, UNIT, type Family } from './zbdd'

/** One of the best sets of a node: how it was put together. */
interface Choice {
  readonly score: number
  /** Rank among the sets of the low branch, or of the high branch where `own` is not null. */
  readonly rank: number
  /** Rank among the sets the variable stands for; null = the variable is not in the set. */
  readonly own: number | null
  /** Events that the variable's set has; undefined where nobody asks how many. */
  readonly of: number | undefined
}

/**
 * Sets by falling score; score of a set = sum over its events. With `order` those alone that have exactly so many
 * events, ranked among themselves.
 */
export interface Ranking {
  /** Fewest events of a set; Infinity where there is none. */
  readonly least: number
  /** Score of the set of that rank; null where there are not so many. */
  score(rank: number, order?: number): number | null
  /** Its events. */
  events(rank: number, order?: number): readonly number[]
}

/** No set. */
export const noRanking: Ranking = { least: Infinity, score: () => null, events: () => [] }

/** The empty set alone. */
export const unitRanking: Ranking = {
  least: 0,
  score: (rank, order = 0) => (rank === 0 && order === 0 ? 0 : null),
  events: () => []
}

/** The one set of one event. */
export function eventRanking(event: number, score: number): Ranking {
  return {
    least: 1,
    score: (rank, order = 1) => (rank === 0 && order === 1 ? score : null),
    events: () => [event]
  }
}

/**
 * Sets by falling score, one after the other: all of them, or those of at most so many events, for which the longer
 * ones are not gone through. Equal scores: the shorter first.
 */
export function* bestFirst(ranking: Ranking, most: number | null): Generator<readonly number[]> {
  if (most === null) {
    for (let rank = 0; ranking.score(rank) !== null; rank++) yield ranking.events(rank)
    return
  }
  const next = Array<number>(most + 1).fill(0)
  for (;;) {
    let order = -1
    let score = 0
    for (const [n, rank] of next.entries()) {
      const own = ranking.score(rank, n)
      if (own === null || (order >= 0 && own <= score)) continue
      order = n
      score = own
    }
    if (order < 0) return
    const rank = next[order] ?? 0
    next[order] = rank + 1
    yield ranking.events(rank, order)
  }
}

/** Room for a number of events in a key beside a node. */
const orders = 2 ** 20

/**
 * The sets of a family in falling order, found one by one: each node keeps the best it was asked for and the
 * candidates beside them (Huang & Chiang, Better k-best parsing, 2005).
 */
export class FamilyRanking implements Ranking {
  readonly #family: Family
  readonly #leaf: (level: number) => Ranking
  readonly #found = new Map<number, Choice[]>()
  readonly #waiting = new Map<number, Choice[]>()
  #least: Float64Array | null = null

  constructor(family: Family, leaf: (level: number) => Ranking) {
    this.#family = family
    this.#leaf = leaf
  }

  get least(): number {
    return this.#leastOf(this.#family.root)
  }

  score(rank: number, order?: number): number | null {
    return this.#at(this.#family.root, rank, order)?.score ?? null
  }

  events(rank: number, order?: number): readonly number[] {
    const found: number[] = []
    let node = this.#family.root
    let wanted = rank
    let left = order
    while (node > UNIT) {
      const choice = this.#at(node, wanted, left)
      if (choice === null) break
      wanted = choice.rank
      const { nodes } = this.#family
      if (choice.own === null) {
        node = nodes.low[node] ?? EMPTY
        continue
      }
      found.push(...this.#leaf(nodes.level[node] ?? 0).events(choice.own, choice.of))
      if (left !== undefined) left -= choice.of ?? 0
      node = nodes.high[node] ?? EMPTY
    }
    return found
  }

  #at(node: number, rank: number, order: number | undefined): Choice | null {
    if (node === EMPTY) return null
    if (node === UNIT)
      return rank === 0 && (order ?? 0) === 0 ? { score: 0, rank: 0, own: null, of: undefined } : null
    if (order !== undefined && order < this.#leastOf(node)) return null
    const key = order === undefined ? node : -(node * orders + order)
    let found = this.#found.get(key)
    let waiting = this.#waiting.get(key)
    if (found === undefined || waiting === undefined) {
      found = []
      waiting = []
      this.#found.set(key, found)
      this.#waiting.set(key, waiting)
      this.#offer(node, waiting, order, { rank: 0, own: null, of: undefined })
      if (order === undefined) this.#offer(node, waiting, order, { rank: 0, own: 0, of: undefined })
      else for (let of = 1; of <= order; of++) this.#offer(node, waiting, order, { rank: 0, own: 0, of })
    }
    while (found.length <= rank) {
      const next = waiting.shift()
      if (next === undefined) return null
      found.push(next)
      const { own, of } = next
      if (own === null) this.#offer(node, waiting, order, { rank: next.rank + 1, own, of })
      else {
        this.#offer(node, waiting, order, { rank: next.rank, own: own + 1, of })
        // (rank + 1, 0) only from (rank, 0), so that no pair comes twice.
        if (own === 0) this.#offer(node, waiting, order, { rank: next.rank + 1, own, of })
      }
    }
    return found[rank] ?? null
  }

  /** Puts a candidate where its score belongs; equal scores keep the order in which they came. */
  #offer(
    node: number,
    waiting: Choice[],
    order: number | undefined,
    { rank, own, of }: Omit<Choice, 'score'>
  ): void {
    const { nodes } = this.#family
    const added = own === null ? 0 : this.#leaf(nodes.level[node] ?? 0).score(own, of)
    if (added === null) return
    const left = order === undefined || of === undefined ? order : order - of
    const below = this.#at((own === null ? nodes.low : nodes.high)[node] ?? EMPTY, rank, left)
    if (below === null) return
    const score = below.score + added
    let at = waiting.length
    while (at > 0 && (waiting[at - 1]?.score ?? 0) < score) at--
    waiting.splice(at, 0, { score, rank, own, of })
  }

  /** Fewest events of a set of a node, made for all at once where somebody asks. */
  #leastOf(node: number): number {
    if (this.#least === null) {
      const { nodes, root } = this.#family
      const least = new Float64Array(root + 1).fill(Infinity)
      if (root >= UNIT) least[UNIT] = 0
      for (const at of used(this.#family))
        least[at] = Math.min(
          (least[nodes.high[at] ?? EMPTY] ?? Infinity) + this.#leaf(nodes.level[at] ?? 0).least,
          least[nodes.low[at] ?? EMPTY] ?? Infinity
        )
      this.#least = least
    }
    return this.#least[node] ?? Infinity
  }
}
