import { clash, joint, step, union, type Envelope } from './envelope'

/** A cause to lay out; `width` and `height` are of its label, px. */
export interface FishboneCause {
  readonly id: string
  readonly width: number
  readonly height: number
  readonly children: readonly FishboneCause[]
  /** What is below it is not drawn. */
  readonly folded?: boolean
  /** Moved by hand, with all that hangs on it, px. */
  readonly nudge?: { readonly dx: number; readonly dy: number } | null
}

/** Measures of the drawing, px. */
export interface FishboneOptions {
  /** How far slanted bones lean: px across for each px up. */
  readonly lean: number
  /** Least length of a level bone, of a slanted one, and of that of a category (measured upright). */
  readonly level: number
  readonly slanted: number
  readonly category: number
  /** Air around labels: beside, and above and below. */
  readonly beside: number
  readonly over: number
  /** Between neighbours along the spine. */
  readonly apart: number
}

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
export interface PlacedBone {
  readonly id: string
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
export interface FishboneLayout {
  readonly width: number
  readonly height: number
  readonly head: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
  readonly spine: { readonly x1: number; readonly x2: number; readonly y: number }
  /** Parents before children, siblings in order. */
  readonly bones: readonly PlacedBone[]
}

/**
 * A block in coordinates where slanted bones stand upright: u runs along the spine to the head, v away from the
 * spine; on screen x = u - lean * v. There every bone is level or upright, and what does not meet there does not
 * meet on screen. Its joint is at 0, 0; all of it lies to the left of that and outward.
 */
interface Block {
  /** Length of the bone. */
  readonly length: number
  /** Where on the bone each child joins, by index. */
  readonly joints: readonly number[]
  /** How far it reaches outward and inward at each u, right and left at each v. */
  readonly out: Envelope
  readonly inward: Envelope
  readonly right: Envelope
  readonly left: Envelope
}

/** A side of a block. */
type Edge = 'out' | 'inward' | 'left' | 'right'

interface Flat {
  readonly node: FishboneCause
  readonly parent: number
  readonly depth: number
  readonly side: 'above' | 'below'
  readonly children: number[]
  readonly hidden: number
}

/** The bone a block joins, as its neighbours meet it: level ones keep some air from the next. */
const everywhere: Envelope = step(-1e7, 1e7, 0)
const ground: Envelope = step(-1e7, 1e7, 4)

/**
 * Lays out a fishbone: categories by turns above and below the spine, their causes on level bones, the causes of
 * those on slanted ones, and so on by turns to any depth. It reads as the outline does: from left to right and from
 * top to bottom. No label meets another or a bone: blocks are pushed together until their outlines touch, and a pair
 * above and below shares its place on the spine.
 */
export function layoutFishbone(
  effect: { readonly width: number; readonly height: number },
  categories: readonly FishboneCause[],
  options: FishboneOptions = fishboneOptions
): FishboneLayout {
  const flat = flatten(categories)
  const blocks: Block[] = []
  for (let i = flat.length - 1; i >= 0; i--) {
    const one = flat[i]
    if (one === undefined) continue
    const children = one.children.flatMap(child => blocks[child] ?? [])
    blocks[i] = isLevel(one) ? levelBlock(one, children, options) : slantedBlock(one, children, options)
  }
  const tops = flat.flatMap((one, i) => (one.parent < 0 ? [i] : []))
  const spine = spineJoints(
    tops.flatMap(i => blocks[i] ?? []),
    options
  )
  return placed(effect, flat, blocks, tops, spine, options)
}

const isLevel = (one: Flat): boolean => one.depth % 2 === 1

function flatten(categories: readonly FishboneCause[]): readonly Flat[] {
  const flat: Flat[] = []
  type Waiting = Pick<Flat, 'node' | 'parent' | 'depth' | 'side'>
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
    for (const child of node.children.toReversed())
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

/** A cause on a level bone: twigs stand on it, its label lies at its left end. */
function levelBlock({ node }: Flat, children: readonly Block[], o: FishboneOptions): Block {
  let left: Envelope = everywhere
  const joints: number[] = new Array<number>(children.length).fill(0)
  let last = 0
  for (let i = children.length - 1; i >= 0; i--) {
    const child = children[i]
    if (child === undefined) continue
    last = Math.max(clash(left, child.right), last + 4)
    joints[i] = last
    left = joint(left, child.left, 0, last)
  }
  const high = node.height / 2 + o.over
  const leaning = o.lean * high
  // The label's right side, as far left as the twigs above it ask for.
  const free = clash(left, step(-high, high, leaning))
  const length = Math.max(o.level, last + (children.length > 0 ? o.level / 2 : 0), free - 4)
  const edge = length + 4
  const [from, to] = [-edge - node.width - o.beside - leaning, -edge + leaning]
  const outline = together(children, joints)
  return {
    length,
    joints,
    out: outline('out', -1, 0, step(from, to, high), step(-edge, 0, 1)),
    inward: outline('inward', -1, 0, step(from, to, high), step(-edge, 0, 1)),
    left: outline('left', 0, 1, step(-high, high, -from), step(-1, 1, edge)),
    right: outline('right', 0, -1, step(-high, high, to), step(-1, 1, 0))
  }
}

/** A category, or a cause on a twig: level bones lead to it from the left, its label lies at its outer end. */
function slantedBlock({ node, side, parent }: Flat, children: readonly Block[], o: FishboneOptions): Block {
  let out: Envelope = ground
  const joints: number[] = new Array<number>(children.length).fill(0)
  let last = 0
  // From top to bottom on either side: above, the last one lies next to the spine.
  const order = children.map((_, i) => (side === 'above' ? children.length - 1 - i : i))
  for (const i of order) {
    const child = children[i]
    if (child === undefined) continue
    last = Math.max(clash(out, child.inward) + 1, last + 8)
    joints[i] = last
    out = joint(out, child.out, 0, last)
  }
  const half = node.width / 2 + o.beside
  const wide = half + o.lean * node.height
  const free = clash(out, step(-half, wide, 0))
  const length = Math.max(
    parent < 0 ? o.category : o.slanted,
    last + (children.length > 0 ? o.slanted * 0.6 : 0),
    free + o.over
  )
  const [low, high] = [length - o.over, length + node.height + o.over]
  const outline = together(children, joints)
  return {
    length,
    joints,
    out: outline('out', 0, 1, step(-half, wide, high), step(-2, 2, length)),
    inward: outline('inward', 0, -1, step(-half, wide, -low), step(-2, 2, 0)),
    left: outline('left', 1, 0, step(low, high, half), step(0, length, 2)),
    right: outline('right', 1, 0, step(low, high, wide), step(0, length, 2))
  }
}

/**
 * Outlines of a block by side: its label, its bone, and its children where they join. `along` and `reach` say how
 * the place of a joint moves an outline.
 */
function together(children: readonly Block[], joints: readonly number[]) {
  return (side: Edge, along: number, reach: number, label: Envelope, bone: Envelope): Envelope =>
    union([
      { of: label, along: 0, out: 0 },
      { of: bone, along: 0, out: 0 },
      ...children.map((child, i) => ({
        of: child[side],
        along: along * (joints[i] ?? 0),
        out: reach * (joints[i] ?? 0)
      }))
    ])
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

function placed(
  effect: { readonly width: number; readonly height: number },
  flat: readonly Flat[],
  blocks: readonly Block[],
  tops: readonly number[],
  spine: readonly number[],
  o: FishboneOptions
): FishboneLayout {
  const [u, v, moved] = [
    new Float64Array(flat.length),
    new Float64Array(flat.length),
    new Map<number, readonly [number, number]>()
  ]
  tops.forEach((top, i) => (u[top] = -(spine[i] ?? 0)))
  const bones: PlacedBone[] = []
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
