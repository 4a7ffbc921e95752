import type { Places } from './regions'

/** The wafer as the box around its dies: middle and half axes, in dies. */
export interface Disc {
  readonly x: number
  readonly y: number
  readonly halfX: number
  readonly halfY: number
}

/** The box around dies. */
export function discOf({ x, y }: Places): Disc {
  let left = Infinity
  let right = -Infinity
  let low = Infinity
  let high = -Infinity
  for (let i = 0; i < x.length; i++) {
    const dx = x[i] ?? 0
    const dy = y[i] ?? 0
    if (dx < left) left = dx
    if (dx > right) right = dx
    if (dy < low) low = dy
    if (dy > high) high = dy
  }
  if (left > right) return { x: 0, y: 0, halfX: 1, halfY: 1 }
  return {
    x: (left + right) / 2,
    y: (low + high) / 2,
    halfX: (right - left + 1) / 2,
    halfY: (high - low + 1) / 2
  }
}

/**
 * Ring from the middle (0) to the edge, and sector from the direction of growing x towards growing y, as the
 * core counts them: rings of equal area, sectors of equal angle.
 */
export function zoneAt(
  disc: Disc,
  rings: number,
  sectors: number,
  x: number,
  y: number
): { readonly ring: number; readonly sector: number } {
  const u = (x - disc.x) / disc.halfX
  const v = (y - disc.y) / disc.halfY
  const turn = (Math.atan2(v, u) / (2 * Math.PI) + 1) % 1
  return {
    ring: Math.min(rings - 1, Math.floor((u * u + v * v) * rings)),
    sector: Math.min(sectors - 1, Math.floor(turn * sectors))
  }
}

/** Whether a die lies in a reticle's place, the first reticle's corner at the offset. */
export function reticlePlace(
  reticle: {
    readonly width: number
    readonly height: number
    readonly offsetX: number
    readonly offsetY: number
  },
  x: number,
  y: number
): { readonly x: number; readonly y: number } {
  const fold = (value: number, period: number): number => ((value % period) + period) % period
  return { x: fold(x - reticle.offsetX, reticle.width), y: fold(y - reticle.offsetY, reticle.height) }
}
