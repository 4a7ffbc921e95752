import { stateRole } from '@contract/diagram/marks'
import type { Item, Line, Scene } from '@contract/diagram/scene'
import type { CauseState } from '@contract/diagram/shared'
import { layoutFishbone, type FishboneCause, type PlacedBone } from '../layout/fishbone'
import { framed, framedPlaces, type Place } from './frame'
import { drawLabel, labelOf, type Fact, type Label, type LabelStyle } from './label'
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

/** A fishbone drawn: the picture, and where its labels lie in it. */
export interface DrawnFishbone {
  readonly scene: Scene
  readonly places: readonly Place[]
}

const headStyle: LabelStyle = { size: 15, weight: 600, width: 190, lines: 6, ink: 'ink' }
const categoryStyle: LabelStyle = { size: 13, weight: 600, width: 160, lines: 2, ink: 'onAccent' }
const causeStyle: LabelStyle = { size: 12, weight: 400, width: 168, lines: 4, ink: 'ink' }
const twigStyle: LabelStyle = { size: 11, weight: 400, width: 128, lines: 4, ink: 'ink' }
const [boxX, boxY] = [10, 5]

/** Draws a fishbone from what it says. Time: near linear; 300 causes take a few milliseconds once measured. */
export function drawFishbone(
  effect: { readonly id: string; readonly text: string },
  categories: readonly FishboneLook[],
  measure: Measure
): DrawnFishbone {
  const labels = new Map<string, Label>()
  const head = labelOf({ text: effect.text }, headStyle, measure)
  const causes = measured(categories, labels, measure)
  const layout = layoutFishbone({ width: head.width + 32, height: head.height + 24 }, causes)
  const lines: Item[] = []
  const texts: Item[] = []
  const { spine, head: at } = layout
  lines.push(line(effect.id, [spine.x1, spine.y, spine.x2, spine.y], 2.5, 'ink', true))
  for (const one of layout.bones) {
    const label = labels.get(one.id)
    if (label === undefined) continue
    const { x1, y1, x2, y2 } = one.bone
    lines.push(
      line(
        one.id,
        [x1, y1, x2, y2],
        one.depth === 0 ? 1.8 : one.depth === 1 ? 1.2 : 1,
        one.depth === 0 ? 'bone' : 'line'
      )
    )
    texts.push(...drawCause(one, label))
  }
  texts.push(
    {
      kind: 'box',
      node: effect.id,
      ...at,
      radius: 6,
      fill: 'accentFill',
      stroke: 'accent',
      strokeWidth: 1.5,
      dash: 'solid'
    },
    ...drawLabel(effect.id, head, at.x + 16, at.y + 12, 'middle')
  )
  const places = [
    { key: effect.id, node: effect.id, ...at },
    ...layout.bones.map(({ id, x, y, width, height }) => ({ key: id, node: id, x, y, width, height }))
  ]
  return { scene: framed(layout.width, layout.height, [...lines, ...texts]), places: framedPlaces(places) }
}

function drawCause(one: PlacedBone, label: Label): readonly Item[] {
  if (one.depth > 0) return drawLabel(one.id, label, one.x, one.y, one.level ? 'end' : 'middle')
  const { id, x, y, width, height } = one
  return [
    {
      kind: 'box',
      node: id,
      x,
      y,
      width,
      height,
      radius: 4,
      fill: 'accent',
      stroke: null,
      strokeWidth: 0,
      dash: 'solid'
    },
    ...drawLabel(id, label, x + boxX, y + boxY, 'middle')
  ]
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

function measured(
  roots: readonly FishboneLook[],
  labels: Map<string, Label>,
  measure: Measure
): readonly FishboneCause[] {
  type Grown = FishboneCause & { readonly children: FishboneCause[] }
  const top: FishboneCause[] = []
  const waiting = roots.toReversed().map(look => ({ look, into: top, depth: 0 }))
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { look, into, depth } = next
    const label = labelOf(contentOf(look), styleOf(look, depth), measure)
    labels.set(look.id, label)
    const [padX, padY] = depth === 0 ? [2 * boxX, 2 * boxY] : [0, 0]
    const grown: Grown = {
      id: look.id,
      width: label.width + padX,
      height: label.height + padY,
      children: [],
      folded: look.folded ?? false,
      nudge: look.nudge ?? null
    }
    into.push(grown)
    for (const child of look.children.toReversed())
      waiting.push({ look: child, into: grown.children, depth: depth + 1 })
  }
  return top
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
