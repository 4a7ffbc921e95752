import type { Item, Scene } from '@contract/diagram/scene'

/** Where a node lies in a scene: to be hit, selected and scrolled to. A repeat has one for each copy. */
export interface Place {
  readonly key: string
  readonly node: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Air around a whole picture, px. */
export const margin = 24

/** The picture with air around it. */
export function framed(width: number, height: number, items: readonly Item[]): Scene {
  return {
    width: width + 2 * margin,
    height: height + 2 * margin,
    items: items.map(item => moved(item, margin, margin))
  }
}

/** To a hundredth: no eye sees more, and a scene of thousands of items travels in half the bytes. */
const round = (at: number): number => Math.round(at * 100) / 100

/** An item elsewhere. */
export function moved(item: Item, dx: number, dy: number): Item {
  if (item.kind !== 'line') return { ...item, x: round(item.x + dx), y: round(item.y + dy) }
  return { ...item, points: item.points.map((at, i) => round(at + (i % 2 === 0 ? dx : dy))) }
}
