import { describe, expect, it } from 'vitest'
import {
  afterShape,
  heldBy,
  outsideRegions,
  regionsWhere,
  type Region
} from '../../../../renderer/analysis/map/regions'

/** A round wafer, 21 dies across. */
const dies = (() => {
  const x: number[] = []
  const y: number[] = []
  for (let j = -10; j <= 10; j++)
    for (let i = -10; i <= 10; i++)
      if (Math.hypot(i, j) <= 10.4) {
        x.push(i)
        y.push(j)
      }
  return { x, y }
})()
const wafers = ['L/1', 'L/2', 'L/3']

const square = (x: number, y: number, half: number): readonly (readonly [number, number])[] => [
  [x - half, y - half],
  [x + half, y - half],
  [x + half, y + half],
  [x - half, y + half]
]

const sum = (mask: Uint8Array | null): number => Array.from(mask ?? []).reduce((a, b) => a + b, 0)

function drawn(
  regions: readonly Region[],
  shape: readonly (readonly [number, number])[],
  how: 'replace' | 'add' | 'remove',
  wafer: string | null
): readonly Region[] {
  const next = afterShape(regions, shape, how, wafer, dies, wafers)
  if (next === null) throw new Error('nothing was chosen')
  return next
}

describe('dies chosen on a map', () => {
  it('are those of the last shape, or of it and the ones before', () => {
    const first = drawn([], square(0, 0, 1.5), 'replace', null)
    expect(sum(heldBy(first, null, dies))).toBe(9)
    const both = drawn(first, square(5, 5, 0.6), 'add', null)
    expect(sum(heldBy(both, null, dies))).toBe(10)
    expect(sum(heldBy(drawn(both, square(5, 5, 0.6), 'replace', null), null, dies))).toBe(1)
  })

  it('are less by what is taken away, to the die', () => {
    const first = drawn([], square(0, 0, 1.5), 'replace', null)
    const less = drawn(first, square(1, 1, 0.6), 'remove', null)
    expect(sum(heldBy(less, null, dies))).toBe(8)
    expect(heldBy(less, null, { x: [1, 0], y: [1, 0] })).toEqual(Uint8Array.of(0, 1))
  })

  it('are all others where something is taken from everything', () => {
    const all = dies.x.length
    expect(sum(heldBy(drawn([], square(0, 0, 1.5), 'remove', null), null, dies))).toBe(all - 9)
  })

  it('stay on the wafer they were drawn on, and elsewhere as they were', () => {
    const own = drawn([], square(0, 0, 1.5), 'replace', 'L/2')
    expect(sum(heldBy(own, 'L/2', dies))).toBe(9)
    expect(heldBy(own, 'L/1', dies)).toBeNull()
    expect(heldBy(own, null, dies)).toBeNull()
    const everywhere = drawn([], square(0, 0, 1.5), 'replace', null)
    const less = drawn(everywhere, square(0, 0, 0.6), 'remove', 'L/2')
    expect(sum(heldBy(less, 'L/2', dies))).toBe(8)
    expect(sum(heldBy(less, 'L/1', dies))).toBe(9)
    expect(sum(heldBy(less, 'L/3', dies))).toBe(9)
  })

  it('are none where a shape holds no die', () => {
    expect(afterShape([], square(40, 40, 2), 'replace', null, dies, wafers)).toBeNull()
    expect(afterShape([], square(0.5, 0.5, 0.2), 'replace', null, dies, wafers)).toBeNull()
  })

  it('and those outside are the whole wafer, a ring too', () => {
    const ring = regionsWhere(
      dies,
      i => {
        const r = Math.hypot(dies.x[i] ?? 0, dies.y[i] ?? 0)
        return r > 4 && r < 7
      },
      null
    )
    const inside = heldBy(ring, null, dies)
    const outside = heldBy(outsideRegions(ring) ?? [], null, dies)
    for (let i = 0; i < dies.x.length; i++) expect((inside?.[i] ?? 0) + (outside?.[i] ?? 0)).toBe(1)
    expect(sum(inside)).toBeGreaterThan(80)
  })

  it('of different wafers have no one outside', () => {
    const mixed = [
      ...drawn([], square(0, 0, 2), 'replace', 'L/1'),
      ...drawn([], square(0, 0, 2), 'replace', null)
    ]
    expect(outsideRegions(mixed)).toBeNull()
    expect(outsideRegions([])).toBeNull()
    const one = outsideRegions(drawn([], square(0, 0, 2), 'replace', 'L/1'))
    expect(one?.every(region => region.wafers?.join() === 'L/1')).toBe(true)
  })
})
