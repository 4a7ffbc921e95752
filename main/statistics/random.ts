/** Numbers that look random and come again with their seed: for generated data alone, never for secrets. */
export interface Random {
  /** In [0, 1), 32 bits. */
  next(): number
  /** A whole number in [0, n). */
  below(n: number): number
  /** In [low, high). */
  between(low: number, high: number): number
  /** True with this chance. */
  chance(share: number): boolean
  /** Normal with this mean and sigma. */
  normal(mean?: number, sigma?: number): number
  /** A Poisson count. */
  poisson(mean: number): number
  /** One of the list. @throws RangeError of an empty one */
  pick<T>(list: readonly T[]): T
  /** A copy in another order. */
  shuffled<T>(list: readonly T[]): T[]
  /** A stream of its own, the same however much was drawn here: one per thing that is made. */
  fork(label: string | number): Random
}

/** FNV-1a over the code units, then Murmur's finish: a seed of 32 bits from a text. */
function hash(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** A generator (sfc32, Doty-Humphrey's PractRand) of this seed. */
export function createRandom(seed: number | string): Random {
  const name = String(seed)
  let [a, b, c, counter] = [hash(`a${name}`), hash(`b${name}`), hash(`c${name}`), 1]
  const next = () => {
    const t = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + t) | 0
    return (t >>> 0) / 4294967296
  }
  for (let i = 0; i < 12; i++) next()
  const below = (n: number) => Math.floor(next() * n)
  const normal = (mean = 0, sigma = 1) =>
    // Box and Muller (1958); 1 - next() is never 0.
    mean + sigma * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
  return {
    next,
    below,
    between: (low, high) => low + (high - low) * next(),
    chance: share => next() < share,
    normal,
    poisson: mean => {
      if (mean > 500) return Math.max(0, Math.round(normal(mean, Math.sqrt(mean))))
      // Knuth, in steps: the product of many uniforms would underflow for a large mean.
      let count = -1
      let left = mean
      do {
        count++
        left += Math.log(1 - next())
      } while (left >= 0)
      return count
    },
    pick: list => {
      const found = list[below(list.length)]
      if (list.length === 0 || found === undefined) throw new RangeError('nothing to pick from')
      return found
    },
    shuffled: list => {
      const copy = [...list]
      for (let i = copy.length - 1; i > 0; i--) {
        const j = below(i + 1)
        const [x, y] = [copy[i], copy[j]]
        if (x !== undefined && y !== undefined) [copy[i], copy[j]] = [y, x]
      }
      return copy
    },
    fork: label => createRandom(`${name}/${label}`)
  }
}
