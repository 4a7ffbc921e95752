import { bestFirst } from './engine/best'
import { inFull } from './engine/counts'
import { primeImplicants, primeOrders, primeRanking } from './engine/primes'
import type { Budget } from './engine/solve'
import { BudgetSpent } from './engine/tables'
import type { Tree } from './graph'

/** One prime implicant: what must happen, and what must stay away, to bring the top about. */
export interface PrimeImplicant {
  readonly literals: readonly { readonly event: string; readonly negated: boolean }[]
  /** Product of p, and of 1 - p where the event stays away; null in qualitative analysis. */
  readonly probability: number | null
}

/** The prime implicants of a tree. */
export interface PrimeFindings {
  /** Number of those counted, in digits. */
  readonly count: string
  /** By number of literals, from 0; events that stay away are counted as well. */
  readonly byOrder: readonly string[]
  /** Counted is every one of at most so many literals, and no other; null = of any number. */
  readonly order: number | null
  /** The most probable first, within the limits of the question. */
  readonly listed: readonly PrimeImplicant[]
}

/** What of prime implicants is wanted; as with cut sets. */
interface PrimeQuestion {
  readonly qualitative?: boolean
  readonly limitOrder?: number | undefined
  readonly cutOff?: number | undefined
  readonly list?: number
}

/**
 * Prime implicants as far as they can be had: they may be many more than the cut sets are. Null where none can.
 * @param chance of an event
 */
export function primesOf(
  tree: Tree,
  chance: (event: number) => number,
  { qualitative = false, limitOrder, cutOff = 0, list: wanted = 0 }: PrimeQuestion,
  budget: Budget
): PrimeFindings | null {
  try {
    const primes = primeImplicants(tree.graph, budget, limitOrder ?? null)
    const all = inFull(primeOrders(primes))
    const order = Math.min(limitOrder ?? Infinity, primes.complete ?? Infinity)
    const counts = all.slice(0, order + 1)
    const chanceOf = (literal: number): number =>
      (literal & 1) === 1 ? 1 - chance(literal >> 1) : chance(literal >> 1)
    const best = primeRanking(primes, literal => (qualitative ? -1 : Math.log(chanceOf(literal))))
    const listed: PrimeImplicant[] = []
    for (const set of wanted === 0 ? [] : bestFirst(best, order < all.length - 1 ? order : null)) {
      const literals = set.toSorted((a, b) => a - b)
      const product = literals.reduce((p, literal) => p * chanceOf(literal), 1)
      if (!qualitative && product < cutOff) break
      listed.push({
        literals: literals.map(literal => ({
          event: tree.events[literal >> 1] ?? '',
          negated: (literal & 1) === 1
        })),
        probability: qualitative ? null : product
      })
      if (listed.length === wanted) break
    }
    return {
      count: counts.reduce((sum, count) => sum + count, 0n).toString(),
      byOrder: counts.map(String),
      order: order === Infinity ? null : order,
      listed
    }
  } catch (error) {
    if (error instanceof BudgetSpent) return null
    throw error
  }
}
