import type { Found, Region } from './regions'
import { climb } from './search-round'
import type { Wafer } from './wafer'

type Scratch = Extract<Region, { kind: 'scratch' }>

interface Line {
  readonly region: Scratch
  readonly evidence: number
}

/** Shortest scratch looked for, in wafer radii. */
const SHORTEST = 0.5
const MOST_BEND = 0.8
/** Straight lines that are then turned and bent. */
const STARTS = 4
/** Length of the cells along a strip, in dies. */
const CELL = 2
/** How far a line may move thereby, in wafer radii. */
const REACH = 0.15
/** Half of the square that the wafer is cut from, with some room. */
const SIDE = 1.1

/**
 * The strip along a bent line with the most evidence. Straight strips in all directions are cut into cells, and in
 * each strip the run of cells with the most evidence is found in one pass; the best ones are then turned and bent,
 * and the last is freed of its cells.
 */
export function searchScratch(wafer: Wafer, evidence: Float64Array): Found<'scratch'> {
  const finest = Math.min(wafer.pitchU, wafer.pitchV)
  const cells = Math.ceil((2 * SIDE) / cellOf(wafer))
  const lanes = Math.ceil((4 * SIDE) / finest) + 2 * WIDEST
  const bench = { wafer, evidence, grid: new Float64Array(lanes * cells), sums: new Float64Array(cells) }
  const turns = Math.max(16, Math.min(32, Math.round((Math.PI * 0.42) / finest)))
  const everyone = Int32Array.from({ length: wafer.count }, (_, i) => i)
  const lines: Line[] = []
  for (let k = 0; k < turns; k++) {
    const found = bestRun(
      bench,
      everyone,
      { turn: (k * Math.PI) / turns, bend: 0, middle: 0, offset: 0 },
      SIDE,
      3
    )
    if (found !== null) lines.push(found)
  }
  lines.sort((a, b) => b.evidence - a.evidence)
  let best: Line = {
    region: { kind: 'scratch', turn: 0, offset: 0, bend: 0, middle: 0, breadth: 0, from: 0, to: 0 },
    evidence: 0
  }
  for (const line of lines.slice(0, STARTS)) {
    const bent = refine(bench, line, Math.PI / turns)
    if (bent.evidence > best.evidence) best = bent
  }
  return best.evidence > 0 ? improveScratch(wafer, best.region, evidence) : best
}

const cellOf = (wafer: Wafer) => CELL * Math.max(wafer.pitchU, wafer.pitchV)

type Curve = Pick<Scratch, 'turn' | 'bend' | 'middle' | 'offset'>

/** The same curve told from the middle of its run: bends and turns then leave it in its place. */
function recentred(region: Scratch): Curve {
  const { turn, bend, offset } = region
  const t = (region.from + region.to) / 2
  const off = t - region.middle
  const s = offset + bend * off * off
  const tilt = Math.atan(2 * bend * off)
  const [cos, sin] = [Math.cos(tilt), Math.sin(tilt)]
  return { turn: turn + tilt, bend, middle: t * cos + s * sin, offset: s * cos - t * sin }
}

/** A curve turned about its middle. */
function turned(curve: Curve, by: number): Curve {
  const [cos, sin] = [Math.cos(by), Math.sin(by)]
  return {
    turn: curve.turn + by,
    bend: curve.bend,
    middle: curve.middle * cos + curve.offset * sin,
    offset: curve.offset * cos - curve.middle * sin
  }
}

/** Turn and bend a line in steps that halve. */
function refine(bench: Bench, start: Line, turnStep: number): Line {
  let best = start
  let [turn, bend] = [turnStep / 2, 0.2]
  for (let round = 0; round < 4; round++) {
    for (let tries = 0; tries < 2; tries++) {
      const from: Line = best
      const curve = recentred(from.region)
      const dies = band(bench.wafer, curve)
      for (const by of [0, -turn, turn])
        for (const more of [0, -bend, bend]) {
          const bent = Math.max(-MOST_BEND, Math.min(MOST_BEND, curve.bend + more))
          const found = bestRun(bench, dies, { ...turned(curve, by), bend: bent }, REACH / 2, WIDEST)
          if (found !== null && found.evidence > best.evidence) best = found
        }
      if (best === from) break
    }
    turn /= 2
    bend /= 2
  }
  return best
}

/** The dies about a curve. */
function band(wafer: Wafer, curve: Curve): Int32Array {
  const [cos, sin] = [Math.cos(curve.turn), Math.sin(curve.turn)]
  const dies = new Int32Array(wafer.count)
  let n = 0
  for (let i = 0; i < wafer.count; i++) {
    const u = wafer.u[i] ?? 0
    const v = wafer.v[i] ?? 0
    const t = u * cos + v * sin - curve.middle
    if (Math.abs(v * cos - u * sin - curve.offset - curve.bend * t * t) < REACH) dies[n++] = i
  }
  return dies.subarray(0, n)
}

/** What a search works in, made once. */
interface Bench {
  readonly wafer: Wafer
  readonly evidence: Float64Array
  readonly grid: Float64Array
  readonly sums: Float64Array
}

/** Lanes of a strip at the widest: a line two dies broad. */
const WIDEST = 4

/** The best run of cells along the strips beside a curve, no farther off than `reach`, up to `widest` lanes broad. */
function bestRun(
  { wafer, evidence, grid, sums }: Bench,
  dies: Int32Array,
  { turn, bend, middle, offset }: Curve,
  reach: number,
  widest: number
): Line | null {
  const { u: us, v: vs } = wafer
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)]
  // A line touches the dies whose middle is within half of this of it.
  const breadth = Math.abs(sin) * wafer.pitchU + Math.abs(cos) * wafer.pitchV
  const lane = breadth / 2
  const cell = cellOf(wafer)
  const lanes = Math.ceil((2 * reach) / lane) + WIDEST
  const cells = Math.ceil((2 * SIDE) / cell)
  const low = offset - (lanes * lane) / 2
  grid.fill(0, 0, lanes * cells)
  const [perLane, perCell] = [1 / lane, 1 / cell]
  for (let k = 0; k < dies.length; k++) {
    const i = dies[k] ?? 0
    const u = us[i] ?? 0
    const v = vs[i] ?? 0
    const t = u * cos + v * sin
    const off = t - middle
    const l = Math.floor((v * cos - u * sin - bend * off * off - low) * perLane)
    const c = Math.floor((t + SIDE) * perCell)
    if (l < 0 || l >= lanes || c < 0 || c >= cells) continue
    const place = l * cells + c
    grid[place] = (grid[place] ?? 0) + (evidence[i] ?? 0)
  }
  const least = Math.max(2, Math.ceil(SHORTEST / cell))
  let best = 0
  let [bestLane, bestWidth, bestFrom, bestTo] = [0, 0, 0, 0]
  for (let l = 0; l < lanes - 1; l++) {
    for (let c = 0; c < cells; c++) sums[c] = grid[l * cells + c] ?? 0
    for (let width = 2; width <= widest && l + width <= lanes; width++) {
      const line = (l + width - 1) * cells
      let sum = 0
      let begin = 0
      for (let c = 0; c < cells; c++) {
        const value = (sums[c] ?? 0) + (grid[line + c] ?? 0)
        sums[c] = value
        // Kadane's run: a sum below zero is never worth taking along.
        if (sum <= 0) {
          sum = value
          begin = c
        } else sum += value
        if (sum > best && c - begin + 1 >= least) {
          best = sum
          bestLane = l
          bestWidth = width
          bestFrom = begin
          bestTo = c + 1
        }
      }
    }
  }
  if (bestWidth === 0) return null
  return {
    region: {
      kind: 'scratch',
      turn,
      bend,
      middle,
      offset: low + (bestLane + bestWidth / 2) * lane,
      breadth: bestWidth * lane,
      from: bestFrom * cell - SIDE,
      to: bestTo * cell - SIDE
    },
    evidence: best
  }
}

/** Free the strip of its cells: move ends, sides, turn and bend by less than a die. */
export function improveScratch(wafer: Wafer, start: Scratch, evidence: Float64Array): Found<'scratch'> {
  const curve = recentred(start)
  const half = (start.to - start.from) / 2
  const dies = band(wafer, curve)
  const step = Math.min(wafer.pitchU, wafer.pitchV)
  const sum = ({ turn, bend, middle, offset, breadth, from, to }: Scratch) => {
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)]
    let total = 0
    for (let k = 0; k < dies.length; k++) {
      const i = dies[k] ?? 0
      const u = wafer.u[i] ?? 0
      const v = wafer.v[i] ?? 0
      const t = u * cos + v * sin
      if (t < from || t > to) continue
      const off = t - middle
      if (Math.abs(v * cos - u * sin - bend * off * off - offset) <= breadth / 2) total += evidence[i] ?? 0
    }
    return total
  }
  return climb<Scratch>({ ...start, ...curve, from: curve.middle - half, to: curve.middle + half }, sum, at =>
    [-1, 1]
      .flatMap(sign => {
        const wider = { ...at, breadth: at.breadth + sign * step * 0.2 }
        return [
          { ...at, offset: at.offset + sign * step * 0.2 },
          { ...at, from: at.from + sign * step },
          { ...at, to: at.to + sign * step },
          { ...at, ...turned(at, sign * step * 0.3) },
          { ...at, bend: Math.max(-MOST_BEND, Math.min(MOST_BEND, at.bend + sign * step * 0.8)) },
          wider,
          { ...wider, offset: at.offset + step * 0.1 },
          { ...wider, offset: at.offset - step * 0.1 }
        ]
      })
      .filter(
        next =>
          next.to - next.from >= SHORTEST &&
          next.breadth <= start.breadth * 2 &&
          next.breadth >= start.breadth * 0.4
      )
  )
}
