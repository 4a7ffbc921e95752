import type { Palette } from '@contract/diagram/palette'
import type { PlaceIndex } from './places'
import { svgElement } from './svg'
import type { Rect } from './view'

/** A node whose words are read from afar as well: a category, the problem. */
export interface Landmark {
  readonly node: string
  readonly text: string
}

/** Size on the screen, px, and the most of a text that is written. */
const [size, most] = [12, 24]
/** How far words may stand out of the picture, px of the screen. */
const air = 22

/** Writes the words of some nodes as large as on a map, where those of all the others are left out. */
export class Landmarks {
  private readonly group = svgElement('g', { 'text-anchor': 'middle', 'font-weight': 600 })

  constructor(into: SVGElement) {
    into.append(this.group)
  }

  /**
   * @param wide width of the whole picture: no words begin or end far outside of it
   * @param scale px of the screen for one of the picture; null = all words can be read, so none are written here
   */
  draw(
    marks: readonly Landmark[],
    index: PlaceIndex,
    wide: number,
    scale: number | null,
    palette: Palette
  ): void {
    this.group.replaceChildren()
    if (scale === null) return
    const height = size / scale
    const taken: Rect[] = []
    for (const { node, text } of marks)
      for (const place of index.of(node)) {
        const words = text.length > most ? `${text.slice(0, most - 1)}…` : text
        const width = ems(words) * height
        const middle = Math.min(place.x + place.width / 2, wide + air / scale - width / 2)
        const box = {
          x: Math.max(middle, width / 2 - air / scale) - width / 2,
          y: place.y + (place.height - height) / 2,
          width,
          height
        }
        const free = freed(box, taken)
        taken.push(free)
        const made = svgElement('text', {
          x: free.x + width / 2,
          y: free.y + height * 0.85,
          'font-size': height,
          fill: palette.ink,
          stroke: palette.ground,
          'stroke-width': 4 / scale,
          'stroke-linejoin': 'round',
          'paint-order': 'stroke'
        })
        made.textContent = words
        this.group.append(made)
      }
  }
}

/** Moved up or down by whole lines until it lies over none that is taken; where it was after a few. */
function freed(box: Rect, taken: readonly Rect[]): Rect {
  for (const lines of [0, -1, 1, -2, 2, -3, 3]) {
    const moved = { ...box, y: box.y + lines * box.height * 1.15 }
    const over = taken.some(
      one =>
        moved.x < one.x + one.width &&
        one.x < moved.x + moved.width &&
        moved.y < one.y + one.height &&
        one.y < moved.y + moved.height
    )
    if (!over) return moved
  }
  return box
}

/** About how wide words are, in their size: a Chinese sign is as wide as high. */
function ems(words: string): number {
  let sum = 0
  for (const one of words) sum += one > '\u2e7f' ? 1 : 0.6
  return sum
}
