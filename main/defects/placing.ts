import type { DefectPlacing } from '@contract/defects'

/** Dies by their indices. */
export interface DieList {
  readonly x: ArrayLike<number>
  readonly y: ArrayLike<number>
}

/** Where tester dies lie before the shift: turned, then flipped. */
export function turned(dies: DieList, { turn, flipX, flipY }: Omit<DefectPlacing, 'shift'>): DieList {
  const count = dies.x.length
  const x = new Int32Array(count)
  const y = new Int32Array(count)
  for (let i = 0; i < count; i++) {
    let [px, py] = [dies.x[i] ?? 0, dies.y[i] ?? 0]
    for (let t = 0; t < turn; t++) [px, py] = [-py, px]
    x[i] = flipX ? -px : px
    y[i] = flipY ? -py : py
  }
  return { x, y }
}

/** The inspection's dies and the tester's of one wafer. */
export interface DiePair {
  readonly inspected: DieList
  readonly tested: DieList
  /** Middle of the wafer in dies of the inspection; null where it is not known. */
  readonly middle: { readonly x: number; readonly y: number } | null
}

/** A shift and how well it fits. */
export interface FoundShift {
  readonly x: number
  readonly y: number
  /** Dies that meet, over all pairs. */
  readonly both: number
  /** Other shifts that let as many meet. */
  readonly ties: number
}

/** Rows of 32 dies compared at most; where that is too few, only shifts near the aim are tried. */
const budget = 1e8
/** Dies further than this from the middle one are errors of a file. */
const reach = 2000

/**
 * The shift that lets most tester dies meet inspected ones. Where several do (a sample plan of few dies), the one
 * that lays the middle of the tested wafer nearest to that of the inspected one.
 */
export function findShift(pairs: readonly DiePair[], check: () => void): FoundShift {
  const rows = pairs.map(({ inspected, tested, middle }) => {
    const own = new DieRows(inspected)
    const other = new DieRows(tested)
    const [x, y] = middle === null ? own.middle : [middle.x, middle.y]
    return { own, other, aim: [x - other.middle[0], y - other.middle[1]] as const }
  })
  if (rows.length === 0) return { x: 0, y: 0, both: 0, ties: 0 }
  const aim = [0, 1].map(axis => rows.reduce((sum, row) => sum + (row.aim[axis] ?? 0), 0) / rows.length)
  const [aimX = 0, aimY = 0] = aim
  const effort = rows.reduce((sum, { own, other }) => sum + own.words * Math.min(own.height, other.height), 1)
  const half = Math.max(2, Math.floor(Math.sqrt(budget / effort) / 2))
  const range = (low: readonly number[], high: readonly number[], middle: number) =>
    [
      Math.max(Math.min(...low), Math.floor(middle) - half),
      Math.min(Math.max(...high), Math.ceil(middle) + half)
    ] as const
  const [left, right] = range(
    rows.map(({ own, other }) => own.left - other.left - other.width + 1),
    rows.map(({ own, other }) => own.left + own.width - 1 - other.left),
    aimX
  )
  const [bottom, top] = range(
    rows.map(({ own, other }) => own.bottom - other.bottom - other.height + 1),
    rows.map(({ own, other }) => own.bottom + own.height - 1 - other.bottom),
    aimY
  )
  let best: FoundShift & { readonly far: number } = { x: 0, y: 0, both: -1, ties: 0, far: Infinity }
  for (let x = left; x <= right; x++) {
    check()
    const moved = rows.map(({ own, other }) => own.like(other, x))
    for (let y = bottom; y <= top; y++) {
      let both = 0
      rows.forEach(({ own, other }, r) => (both += own.meet(moved[r] ?? own.bits, other, y)))
      if (both < best.both) continue
      const far = Math.hypot(x - aimX, y - aimY)
      if (both > best.both) best = { x, y, both, ties: 0, far }
      else if (far < best.far) best = { x, y, both, ties: best.ties + 1, far }
      else best = { ...best, ties: best.ties + 1 }
    }
  }
  const { far: _far, ...found } = best
  return found
}

/** Dies as rows of bits: two wafers are compared 32 dies at a time. */
class DieRows {
  readonly left: number
  readonly bottom: number
  readonly width: number
  readonly height: number
  /** Words of a row. */
  readonly words: number
  readonly bits: Uint32Array
  /** Middle of the box around the dies. */
  readonly middle: readonly [number, number]
  readonly #dies: DieList

  constructor(dies: DieList) {
    this.#dies = near(dies)
    const { x, y } = this.#dies
    const bounds = (values: ArrayLike<number>): [number, number] => {
      let [low, high] = [Infinity, -Infinity]
      for (let i = 0; i < values.length; i++) {
        low = Math.min(low, values[i] ?? 0)
        high = Math.max(high, values[i] ?? 0)
      }
      return low > high ? [0, 0] : [low, high]
    }
    const [[left, right], [bottom, top]] = [bounds(x), bounds(y)]
    this.left = left
    this.bottom = bottom
    this.width = right - left + 1
    this.height = top - bottom + 1
    this.words = (this.width + 31) >> 5
    this.middle = [(left + right) / 2, (bottom + top) / 2]
    this.bits = this.like(this, 0)
  }

  /** Other dies moved to the right, in the columns of these and their own rows. */
  like(other: DieRows, shift: number): Uint32Array {
    const bits = new Uint32Array(this.words * other.height)
    const { x: xs, y: ys } = other.#dies
    for (let i = 0; i < xs.length; i++) {
      const column = (xs[i] ?? 0) + shift - this.left
      if (column < 0 || column >= this.width) continue
      const word = ((ys[i] ?? 0) - other.bottom) * this.words + (column >> 5)
      bits[word] = (bits[word] ?? 0) | (1 << (column & 31))
    }
    return bits
  }

  /** How many of the moved dies, raised by `shift` rows, lie on one of these. */
  meet(moved: Uint32Array, other: DieRows, shift: number): number {
    const { words, bits } = this
    const offset = (other.bottom + shift - this.bottom) * words
    const from = Math.max(0, -offset)
    const end = Math.min(moved.length, bits.length - offset)
    let both = 0
    for (let at = from; at < end; at++) {
      let word = (moved[at] ?? 0) & (bits[at + offset] ?? 0)
      // Bits of a word, as in Hacker's Delight 5-1.
      word -= (word >>> 1) & 0x55555555
      word = (word & 0x33333333) + ((word >>> 2) & 0x33333333)
      both += (((word + (word >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
    }
    return both
  }
}

/** Without dies that lie impossibly far from the others. */
function near({ x, y }: DieList): DieList {
  const middle = (values: ArrayLike<number>) =>
    Array.from(values).sort((a, b) => a - b)[values.length >> 1] ?? 0
  const [mx, my] = [middle(x), middle(y)]
  const [nx, ny]: [number[], number[]] = [[], []]
  for (let i = 0; i < x.length; i++) {
    const [px, py] = [x[i] ?? 0, y[i] ?? 0]
    if (Math.abs(px - mx) > reach || Math.abs(py - my) > reach) continue
    nx.push(px)
    ny.push(py)
  }
  return { x: nx, y: ny }
}
