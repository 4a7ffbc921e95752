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

/**
 * A block in coordinates where slanted bones stand upright: u runs along the spine to the head, v away from the
 * spine; on screen x = u - lean * v. There every bone is level or upright, and what does not meet there does not
 * meet on screen. Its joint is at 0, 0; all of it lies to the left of that and outward.
 */
export interface Block {
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

/** A cause as it hangs in a fishbone. */
interface Hung {
  readonly node: FishboneCause
  /** Its bone is level; those of categories, and by turns below them, are slanted. */
  readonly level: boolean
  readonly side: 'above' | 'below'
  /** A category: it hangs on the spine. */
  readonly top: boolean
}

/** The bone a block joins, as its neighbours meet it: level ones keep some air from the next. */
export const everywhere: Envelope = step(-1e7, 1e7, 0)
const ground: Envelope = step(-1e7, 1e7, 4)

/** Blocks as they were laid out last: an edit changes one branch of many. */
const known = new WeakMap<FishboneCause, Hung & { readonly o: FishboneOptions; readonly block: Block }>()

/** The block of a cause around those of its children. A cause that is the same object has the same children. */
export function blockOf(one: Hung, children: readonly Block[], o: FishboneOptions): Block {
  const { node, level, side, top } = one
  const before = known.get(node)
  if (before?.o === o && before.level === level && before.side === side && before.top === top)
    return before.block
  const block = level ? levelBlock(one, children, o) : slantedBlock(one, children, o)
  known.set(node, { ...one, o, block })
  return block
}

/** A cause on a level bone: twigs stand on it, its label lies at its left end. */
function levelBlock({ node }: Hung, children: readonly Block[], o: FishboneOptions): Block {
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
function slantedBlock({ node, side, top }: Hung, children: readonly Block[], o: FishboneOptions): Block {
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
    top ? o.category : o.slanted,
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
