/** A node to lay out, with its size in px. Ids are of places: a repeat drawn twice has two. */
export interface TreeNode {
  readonly id: string
  readonly width: number
  readonly height: number
  readonly children: readonly TreeNode[]
}

/** How a tree is laid out. */
export interface TreeOptions {
  /** Where children lie: below (fault trees) or to the right (whys). */
  readonly direction: 'down' | 'right'
  /** Least distance between neighbours of one parent and of different parents, across the direction. */
  readonly siblingGap: number
  readonly cousinGap?: number
  /** Distance between a parent and its children, along the direction. */
  readonly levelGap: number
  /** All nodes of one depth on one line; otherwise each is as near its parent as its size lets it be. */
  readonly aligned: boolean
}

/** Where a node lies: its top left corner; `parent` is null for a root. */
export interface Placed<N extends TreeNode = TreeNode> {
  readonly id: string
  readonly node: N
  readonly children: readonly Placed<N>[]
  readonly parent: string | null
  readonly depth: number
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** A tree laid out, from 0, 0; parents before children, siblings in order. */
export interface TreeLayout<N extends TreeNode = TreeNode> {
  readonly width: number
  readonly height: number
  readonly nodes: readonly Placed<N>[]
}

/** A tree in arrays, in preorder; 0 is a root of no size above all roots. Across = x of a tree that grows down. */
interface Flat<N extends TreeNode = TreeNode> {
  readonly nodes: readonly (N | null)[]
  readonly parent: Int32Array
  /** Children of i: kids[first[i] .. first[i] + count[i]). */
  readonly kids: Int32Array
  readonly first: Int32Array
  readonly count: Int32Array
  readonly across: Float64Array
  /** Begin and end of each node along the direction. */
  readonly top: Float64Array
  readonly bottom: Float64Array
  readonly depth: Int32Array
}

/**
 * Tidy drawing of trees with nodes of any size in linear time, and without recursion: depth is no limit.
 * After A. van der Ploeg, "Drawing non-layered tidy trees in linear time", Software: Practice and Experience 44
 * (2014). That walk prefers the left a little; so the forest is walked from both sides and the mean is taken, which
 * keeps every distance (they are linear in the places) and makes the drawing of a mirrored tree the mirrored drawing.
 */
export function layoutTree<N extends TreeNode & { readonly children: readonly N[] }>(
  roots: readonly N[],
  options: TreeOptions
): TreeLayout<N> {
  const flat = flatten(roots, options)
  const size = flat.nodes.length
  const gap = options.siblingGap
  const extra = Math.max(0, (options.cousinGap ?? gap) - gap)
  const fromLeft = walk(flat, gap, extra, false)
  const fromRight = walk(flat, gap, extra, true)
  const place = new Float64Array(size)
  let least = Number.POSITIVE_INFINITY
  for (let i = 1; i < size; i++) {
    // Places are of centres: the mirrored walk counts the other way.
    place[i] = ((fromLeft[i] ?? 0) - (fromRight[i] ?? 0)) / 2 - (flat.across[i] ?? 0) / 2
    least = Math.min(least, place[i] ?? 0)
  }
  const down = options.direction === 'down'
  let [width, height] = [0, 0]
  const nodes: Placed<N>[] = []
  const families: Placed<N>[][] = []
  for (let i = 1; i < size; i++) {
    const node = flat.nodes[i]
    if (node === undefined || node === null) continue
    const [across, along] = [(place[i] ?? 0) - least, flat.top[i] ?? 0]
    const [x, y] = down ? [across, along] : [along, across]
    width = Math.max(width, x + node.width)
    height = Math.max(height, y + node.height)
    const above = flat.parent[i] ?? 0
    const children: Placed<N>[] = []
    const placed: Placed<N> = {
      id: node.id,
      node,
      children,
      parent: flat.nodes[above]?.id ?? null,
      depth: flat.depth[i] ?? 0,
      x,
      y,
      width: node.width,
      height: node.height
    }
    families[i] = children
    families[above]?.push(placed)
    nodes.push(placed)
  }
  return { width, height, nodes }
}

function flatten<N extends TreeNode & { readonly children: readonly N[] }>(
  roots: readonly N[],
  { direction, levelGap, aligned }: TreeOptions
): Flat<N> {
  const nodes: (N | null)[] = [null]
  const parents: number[] = [-1]
  const depths: number[] = [-1]
  const waiting = roots.toReversed().map(node => ({ node, parent: 0, depth: 0 }))
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const at = nodes.length
    nodes.push(next.node)
    parents.push(next.parent)
    depths.push(next.depth)
    for (let i = next.node.children.length - 1; i >= 0; i--) {
      const node = next.node.children[i]
      if (node !== undefined) waiting.push({ node, parent: at, depth: next.depth + 1 })
    }
  }
  const size = nodes.length
  const parent = Int32Array.from(parents)
  const depth = Int32Array.from(depths)
  const down = direction === 'down'
  const across = Float64Array.from(nodes, node => (node === null ? 0 : down ? node.width : node.height))
  const along = Float64Array.from(nodes, node => (node === null ? 0 : down ? node.height : node.width))
  const { kids, first, count } = family(parent)
  const top = new Float64Array(size)
  const bottom = new Float64Array(size)
  const levels: number[] = []
  for (let i = 1; i < size; i++) {
    const d = depth[i] ?? 0
    levels[d] = Math.max(levels[d] ?? 0, along[i] ?? 0)
  }
  const begins: number[] = [0]
  levels.forEach((high, d) => begins.push((begins[d] ?? 0) + high + levelGap))
  for (let i = 1; i < size; i++) {
    const p = parent[i] ?? 0
    top[i] = aligned ? (begins[depth[i] ?? 0] ?? 0) : p === 0 ? 0 : (bottom[p] ?? 0) + levelGap
    bottom[i] = (top[i] ?? 0) + (along[i] ?? 0)
  }
  // The contour reaches to the row below: with rows in line, a short node must not let others in under it.
  const reach = Float64Array.from(bottom, (end, i) =>
    i === 0 ? 0 : aligned ? (begins[(depth[i] ?? 0) + 1] ?? end) : end + levelGap
  )
  return { nodes, parent, kids, first, count, across, top, bottom: reach, depth }
}

function family(parent: Int32Array): Pick<Flat, 'kids' | 'first' | 'count'> {
  const size = parent.length
  const count = new Int32Array(size)
  for (let i = 1; i < size; i++) count[parent[i] ?? 0] = (count[parent[i] ?? 0] ?? 0) + 1
  const first = new Int32Array(size)
  for (let i = 1; i < size; i++) first[i] = (first[i - 1] ?? 0) + (count[i - 1] ?? 0)
  const kids = new Int32Array(Math.max(0, size - 1))
  const filled = new Int32Array(size)
  for (let i = 1; i < size; i++) {
    const p = parent[i] ?? 0
    kids[(first[p] ?? 0) + (filled[p] ?? 0)] = i
    filled[p] = (filled[p] ?? 0) + 1
  }
  return { kids, first, count }
}

/** Lowest subtrees seen so far from the left, the nearest first. */
interface Lowest {
  readonly low: number
  readonly index: number
  readonly next: Lowest | null
}

/** One walk over the tree; the centre of each node across the direction, counted from the side it began at. */
function walk(flat: Flat, gap: number, extra: number, mirrored: boolean): Float64Array {
  const { kids, first, count, across, bottom, depth } = flat
  const size = flat.nodes.length
  const [prelim, mod, shift, change] = [0, 1, 2, 3].map(() => new Float64Array(size)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array
  ]
  const [modLeft, modRight] = [new Float64Array(size), new Float64Array(size)]
  const [threadLeft, threadRight] = [new Int32Array(size).fill(-1), new Int32Array(size).fill(-1)]
  const [extremeLeft, extremeRight] = [new Int32Array(size), new Int32Array(size)]
  const f = (list: Float64Array, i: number): number => list[i] ?? 0
  const n = (list: Int32Array, i: number): number => list[i] ?? 0
  const add = (list: Float64Array, i: number, by: number): void => {
    list[i] = f(list, i) + by
  }
  /** Child k of t, counted from the side the walk begins at. */
  const kid = (t: number, k: number): number => n(kids, n(first, t) + (mirrored ? n(count, t) - 1 - k : k))
  const wide = (i: number): number => f(across, i) + gap
  const nextLeft = (i: number): number => (n(count, i) === 0 ? n(threadLeft, i) : kid(i, 0))
  const nextRight = (i: number): number => (n(count, i) === 0 ? n(threadRight, i) : kid(i, n(count, i) - 1))

  const separate = (t: number, i: number, from: Lowest | null): void => {
    let lowest = from
    let right = kid(t, i - 1)
    let left = kid(t, i)
    const [own, level] = [left, n(depth, t) + 1]
    let sumRight = f(mod, right)
    let sumLeft = f(mod, left)
    while (right >= 0 && left >= 0) {
      if (lowest !== null && f(bottom, right) > lowest.low) lowest = lowest.next
      const between = n(depth, right) === level && n(depth, left) === level ? 0 : extra
      const distance = sumRight + f(prelim, right) + wide(right) + between - (sumLeft + f(prelim, left))
      if (distance > 0) {
        sumLeft += distance
        add(mod, own, distance)
        add(modLeft, own, distance)
        add(modRight, own, distance)
        const index = lowest?.index ?? i - 1
        if (index !== i - 1) {
          const between = i - index
          add(shift, kid(t, index + 1), distance / between)
          add(shift, own, -distance / between)
          add(change, own, -(distance - distance / between))
        }
      }
      const [endRight, endLeft] = [f(bottom, right), f(bottom, left)]
      if (endRight <= endLeft) {
        right = nextRight(right)
        if (right >= 0) sumRight += f(mod, right)
      }
      if (endRight >= endLeft) {
        left = nextLeft(left)
        if (left >= 0) sumLeft += f(mod, left)
      }
    }
    if (right < 0 && left >= 0) threadAtLeft(t, i, left, sumLeft)
    else if (right >= 0 && left < 0) threadAtRight(t, i, right, sumRight)
  }
  const threadAtLeft = (t: number, i: number, to: number, sum: number): void => {
    const [a, b] = [kid(t, 0), kid(t, i)]
    const end = n(extremeLeft, a)
    threadLeft[end] = to
    const difference = sum - f(mod, to) - f(modLeft, a)
    add(mod, end, difference)
    add(prelim, end, -difference)
    extremeLeft[a] = n(extremeLeft, b)
    modLeft[a] = f(modLeft, b)
  }
  const threadAtRight = (t: number, i: number, to: number, sum: number): void => {
    const [a, b] = [kid(t, i - 1), kid(t, i)]
    const end = n(extremeRight, b)
    threadRight[end] = to
    const difference = sum - f(mod, to) - f(modRight, b)
    add(mod, end, difference)
    add(prelim, end, -difference)
    extremeRight[b] = n(extremeRight, a)
    modRight[b] = f(modRight, a)
  }
  const settle = (t: number): void => {
    const children = n(count, t)
    if (children === 0) {
      extremeLeft[t] = t
      extremeRight[t] = t
      return
    }
    let lowest: Lowest | null = null
    for (let i = 0; i < children; i++) {
      // Before the children are moved apart their contours are their own.
      const low = f(bottom, n(i === 0 ? extremeLeft : extremeRight, kid(t, i)))
      if (i > 0) separate(t, i, lowest)
      while (lowest !== null && low >= lowest.low) lowest = lowest.next
      lowest = { low, index: i, next: lowest }
    }
    const [a, b] = [kid(t, 0), kid(t, children - 1)]
    const middle =
      (f(prelim, a) + f(mod, a) + f(across, a) / 2 + f(prelim, b) + f(mod, b) + f(across, b) / 2) / 2
    prelim[t] = middle - f(across, t) / 2
    extremeLeft[t] = n(extremeLeft, a)
    modLeft[t] = f(modLeft, a)
    extremeRight[t] = n(extremeRight, b)
    modRight[t] = f(modRight, b)
  }
  // Preorder backwards has every child before its parent.
  for (let t = size - 1; t >= 0; t--) settle(t)

  const sum = new Float64Array(size)
  const centre = new Float64Array(size)
  for (let t = 0; t < size; t++) {
    add(sum, t, f(mod, t))
    centre[t] = f(prelim, t) + f(sum, t) + f(across, t) / 2
    let [moved, grown] = [0, 0]
    for (let k = 0; k < n(count, t); k++) {
      const child = kid(t, k)
      moved += f(shift, child)
      grown += moved + f(change, child)
      add(mod, child, grown)
      sum[child] = f(sum, t)
    }
  }
  return centre
}
