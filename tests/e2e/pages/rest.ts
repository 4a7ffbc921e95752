import { expect, type Locator } from '@playwright/test'

/** A rectangle of the window, px. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/**
 * Where something is drawn, once it is drawn and stands at the same place in two looks. A picture is drawn anew
 * whenever its records change, so that for a moment there may be nothing, or the old place.
 */
export async function restingBox(what: Locator): Promise<Box> {
  let last: Box | null = null
  let still = 0
  await expect
    .poll(
      async () => {
        const now = await what.boundingBox()
        still = last !== null && now !== null && same(last, now) ? still + 1 : 0
        last = now
        return still
      },
      { intervals: [40], message: 'drawn, and at rest' }
    )
    .toBeGreaterThan(1)
  if (last === null) throw new Error('it is not drawn')
  return last
}

function same(one: Box, other: Box): boolean {
  return one.x === other.x && one.y === other.y && one.width === other.width && one.height === other.height
}
