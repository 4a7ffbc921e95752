/** Searches about the centre: disc, ring and edge. */
import { turnFrom, type Found, type Region } from './regions'
import type { RowSums } from './row-sums'
import type { Wafer } from './wafer'

/** Steps of the radial profile, fine enough for the thinnest ring. */
const STEPS = 40
const SECTORS = 36
const TURN = 2 * Math.PI
/** Where the edge begins at the innermost, and the shortest piece of it that is no cluster. */
const LEAST_EDGE = 0.7
const LEAST_ARC = 1.5

/** Evidence by distance from a middle. */
function radialProfile(wafer: Wafer, evidence: Float64Array, u = 0, v = 0): Float64Array {
  const profile = new Float64Array(STEPS)
  for (let i = 0; i < wafer.count; i++) {
    const [du, dv] = [(wafer.u[i] ?? 0) - u, (wafer.v[i] ?? 0) - v]
    const step = Math.min(STEPS - 1, Math.floor(Math.sqrt(du * du + dv * dv) * STEPS))
    profile[step] = (profile[step] ?? 0) + (evidence[i] ?? 0)
  }
  return profile
}

type Centre = Extract<Region, { kind: 'centre' }>
type Ring = Extract<Region, { kind: 'ring' }>
type Edge = Extract<Region, { kind: 'edge' }>

/** The disc about the centre with the most evidence. */
export function searchCentre(wafer: Wafer, evidence: Float64Array, sums: RowSums): Found<'centre'> {
  const profile = radialProfile(wafer, evidence)
  let [best, radius, sum] = [-Infinity, 0.1, 0]
  for (let b = 0; b < STEPS * 0.5; b++) {
    sum += profile[b] ?? 0
    if (sum > best && (b + 1) / STEPS >= 0.1) [best, radius] = [sum, (b + 1) / STEPS]
  }
  return improveCentre({ kind: 'centre', u: 0, v: 0, radius }, sums)
}

/** Move and size a disc by small steps. */
export function improveCentre(start: Centre, sums: RowSums): Found<'centre'> {
  return climb(
    start,
    ({ u, v, radius }) => sums.ellipse(u, v, radius, radius),
    at => [...shifted(at, 0.08), ...stepped(at.radius, 0.1, 0.5).map(radius => ({ ...at, radius }))]
  )
}

/** Middles from which rings are looked for: chucks and spin coaters do not stand quite in the centre. */
const MIDDLES = [
  [0, 0],
  [0.04, 0],
  [-0.04, 0],
  [0, 0.04],
  [0, -0.04]
] as const

/** The ring with the most evidence: clear of the centre and of the edge. */
export function searchRing(wafer: Wafer, evidence: Float64Array, sums: RowSums): Found<'ring'> {
  const starts = MIDDLES.map(([u, v]) => {
    const profile = radialProfile(wafer, evidence, u, v)
    let best = -Infinity
    let [inner, outer] = [0.4, 0.5]
    for (let a = Math.round(STEPS * 0.2); a < STEPS * 0.88; a++) {
      let sum = 0
      for (let b = a; b < STEPS * 0.94 && b < a + STEPS * 0.4; b++) {
        sum += profile[b] ?? 0
        if (b - a < 2 || sum <= best) continue
        best = sum
        ;[inner, outer] = [a / STEPS, (b + 1) / STEPS]
      }
    }
    return { region: { kind: 'ring', u, v, inner, outer } as const, evidence: best }
  }).sort((a, b) => b.evidence - a.evidence)
  return starts
    .slice(0, 2)
    .map(({ region }) => improveRing(region, sums))
    .reduce((a, b) => (b.evidence > a.evidence ? b : a))
}

/** Move and size a ring by small steps. */
export function improveRing(start: Ring, sums: RowSums): Found<'ring'> {
  return climb(
    start,
    ({ u, v, inner, outer }) => sums.ellipse(u, v, outer, outer) - sums.ellipse(u, v, inner, inner),
    at => [
      ...shifted(at, 0.08),
      ...stepped(at.inner, 0.15, at.outer - 0.06).map(inner => ({ ...at, inner })),
      ...stepped(at.outer, at.inner + 0.06, 0.95).map(outer => ({ ...at, outer }))
    ]
  )
}

/** The band along the edge, all round or an arc of a quarter and more, with the most evidence. */
export function searchEdge(wafer: Wafer, evidence: Float64Array): Found<'edge'> {
  const from = Math.round(STEPS * 0.72)
  const grid = new Float64Array(STEPS * SECTORS)
  for (let i = 0; i < wafer.count; i++) {
    const r = wafer.radius[i] ?? 0
    if (r < from / STEPS) continue
    const step = Math.min(STEPS - 1, Math.floor(r * STEPS))
    const sector = Math.min(SECTORS - 1, Math.floor((((wafer.angle[i] ?? 0) + Math.PI) / TURN) * SECTORS))
    grid[step * SECTORS + sector] = (grid[step * SECTORS + sector] ?? 0) + (evidence[i] ?? 0)
  }
  const bySector = new Float64Array(SECTORS)
  let best = -Infinity
  let region: Edge = { kind: 'edge', inner: 0.9, start: -Math.PI, arc: TURN }
  for (let step = STEPS - 1; step >= from; step--) {
    for (let s = 0; s < SECTORS; s++) bySector[s] = (bySector[s] ?? 0) + (grid[step * SECTORS + s] ?? 0)
    const { sum, start, length } = bestArc(bySector, SECTORS / 4)
    if (sum <= best) continue
    best = sum
    region = {
      kind: 'edge',
      inner: step / STEPS,
      start: (start / SECTORS) * TURN - Math.PI,
      arc: (length / SECTORS) * TURN
    }
  }
  return improveEdge(wafer, region, evidence)
}

/** Move the border and the ends of a band along the edge by small steps. */
export function improveEdge(wafer: Wafer, start: Edge, evidence: Float64Array): Found<'edge'> {
  // Only the dies out there can ever belong to it.
  const dies = Int32Array.from({ length: wafer.count }, (_, i) => i).filter(
    i => (wafer.radius[i] ?? 0) >= LEAST_EDGE
  )
  const sum = ({ inner, start: from, arc }: Edge) => {
    let total = 0
    for (let k = 0; k < dies.length; k++) {
      const i = dies[k] ?? 0
      if ((wafer.radius[i] ?? 0) < inner) continue
      if (arc >= TURN || turnFrom(from, wafer.angle[i] ?? 0) <= arc) total += evidence[i] ?? 0
    }
    return total
  }
  return climb(start, sum, at => [
    ...stepped(at.inner, LEAST_EDGE, 0.97).map(inner => ({ ...at, inner })),
    ...(at.arc >= TURN
      ? []
      : [-0.09, -0.03, 0.03, 0.09].flatMap(turn => [
          { ...at, start: at.start + turn, arc: Math.max(LEAST_ARC, at.arc - turn) },
          { ...at, arc: Math.min(TURN - 0.01, Math.max(LEAST_ARC, at.arc + turn)) }
        ]))
  ])
}

/** The run of at least `least` of circular sums with the most in it. */
function bestArc(sums: Float64Array, least: number): { sum: number; start: number; length: number } {
  const n = sums.length
  const all = sums.reduce((a, b) => a + b, 0)
  let best = { sum: all, start: 0, length: n }
  for (let start = 0; start < n; start++) {
    let sum = 0
    for (let length = 1; length < n; length++) {
      sum += sums[(start + length - 1) % n] ?? 0
      if (length >= least && sum > best.sum) best = { sum, start, length }
    }
  }
  return best
}

/** Evidence below which a change of a region is not worth making. */
const LEAST_STEP = 0.03

/** Steps by which places and radii are changed, in wafer radii. */
const SHIFTS = [-0.04, -0.015, -0.005, 0.005, 0.015, 0.04]

/** Change a region by small steps as long as its evidence grows. */
export function climb<R extends Region>(
  start: R,
  evidence: (region: R) => number,
  near: (region: R) => readonly R[]
): { region: R; evidence: number } {
  let region = start
  let best = evidence(region)
  for (let round = 0; round < 20; round++) {
    let better: R | null = null
    for (const next of near(region)) {
      const sum = evidence(next)
      if (sum > best + LEAST_STEP) {
        best = sum
        better = next
      }
    }
    if (better === null) break
    region = better
  }
  return { region, evidence: best }
}

/** A region moved a little, no farther than `reach` from the centre. */
export function shifted<R extends { readonly u: number; readonly v: number }>(region: R, reach: number): R[] {
  return SHIFTS.flatMap(step => [
    { ...region, u: region.u + step },
    { ...region, v: region.v + step }
  ]).filter(({ u, v }) => Math.hypot(u, v) <= reach)
}

const stepped = (value: number, least: number, most: number) =>
  SHIFTS.map(step => value + step).filter(next => next >= least && next <= most)
