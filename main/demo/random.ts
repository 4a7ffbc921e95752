/** Numbers in [0, 1), always the same for the same seed. */
export type Random = () => number

/**
 * A small seeded generator (mulberry32). A name beside the seed makes a stream of its own, so that what is
 * added to one part of the demo leaves the others as they were.
 */
export function seededRandom(seed: number, stream: string): Random {
  // FNV-1a over the stream's name.
  let state = (seed ^ 0x811c9dc5) >>> 0
  for (const sign of stream) state = Math.imul(state ^ (sign.codePointAt(0) ?? 0), 0x01000193) >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** A whole number from `least` to `most`, both included. */
export function wholeBetween(random: Random, least: number, most: number): number {
  return least + Math.floor(random() * (most - least + 1))
}

/** One of them. @throws RangeError of an empty list */
export function pick<T>(random: Random, from: readonly T[]): T {
  const one = from[Math.floor(random() * from.length)]
  if (one === undefined) throw new RangeError('nothing to pick from')
  return one
}

/** One of them, each as likely as its weight. @throws RangeError of an empty list */
export function pickWeighted<T extends { readonly weight: number }>(random: Random, from: readonly T[]): T {
  let left = random() * from.reduce((sum, one) => sum + one.weight, 0)
  for (const one of from) {
    left -= one.weight
    if (left < 0) return one
  }
  return pick(random, from)
}

/** Standard normal numbers (Box and Muller, both of each pair used). */
export function normals(random: Random): () => number {
  let spare: number | null = null
  return () => {
    if (spare !== null) {
      const kept = spare
      spare = null
      return kept
    }
    const radius = Math.sqrt(-2 * Math.log(1 - random()))
    const angle = 2 * Math.PI * random()
    spare = radius * Math.sin(angle)
    return radius * Math.cos(angle)
  }
}
