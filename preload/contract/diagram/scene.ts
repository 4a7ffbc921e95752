import { z } from 'zod'
import { markNames } from './marks'
import { roles } from './palette'

/** Most items of one scene: some 20,000 nodes with all that is drawn of each. */
const itemsMost = 250_000

/** Coordinates in px at 100 %; nothing larger than this is a picture any more. */
const at = z.number().min(-2_000_000).max(2_000_000)
const extent = z.number().min(0).max(2_000_000)
const role = z.enum(roles)
const width = z.number().min(0).max(50)

/** The record an item is of: for hits, selection and lights; null for what belongs to no record. */
const node = z.string().max(200).nullable()

const dash = z.enum(['solid', 'dashed', 'dotted'])

const box = z
  .object({
    kind: z.literal('box'),
    node,
    x: at,
    y: at,
    width: extent,
    height: extent,
    radius: extent,
    fill: role.nullable(),
    stroke: role.nullable(),
    strokeWidth: width,
    dash
  })
  .strict()

/** A shape as SVG path data with its origin at x, y: so one shape serves all of its kind. */
const shape = z
  .object({
    kind: z.literal('shape'),
    node,
    x: at,
    y: at,
    d: z
      .string()
      .max(4000)
      .regex(/^[MLHVCSQAZmlhvcsqaz0-9 .,+-]*$/),
    fill: role.nullable(),
    stroke: role.nullable(),
    strokeWidth: width,
    dash
  })
  .strict()

/** Straight strokes through points x0, y0, x1, y1 ...; `arrow` puts a head on the last one. */
const line = z
  .object({
    kind: z.literal('line'),
    node,
    points: z.array(at).min(4).max(2000).readonly(),
    stroke: role,
    strokeWidth: width,
    dash,
    arrow: z.boolean()
  })
  .strict()

/** Text already broken into lines. x is the anchor, y the baseline of the first line. */
const text = z
  .object({
    kind: z.literal('text'),
    node,
    x: at,
    y: at,
    lines: z.array(z.string().max(2000)).max(200).readonly(),
    size: z.number().min(1).max(200),
    lineHeight: z.number().min(1).max(400),
    weight: z.union([z.literal(400), z.literal(600)]),
    anchor: z.enum(['start', 'middle', 'end']),
    fill: role
  })
  .strict()

/** A small sign out of {@link markNames}, in a square of `size` with its corner at x, y. */
const mark = z
  .object({ kind: z.literal('mark'), node, mark: z.enum(markNames), x: at, y: at, size: extent, fill: role })
  .strict()

/**
 * What is drawn, in the order it is drawn: one list for the screen in both themes, SVG, PNG and print. Colours are
 * roles (palette.ts).
 */
export const scene = z
  .object({
    width: extent,
    height: extent,
    items: z
      .array(z.discriminatedUnion('kind', [box, shape, line, text, mark]))
      .max(itemsMost)
      .readonly()
  })
  .strict()

/** A rectangle. */
export type Box = Readonly<z.infer<typeof box>>
/** A shape as path data. */
export type Shape = Readonly<z.infer<typeof shape>>
/** Straight strokes. */
export type Line = Readonly<z.infer<typeof line>>
/** Lines of text. */
export type Text = Readonly<z.infer<typeof text>>
/** A small sign. */
export type Mark = Readonly<z.infer<typeof mark>>
/** One thing drawn. */
export type Item = Box | Shape | Line | Text | Mark

/** A whole picture as a display list. */
export interface Scene {
  readonly width: number
  readonly height: number
  readonly items: readonly Item[]
}

/** Lengths of dash and gap in px; empty for a line without. */
export const dashes: Readonly<Record<Line['dash'], readonly number[]>> = {
  solid: [],
  dashed: [5, 4],
  dotted: [1.5, 3]
}

/** The three corners of a line's arrow head, flat; null for a line without one or without length. */
export function arrowHead(drawn: Line): readonly number[] | null {
  const [x0, y0, x, y] = drawn.points.slice(-4)
  if (!drawn.arrow || x0 === undefined || y0 === undefined || x === undefined || y === undefined) return null
  const length = Math.hypot(x - x0, y - y0)
  if (length === 0) return null
  const [dx, dy] = [(x - x0) / length, (y - y0) / length]
  const long = 4 + 2.5 * drawn.strokeWidth
  const half = long * 0.42
  return [
    x,
    y,
    x - dx * long - dy * half,
    y - dy * long + dx * half,
    x - dx * long + dy * half,
    y - dy * long - dx * half
  ]
}
