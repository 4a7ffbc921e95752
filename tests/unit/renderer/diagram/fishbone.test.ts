import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FishboneCause } from '../../../../renderer/diagram/layout/blocks'
import {
  fishboneOptions,
  layoutFishbone,
  type FishboneLayout,
  type PlacedBone
} from '../../../../renderer/diagram/layout/fishbone'

interface Seed {
  readonly width: number
  readonly lines: number
  readonly parent: number
  readonly folded: boolean
}

const seeds = (most: number) =>
  fc.array(
    fc.record<Seed>({
      width: fc.integer({ min: 8, max: 180 }),
      lines: fc.integer({ min: 1, max: 4 }),
      parent: fc.double({ min: 0, max: 0.999, noNaN: true }),
      folded: fc.constant(false)
    }),
    { minLength: 1, maxLength: most, size: 'max' }
  )

/** Categories, then causes below any of the nodes before them, at most six deep. */
function causesOf(list: readonly Seed[], categories: number): readonly FishboneCause[] {
  const nodes = list.map(({ width, lines, folded }, i) => ({
    id: `n${i}`,
    width,
    height: lines * 16,
    children: [] as FishboneCause[],
    folded,
    depth: 0
  }))
  nodes.forEach((node, i) => {
    if (i < categories) return
    let parent = nodes[Math.floor((list[i]?.parent ?? 0) * i)]
    while (parent !== undefined && parent.depth >= 5) parent = nodes[nodes.indexOf(parent) % categories]
    parent?.children.push(node)
    node.depth = (parent?.depth ?? 0) + 1
  })
  return nodes.slice(0, categories)
}

interface Rect {
  readonly name: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const labels = (layout: FishboneLayout): readonly Rect[] => [
  { name: 'head', ...layout.head },
  ...layout.bones.map(({ id, x, y, width, height }) => ({ name: id, x, y, width, height }))
]

function overlaps(rects: readonly Rect[]): readonly string[] {
  const sorted = rects.toSorted((a, b) => a.x - b.x)
  const found: string[] = []
  for (const [i, a] of sorted.entries())
    for (const b of sorted.slice(i + 1)) {
      if (b.x >= a.x + a.width - 1e-6) break
      if (a.y + a.height > b.y + 1e-6 && b.y + b.height > a.y + 1e-6) found.push(`${a.name} and ${b.name}`)
    }
  return found
}

/** True where a straight line enters the inside of a rectangle (Liang-Barsky). */
function enters({ x1, y1, x2, y2 }: PlacedBone['bone'], rect: Rect): boolean {
  let [from, to] = [0, 1]
  const inset = 0.01
  for (const [p, q] of [
    [x1 - x2, x1 - rect.x - inset],
    [x2 - x1, rect.x + rect.width - inset - x1],
    [y1 - y2, y1 - rect.y - inset],
    [y2 - y1, rect.y + rect.height - inset - y1]
  ] as const) {
    if (p === 0 && q <= 0) return false
    if (p < 0) from = Math.max(from, q / p)
    if (p > 0) to = Math.min(to, q / p)
  }
  return from < to
}

describe('a fishbone', () => {
  it('has no label over another, and no bone through a label', () => {
    fc.assert(
      fc.property(seeds(300), fc.integer({ min: 1, max: 10 }), (list, categories) => {
        const layout = layoutFishbone({ width: 160, height: 60 }, causesOf(list, categories))
        expect(overlaps(labels(layout))).toEqual([])
        const spine = { x1: layout.spine.x1, y1: layout.spine.y, x2: layout.spine.x2, y2: layout.spine.y }
        const rects = labels(layout).filter(rect => rect.name !== 'head')
        for (const bone of [spine, ...layout.bones.map(one => one.bone)])
          expect(rects.filter(rect => enters(bone, rect))).toEqual([])
      }),
      { numRuns: 40 }
    )
  })

  it('lies within its size, from 0, 0', () => {
    fc.assert(
      fc.property(seeds(60), fc.integer({ min: 1, max: 8 }), (list, categories) => {
        const layout = layoutFishbone({ width: 160, height: 60 }, causesOf(list, categories))
        for (const { x, y, width, height } of labels(layout)) {
          expect(Math.min(x, y)).toBeGreaterThanOrEqual(-1e-6)
          expect(x + width).toBeLessThanOrEqual(layout.width + 1e-6)
          expect(y + height).toBeLessThanOrEqual(layout.height + 1e-6)
        }
      }),
      { numRuns: 60 }
    )
  })

  it('joins every bone to the one it hangs on', () => {
    fc.assert(
      fc.property(seeds(80), fc.integer({ min: 1, max: 8 }), (list, categories) => {
        const layout = layoutFishbone({ width: 160, height: 60 }, causesOf(list, categories))
        const byId = new Map(layout.bones.map(one => [one.id, one]))
        for (const { parent, bone } of layout.bones) {
          const on =
            parent === null
              ? { x1: layout.spine.x1, y1: layout.spine.y, x2: layout.spine.x2, y2: layout.spine.y }
              : byId.get(parent)?.bone
          if (on === undefined) throw new TypeError('a bone hangs on a bone')
          const [dx, dy] = [on.x2 - on.x1, on.y2 - on.y1]
          const cross = dx * (bone.y2 - on.y1) - dy * (bone.x2 - on.x1)
          expect(Math.abs(cross) / Math.hypot(dx, dy)).toBeLessThan(1e-6)
          const along = (dx * (bone.x2 - on.x1) + dy * (bone.y2 - on.y1)) / (dx * dx + dy * dy)
          expect(along).toBeGreaterThanOrEqual(-1e-9)
          expect(along).toBeLessThanOrEqual(1 + 1e-9)
        }
      }),
      { numRuns: 60 }
    )
  })

  it('reads as its outline does: categories from left to right, causes from top to bottom, twigs from left to right', () => {
    fc.assert(
      fc.property(seeds(80), fc.integer({ min: 1, max: 8 }), (list, categories) => {
        const { bones } = layoutFishbone({ width: 160, height: 60 }, causesOf(list, categories))
        for (const [parent, family] of Map.groupBy(bones, one => one.parent)) {
          for (const side of ['above', 'below']) {
            const here = family.filter(one => one.side === side)
            const places = here.map(({ bone, level }) => (level ? bone.y2 : bone.x2))
            expect([parent, places]).toEqual([parent, places.toSorted((a, b) => a - b)])
          }
        }
        const tops = bones.filter(one => one.parent === null)
        tops.forEach((one, i) => {
          expect(one.side).toBe(i % 2 === 0 ? 'above' : 'below')
          const twin = tops[i % 2 === 0 ? i + 1 : i - 1]
          if (twin !== undefined) expect(twin.bone.x2).toBeCloseTo(one.bone.x2, 6)
        })
      }),
      { numRuns: 60 }
    )
  })

  it('folds what is told away, and says how much', () => {
    const leaf = (id: string): FishboneCause => ({ id, width: 50, height: 16, children: [] })
    const cause = { ...leaf('b'), children: [{ ...leaf('c'), children: [leaf('d'), leaf('e')] }] }
    const open = layoutFishbone<FishboneCause>({ width: 100, height: 40 }, [
      { ...leaf('a'), children: [cause] }
    ])
    const shut = layoutFishbone<FishboneCause>({ width: 100, height: 40 }, [
      { ...leaf('a'), children: [{ ...cause, folded: true }] }
    ])
    expect(open.bones.map(({ id, hidden }) => [id, hidden])).toEqual(
      ['a', 'b', 'c', 'd', 'e'].map(id => [id, 0])
    )
    expect(shut.bones.map(({ id, hidden }) => [id, hidden])).toEqual([
      ['a', 0],
      ['b', 3]
    ])
    expect(shut.height).toBeLessThan(open.height)
  })

  it('keeps what was moved by hand joined, and moves what hangs on it along', () => {
    const leaf = (id: string): FishboneCause => ({ id, width: 50, height: 16, children: [] })
    const draw = (nudge: FishboneCause['nudge'] = null) =>
      layoutFishbone<FishboneCause>({ width: 100, height: 40 }, [
        { ...leaf('a'), children: [{ ...leaf('b'), nudge, children: [leaf('c')] }, leaf('x'), leaf('y')] }
      ])
    const [before, after] = [draw(), draw({ dx: -6, dy: -4 })]
    const find = (layout: FishboneLayout, id: string) => {
      const found = layout.bones.find(one => one.id === id)
      if (found === undefined) throw new TypeError(id)
      const y = layout.bones.find(one => one.id === 'y')
      return { ...found, x: found.x - (y?.x ?? 0), y: found.y - (y?.y ?? 0) }
    }
    for (const id of ['b', 'c'])
      expect(
        [find(after, id).x - find(before, id).x, find(after, id).y - find(before, id).y].map(d =>
          Math.round(d)
        )
      ).toEqual([-6, -4])
    const [parent, child] = [find(after, 'a').bone, find(after, 'b').bone]
    expect((child.x2 - parent.x2) / (child.y2 - parent.y2)).toBeCloseTo(fishboneOptions.lean, 6)
  })

  it('without categories is a head on a spine', () => {
    const { bones, head, width } = layoutFishbone({ width: 100, height: 40 }, [])
    expect([bones, head.width, width]).toEqual([[], 100, 130])
  })
})
