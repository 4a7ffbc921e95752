import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  layoutTree,
  type Placed,
  type TreeNode,
  type TreeOptions
} from '../../../../renderer/diagram/layout/tree'

interface Seed {
  readonly width: number
  readonly height: number
  /** Which of the nodes before it is its parent, as a share of them; the later ones make it deep. */
  readonly parent: number
}

const shapes = fc.array(
  fc.record<Seed>({
    width: fc.integer({ min: 1, max: 160 }),
    height: fc.integer({ min: 1, max: 90 }),
    parent: fc.double({ min: 0, max: 0.999, noNaN: true })
  }),
  { minLength: 1, maxLength: 60 }
)

function treeOf(seeds: readonly Seed[], mirrored = false): TreeNode {
  const nodes = seeds.map(({ width, height }, i) => ({
    id: `n${i}`,
    width,
    height,
    children: [] as TreeNode[]
  }))
  nodes.forEach((node, i) => {
    const siblings = nodes[Math.floor((seeds[i]?.parent ?? 0) * i)]?.children
    if (i === 0 || siblings === undefined) return
    if (mirrored) siblings.unshift(node)
    else siblings.push(node)
  })
  const root = nodes[0]
  if (root === undefined) throw new TypeError('a tree has a root')
  return root
}

const options = fc.record<TreeOptions>({
  direction: fc.constantFrom('down', 'right'),
  siblingGap: fc.integer({ min: 0, max: 40 }),
  cousinGap: fc.integer({ min: 0, max: 60 }),
  levelGap: fc.integer({ min: 1, max: 60 }),
  aligned: fc.boolean()
})

const down: TreeOptions = { direction: 'down', siblingGap: 10, cousinGap: 20, levelGap: 30, aligned: true }

/** First pair that overlaps, found by a sweep. */
function overlap(nodes: readonly Placed[]): string | null {
  const sorted = nodes.toSorted((a, b) => a.x - b.x)
  for (const [i, a] of sorted.entries())
    for (const b of sorted.slice(i + 1)) {
      if (b.x >= a.x + a.width - 1e-6) break
      if (a.y + a.height > b.y + 1e-6 && b.y + b.height > a.y + 1e-6) return `${a.id} and ${b.id}`
    }
  return null
}

const centre = (node: Placed, down: boolean): number =>
  down ? node.x + node.width / 2 : node.y + node.height / 2

describe('a tidy tree', () => {
  it('has no node over another, siblings in order, parents over the middle of their children', () => {
    fc.assert(
      fc.property(fc.array(shapes, { minLength: 1, maxLength: 3 }), options, (forest, how) => {
        const named = (node: TreeNode, prefix: string): TreeNode => ({
          ...node,
          id: `${prefix}${node.id}`,
          children: node.children.map(child => named(child, prefix))
        })
        const roots = forest.map((shape, i) => named(treeOf(shape), `${i}:`))
        const { nodes, width, height } = layoutTree(roots, how)
        expect(overlap(nodes)).toBeNull()
        const isDown = how.direction === 'down'
        const families = Map.groupBy(nodes, node => node.parent)
        for (const [id, children] of families) {
          const centres = children.map(child => centre(child, isDown))
          expect(centres).toEqual(centres.toSorted((a, b) => a - b))
          const parent = nodes.find(node => node.id === id)
          if (parent === undefined) continue
          expect(centre(parent, isDown)).toBeCloseTo(((centres[0] ?? 0) + (centres.at(-1) ?? 0)) / 2, 6)
          for (const child of children) {
            if (isDown) expect(child.y).toBeGreaterThanOrEqual(parent.y + parent.height + how.levelGap - 1e-6)
            else expect(child.x).toBeGreaterThanOrEqual(parent.x + parent.width + how.levelGap - 1e-6)
          }
        }
        expect(Math.min(...nodes.map(node => node.x))).toBeCloseTo(0, 6)
        expect(Math.max(...nodes.map(node => node.x + node.width))).toBeCloseTo(width, 6)
        expect(Math.max(...nodes.map(node => node.y + node.height))).toBeCloseTo(height, 6)
      }),
      { numRuns: 200 }
    )
  })

  it('keeps the gap it is told between neighbours', () => {
    fc.assert(
      fc.property(shapes, options, (shape, how) => {
        const { nodes } = layoutTree([treeOf(shape)], how)
        const grown = nodes.map(node =>
          how.direction === 'down'
            ? { ...node, width: node.width + how.siblingGap }
            : { ...node, height: node.height + how.siblingGap }
        )
        expect(overlap(grown)).toBeNull()
      }),
      { numRuns: 100 }
    )
  })

  it('of a mirrored tree is the mirrored drawing', () => {
    fc.assert(
      fc.property(shapes, options, (shape, how) => {
        const drawn = layoutTree([treeOf(shape)], how)
        const mirrored = new Map(layoutTree([treeOf(shape, true)], how).nodes.map(node => [node.id, node]))
        for (const node of drawn.nodes) {
          const other = mirrored.get(node.id)
          expect(other).toBeDefined()
          if (how.direction === 'down')
            expect(drawn.width - node.x - node.width).toBeCloseTo(other?.x ?? -1, 5)
          else expect(drawn.height - node.y - node.height).toBeCloseTo(other?.y ?? -1, 5)
        }
      }),
      { numRuns: 200 }
    )
  })

  it('draws equal subtrees alike wherever they lie', () => {
    fc.assert(
      fc.property(shapes, shapes, (same, other) => {
        const one: TreeNode = { ...treeOf(same), id: 'one' }
        const two: TreeNode = { ...treeOf(same), id: 'two' }
        const between: TreeNode = { ...treeOf(other), id: 'between' }
        const roots: TreeNode[] = [{ id: 'top', width: 10, height: 10, children: [one, between, two] }]
        const { nodes } = layoutTree(roots, { ...down, aligned: false })
        const below = (id: string): readonly (readonly [number, number])[] => {
          const start = nodes.findIndex(node => node.id === id)
          const end = nodes.findIndex((node, i) => i > start && node.depth <= (nodes[start]?.depth ?? 0))
          const at = nodes[start]
          return nodes
            .slice(start, end < 0 ? undefined : end)
            .map(node => [node.x - (at?.x ?? 0), node.y - (at?.y ?? 0)])
        }
        const [a, b] = [below('one'), below('two')]
        a.forEach(([x, y], i) => {
          expect(x).toBeCloseTo(b[i]?.[0] ?? Number.NaN, 6)
          expect(y).toBeCloseTo(b[i]?.[1] ?? Number.NaN, 6)
        })
      }),
      { numRuns: 100 }
    )
  })

  it('takes a chain 10,000 deep, and a fan 10,000 wide', () => {
    let chain: TreeNode = { id: 'leaf', width: 20, height: 10, children: [] }
    for (let i = 0; i < 10_000; i++) chain = { id: `c${i}`, width: 20, height: 10, children: [chain] }
    const long = layoutTree([chain], down)
    expect([long.width, long.height]).toEqual([20, 10_001 * 40 - 30])
    const children = Array.from({ length: 10_000 }, (_, i) => ({
      id: `f${i}`,
      width: 20,
      height: 10,
      children: []
    }))
    expect(layoutTree([{ id: 'top', width: 20, height: 10, children }], down).width).toBeCloseTo(
      10_000 * 30 - 10,
      3
    )
  })

  it('of nothing is nothing', () => {
    expect(layoutTree([], down)).toEqual({ width: 0, height: 0, nodes: [] })
  })
})
