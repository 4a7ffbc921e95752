import type { Random } from '../statistics/random'

/** A whole number from `least` to `most`, both included. */
export function wholeBetween(random: Random, least: number, most: number): number {
  return least + random.below(most - least + 1)
}

/** One of them, each as likely as its weight. @throws RangeError of an empty list */
export function pickWeighted<T extends { readonly weight: number }>(random: Random, from: readonly T[]): T {
  let left = random.next() * from.reduce((sum, one) => sum + one.weight, 0)
  for (const one of from) {
    left -= one.weight
    if (left < 0) return one
  }
  return random.pick(from)
}
