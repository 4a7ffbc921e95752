/**
 * The outline of some shapes seen from one side: how far they reach at each place. Piecewise constant: `value[i]`
 * holds from `at[i]` to `at[i + 1]`; nothing is there before the first and after the last.
 */
export interface Envelope {
  readonly at: readonly number[]
  /** One fewer than `at`; -Infinity where nothing is. */
  readonly value: readonly number[]
}

/** Nothing at all. */
const nothing: Envelope = { at: [], value: [] }

/** One step: reaches `value` from `from` to `to`. */
export const step = (from: number, to: number, value: number): Envelope => ({
  at: [from, to],
  value: [value]
})

/** Both together, the second moved along by `along` and out by `out`. Time: their steps. */
export function joint(a: Envelope, b: Envelope, along: number, out: number): Envelope {
  const [at, value]: [number[], number[]] = [[], []]
  let [i, j] = [0, 0]
  let [inA, inB] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]
  while (i < a.at.length || j < b.at.length) {
    const nextA = a.at[i] ?? Number.POSITIVE_INFINITY
    const nextB = (b.at[j] ?? Number.POSITIVE_INFINITY) + along
    const here = Math.min(nextA, nextB)
    if (nextA === here) inA = a.value[i++] ?? Number.NEGATIVE_INFINITY
    if (nextB === here) inB = (b.value[j++] ?? Number.NEGATIVE_INFINITY) + out
    const most = Math.max(inA, inB)
    if (value.length > 0 && value.at(-1) === most) continue
    at.push(here)
    value.push(most)
  }
  // What follows the last place is nothing.
  value.pop()
  return { at, value }
}

/**
 * How far two outlines that face each other run into one another where the second lies at 0: the distance it must
 * be moved off. -Infinity where they do not meet. Time: their steps.
 */
export function clash(a: Envelope, b: Envelope): number {
  let most = Number.NEGATIVE_INFINITY
  let [i, j] = [0, 0]
  while (i < a.value.length && j < b.value.length) {
    const [endA, endB] = [a.at[i + 1] ?? 0, b.at[j + 1] ?? 0]
    if (Math.min(endA, endB) > Math.max(a.at[i] ?? 0, b.at[j] ?? 0)) {
      const both = (a.value[i] ?? 0) + (b.value[j] ?? 0)
      if (both > most) most = both
    }
    if (endA <= endB) i++
    if (endB <= endA) j++
  }
  return most
}

/** An outline moved along and out. */
export interface Moved {
  readonly of: Envelope
  readonly along: number
  readonly out: number
}

/** All together, by halves: time of their steps by the logarithm of their number. */
export function union(all: readonly Moved[]): Envelope {
  let level = all
  while (level.length > 1) {
    const next: Moved[] = []
    for (let i = 0; i < level.length; i += 2) {
      const [a, b] = [level[i], level[i + 1]]
      if (a === undefined) continue
      // The first stays where it is; the second is taken relative to it.
      const of = b === undefined ? a.of : joint(a.of, b.of, b.along - a.along, b.out - a.out)
      next.push({ of, along: a.along, out: a.out })
    }
    level = next
  }
  const [last] = level
  return last === undefined ? nothing : joint(nothing, last.of, last.along, last.out)
}
