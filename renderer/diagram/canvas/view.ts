/** Where the picture lies on the screen: screen = picture * scale + (x, y), px. */
export interface View {
  readonly x: number
  readonly y: number
  readonly scale: number
}

/** Width and height, px. */
export interface Size {
  readonly width: number
  readonly height: number
}

/** A rectangle, px. */
export interface Rect extends Size {
  readonly x: number
  readonly y: number
}

/** A point, px. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** How far one can zoom. */
const [scaleLeast, scaleMost] = [0.02, 4]

/** Below this scale text of 12 px cannot be read: it is left out. */
export const scaleLegible = 0.34

/** Air around a picture that is fitted, and around what is brought into view, px. */
const air = 28

const bounded = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, value))

/** A point of the screen in the picture. */
export const toPicture = (view: View, { x, y }: Point): Point => ({
  x: (x - view.x) / view.scale,
  y: (y - view.y) / view.scale
})

/** A rectangle of the picture on the screen. */
export const toScreen = (view: View, { x, y, width, height }: Rect): Rect => ({
  x: x * view.scale + view.x,
  y: y * view.scale + view.y,
  width: width * view.scale,
  height: height * view.scale
})

/** Larger or smaller by a factor; the point under the pointer stays where it is. */
export function zoomedAt(view: View, factor: number, at: Point): View {
  const scale = bounded(view.scale * factor, scaleLeast, scaleMost)
  const by = scale / view.scale
  return { scale, x: at.x - (at.x - view.x) * by, y: at.y - (at.y - view.y) * by }
}

/** A part of the picture as large as the screen allows, in its middle, never larger than `most`. */
export function fitted(part: Rect, screen: Size, most = 1): View {
  const wide = Math.max(1, screen.width - 2 * air) / Math.max(1, part.width)
  const high = Math.max(1, screen.height - 2 * air) / Math.max(1, part.height)
  const scale = bounded(Math.min(wide, high), scaleLeast, most)
  return {
    scale,
    x: screen.width / 2 - (part.x + part.width / 2) * scale,
    y: screen.height / 2 - (part.y + part.height / 2) * scale
  }
}

/** Moved as little as it takes to have a part of the picture in view; its beginning where it is too large. */
export function revealed(view: View, part: Rect, screen: Size): View {
  const at = toScreen(view, part)
  return {
    scale: view.scale,
    x: view.x + needed(at.x, at.width, screen.width),
    y: view.y + needed(at.y, at.height, screen.height)
  }
}

function needed(from: number, length: number, room: number): number {
  if (length > room - 2 * air) return from < air && from + length > room - air ? 0 : air - from
  if (from < air) return air - from
  const over = from + length - (room - air)
  return over > 0 ? -over : 0
}

/** Moved so that some of the picture stays on the screen: nobody loses it. */
export function kept(view: View, picture: Size, screen: Size): View {
  const [wide, high] = [picture.width * view.scale, picture.height * view.scale]
  const [restX, restY] = [Math.min(80, wide), Math.min(80, high)]
  return {
    scale: view.scale,
    x: bounded(view.x, restX - wide, screen.width - restX),
    y: bounded(view.y, restY - high, screen.height - restY)
  }
}

/** True for views that look the same. */
export const sameView = (a: View, b: View): boolean => a.x === b.x && a.y === b.y && a.scale === b.scale
