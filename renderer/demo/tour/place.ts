/** A rectangle of the window, in CSS pixels. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

const gap = 14
const margin = 12

const clamp = (value: number, least: number, most: number): number =>
  Math.max(least, Math.min(Math.max(least, most), value))

/**
 * Where the card of a step goes: beside, below or above what is lit, wherever it fits whole; within the
 * window's lower right corner where nothing is left.
 */
export function placeCard(
  lit: Box | null,
  card: { readonly width: number; readonly height: number },
  window: { readonly width: number; readonly height: number }
): { readonly left: number; readonly top: number } {
  const right = window.width - card.width - margin
  const bottom = window.height - card.height - margin
  if (lit === null) return { left: right / 2, top: bottom / 2 }
  const besideTop = clamp(lit.top, margin, bottom)
  const underLeft = clamp(lit.left, margin, right)
  if (lit.left + lit.width + gap <= right) return { left: lit.left + lit.width + gap, top: besideTop }
  if (lit.left - gap - card.width >= margin) return { left: lit.left - gap - card.width, top: besideTop }
  if (lit.top + lit.height + gap <= bottom) return { left: underLeft, top: lit.top + lit.height + gap }
  if (lit.top - gap - card.height >= margin) return { left: underLeft, top: lit.top - gap - card.height }
  return { left: right, top: bottom }
}
