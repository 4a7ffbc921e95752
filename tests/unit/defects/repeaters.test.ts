import { describe, expect, it } from 'vitest'
import { findRepeaters, type InDie } from '../../../main/defects/repeaters'
import { seeded } from '../../formats/stdf/random'

const [width, height] = [8000, 10_000]

interface Planted {
  readonly x: number
  readonly y: number
  /** Dies that bear it. */
  readonly dies: number
}

/** Defects anywhere in their dies, and some at the same place in many. */
function scattered(dies: number, random: number, planted: readonly Planted[], seed = 3): InDie {
  const next = seeded(seed)
  const points: [number, number, number][] = Array.from({ length: random }, () => [
    next() * width,
    next() * height,
    Math.floor(next() * dies)
  ])
  for (const place of planted)
    for (let i = 0; i < place.dies; i++)
      points.push([
        place.x + (next() - 0.5) * 8,
        place.y + (next() - 0.5) * 8,
        Math.floor((i * dies) / place.dies)
      ])
  points.sort((a, b) => a[2] - b[2])
  return {
    count: points.length,
    x: points.map(point => point[0]),
    y: points.map(point => point[1]),
    die: points.map(point => point[2]),
    dies
  }
}

const find = (defects: InDie, tolerance = 20, dies = 4) =>
  findRepeaters(defects, { tolerance, dies, area: width * height }, () => undefined)

describe('repeaters', () => {
  it('are found where they were planted, with as many dies, and nowhere else', () => {
    const planted = [
      { x: 1200, y: 3400, dies: 40 },
      { x: 7990, y: 20, dies: 12 },
      { x: 4000, y: 9000, dies: 7 }
    ]
    const found = find(scattered(400, 900, planted))
    expect(found.length).toBe(3)
    for (const [i, place] of planted.entries()) {
      expect(found[i]?.x).toBeCloseTo(place.x, -1)
      expect(found[i]?.y).toBeCloseTo(place.y, -1)
      expect(found[i]?.dies).toBeGreaterThanOrEqual(place.dies)
      expect(found[i]?.dies).toBeLessThanOrEqual(place.dies + 1)
      expect(found[i]?.byChance).toBeLessThan(0.001)
      expect(found[i]?.spread).toBeLessThan(6)
    }
  })

  it('take each defect once and count a die once', () => {
    const defects: InDie = {
      count: 7,
      x: [100, 101, 100, 102, 100, 99, 500],
      y: [100, 100, 102, 100, 99, 101, 500],
      die: [0, 0, 0, 1, 1, 2, 2],
      dies: 3
    }
    const found = find(defects, 20, 3)
    expect(found).toMatchObject([{ dies: 3 }])
    expect(found[0]?.defects.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5])
    expect(find(defects, 20, 4)).toEqual([])
  })

  it.each([
    { dies: 300, random: 300, tolerance: 60, least: 3 },
    { dies: 300, random: 6000, tolerance: 60, least: 5 },
    { dies: 3000, random: 30_000, tolerance: 30, least: 8 }
  ])('what chance alone gives is not understated: $random defects, $least dies', wish => {
    let [found, expected] = [0, 0]
    for (let seed = 1; seed <= 20; seed++) {
      const defects = scattered(wish.dies, wish.random, [], seed)
      found += find(defects, wish.tolerance, wish.least).length
      // What n dies at one place would say, with one defect more than lie there by chance.
      const twin = scattered(wish.dies, wish.random, [{ x: 4000, y: 5000, dies: wish.least }], seed)
      const said = find(twin, wish.tolerance, wish.least).find(place => place.dies === wish.least)
      expected += said?.byChance ?? 0
    }
    expect(expected).toBeGreaterThan(0)
    expect(found).toBeLessThan(1.5 * expected + 5)
    expect(found).toBeGreaterThan(expected / 40 - 5)
  })

  it('scattered defects seldom seem to repeat', () => {
    let wrong = 0
    for (let seed = 1; seed <= 100; seed++)
      wrong += Number(find(scattered(400, 2000, [], seed), 25, 3).some(place => place.byChance < 0.05))
    expect(wrong).toBeLessThan(8)
  })

  it('hold the same whatever the order, and can be stopped', () => {
    const defects = scattered(200, 500, [{ x: 50, y: 60, dies: 20 }])
    const turnedAround = Array.from({ length: defects.count }, (_, i) => defects.count - 1 - i)
    const pick = (from: ArrayLike<number>) => turnedAround.map(i => from[i] ?? 0)
    const other = { ...defects, x: pick(defects.x), y: pick(defects.y), die: pick(defects.die) }
    const face = (places: ReturnType<typeof find>) => places.map(({ dies, x }) => [dies, Math.round(x)])
    expect(face(find(other))).toEqual(face(find(defects)))
    expect(() =>
      findRepeaters(defects, { tolerance: 20, dies: 3, area: 1 }, () => {
        throw new Error('stopped')
      })
    ).toThrow('stopped')
  })
})
