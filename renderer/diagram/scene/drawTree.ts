import type { MarkName } from '@contract/diagram/marks'
import type { Role } from '@contract/diagram/palette'
import type { Item, Scene } from '@contract/diagram/scene'
import { layoutTree, type Placed, type TreeNode } from '../layout/tree'
import { framed, framedPlaces, type Place } from './frame'
import { drawLabel, labelOf, type Fact, type Label, type LabelStyle } from './label'
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

/** A tree drawn: the picture, and where everything lies in it, keys being `TreeLook.id`. */
export interface DrawnTree {
  readonly scene: Scene
  readonly places: readonly Place[]
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

interface Drawn {
  readonly look: TreeLook
  readonly label: Label
  readonly caption: Label | null
}

/** Draws trees side by side: fault trees with symbols, whys as cards. Time: linear. */
export function drawTree(roots: readonly TreeLook[], style: TreeStyle, measure: Measure): DrawnTree {
  const drawn = new Map<string, Drawn>()
  const layout = layoutTree(measured(roots, drawn, style, measure), {
    direction: style.direction,
    siblingGap: style.direction === 'down' ? 16 : 12,
    cousinGap: style.direction === 'down' ? 26 : 20,
    levelGap: style.direction === 'down' ? 30 : 44,
    aligned: true
  })
  const children = Map.groupBy(layout.nodes, place => place.parent)
  const [lines, lit, cards]: [Item[], Item[], Item[]] = [[], [], []]
  const places: Place[] = []
  for (const at of layout.nodes) {
    const one = drawn.get(at.id)
    if (one === undefined) continue
    const below = children.get(at.id) ?? []
    const place = crisp(at)
    const { x, y, width, height } = place
    places.push({ key: at.id, node: one.look.node, x, y, width, height })
    if (below.length > 0) lines.push(...branches(one.look, place, below.map(crisp), drawn, style.direction))
    for (const child of below) {
      const tone = drawn.get(child.id)?.look.tone
      if (tone === 'accent' || tone === 'bad')
        lit.push(
          stroke(drawn.get(child.id)?.look.node ?? '', path(place, crisp(child), style.direction), tone, 1.8)
        )
    }
    if (one.look.negated === true) cards.push(ring(one.look.node, place, style.direction))
    cards.push(...drawNode(one, place))
  }
  const scene = framed(layout.width + 1, layout.height + 1, [...lines, ...lit, ...cards])
  return { scene, places: framedPlaces(places) }
}

/** On whole pixels, so that thin lines are sharp at 100 %. */
const crisp = (place: Placed): Placed => ({
  ...place,
  x: Math.round(place.x) + 0.5,
  y: Math.round(place.y) + 0.5
})

function measured(
  roots: readonly TreeLook[],
  drawn: Map<string, Drawn>,
  style: TreeStyle,
  measure: Measure
): readonly TreeNode[] {
  type Grown = TreeNode & { readonly children: TreeNode[] }
  const top: TreeNode[] = []
  const waiting = roots.toReversed().map(look => ({ look, into: top }))
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { look, into } = next
    const { text, mark = null, facts = [], caption = '', shape = null } = look
    const ink = look.tone === 'quiet' ? 'quiet' : 'ink'
    const label = labelOf({ text, mark, facts }, { ...textStyle, width: style.width, ink }, measure)
    const below =
      caption === '' ? null : labelOf({ text: caption }, { ...captionStyle, width: style.width }, measure)
    drawn.set(look.id, { look, label, caption: below })
    const room = look.repeated === true ? 12 : 0
    const grown: Grown = {
      id: look.id,
      width: even(
        Math.max(label.width + 2 * padX + room, (below?.width ?? 0) + 2 * padX, shape === null ? 40 : 72)
      ),
      height: even(
        label.height + (below?.height ?? 0) + 2 * padY + (shape === null ? 0 : stem + shapeSize.height)
      ),
      children: []
    }
    into.push(grown)
    for (const child of look.children.toReversed()) waiting.push({ look: child, into: grown.children })
  }
  return top
}

const even = (size: number): number => 2 * Math.ceil(size / 2)

function drawNode({ look, label, caption }: Drawn, { x, y, width, height }: Placed): readonly Item[] {
  const { node, shape = null, inside = '', repeated = false } = look
  const { fill, stroke, width: strokeWidth, dash } = tones[look.tone ?? 'plain']
  const high = height - (shape === null ? 0 : stem + shapeSize.height)
  const inner = high - 2 * padY - (caption?.height ?? 0)
  const items: Item[] = [
    { kind: 'box', node, x, y, width, height: high, radius: 4, fill, stroke, strokeWidth, dash },
    ...drawLabel(node, label, x + (width - label.width) / 2, y + padY + (inner - label.height) / 2, 'middle')
  ]
  if (caption !== null)
    items.push(
      ...drawLabel(
        node,
        caption,
        x + (width - caption.width) / 2,
        y + high - padY - caption.height + 1,
        'middle'
      )
    )
  if (repeated)
    items.push({ kind: 'mark', node, mark: 'repeat', x: x + width - 13, y: y + 2, size: 11, fill: 'accent' })
  if (shape === null) return items
  const middle = x + width / 2
  return [
    {
      kind: 'line',
      node,
      points: [middle, y + high, middle, y + high + stem + 6],
      stroke,
      strokeWidth: Math.max(1, strokeWidth - 0.4),
      dash: 'solid',
      arrow: false
    },
    ...items,
    ...drawShape(node, shape, middle - shapeSize.width / 2, y + high + stem, inside, {
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

/** All lines below a parent, each drawn once: lines over one another look darker. */
function branches(
  { node }: TreeLook,
  parent: Placed,
  below: readonly Placed[],
  drawn: ReadonlyMap<string, Drawn>,
  direction: TreeStyle['direction']
): readonly Item[] {
  const paths = below.map(child => path(parent, child, direction))
  const along = direction === 'down' ? 2 : 3
  // The last two points of every path are the trunk; what goes before is the way along the bus.
  const [x = 0, y = 0] = paths[0]?.slice(4, 6) ?? []
  const ends = paths.map(one => one[along] ?? 0).concat(direction === 'down' ? x : y)
  const [from, to] = [Math.min(...ends), Math.max(...ends)]
  const lines = [stroke(node, paths[0]?.slice(4) ?? [], 'bone', 1)]
  if (to > from)
    lines.push(stroke(node, direction === 'down' ? [from, y, to, y] : [x, from, x, to], 'bone', 1))
  for (const [i, child] of below.entries())
    lines.push(stroke(drawn.get(child.id)?.look.node ?? '', paths[i]?.slice(0, 4) ?? [], 'bone', 1))
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
function ring(node: string, { x, y, width, height }: Placed, direction: TreeStyle['direction']): Item {
  const [cx, cy] = direction === 'down' ? [x + width / 2, y - 4] : [x - 4, y + height / 2]
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
