import type { Die } from './layout'

/** What went wrong with a wafer as a whole. */
export type Signature = 'none' | 'edgeRing' | 'repeater' | 'scratch'

/** Where in the reticle shot the repeater lies: the die, and the place in it in millimetres from its lower left. */
export const repeater = { shotX: 2, shotY: 1, inDieX: 2.41, inDieY: 3.73 } as const

/** A scratch in millimetres from the wafer's centre: an arc from `from` to `to` that bulges by `bulge`. */
const scratch = {
  from: [-58, 41],
  to: [47, -9],
  bulge: 14,
  /** Dies whose centre is nearer than this are touched. */
  reach: 4.1
} as const

/** Points along the scratch, evenly spread. */
export function scratchPoints(count: number): readonly (readonly [number, number])[] {
  const [fromX, fromY] = scratch.from
  const [toX, toY] = scratch.to
  const length = Math.hypot(toX - fromX, toY - fromY)
  return Array.from({ length: count }, (_, i) => {
    const share = i / Math.max(1, count - 1)
    const aside = scratch.bulge * 4 * share * (1 - share)
    return [
      fromX + (toX - fromX) * share + (aside * (fromY - toY)) / length,
      fromY + (toY - fromY) * share + (aside * (toX - fromX)) / length
    ] as const
  })
}

const scratchLine = scratchPoints(160)

/** Whether the scratch goes over a die. */
export function isScratched(die: Die): boolean {
  return scratchLine.some(([x, y]) => Math.hypot(die.mmX - x, die.mmY - y) < scratch.reach)
}

/** Whether a die is the one of its reticle shot that the repeater prints on. */
export function isRepeated(die: Die): boolean {
  return die.shotX === repeater.shotX && die.shotY === repeater.shotY
}

/** How much of the edge ring a die feels: 0 inside, 1 at the outermost dies; stronger towards `angle` (radians). */
export function edgeShare(die: Die, angle: number): number {
  const share = Math.min(1, Math.max(0, (die.radius - 0.72) / 0.2))
  const around = 1 + 0.15 * Math.cos(Math.atan2(die.mmY, die.mmX) - angle)
  return share * share * around
}
