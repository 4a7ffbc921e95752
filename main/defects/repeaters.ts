import { poissonProbability } from '../statistics/distributions'

/** Defects by their place in the die. */
export interface InDie {
  readonly count: number
  readonly x: ArrayLike<number>
  readonly y: ArrayLike<number>
  /** Numbers the dies over all wafers, 0 to `dies` - 1. */
  readonly die: ArrayLike<number>
  readonly dies: number
}

/** A place in the die at which several dies bear a defect. */
export interface Repeater {
  readonly x: number
  readonly y: number
  readonly dies: number
  readonly defects: readonly number[]
  readonly expected: number
  readonly byChance: number
  readonly spread: number
}

/** How far and how often. */
export interface RepeaterWish {
  /** Distance from the place, in the unit of x and y. */
  readonly tolerance: number
  /** Dies at least. */
  readonly dies: number
  /** Area of a die, in the square of that unit. */
  readonly area: number
}

/**
 * Places where defects repeat from die to die. Each defect is a candidate; those with the most neighbours within
 * the tolerance go first, a place moves to the middle of what it gathered and gathers once more, and what it took
 * belongs to no other place. Neighbours come from a grid whose cells are as wide as the tolerance, so that only
 * nine cells are looked at. Most dies first.
 */
export function findRepeaters(defects: InDie, wish: RepeaterWish, check: () => void): Repeater[] {
  const { tolerance, dies: least } = wish
  const grid = new Grid(defects, tolerance)
  const around = new Uint32Array(defects.count)
  for (let i = 0; i < defects.count; i++) {
    if ((i & 8191) === 0) check()
    around[i] = grid.count(defects.x[i] ?? 0, defects.y[i] ?? 0)
  }
  const order = Uint32Array.from(around.keys())
    .filter(i => (around[i] ?? 0) >= least)
    .sort((a, b) => (around[b] ?? 0) - (around[a] ?? 0) || a - b)
  const chance = chanceOf(defects, wish)
  const taken = new Uint8Array(defects.count)
  const seen = new Int32Array(defects.dies).fill(-1)
  const found: Repeater[] = []
  let turn = 0
  const diesOf = (members: readonly number[]): number => {
    turn++
    let dies = 0
    for (const i of members) {
      const die = defects.die[i] ?? 0
      if (seen[die] !== turn) dies++
      seen[die] = turn
    }
    return dies
  }
  order.forEach((i, step) => {
    if ((step & 1023) === 0) check()
    if (taken[i] === 1) return
    let members = grid.near(defects.x[i] ?? 0, defects.y[i] ?? 0, taken)
    if (members.length < least) return
    let middle = middleOf(defects, members)
    const again = grid.near(middle.x, middle.y, taken)
    if (again.length >= members.length) {
      members = again
      middle = middleOf(defects, members)
    }
    const dies = diesOf(members)
    if (dies < least) return
    for (const member of members) taken[member] = 1
    found.push({
      ...middle,
      dies,
      defects: members,
      expected: chance.expected,
      byChance: chance.places(dies),
      spread: spreadOf(defects, members, middle)
    })
  })
  return found.sort((a, b) => b.dies - a.dies || b.defects.length - a.defects.length || a.x - b.x)
}

/**
 * What chance alone gives: defects fall anywhere in the die, so that each die bears one within the tolerance of a
 * place with the chance 1 - (1 - circle / die) ^ (its defects), and the dies that do are near a Poisson count with
 * the mean `expected`. Places can be moved so that they gather the most; where n dies or more meet is then a set
 * of patches, whose expected Euler characteristic is
 * `(die / circle) (n - mean) mean^n e^-mean / (n - 1)!` (inclusion and exclusion over sets of points, of which k lie
 * in some circle with the chance k^2 (circle / die)^(k - 1)). Far above the mean that is how many such places there
 * are anywhere; what a search from defect to defect finds is a part of them, so that the figure rather says too
 * much of chance than too little.
 */
function chanceOf(
  defects: InDie,
  wish: RepeaterWish
): { expected: number; places: (dies: number) => number } {
  const share = Math.min(1, (Math.PI * wish.tolerance ** 2) / wish.area)
  const perDie = new Uint32Array(defects.dies)
  for (let i = 0; i < defects.count; i++) {
    const die = defects.die[i] ?? 0
    perDie[die] = (perDie[die] ?? 0) + 1
  }
  let expected = 0
  for (const count of perDie) expected += 1 - (1 - share) ** count
  return {
    expected,
    places: dies => {
      // Places take their defects from each other: there are no more than this.
      const most = defects.count / dies
      if (dies <= expected + 1) return most
      return Math.min(most, (dies / share) * (dies - expected) * poissonProbability(dies, expected))
    }
  }
}

function middleOf(defects: InDie, members: readonly number[]): { readonly x: number; readonly y: number } {
  let x = 0
  let y = 0
  for (const i of members) {
    x += defects.x[i] ?? 0
    y += defects.y[i] ?? 0
  }
  return { x: x / members.length, y: y / members.length }
}

/** Median distance from the middle. */
function spreadOf(
  defects: InDie,
  members: readonly number[],
  middle: { readonly x: number; readonly y: number }
): number {
  const far = members
    .map(i => Math.hypot((defects.x[i] ?? 0) - middle.x, (defects.y[i] ?? 0) - middle.y))
    .sort((a, b) => a - b)
  return far[far.length >> 1] ?? 0
}

/** Points by cells as wide as the distance asked for. */
class Grid {
  readonly #points: InDie
  readonly #cell: number
  /** Points of a cell, as ranges of one list. */
  readonly #starts = new Map<number, number>()
  readonly #list: Uint32Array
  readonly #keys: Float64Array

  constructor(points: InDie, cell: number) {
    this.#points = points
    this.#cell = cell
    const keys = new Float64Array(points.count)
    for (let i = 0; i < points.count; i++) keys[i] = this.#key(points.x[i] ?? 0, points.y[i] ?? 0)
    this.#list = Uint32Array.from(keys.keys()).sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0) || a - b)
    this.#keys = Float64Array.from(this.#list, i => keys[i] ?? 0)
    for (let at = this.#list.length - 1; at >= 0; at--) this.#starts.set(this.#keys[at] ?? 0, at)
  }

  #key(x: number, y: number): number {
    return Math.floor(x / this.#cell) * 67_108_864 + Math.floor(y / this.#cell)
  }

  /** How many points are no further away than the cell is wide. */
  count(x: number, y: number): number {
    let count = 0
    this.#each(x, y, () => count++)
    return count
  }

  /** Those points, without the ones taken. */
  near(x: number, y: number, taken: Uint8Array): number[] {
    const found: number[] = []
    this.#each(x, y, i => {
      if (taken[i] !== 1) found.push(i)
    })
    return found
  }

  #each(x: number, y: number, tell: (i: number) => void): void {
    const most = this.#cell * this.#cell
    const { x: xs, y: ys } = this.#points
    for (let column = -1; column <= 1; column++)
      for (let line = -1; line <= 1; line++) {
        const key = this.#key(x + column * this.#cell, y + line * this.#cell)
        const start = this.#starts.get(key)
        if (start === undefined) continue
        for (let at = start; this.#keys[at] === key; at++) {
          const i = this.#list[at] ?? 0
          const [dx, dy] = [(xs[i] ?? 0) - x, (ys[i] ?? 0) - y]
          if (dx * dx + dy * dy <= most) tell(i)
        }
      }
  }
}
