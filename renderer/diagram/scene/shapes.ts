import type { Item, Shape } from '@contract/diagram/scene'

/** Symbols of fault trees, as IEC 61025 and NUREG-0492 draw them; gates and events by the names the records have. */
export const shapeNames = [
  'and',
  'or',
  'atleast',
  'xor',
  'not',
  'nand',
  'nor',
  'inhibit',
  'pand',
  'iff',
  'imply',
  'basic',
  'undeveloped',
  'house',
  'conditioning',
  'transferIn',
  'transferOut'
] as const

/** Name of a symbol. */
export type ShapeName = (typeof shapeNames)[number]

/** Size every symbol is drawn in, px. */
export const shapeSize = { width: 44, height: 36 } as const

const dome = 'M2 36V19C2 8 10 1 22 1C34 1 42 8 42 19V36Z'
const arch = 'M2 36C3 18 10 6 22 1C34 6 41 18 42 36C30 29 14 29 2 36Z'
const smallDome = 'M2 36V22C2 14 11 9 22 9C33 9 42 14 42 22V36Z'
const smallArch = 'M2 36C3 21 10 13 22 9C34 13 41 21 42 36C30 30 14 30 2 36Z'
const ring = 'M18 5A4 4 0 0 1 26 5A4 4 0 0 1 18 5Z'

/** Outline that is filled, then strokes alone. */
const drawings: Readonly<Record<ShapeName, readonly [string, ...string[]]>> = {
  and: [dome],
  or: [arch],
  atleast: [arch],
  xor: [arch, 'M5 31C15 24 29 24 39 31'],
  not: ['M22 9L38 36H6Z', ring],
  nand: [smallDome, ring],
  nor: [smallArch, ring],
  inhibit: ['M12 1H32L42 18.5L32 36H12L2 18.5Z'],
  pand: [dome, 'M5 36L22 14L39 36'],
  iff: [dome, 'M14 19H30M14 25H30'],
  imply: [dome, 'M13 22H30M25 17L30 22L25 27'],
  basic: ['M4.5 18.5A17.5 17.5 0 0 1 39.5 18.5A17.5 17.5 0 0 1 4.5 18.5Z'],
  undeveloped: ['M22 1L42 18.5L22 36L2 18.5Z'],
  house: ['M22 1L40 13V36H4V13Z'],
  conditioning: ['M1 18.5A21 14 0 0 1 43 18.5A21 14 0 0 1 1 18.5Z'],
  transferIn: ['M22 1L42 36H2Z'],
  transferOut: ['M22 1L42 36H2Z']
}

/** How a symbol is painted. */
export type Painted = Pick<Shape, 'fill' | 'stroke' | 'strokeWidth' | 'dash'>

/** A symbol's items with its top left corner at x, y; `inside` is written in it (2/3 of a vote, a page). */
export function drawShape(
  node: string | null,
  name: ShapeName,
  x: number,
  y: number,
  inside: string,
  painted: Painted
): readonly Item[] {
  const [outline, ...strokes] = drawings[name]
  const shape = (d: string, fill: Shape['fill']): Shape => ({
    ...painted,
    kind: 'shape',
    node,
    x,
    y,
    d,
    fill
  })
  const items: Item[] = [
    shape(outline, painted.fill),
    ...strokes.map(d => shape(d, d === ring ? painted.fill : null))
  ]
  if (inside === '') return items
  const low = name === 'transferIn' || name === 'transferOut' ? 29 : 22.5
  return [
    ...items,
    {
      kind: 'text',
      node,
      x: x + shapeSize.width / 2,
      y: y + low,
      lines: [inside],
      size: 11,
      lineHeight: 14,
      weight: 600,
      anchor: 'middle',
      fill: 'ink'
    }
  ]
}
