import type { SignatureKind } from './types'
import type { Wafer } from './wafer'

/** A region of the wafer with the figures that make it; lengths in wafer radii, angles in radians. */
export type Region =
  | { readonly kind: 'centre'; readonly u: number; readonly v: number; readonly radius: number }
  | {
      readonly kind: 'ring'
      readonly u: number
      readonly v: number
      readonly inner: number
      readonly outer: number
    }
  /** From `inner` outward, over `arc` from the angle `start` on, counter-clockwise. */
  | { readonly kind: 'edge'; readonly inner: number; readonly start: number; readonly arc: number }
  /** An ellipse: `along` and `across` are its half axes, the first at the angle `turn`. */
  | {
      readonly kind: 'cluster'
      readonly u: number
      readonly v: number
      readonly along: number
      readonly across: number
      readonly turn: number
    }
  /**
   * A strip about a bent line: in a frame turned by `turn`, |s - offset - bend (t - middle)^2| <= breadth / 2 between
   * `from` and `to` along t.
   */
  | {
      readonly kind: 'scratch'
      readonly turn: number
      readonly offset: number
      readonly bend: number
      readonly middle: number
      readonly breadth: number
      readonly from: number
      readonly to: number
    }
  /** Positions (row * columns + column) within fields of columns by rows dies, counted from the least coordinates. */
  | {
      readonly kind: 'repeater'
      readonly columns: number
      readonly rows: number
      readonly positions: readonly number[]
    }

/** A region found by a search, with its evidence under the kill rate searched for. */
export interface Found<K extends SignatureKind = SignatureKind> {
  readonly region: Extract<Region, { kind: K }>
  readonly evidence: number
}

const TURN = 2 * Math.PI

/** How far an angle lies counter-clockwise from a start, 0 to 2 pi. */
export function turnFrom(start: number, angle: number): number {
  const turn = (angle - start) % TURN
  return turn < 0 ? turn + TURN : turn
}

/** 1 for each die of the wafer that belongs to the region. */
export function diesOf(wafer: Wafer, region: Region): Uint8Array {
  const dies = new Uint8Array(wafer.count)
  const inside = member(wafer, region)
  for (let i = 0; i < wafer.count; i++) if (inside(i)) dies[i] = 1
  return dies
}

function member(wafer: Wafer, region: Region): (i: number) => boolean {
  const { u, v } = wafer
  switch (region.kind) {
    case 'centre':
      return i => ((u[i] ?? 0) - region.u) ** 2 + ((v[i] ?? 0) - region.v) ** 2 <= region.radius ** 2
    case 'ring': {
      const [least, most] = [region.inner ** 2, region.outer ** 2]
      return i => {
        const square = ((u[i] ?? 0) - region.u) ** 2 + ((v[i] ?? 0) - region.v) ** 2
        return square >= least && square <= most
      }
    }
    case 'edge':
      return i =>
        (wafer.radius[i] ?? 0) >= region.inner &&
        (region.arc >= TURN || turnFrom(region.start, wafer.angle[i] ?? 0) <= region.arc)
    case 'cluster': {
      const [cos, sin] = [Math.cos(region.turn), Math.sin(region.turn)]
      return i => {
        const [du, dv] = [(u[i] ?? 0) - region.u, (v[i] ?? 0) - region.v]
        const along = (du * cos + dv * sin) / region.along
        const across = (dv * cos - du * sin) / region.across
        return along * along + across * across <= 1
      }
    }
    case 'scratch': {
      const [cos, sin] = [Math.cos(region.turn), Math.sin(region.turn)]
      const half = region.breadth / 2
      return i => {
        const t = (u[i] ?? 0) * cos + (v[i] ?? 0) * sin
        if (t < region.from || t > region.to) return false
        const s = (v[i] ?? 0) * cos - (u[i] ?? 0) * sin
        return Math.abs(s - region.offset - region.bend * (t - region.middle) ** 2) <= half
      }
    }
    case 'repeater': {
      const bad = new Set(region.positions)
      return i =>
        bad.has(
          ((wafer.row[i] ?? 0) % region.rows) * region.columns + ((wafer.column[i] ?? 0) % region.columns)
        )
    }
  }
}
