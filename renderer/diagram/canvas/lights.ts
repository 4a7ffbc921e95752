import type { Palette } from '@contract/diagram/palette'
import type { Place } from '../scene/frame'
import { svgElement } from './svg'
import type { Rect } from './view'

/** Where something that is dragged would go: into a node, or before or behind it among its siblings. */
export interface Drop {
  readonly nodes: readonly string[]
  readonly target: string
  readonly where: 'into' | 'before' | 'after'
}

/** Way in which children lie from their parent; siblings lie across it. */
export type Flow = 'right' | 'down'

const short = (value: number): string => String(Math.round(value * 10) / 10)

/** Path data of rectangles, all in one. */
function frames(rects: readonly Rect[], out: number): string {
  let d = ''
  for (const { x, y, width, height } of rects) {
    const [w, h] = [short(width + 2 * out), short(height + 2 * out)]
    d += `M${short(x - out)} ${short(y - out)}h${w}v${h}h-${w}z`
  }
  return d
}

/**
 * What lies over the picture: frames of what is selected, found, under the pointer, and the place a dragged node
 * would take. Each is one path, so selecting two thousand nodes costs one attribute.
 */
export class Lights {
  private readonly selected = svgElement('path', { 'fill-opacity': 0.14 })
  private readonly found = svgElement('path', { 'fill-opacity': 0.22 })
  private readonly absent = svgElement('path', { fill: 'none', 'stroke-dasharray': '6 4' })
  private readonly hovered = svgElement('path', { fill: 'none' })
  private readonly focused = svgElement('path', { fill: 'none' })
  private readonly target = svgElement('path', { 'fill-opacity': 0.2 })
  private readonly widths = [
    [this.selected, 1.5],
    [this.found, 1.5],
    [this.absent, 2],
    [this.hovered, 1],
    [this.focused, 2],
    [this.target, 2.5]
  ] as const
  private readonly all = [this.found, this.absent, this.selected, this.hovered, this.focused, this.target]

  constructor(into: SVGGElement) {
    for (const path of this.all) {
      path.setAttribute('stroke-linejoin', 'round')
    }
    into.append(...this.all)
    this.scale(1)
  }

  /** Frames are as wide on the screen at any zoom. */
  scale(scale: number): void {
    for (const [path, width] of this.widths)
      path.setAttribute('stroke-width', short(width / Math.min(1, scale)))
  }

  /** Colours of a theme. */
  color(palette: Palette): void {
    for (const path of [this.selected, this.hovered, this.focused, this.target])
      path.setAttribute('stroke', palette.accent)
    this.selected.setAttribute('fill', palette.accent)
    this.target.setAttribute('fill', palette.accent)
    this.found.setAttribute('fill', palette.warn)
    this.found.setAttribute('stroke', palette.warn)
    this.absent.setAttribute('stroke', palette.bad)
  }

  select(places: readonly Place[], focus: Place | null): void {
    this.selected.setAttribute('d', frames(places, 2))
    this.focused.setAttribute('d', focus === null ? '' : frames([focus], 4))
  }

  find(places: readonly Place[]): void {
    this.found.setAttribute('d', frames(places, 3))
  }

  /** Frames what is lit because it must not happen, and strikes it through. */
  strike(places: readonly Place[]): void {
    const lines = places.map(
      ({ x, y, width, height }) => `M${short(x)} ${short(y + height)}L${short(x + width)} ${short(y)}`
    )
    this.absent.setAttribute('d', frames(places, 3) + lines.join(''))
  }

  hover(place: Place | null): void {
    this.hovered.setAttribute('d', place === null ? '' : frames([place], 2))
  }

  drop(place: Place | null, where: Drop['where'], flow: Flow): void {
    this.target.setAttribute(
      'd',
      place === null ? '' : where === 'into' ? frames([place], 4) : between(place, where, flow)
    )
  }
}

/** A bar where a sibling would come. */
function between({ x, y, width, height }: Rect, where: 'before' | 'after', flow: Flow): string {
  if (flow === 'right') {
    const at = short(where === 'before' ? y - 5 : y + height + 5)
    return `M${short(x - 4)} ${at}h${short(width + 8)}M${short(x - 4)} ${at}m0 -3v6`
  }
  const at = short(where === 'before' ? x - 5 : x + width + 5)
  return `M${at} ${short(y - 4)}v${short(height + 8)}`
}

/** What a point over a place means for something dragged there. */
export function dropPlace(
  place: Rect,
  point: { readonly x: number; readonly y: number },
  flow: Flow
): Drop['where'] {
  const share = flow === 'right' ? (point.y - place.y) / place.height : (point.x - place.x) / place.width
  return share < 0.27 ? 'before' : share > 0.73 ? 'after' : 'into'
}
