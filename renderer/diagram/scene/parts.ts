import type { Item, Scene } from '@contract/diagram/scene'
import { margin, moved, type Place } from './frame'

/**
 * A piece of a picture that is drawn, moved and kept as a whole: the card of a node, or the lines below it. Its items
 * lie relative to its own corner, and stay the same array as long as they look the same: of the thousands that an
 * edit leaves alone, nothing is made anew and nothing compared but where they lie.
 */
export interface Part {
  /** Tells the parts of a picture apart, from one drawing of it to the next. */
  readonly key: string
  /** Nothing but lines: they lie below all cards. */
  readonly lines: boolean
  readonly x: number
  readonly y: number
  readonly items: readonly Item[]
}

/** A picture in parts for the screen, and as a display list for everything else. */
export interface Drawn {
  /** Its items are made when they are first asked for: nobody does while it is edited. */
  readonly scene: Scene
  readonly parts: readonly Part[]
  readonly places: readonly Place[]
}

/** A picture of parts in the order they are drawn, with air around it. Parts and places are counted without that air. */
export function drawnOf(
  width: number,
  height: number,
  parts: readonly Part[],
  places: readonly Place[]
): Drawn {
  const aired = <T extends { readonly x: number; readonly y: number }>(one: T): T => ({
    ...one,
    x: one.x + margin,
    y: one.y + margin
  })
  const all = parts.map(aired)
  let items: readonly Item[] | null = null
  const scene: Scene = {
    width: width + 2 * margin,
    height: height + 2 * margin,
    get items() {
      items ??= all.flatMap(part => part.items.map(item => moved(item, part.x, part.y)))
      return items
    }
  }
  return { scene, parts: all, places: places.map(aired) }
}
