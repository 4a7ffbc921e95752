/** Geometry of the demo's one product with data: a 200 mm wafer, lengths in millimetres, y upwards. */
export const geometry = {
  diameter: 200,
  dieWidth: 6.4,
  dieHeight: 5.8,
  /** Nothing is printed further out than this. */
  usableRadius: 97,
  /** Dies of one reticle shot. */
  shotColumns: 4,
  shotRows: 3,
  /** Dies probed at once, side by side. */
  sites: 4
} as const

/** One whole die of the wafer. */
export interface Die {
  /** Grid place; (0, 0) is the die in the middle, y counts upwards. */
  readonly x: number
  readonly y: number
  /** Its centre from the wafer's, in millimetres. */
  readonly mmX: number
  readonly mmY: number
  /** Distance of its centre, 0 in the middle and 1 at the wafer's edge. */
  readonly radius: number
  /** Place within the reticle shot, from 0. */
  readonly shotX: number
  readonly shotY: number
}

const modulo = (value: number, by: number): number => ((value % by) + by) % by

function dieAt(x: number, y: number): Die | null {
  const mmX = x * geometry.dieWidth
  const mmY = y * geometry.dieHeight
  const farthest = Math.hypot(Math.abs(mmX) + geometry.dieWidth / 2, Math.abs(mmY) + geometry.dieHeight / 2)
  if (farthest > geometry.usableRadius) return null
  return {
    x,
    y,
    mmX,
    mmY,
    radius: Math.hypot(mmX, mmY) / (geometry.diameter / 2),
    // The shots' grid does not start at the middle die.
    shotX: modulo(x + 1, geometry.shotColumns),
    shotY: modulo(y + 2, geometry.shotRows)
  }
}

const reach = Math.ceil(geometry.diameter / 2 / Math.min(geometry.dieWidth, geometry.dieHeight))

/**
 * The dies of a wafer in the order they are probed: row by row from the top, back and forth, `sites` side by
 * side at each touch-down. A touch-down at the edge has fewer.
 */
export const touchDowns: readonly (readonly Die[])[] = (() => {
  const downs: Die[][] = []
  for (let y = reach, row = 0; y >= -reach; y--) {
    const inRow: Die[][] = []
    for (let x = -reach; x <= reach; x++) {
      const die = dieAt(x, y)
      if (die === null) continue
      const place = Math.floor((x + reach) / geometry.sites)
      ;(inRow[place] ??= []).push(die)
    }
    const met = inRow.filter(dies => dies.length > 0)
    if (met.length === 0) continue
    downs.push(...(row % 2 === 0 ? met : met.toReversed()))
    row++
  }
  return downs
})()

/** The same dies, one by one. */
export const dies: readonly Die[] = touchDowns.flat()

/** Site of the probe card that meets a die, from 0. */
export function siteOf(die: Die): number {
  return (die.x + reach) % geometry.sites
}
