import type { MarkName } from '@contract/diagram/marks'
import type { Role } from '@contract/diagram/palette'
import type { Item } from '@contract/diagram/scene'
import { layoutTree, type Placed, type TreeNode } from '../layout/tree'
import type { Place } from './frame'
import { drawLabel, labelOf, type Fact, type Label, type LabelStyle } from './label'
import { drawnOf, type Drawn, type Part } from './parts'
import { drawShape, shapeSize, type ShapeName } from './shapes'
import type { Measure } from './text'

/** How much a node stands out; each has its own outline, so that it does not rest on colour. */
export type Tone = 'plain' | 'quiet' | 'accent' | 'good' | 'warn' | 'bad'

/** A node of a fault tree or of whys as it is to be drawn. */
export interface TreeLook {
  /** Of the place: a repeat has one for each copy. */
  readonly id: string
  /** Record the place shows. */
  readonly node: string
  readonly text: string
  /** Second line: its name, its probability. Empty for none. */
  readonly caption?: string
  readonly mark?: { readonly name: MarkName; readonly role: Role } | null
  readonly facts?: readonly Fact[]
  /** Symbol below the text, and what is written in it. */
  readonly shape?: ShapeName | null
  readonly inside?: string
  readonly tone?: Tone
  /** Goes into its parent negated. */
  readonly negated?: boolean
  /** Drawn elsewhere too. */
  readonly repeated?: boolean
  readonly children: readonly TreeLook[]
}

/** How a tree is drawn. */
export interface TreeStyle {
  readonly direction: 'down' | 'right'
  /** Widest a text may be, px. */
  readonly width: number
}

const textStyle: LabelStyle = { size: 12, weight: 400, width: 150, lines: 5, ink: 'ink' }
const captionStyle: LabelStyle = { size: 10, weight: 400, width: 150, lines: 1, ink: 'quiet' }
const [padX, padY, stem] = [10, 7, 7]

/** Fill and outline by tone: the louder, the heavier. */
const tones: Readonly<
  Record<
    Tone,
    { readonly fill: Role; readonly stroke: Role; readonly width: number; readonly dash: 'solid' | 'dashed' }
  >
> = {
  plain: { fill: 'fill', stroke: 'bone', width: 1, dash: 'solid' },
  quiet: { fill: 'fill', stroke: 'line', width: 1, dash: 'dashed' },
  accent: { fill: 'accentFill', stroke: 'accent', width: 1.8, dash: 'solid' },
  good: { fill: 'goodFill', stroke: 'good', width: 1.4, dash: 'solid' },
  warn: { fill: 'warnFill', stroke: 'warn', width: 1.4, dash: 'solid' },
  bad: { fill: 'badFill', stroke: 'bad', width: 1.8, dash: 'solid' }
}

/** A look with what is drawn of it wherever it lies; kept as long as the look is the same object. */
interface Grown extends TreeNode {
  readonly look: TreeLook
  readonly children: Grown[]
  readonly style: TreeStyle
  readonly measure: Measure
  readonly card: readonly Item[]
  /** The lines to its children as they were drawn last, and where those lay then. */
  lines: { readonly to: readonly number[]; readonly items: readonly Item[] }
}

interface Size {
  readonly width: number
  readonly height: number
}

const known = new WeakMap<TreeLook, Grown>()

/**
 * Draws trees side by side: fault trees with symbols, whys as cards. Looks that are the same objects as before are
 * not measured and drawn again. Time: linear.
 */
export function drawTree(roots: readonly TreeLook[], style: TreeStyle, measure: Measure): Drawn {
  const { direction } = style
  const layout = layoutTree(grownOf(roots, style, measure), {
    direction,
    siblingGap: direction === 'down' ? 16 : 12,
    cousinGap: direction === 'down' ? 26 : 20,
    levelGap: direction === 'down' ? 30 : 44,
    aligned: true
  })
  const [lines, lit, cards]: [Part[], Part[], Part[]] = [[], [], []]
  const places: Place[] = []
  for (const at of layout.nodes) {
    const { id, node } = at
    const place = crisp(at)
    const { x, y, width, height } = place
    places.push({ key: id, node: node.look.node, x, y, width, height })
    cards.push({ key: `card/${id}`, lines: false, x, y, items: node.card })
    if (at.children.length === 0) continue
    const below = at.children.map(crisp)
    lines.push({ key: `line/${id}`, lines: true, x, y, items: linesOf(place, below, direction) })
    for (const child of below) {
      const { tone, node } = child.node.look
      if (tone !== 'accent' && tone !== 'bad') continue
      const items = [stroke(node, relative(path(place, child, direction), child), tone, 1.8)]
      lit.push({ key: `lit/${child.id}`, lines: true, x: child.x, y: child.y, items })
    }
  }
  return drawnOf(layout.width + 1, layout.height + 1, [...lines, ...lit, ...cards], places)
}

/** On whole pixels, so that thin lines are sharp at 100 %. */
const crisp = (place: Placed<Grown>): Placed<Grown> => ({
  ...place,
  x: Math.round(place.x) + 0.5,
  y: Math.round(place.y) + 0.5
})

function grownOf(roots: readonly TreeLook[], style: TreeStyle, measure: Measure): readonly Grown[] {
  const top: Grown[] = []
  const waiting = roots.toReversed().map(look => ({ look, into: top }))
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { look, into } = next
    const before = known.get(look)
    const { direction, width } = before?.style ?? {}
    if (before?.measure === measure && direction === style.direction && width === style.width) {
      into.push(before)
      continue
    }
    const grown = sized(look, style, measure)
    known.set(look, grown)
    into.push(grown)
    for (const child of look.children.toReversed()) waiting.push({ look: child, into: grown.children })
  }
  return top
}

/** A look measured and drawn, its children still to come. */
function sized(look: TreeLook, style: TreeStyle, measure: Measure): Grown {
  const { text, mark = null, facts = [], caption: words = '', shape = null } = look
  const ink = look.tone === 'quiet' ? 'quiet' : 'ink'
  const label = labelOf({ text, mark, facts }, { ...textStyle, width: style.width, ink }, measure)
  const caption =
    words === '' ? null : labelOf({ text: words }, { ...captionStyle, width: style.width }, measure)
  const room = look.repeated === true ? 12 : 0
  const width = even(
    Math.max(label.width + 2 * padX + room, (caption?.width ?? 0) + 2 * padX, shape === null ? 40 : 72)
  )
  const height = even(
    label.height + (caption?.height ?? 0) + 2 * padY + (shape === null ? 0 : stem + shapeSize.height)
  )
  const size = { width, height }
  const ring = look.negated === true ? [ringOf(look.node, size, style.direction)] : []
  return {
    id: look.id,
    ...size,
    look,
    children: [],
    style,
    measure,
    card: [...ring, ...drawNode(look, label, caption, size)],
    lines: { to: [], items: [] }
  }
}

const even = (size: number): number => 2 * Math.ceil(size / 2)

/** A card with its top left corner at 0, 0. */
function drawNode(
  look: TreeLook,
  label: Label,
  caption: Label | null,
  { width, height }: Size
): readonly Item[] {
  const { node, shape = null, inside = '', repeated = false } = look
  const { fill, stroke, width: strokeWidth, dash } = tones[look.tone ?? 'plain']
  const high = height - (shape === null ? 0 : stem + shapeSize.height)
  const inner = high - 2 * padY - (caption?.height ?? 0)
  const items: Item[] = [
    { kind: 'box', node, x: 0, y: 0, width, height: high, radius: 4, fill, stroke, strokeWidth, dash },
    ...drawLabel(node, label, (width - label.width) / 2, padY + (inner - label.height) / 2, 'middle')
  ]
  if (caption !== null)
    items.push(
      ...drawLabel(node, caption, (width - caption.width) / 2, high - padY - caption.height + 1, 'middle')
    )
  if (repeated)
    items.push({ kind: 'mark', node, mark: 'repeat', x: width - 13, y: 2, size: 11, fill: 'accent' })
  if (shape === null) return items
  const middle = width / 2
  return [
    {
      kind: 'line',
      node,
      points: [middle, high, middle, high + stem + 6],
      stroke,
      strokeWidth: Math.max(1, strokeWidth - 0.4),
      dash: 'solid',
      arrow: false
    },
    ...items,
    ...drawShape(node, shape, middle - shapeSize.width / 2, high + stem, inside, {
      fill,
      stroke,
      strokeWidth: Math.max(1.2, strokeWidth),
      dash
    })
  ]
}

/** How far before a child the line it shares with its siblings runs. */
const bus = { down: 14, right: 22 } as const

/** From a child to its parent. */
function path(parent: Placed, child: Placed, direction: TreeStyle['direction']): readonly number[] {
  const [px, py] = [parent.x + parent.width / 2, parent.y + parent.height / 2]
  const [cx, cy] = [child.x + child.width / 2, child.y + child.height / 2]
  return direction === 'down'
    ? [cx, child.y, cx, child.y - bus.down, px, child.y - bus.down, px, parent.y + parent.height - 6]
    : [child.x, cy, child.x - bus.right, cy, child.x - bus.right, py, parent.x + parent.width, py]
}

/** Points as they are seen from the corner of a place. */
const relative = (points: readonly number[], { x, y }: Placed): readonly number[] =>
  points.map((at, i) => at - (i % 2 === 0 ? x : y))

/** All lines below a parent, from its corner; the same array where its children lie to it as before. */
function linesOf(
  parent: Placed<Grown>,
  below: readonly Placed<Grown>[],
  direction: TreeStyle['direction']
): readonly Item[] {
  const { node } = parent
  const to = below.flatMap(({ x, y, width, height }) => [x - parent.x, y - parent.y, width, height])
  const same = to.length === node.lines.to.length && to.every((at, i) => at === node.lines.to[i])
  if (!same) node.lines = { to, items: branches(parent, below, direction) }
  return node.lines.items
}

/** All lines below a parent, each drawn once: lines over one another look darker. */
function branches(
  parent: Placed<Grown>,
  below: readonly Placed<Grown>[],
  direction: TreeStyle['direction']
): readonly Item[] {
  const { node } = parent.node.look
  const paths = below.map(child => relative(path(parent, child, direction), parent))
  const along = direction === 'down' ? 2 : 3
  // The last two points of every path are the trunk; what goes before is the way along the bus.
  const [x = 0, y = 0] = paths[0]?.slice(4, 6) ?? []
  const ends = paths.map(one => one[along] ?? 0).concat(direction === 'down' ? x : y)
  const [from, to] = [Math.min(...ends), Math.max(...ends)]
  const lines = [stroke(node, paths[0]?.slice(4) ?? [], 'bone', 1)]
  if (to > from)
    lines.push(stroke(node, direction === 'down' ? [from, y, to, y] : [x, from, x, to], 'bone', 1))
  for (const [i, child] of below.entries())
    lines.push(stroke(child.node.look.node, paths[i]?.slice(0, 4) ?? [], 'bone', 1))
  return lines
}

const stroke = (node: string, points: readonly number[], color: Role, strokeWidth: number): Item => ({
  kind: 'line',
  node,
  points,
  stroke: color,
  strokeWidth,
  dash: 'solid',
  arrow: false
})

/** The small ring of an input that is negated. */
function ringOf(node: string, { width, height }: Size, direction: TreeStyle['direction']): Item {
  const [cx, cy] = direction === 'down' ? [width / 2, -4] : [-4, height / 2]
  return {
    kind: 'box',
    node,
    x: cx - 4,
    y: cy - 4,
    width: 8,
    height: 8,
    radius: 4,
    fill: 'ground',
    stroke: 'ink',
    strokeWidth: 1.2,
    dash: 'solid'
  }
}
