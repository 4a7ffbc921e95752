import { EMPTY, UNIT, type Family } from './zbdd'

/** One of the best sets of a node: how it was put together. */
interface Choice {
  readonly score: number
  /** Rank among the sets of the low branch, or of the high branch where `own` is not null. */
  readonly rank: number
  /** Rank among the sets the variable stands for; null = the variable is not in the set. */
  readonly own: number | null
}

/** Sets by falling score; score of a set = sum over its events. */
export interface Ranking {
  /** Score of the set of that rank; null where there are not so many. */
  score(rank: number): number | null
  /** Its events. */
  events(rank: number): readonly number[]
}

/** The one set of one event. */
export function eventRanking(event: number, score: number): Ranking {
  return { score: rank => (rank === 0 ? score : null), events: () => [event] }
}

/**
 * The sets of a family in falling order, found one by one: each node keeps the best it was asked for and the
 * candidates beside them (Huang & Chiang, Better k-best parsing, 2005).
 */
export class FamilyRanking implements Ranking {
  readonly #family: Family
  readonly #leaf: (level: number) => Ranking
  readonly #found = new Map<number, Choice[]>()
  readonly #waiting = new Map<number, Choice[]>()

  constructor(family: Family, leaf: (level: number) => Ranking) {
    this.#family = family
    this.#leaf = leaf
  }

  score(rank: number): number | null {
    return this.#at(this.#family.root, rank)?.score ?? null
  }

  events(rank: number): readonly number[] {
    const found: number[] = []
    let node = this.#family.root
    let wanted = rank
    while (node > UNIT) {
      const choice = this.#at(node, wanted)
      if (choice === null) break
      wanted = choice.rank
      const { nodes } = this.#family
      if (choice.own === null) node = nodes.low[node] ?? EMPTY
      else {
        found.push(...this.#leaf(nodes.level[node] ?? 0).events(choice.own))
        node = nodes.high[node] ?? EMPTY
      }
    }
    return found
  }

  #at(
    node: number,
    rank: number
  ): { readonly score: number; readonly rank: number; readonly own: number | null } | null {
    if (node === EMPTY) return null
    if (node === UNIT) return rank === 0 ? { score: 0, rank: 0, own: null } : null
    let found = this.#found.get(node)
    let waiting = this.#waiting.get(node)
    if (found === undefined || waiting === undefined) {
      found = []
      waiting = []
      this.#found.set(node, found)
      this.#waiting.set(node, waiting)
      this.#offer(node, waiting, 0, null)
      this.#offer(node, waiting, 0, 0)
    }
    while (found.length <= rank) {
      const next = waiting.shift()
      if (next === undefined) return null
      found.push(next)
      if (next.own === null) this.#offer(node, waiting, next.rank + 1, null)
      else {
        this.#offer(node, waiting, next.rank, next.own + 1)
        // (rank + 1, 0) only from (rank, 0), so that no pair comes twice.
        if (next.own === 0) this.#offer(node, waiting, next.rank + 1, 0)
      }
    }
    return found[rank] ?? null
  }

  /** Puts a candidate where its score belongs; equal scores keep the order in which they came. */
  #offer(node: number, waiting: Choice[], rank: number, own: number | null): void {
    const { nodes } = this.#family
    const below = this.#at((own === null ? nodes.low : nodes.high)[node] ?? EMPTY, rank)
    const added = own === null ? 0 : this.#leaf(nodes.level[node] ?? 0).score(own)
    if (below === null || added === null) return
    const score = below.score + added
    let at = waiting.length
    while (at > 0 && (waiting[at - 1]?.score ?? 0) < score) at--
    waiting.splice(at, 0, { score, rank, own })
  }
}
