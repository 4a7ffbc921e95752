/** Run rules of control charts, over points given in sigmas from their centre line. */

/** A rule broken: by which points, and where an operator would have seen it. */
export interface Violation {
  /** Number of the rule in its set. */
  readonly rule: number
  /** Indices of the points that make it, ascending; breaches that overlap are one. */
  readonly points: readonly number[]
  /** Indices at which the pattern was complete: the chart would have alarmed there. */
  readonly signals: readonly number[]
}

/** What a window of points shows: the places in it that make the breach (0 is the oldest), and to which side. */
interface Breach {
  readonly places: readonly number[]
  readonly side: number
}

interface Rule {
  readonly rule: number
  readonly window: number
  readonly breach: (window: readonly number[]) => Breach | null
}

/** `need` of `window` points beyond `distance` sigmas on one side. */
function beyond(rule: number, need: number, window: number, distance: number): Rule {
  return {
    rule,
    window,
    breach: points => {
      // The newest point makes the alarm: a window whose newest point is inside was judged before.
      const side = Math.sign(points[window - 1] ?? 0)
      if ((points[window - 1] ?? 0) * side <= distance) return null
      const places: number[] = []
      for (let i = 0; i < window; i++) if ((points[i] ?? 0) * side > distance) places.push(i)
      return places.length >= need ? { places, side } : null
    }
  }
}

/** `window` points in a row on one side of the centre. */
const oneSide = (rule: number, window: number) => beyond(rule, window, window, 0)

/** All points of a window, where `side` finds one (NaN: no breach). */
function whole(rule: number, window: number, side: (points: readonly number[]) => number): Rule {
  const places = Array.from({ length: window }, (_, i) => i)
  return {
    rule,
    window,
    breach: points => {
      const found = side(points)
      return Number.isNaN(found) ? null : { places, side: found }
    }
  }
}

/** 1 or -1 where every step of the points goes that way, else NaN. */
function trend(points: readonly number[]): number {
  const side = Math.sign((points[1] ?? 0) - (points[0] ?? 0))
  if (side === 0) return Number.NaN
  for (let i = 2; i < points.length; i++)
    if (((points[i] ?? 0) - (points[i - 1] ?? 0)) * side <= 0) return Number.NaN
  return side
}

/** 0 where every step turns back, else NaN. */
function seesaw(points: readonly number[]): number {
  for (let i = 2; i < points.length; i++) {
    const [a, b, c] = [points[i - 2] ?? 0, points[i - 1] ?? 0, points[i] ?? 0]
    if (!((b - a) * (c - b) < 0)) return Number.NaN
  }
  return 0
}

/** Western Electric, Statistical Quality Control Handbook (1956): the four zone rules. Not for attribute charts. */
const WESTERN_ELECTRIC: readonly Rule[] = [
  beyond(1, 1, 1, 3),
  beyond(2, 2, 3, 2),
  beyond(3, 4, 5, 1),
  oneSide(4, 8)
]

/** Nelson (1984), 'The Shewhart control chart: tests for special causes', J. Quality Technology 16. */
const NELSON: readonly Rule[] = [
  beyond(1, 1, 1, 3),
  oneSide(2, 9),
  whole(3, 6, trend),
  whole(4, 14, seesaw),
  beyond(5, 2, 3, 2),
  beyond(6, 4, 5, 1),
  whole(7, 15, points => (points.every(z => Math.abs(z) < 1) ? 0 : Number.NaN)),
  whole(8, 8, points =>
    points.every(z => Math.abs(z) > 1) && points.some(z => z > 0) && points.some(z => z < 0) ? 0 : Number.NaN
  )
]

/** The rules of Nelson in use unless told: all eight at once alarm for nothing every few dozen points. */
const nelsonDefaults: readonly number[] = [1, 2, 5, 6]

/** Western Electric's four rules, or those asked for, over points in sigmas. NaN is passed over. */
export function westernElectric(z: ArrayLike<number>, rules?: readonly number[]): Violation[] {
  return violations(
    z,
    WESTERN_ELECTRIC.filter(rule => rules?.includes(rule.rule) ?? true)
  )
}

/** Nelson's rules, 1, 2, 5 and 6 unless told, over points in sigmas. NaN is passed over. */
export function nelson(z: ArrayLike<number>, rules: readonly number[] = nelsonDefaults): Violation[] {
  return violations(
    z,
    NELSON.filter(rule => rules.includes(rule.rule))
  )
}

function violations(z: ArrayLike<number>, rules: readonly Rule[]): Violation[] {
  const places: number[] = []
  for (let i = 0; i < z.length; i++) if (!Number.isNaN(z[i] ?? Number.NaN)) places.push(i)
  const found: Violation[] = []
  for (const { rule, window, breach } of rules) {
    let points: number[] = []
    let signals: number[] = []
    const close = () => {
      if (signals.length > 0) found.push({ rule, points, signals })
      points = []
      signals = []
    }
    let side = 0
    for (let end = window; end <= places.length; end++) {
      const indices = places.slice(end - window, end)
      const breached = breach(indices.map(i => z[i] ?? 0))
      if (breached === null) continue
      const first = indices[breached.places[0] ?? 0] ?? 0
      const known = points.at(-1) ?? -1
      // Single points and the two sides of the centre stay apart; overlapping windows grow into one.
      if (window === 1 || breached.side !== side || first > known) close()
      const since = points.at(-1) ?? -1
      for (const place of breached.places) {
        const index = indices[place] ?? 0
        if (index > since) points.push(index)
      }
      signals.push(indices.at(-1) ?? 0)
      side = breached.side
    }
    close()
  }
  return found.sort((a, b) => (a.signals[0] ?? 0) - (b.signals[0] ?? 0) || a.rule - b.rule)
}
