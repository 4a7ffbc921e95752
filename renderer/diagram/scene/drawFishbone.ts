import { stateRole } from '@contract/diagram/marks'
import type { Item, Line } from '@contract/diagram/scene'
import type { CauseState } from '@contract/diagram/shared'
import type { FishboneCause } from '../layout/blocks'
import { layoutFishbone, type PlacedBone } from '../layout/fishbone'
import { drawLabel, labelOf, type Fact, type LabelStyle } from './label'
import { drawnOf, type Drawn, type Part } from './parts'
import type { Measure } from './text'

/** A category or cause as it is to be drawn. */
export interface FishboneLook {
  readonly id: string
  readonly text: string
  readonly children: readonly FishboneLook[]
  readonly state?: CauseState
  /** Figures below the text: votes, evidence. */
  readonly facts?: readonly Fact[]
  readonly folded?: boolean
  readonly nudge?: { readonly dx: number; readonly dy: number } | null
}

const headStyle: LabelStyle = { size: 15, weight: 600, width: 190, lines: 6, ink: 'ink' }
const categoryStyle: LabelStyle = { size: 13, weight: 600, width: 160, lines: 2, ink: 'onAccent' }
const causeStyle: LabelStyle = { size: 12, weight: 400, width: 168, lines: 4, ink: 'ink' }
const twigStyle: LabelStyle = { size: 11, weight: 400, width: 128, lines: 4, ink: 'ink' }
const [boxX, boxY] = [10, 5]

/** A look with what is drawn of it wherever it lies; kept as long as the look is the same object. */
interface Grown extends FishboneCause {
  readonly children: Grown[]
  readonly depth: number
  readonly measure: Measure
  readonly card: readonly Item[]
  /** Its bone as it was drawn last, from the corner of its label; empty before. */
  bone: readonly Line[]
}

const known = new WeakMap<FishboneLook, Grown>()

/**
 * Draws a fishbone from what it says. Looks that are the same objects as before are not measured and drawn again.
 * Time: near linear; 300 causes take a few milliseconds once measured.
 */
export function drawFishbone(
  effect: { readonly id: string; readonly text: string },
  categories: readonly FishboneLook[],
  measure: Measure
): Drawn {
  const head = labelOf({ text: effect.text }, headStyle, measure)
  const layout = layoutFishbone(
    { width: head.width + 32, height: head.height + 24 },
    grownOf(categories, measure)
  )
  const lines: Part[] = []
  const cards: Part[] = []
  const { spine, head: at } = layout
  const { id } = effect
  lines.push({
    key: `line/${id}`,
    lines: true,
    x: spine.x1,
    y: spine.y,
    items: [line(id, [0, 0, spine.x2 - spine.x1, 0], 2.5, 'ink', true)]
  })
  for (const one of layout.bones) {
    const { x, y, node } = one
    lines.push({ key: `line/${one.id}`, lines: true, x, y, items: boneOf(one) })
    cards.push({ key: `card/${one.id}`, lines: false, x, y, items: node.card })
  }
  const box: Item = {
    kind: 'box',
    node: id,
    x: 0,
    y: 0,
    width: at.width,
    height: at.height,
    radius: 6,
    fill: 'accentFill',
    stroke: 'accent',
    strokeWidth: 1.5,
    dash: 'solid'
  }
  cards.push({
    key: `card/${id}`,
    lines: false,
    x: at.x,
    y: at.y,
    items: [box, ...drawLabel(id, head, 16, 12, 'middle')]
  })
  const places = [
    { key: id, node: id, ...at },
    ...layout.bones.map(({ id, x, y, width, height }) => ({ key: id, node: id, x, y, width, height }))
  ]
  return drawnOf(layout.width, layout.height, [...lines, ...cards], places)
}

/** The line of a bone; the same array where it lies to its label as before. */
function boneOf({ node, x, y, bone: { x1, y1, x2, y2 } }: PlacedBone<Grown>): readonly Item[] {
  const points = [x1 - x, y1 - y, x2 - x, y2 - y]
  const [before] = node.bone
  if (before?.points.every((at, i) => Math.abs(at - (points[i] ?? 0)) < 0.01) !== true)
    node.bone = [boneLine(node, points)]
  return node.bone
}

function boneLine({ id, depth }: Pick<Grown, 'id' | 'depth'>, points: readonly number[]): Line {
  return line(id, points, depth === 0 ? 1.8 : depth === 1 ? 1.2 : 1, depth === 0 ? 'bone' : 'line')
}

const line = (
  node: string,
  points: readonly number[],
  strokeWidth: number,
  stroke: Line['stroke'],
  arrow = false
): Line => ({
  kind: 'line',
  node,
  points,
  stroke,
  strokeWidth,
  dash: 'solid',
  arrow
})

function grownOf(roots: readonly FishboneLook[], measure: Measure): readonly Grown[] {
  const top: Grown[] = []
  const waiting = roots.toReversed().map(look => ({ look, into: top, depth: 0 }))
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { look, into, depth } = next
    const before = known.get(look)
    if (before?.measure === measure && before.depth === depth) {
      into.push(before)
      continue
    }
    const grown = sized(look, depth, measure)
    known.set(look, grown)
    into.push(grown)
    for (const child of look.children.toReversed())
      waiting.push({ look: child, into: grown.children, depth: depth + 1 })
  }
  return top
}

/** A look measured and drawn, its children still to come. */
function sized(look: FishboneLook, depth: number, measure: Measure): Grown {
  const { id, folded = false, nudge = null } = look
  const label = labelOf(contentOf(look), styleOf(look, depth), measure)
  const shared = { id, children: [], folded, nudge, depth, measure, bone: [] }
  if (depth > 0) {
    // Level bones have their label at their left end, slanted ones above or below theirs.
    const card = drawLabel(id, label, 0, 0, depth % 2 === 1 ? 'end' : 'middle')
    return { ...shared, card, width: label.width, height: label.height }
  }
  const [width, height] = [label.width + 2 * boxX, label.height + 2 * boxY]
  const box: Item = {
    kind: 'box',
    node: id,
    x: 0,
    y: 0,
    width,
    height,
    radius: 4,
    fill: 'accent',
    stroke: null,
    strokeWidth: 0,
    dash: 'solid'
  }
  return { ...shared, card: [box, ...drawLabel(id, label, boxX, boxY, 'middle')], width, height }
}

function styleOf({ state }: FishboneLook, depth: number): LabelStyle {
  const style = depth === 0 ? categoryStyle : depth === 1 ? causeStyle : twigStyle
  if (state === 'verified' || state === 'contributing') return { ...style, weight: 600 }
  return state === 'ruledOut' ? { ...style, ink: 'quiet' } : style
}

function contentOf(look: FishboneLook) {
  const { text, state } = look
  // What is open has no sign: most are, and the others should stand out.
  const mark = state === undefined || state === 'open' ? null : { name: state, role: stateRole[state] }
  const hidden: readonly Fact[] =
    look.folded === true ? [{ mark: 'folded', text: String(countBelow(look)) }] : []
  return { text, mark, facts: [...(look.facts ?? []), ...hidden] }
}

function countBelow(look: FishboneLook): number {
  let count = 0
  const waiting = [...look.children]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    count++
    waiting.push(...next.children)
  }
  return count
}
