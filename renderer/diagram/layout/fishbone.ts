import { blockOf, everywhere, type Block, type FishboneCause, type FishboneOptions } from './blocks'
import { clash, joint, type Envelope } from './envelope'

/** Measures that read well with text of 12 px. */
export const fishboneOptions: FishboneOptions = {
  lean: 0.5,
  level: 18,
  slanted: 20,
  category: 64,
  beside: 7,
  over: 3,
  apart: 22
}

/** A category or cause in its place. */
export interface PlacedBone<C extends FishboneCause = FishboneCause> {
  readonly id: string
  readonly node: C
  /** Null for a category: it hangs on the spine. */
  readonly parent: string | null
  readonly depth: number
  readonly side: 'above' | 'below'
  /** Level bones carry their label at their left end, slanted ones at their outer end. */
  readonly level: boolean
  /** Label: its top left corner and size. */
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** The bone from its label (x1, y1) to the bone it leads to (x2, y2). */
  readonly bone: { readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number }
  /** Causes folded away below it. */
  readonly hidden: number
}

/** A fishbone in its place, from 0, 0. */
export interface FishboneLayout<C extends FishboneCause = FishboneCause> {
  readonly width: number
  readonly height: number
  readonly head: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
  readonly spine: { readonly x1: number; readonly x2: number; readonly y: number }
  /** Parents before children, siblings in order. */
  readonly bones: readonly PlacedBone<C>[]
}

interface Flat<C extends FishboneCause = FishboneCause> {
  readonly node: C
  readonly parent: number
  readonly depth: number
  readonly side: 'above' | 'below'
  readonly children: number[]
  readonly hidden: number
}

/**
 * Lays out a fishbone: categories by turns above and below the spine, their causes on level bones, the causes of
 * those on slanted ones, and so on by turns to any depth. It reads as the outline does: from left to right and from
 * top to bottom. No label meets another or a bone: blocks are pushed together until their outlines touch, and a pair
 * above and below shares its place on the spine.
 */
export function layoutFishbone<C extends FishboneCause & { readonly children: readonly C[] }>(
  effect: { readonly width: number; readonly height: number },
  categories: readonly C[],
  options: FishboneOptions = fishboneOptions
): FishboneLayout<C> {
  const flat = flatten(categories)
  const blocks: Block[] = []
  for (let i = flat.length - 1; i >= 0; i--) {
    const one = flat[i]
    if (one === undefined) continue
    const children = one.children.flatMap(child => blocks[child] ?? [])
    blocks[i] = blockOf(
      { node: one.node, level: isLevel(one), side: one.side, top: one.parent < 0 },
      children,
      options
    )
  }
  const tops = flat.flatMap((one, i) => (one.parent < 0 ? [i] : []))
  const spine = spineJoints(
    tops.flatMap(i => blocks[i] ?? []),
    options
  )
  return placed(effect, flat, blocks, tops, spine, options)
}

const isLevel = (one: Flat): boolean => one.depth % 2 === 1

function flatten<C extends FishboneCause & { readonly children: readonly C[] }>(
  categories: readonly C[]
): readonly Flat<C>[] {
  const flat: Flat<C>[] = []
  type Waiting = Pick<Flat<C>, 'node' | 'parent' | 'depth' | 'side'>
  const waiting = categories.map((node, i): Waiting => ({
    node,
    parent: -1,
    depth: 0,
    side: i % 2 === 0 ? 'above' : 'below'
  }))
  waiting.reverse()
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, parent, depth, side } = next
    const at = flat.length
    const folded = node.folded === true
    flat.push({ ...next, children: [], hidden: folded ? below(node) : 0 })
    flat[parent]?.children.push(at)
    if (folded) continue
    const children: readonly C[] = node.children
    for (const child of children.toReversed())
      waiting.push({ node: child, parent: at, depth: depth + 1, side })
  }
  return flat
}

function below(node: FishboneCause): number {
  let count = 0
  const waiting = [...node.children]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    count++
    waiting.push(...next.children)
  }
  return count
}

/** How far left of the head each category joins the spine. */
function spineJoints(blocks: readonly Block[], o: FishboneOptions): readonly number[] {
  const joints: number[] = new Array<number>(blocks.length).fill(0)
  let [above, under]: [Envelope, Envelope] = [everywhere, everywhere]
  for (let i = blocks.length - 1 - ((blocks.length + 1) % 2); i >= 0; i -= 2) {
    const [first, second] = [blocks[i], blocks[i + 1]]
    if (first === undefined) continue
    const wanted = Math.max(clash(above, first.right), second === undefined ? 0 : clash(under, second.right))
    const at = wanted + o.apart
    joints[i] = at
    above = joint(above, first.left, 0, at)
    if (second === undefined) continue
    joints[i + 1] = at
    under = joint(under, second.left, 0, at)
  }
  return joints
}

function placed<C extends FishboneCause>(
  effect: { readonly width: number; readonly height: number },
  flat: readonly Flat<C>[],
  blocks: readonly Block[],
  tops: readonly number[],
  spine: readonly number[],
  o: FishboneOptions
): FishboneLayout<C> {
  const [u, v, moved] = [
    new Float64Array(flat.length),
    new Float64Array(flat.length),
    new Map<number, readonly [number, number]>()
  ]
  tops.forEach((top, i) => (u[top] = -(spine[i] ?? 0)))
  const bones: PlacedBone<C>[] = []
  const box = {
    x: -Math.max(0, ...spine) - 30,
    y: -effect.height / 2,
    right: effect.width,
    bottom: effect.height / 2
  }
  flat.forEach((one, i) => {
    const block = blocks[i]
    if (block === undefined) return
    const [u0, v0] = [u[i] ?? 0, v[i] ?? 0]
    one.children.forEach((child, k) => {
      u[child] = u0 - (isLevel(one) ? (block.joints[k] ?? 0) : 0)
      v[child] = v0 + (isLevel(one) ? 0 : (block.joints[k] ?? 0))
    })
    const sign = one.side === 'above' ? -1 : 1
    const [dx, dy] = shifted(moved, one, i)
    const at = (uu: number, vv: number): readonly [number, number] => [uu - o.lean * vv + dx, sign * vv + dy]
    const level = isLevel(one)
    const [x1, y1] = level ? at(u0 - block.length, v0) : at(u0, v0 + block.length)
    const { width, height } = one.node
    const x = level ? x1 - 4 - width : x1 - width / 2
    const y = level ? y1 - height / 2 : sign < 0 ? y1 - height : y1
    const [x2, y2] = meeting(bones[one.parent], at(u0, v0), level, sign * o.lean)
    bones.push({
      id: one.node.id,
      node: one.node,
      parent: flat[one.parent]?.node.id ?? null,
      depth: one.depth,
      side: one.side,
      level,
      x,
      y,
      width,
      height,
      bone: { x1, y1, x2, y2 },
      hidden: one.hidden
    })
    box.x = Math.min(box.x, x, x1, x2)
    box.y = Math.min(box.y, y, y1, y2)
    box.right = Math.max(box.right, x + width, x1, x2)
    box.bottom = Math.max(box.bottom, y + height, y1, y2)
  })
  const tail = Math.min(0, ...bones.map(({ parent, bone }) => (parent === null ? bone.x2 : 0)))
  const [left, top] = [-box.x, -box.y]
  return {
    width: box.right - box.x,
    height: box.bottom - box.y,
    head: { x: left, y: top - effect.height / 2, ...effect },
    spine: { x1: tail - 30 + left, x2: left, y: top },
    bones: bones.map(one => ({
      ...one,
      x: one.x + left,
      y: one.y + top,
      bone: { x1: one.bone.x1 + left, y1: one.bone.y1 + top, x2: one.bone.x2 + left, y2: one.bone.y2 + top }
    }))
  }
}

/** By how much a bone is moved by hand: with all above it. */
function shifted(
  moved: Map<number, readonly [number, number]>,
  { node, parent }: Flat,
  i: number
): readonly [number, number] {
  const [dx, dy] = moved.get(parent) ?? [0, 0]
  const sum = [dx + (node.nudge?.dx ?? 0), dy + (node.nudge?.dy ?? 0)] as const
  if (sum[0] !== 0 || sum[1] !== 0) moved.set(i, sum)
  return sum
}

/** Where a bone that was moved meets the one it leads to: on along its own line. `across` is px across for each down. */
function meeting(
  parent: PlacedBone | undefined,
  [x, y]: readonly [number, number],
  level: boolean,
  across: number
): readonly [number, number] {
  if (!level) {
    const line = parent === undefined ? 0 : parent.bone.y1
    return [x + (y - line) * across, line]
  }
  if (parent === undefined) return [x, y]
  return [parent.bone.x2 + (parent.bone.y2 - y) * across, y]
}
