import { marks } from '@contract/diagram/marks'
import type { Palette } from '@contract/diagram/palette'
import {
  arrowHead,
  dashes,
  type Box,
  type Item,
  type Line,
  type Mark,
  type Shape,
  type Text
} from '@contract/diagram/scene'

import { movedPath } from './paths'

/** An element of SVG. */
export function svgElement<K extends keyof SVGElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, string | number>> = {}
): SVGElementTagNameMap[K] {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value))
  return made
}

const short = (value: number): string => String(Math.round(value * 100) / 100)

/** Elements of items, drawn with (ox, oy) as their origin. Lines of one kind that follow one another are one path. */
export function drawn(
  items: readonly Item[],
  ox: number,
  oy: number,
  palette: Palette
): readonly SVGElement[] {
  const made: SVGElement[] = []
  for (let i = 0; i < items.length; i++) {
    const item = items[i]
    if (item === undefined) break
    if (item.kind !== 'line') made.push(...one(item, ox, oy, palette))
    else {
      const like: Line[] = [item]
      for (let next = items[i + 1]; next?.kind === 'line' && alike(next, item); next = items[++i + 1])
        like.push(next)
      made.push(...lines(like, item, ox, oy, palette))
    }
  }
  return made
}

function one(item: Exclude<Item, Line>, ox: number, oy: number, palette: Palette): readonly SVGElement[] {
  switch (item.kind) {
    case 'box':
      return [box(item, ox, oy, palette)]
    case 'shape':
      return [shape(item, ox, oy, palette)]
    case 'text':
      return text(item, ox, oy, palette)
    case 'mark':
      return mark(item, ox, oy, palette)
  }
}

const alike = (a: Line, b: Line): boolean =>
  a.stroke === b.stroke && a.strokeWidth === b.strokeWidth && a.dash === b.dash && !a.arrow && !b.arrow

function box(item: Box, ox: number, oy: number, palette: Palette): SVGElement {
  const made = svgElement('rect', {
    x: short(item.x - ox),
    y: short(item.y - oy),
    width: short(item.width),
    height: short(item.height)
  })
  if (item.radius > 0) made.setAttribute('rx', short(item.radius))
  paint(made, item, palette)
  return made
}

function shape(item: Shape, ox: number, oy: number, palette: Palette): SVGElement {
  const made = svgElement('path', { d: movedPath(item.d, item.x - ox, item.y - oy) })
  paint(made, item, palette)
  return made
}

/** Path data through points. */
function path(points: readonly number[], ox: number, oy: number): string {
  let d = ''
  for (let i = 0; i + 1 < points.length; i += 2)
    d += `${i === 0 ? 'M' : 'L'}${short((points[i] ?? 0) - ox)} ${short((points[i + 1] ?? 0) - oy)}`
  return d
}

function lines(
  all: readonly Line[],
  look: Line,
  ox: number,
  oy: number,
  palette: Palette
): readonly SVGElement[] {
  const made = svgElement('path', { d: all.map(({ points }) => path(points, ox, oy)).join(''), fill: 'none' })
  stroke(made, look, palette)
  const head = arrowHead(look)
  return head === null
    ? [made]
    : [made, svgElement('path', { d: `${path(head, ox, oy)}Z`, fill: palette[look.stroke] })]
}

function text(item: Text, ox: number, oy: number, palette: Palette): readonly SVGElement[] {
  return item.lines.flatMap((words, i) => {
    if (words === '') return []
    const made = svgElement('text', {
      x: short(item.x - ox),
      y: short(item.y - oy + i * item.lineHeight),
      'font-size': item.size,
      fill: palette[item.fill]
    })
    if (item.weight !== 400) made.setAttribute('font-weight', String(item.weight))
    if (item.anchor !== 'start') made.setAttribute('text-anchor', item.anchor)
    made.textContent = words
    return [made]
  })
}

function mark(item: Mark, ox: number, oy: number, palette: Palette): readonly SVGElement[] {
  const { fill, stroke: stroked, strokeWidth } = marks[item.mark]
  const scale = item.size / 16
  const at = (d: string): string => movedPath(d, item.x - ox, item.y - oy, scale)
  const color = palette[item.fill]
  const parts: SVGElement[] = []
  if (fill !== undefined) parts.push(svgElement('path', { d: at(fill), fill: color, 'fill-rule': 'evenodd' }))
  if (stroked !== undefined)
    parts.push(
      svgElement('path', {
        d: at(stroked),
        fill: 'none',
        stroke: color,
        'stroke-width': short((strokeWidth ?? 1) * scale),
        'stroke-linecap': 'round',
        'stroke-linejoin': 'round'
      })
    )
  return parts
}

function paint(made: SVGElement, item: Box | Shape, palette: Palette): void {
  made.setAttribute('fill', item.fill === null ? 'none' : palette[item.fill])
  if (item.stroke !== null) stroke(made, { ...item, stroke: item.stroke }, palette)
}

function stroke(
  made: SVGElement,
  item: Pick<Line, 'stroke' | 'strokeWidth' | 'dash'>,
  palette: Palette
): void {
  made.setAttribute('stroke', palette[item.stroke])
  if (item.strokeWidth !== 1) made.setAttribute('stroke-width', short(item.strokeWidth))
  if (item.dash !== 'solid') made.setAttribute('stroke-dasharray', dashes[item.dash].join(' '))
}
