import type { Point, Polygon } from '../charts/lasso'

/** Sixty-four letters that an address takes as they are. */
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** Corners are kept to a quarter of a die: finer than any hand draws. */
const grain = 4

/** A polygon as few letters: differences of quarters of a die, five bits a letter, the last of each marked. */
export function writePolygon(polygon: Polygon): string {
  let text = ''
  let beforeX = 0
  let beforeY = 0
  for (const [px, py] of polygon) {
    const x = Math.round(px * grain)
    const y = Math.round(py * grain)
    text += writeNumber(x - beforeX) + writeNumber(y - beforeY)
    beforeX = x
    beforeY = y
  }
  return text
}

/** The polygon that {@link writePolygon} wrote; null of anything else. */
export function readPolygon(text: string): Polygon | null {
  const numbers: number[] = []
  let value = 0
  let weight = 1
  for (const letter of text) {
    const bits = letters.indexOf(letter)
    if (bits < 0 || weight > 2 ** 40) return null
    value += (bits & 31) * weight
    weight *= 32
    if (bits < 32) continue
    numbers.push(value % 2 === 0 ? value / 2 : -(value + 1) / 2)
    value = 0
    weight = 1
  }
  if (weight !== 1 || numbers.length % 2 === 1 || numbers.length < 6) return null
  const polygon: Point[] = []
  let x = 0
  let y = 0
  for (let i = 0; i < numbers.length; i += 2) {
    x += numbers[i] ?? 0
    y += numbers[i + 1] ?? 0
    polygon.push([x / grain, y / grain])
  }
  return polygon
}

/** Sign in the lowest bit, then five bits a letter from the low end; 32 is added to the last. */
function writeNumber(value: number): string {
  let rest = value < 0 ? -2 * value - 1 : 2 * value
  let text = ''
  while (rest >= 32) {
    text += letters[rest % 32] ?? ''
    rest = Math.floor(rest / 32)
  }
  return text + (letters[rest + 32] ?? '')
}
