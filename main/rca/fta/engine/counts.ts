import { EMPTY, UNIT, type Family } from './zbdd'

/** Cut sets by number of events: entry i counts those of i events. Big integers where doubles would round. */
export type Orders = readonly number[] | readonly bigint[]

/** Arithmetic on counts: doubles while they are exact, big integers beyond. */
interface Ring<T> {
  readonly zero: T
  readonly one: T
  add(a: T, b: T): T
  multiply(a: T, b: T): T
}

class Inexact extends Error {}

const exact = (value: number): number => {
  if (value > Number.MAX_SAFE_INTEGER) throw new Inexact()
  return value
}

const doubles: Ring<number> = {
  zero: 0,
  one: 1,
  add: (a, b) => exact(a + b),
  multiply: (a, b) => exact(a * b)
}

const bigs: Ring<bigint> = { zero: 0n, one: 1n, add: (a, b) => a + b, multiply: (a, b) => a * b }

/**
 * How many sets of each order a family holds.
 * @param ofLeaf counts that a variable stands for: one set of one event, or those of a module
 */
export function countOrders(family: Family, ofLeaf: (level: number) => Orders): Orders {
  try {
    return counted(family, doubles, level => {
      const own = ofLeaf(level)
      if (isBig(own)) throw new Inexact()
      return own
    })
  } catch (error) {
    if (!(error instanceof Inexact)) throw error
    return counted(family, bigs, level => inFull(ofLeaf(level)))
  }
}

const isBig = (orders: Orders): orders is readonly bigint[] => typeof orders[0] === 'bigint'

/** The counts as big integers. */
export const inFull = (orders: Orders): readonly bigint[] => (isBig(orders) ? orders : orders.map(BigInt))

/** Nodes a family needs, children first. */
export function used({ root, nodes }: Family): Uint32Array<ArrayBuffer> {
  const marked = new Uint8Array(root + 1)
  marked[root] = 1
  let count = 0
  for (let node = root; node > UNIT; node--) {
    if (marked[node] !== 1) continue
    count++
    marked[nodes.high[node] ?? EMPTY] = 1
    marked[nodes.low[node] ?? EMPTY] = 1
  }
  const found = new Uint32Array(count)
  for (let node = UNIT + 1, i = 0; node <= root; node++) if (marked[node] === 1) found[i++] = node
  return found
}

function counted<T>(family: Family, ring: Ring<T>, ofLeaf: (level: number) => readonly T[]): readonly T[] {
  const { nodes, root } = family
  const known: (readonly T[])[] = []
  known[EMPTY] = []
  known[UNIT] = [ring.one]
  const leaves = new Map<number, readonly T[]>()
  for (const node of used(family)) {
    const level = nodes.level[node] ?? 0
    let leaf = leaves.get(level)
    if (leaf === undefined) {
      leaf = ofLeaf(level)
      leaves.set(level, leaf)
    }
    const sum = [...(known[nodes.low[node] ?? EMPTY] ?? [])]
    for (const [i, high] of (known[nodes.high[node] ?? EMPTY] ?? []).entries()) {
      if (high === ring.zero) continue
      for (const [j, own] of leaf.entries()) {
        if (own === ring.zero) continue
        while (sum.length <= i + j) sum.push(ring.zero)
        sum[i + j] = ring.add(sum[i + j] ?? ring.zero, ring.multiply(high, own))
      }
    }
    known[node] = sum
  }
  return known[root] ?? []
}

/** The least that a set of a family costs, the sum over its variables; Infinity where the family is empty. */
export function leastCost(family: Family, costOf: (level: number) => number): number {
  const { nodes, root } = family
  const least = new Float64Array(root + 1).fill(Infinity)
  if (root >= UNIT) least[UNIT] = 0
  for (const node of used(family)) {
    const having = (least[nodes.high[node] ?? EMPTY] ?? Infinity) + costOf(nodes.level[node] ?? 0)
    least[node] = Math.min(having, least[nodes.low[node] ?? EMPTY] ?? Infinity)
  }
  return least[root] ?? Infinity
}
