import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cChart, npChart, pChart, uChart } from '../../../main/statistics/control/attributes'
import { individualsLimits, movingRanges, standardised } from '../../../main/statistics/control/individuals'
import { nelson, westernElectric } from '../../../main/statistics/control/rules'
import { meanAndDeviation, meanAndRange, subgroup } from '../../../main/statistics/control/subgroups'
import { ewma, poissonCusum } from '../../../main/statistics/control/sums'
import { createRandom } from '../../../main/statistics/random'
import { c4, d2, d3, sigmaByMovingRange, sigmaPooled } from '../../../main/statistics/within'

const eight = [1, 2, 3, 4, 5, 6, 7, 8]
const broken = (z: readonly number[], rules = eight) =>
  nelson(z, rules).map(({ rule, points }) => [rule, points])

describe('run rules', () => {
  it('Western Electric: each of the four, with its points', () => {
    const z = [0, 3.2, 0, 2.1, -0.5, 2.3, 0, -1.2, -1.1, 0.3, -1.4, -1.6]
    expect(westernElectric(z)).toEqual([
      { rule: 1, points: [1], signals: [1] },
      { rule: 2, points: [1, 3, 5], signals: [3, 5] },
      { rule: 3, points: [7, 8, 10, 11], signals: [11] }
    ])
    const run = [1, ...new Array<number>(10).fill(-0.4), 2]
    expect(westernElectric(run)).toEqual([
      { rule: 4, points: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], signals: [8, 9, 10] }
    ])
    expect(westernElectric(run, [1, 2, 3])).toEqual([])
  })

  it('Nelson: each of the eight', () => {
    expect(broken([0, -3.01, 3])).toEqual([[1, [1]]])
    expect(broken(new Array<number>(9).fill(0.5))).toEqual([[2, [0, 1, 2, 3, 4, 5, 6, 7, 8]]])
    expect(broken(new Array<number>(8).fill(0.5))).toEqual([])
    expect(broken([0.9, -1.1, -0.7, -0.3, 0.2, 0.6, 0.9, 0.4])).toEqual([[3, [1, 2, 3, 4, 5, 6]]])
    expect(broken([-1.1, -0.7, -0.3, 0.2, 0.2, 0.6, 0.9])).toEqual([])
    const seesaw = Array.from({ length: 14 }, (_, i) => (i % 2 === 0 ? 1.2 : -0.6) + i * 0.01)
    expect(broken(seesaw)).toEqual([[4, Array.from({ length: 14 }, (_, i) => i)]])
    expect(broken(seesaw.slice(1))).toEqual([])
    expect(broken([2.5, 0, 2.2])).toEqual([[5, [0, 2]]])
    expect(broken([2.5, 0, -2.2])).toEqual([])
    expect(broken([1.5, 1.2, -0.1, 1.3, 1.1])).toEqual([[6, [0, 1, 3, 4]]])
    const hugging = Array.from({ length: 15 }, (_, i) => [0.5, 0.6, -0.5, -0.6][i % 4] ?? 0)
    expect(broken(hugging)).toEqual([[7, Array.from({ length: 15 }, (_, i) => i)]])
    expect(broken([1.1, 1.4, -1.2, -1.3, 1.5, 1.2, -1.8, -1.1])).toEqual([[8, [0, 1, 2, 3, 4, 5, 6, 7]]])
    expect(nelson([0, 3.5, 0]).map(({ rule }) => rule)).toEqual([1])
    expect(nelson(hugging)).toEqual([])
  })

  it('keeps two sides, two trends and two points apart', () => {
    expect(broken([3.5, 3.6], [1])).toEqual([
      [1, [0]],
      [1, [1]]
    ])
    expect(broken([0, 1, 2, 3, 4, 5, 4, 3, 2, 1, 0].map(value => value / 10))).toEqual([
      [3, [0, 1, 2, 3, 4, 5]],
      [2, [1, 2, 3, 4, 5, 6, 7, 8, 9]],
      [3, [5, 6, 7, 8, 9, 10]]
    ])
  })

  it('is blind to missing points and to which side is up', () => {
    const z = fc.array(fc.oneof(fc.double({ min: -4, max: 4, noNaN: true }), fc.constant(Number.NaN)), {
      maxLength: 60
    })
    fc.assert(
      fc.property(z, list => {
        const found = nelson(list, eight)
        expect(
          nelson(
            list.map(value => -value),
            eight
          )
        ).toEqual(found)
        const places = list.flatMap((value, i) => (Number.isNaN(value) ? [] : [i]))
        const dense = nelson(
          places.map(i => list[i] ?? 0),
          eight
        )
        const back = (indices: readonly number[]) => indices.map(i => places[i])
        expect(dense.map(v => ({ rule: v.rule, points: back(v.points), signals: back(v.signals) }))).toEqual(
          found
        )
        for (const { points, signals } of found) {
          expect(points).toEqual([...new Set(points)].sort((a, b) => a - b))
          expect(points).toEqual(expect.arrayContaining([...signals]))
        }
      })
    )
  })

  it('alarms for nothing about as often as the books say', () => {
    const random = createRandom('arl')
    const z = Array.from({ length: 60_000 }, () => random.normal())
    const signals = (rules: readonly number[]) =>
      nelson(z, rules).reduce((sum, v) => sum + v.signals.length, 0)
    const often = (rule: number, chance: number) =>
      expect(Math.abs(signals([rule]) / 60_000 / chance - 1)).toBeLessThan(0.3)
    often(1, 0.0027)
    // Nine on one side of two; two of the 720 orders of six rise or fall throughout.
    often(2, 2 / 512)
    often(3, 2 / 720)
    often(7, 0.6827 ** 15)
  })
})

describe('individuals', () => {
  it('pass over gaps', () => {
    expect(individualsLimits([1, Number.NaN])).toBeNull()
    const limits = individualsLimits([1, Number.NaN, 3, 2])
    expect(limits).toMatchObject({ n: 3, centre: 2, movingRange: 1.5 })
    expect(limits?.upper).toBeCloseTo(2 + 2.66 * 1.5, 12)
    expect(Array.from(movingRanges([1, Number.NaN, 3, 2]))).toEqual([Number.NaN, Number.NaN, 2, 1])
    expect(Array.from(standardised([2, 5, Number.NaN], { centre: 2, upper: 5 }))).toEqual([0, 3, Number.NaN])
    expect(Array.from(standardised([2, 3], { centre: 2, upper: 2 }))).toEqual([0, Infinity])
  })
})

describe('subgroups', () => {
  it('have the constants of the tables', () => {
    expect([2, 5, 10].map(d2)).toEqual([1.128, 2.326, 3.078])
    expect(c4(2)).toBeCloseTo(0.7978846, 7)
    expect(c4(10)).toBeCloseTo(0.9726593, 7)
    expect([c4(1), d2(1), d3(26)]).toEqual([Number.NaN, Number.NaN, Number.NaN])
    expect(sigmaByMovingRange([1])).toBeNull()
    expect(sigmaPooled([])).toBeNull()
  })

  it('give the limits of A2, D3, D4 and A3, B3, B4', () => {
    const groups = [
      [10, 12, 11, 9, 13],
      [11, 11, 10, 12, 14],
      [9, 10, 12, 13, 10],
      [12, 11, 13, 10, 11]
    ].map(subgroup)
    const ranges = meanAndRange(groups)
    const meanRange = (4 + 4 + 4 + 3) / 4
    expect(ranges?.centre).toBeCloseTo(11.2, 12)
    expect(ranges?.means[0]?.upper).toBeCloseTo(11.2 + 0.577 * meanRange, 2)
    expect(ranges?.spreads[0]?.upper).toBeCloseTo(2.114 * meanRange, 2)
    expect(ranges?.spreads[0]?.lower).toBe(0)
    const deviations = meanAndDeviation(groups)
    const meanDeviation = groups.reduce((sum, { sigma }) => sum + sigma, 0) / 4
    expect(deviations?.means[0]?.upper).toBeCloseTo(11.2 + 1.427 * meanDeviation, 2)
    expect(deviations?.spreads[0]?.upper).toBeCloseTo(2.089 * meanDeviation, 2)
    expect(deviations?.means.map(({ z }) => z)[0]).toBeCloseTo(
      ((11 - 11.2) / (deviations?.within.sigma ?? 1)) * 5 ** 0.5,
      9
    )
  })

  it('widen for small groups, skip what is no group, and stay frozen', () => {
    const groups = [[1, 2, 3, 4], [2, 3], [5], [1, 3, 2, 4]].map(subgroup)
    const found = meanAndRange(groups)
    const width = found?.means.map(point => point.upper - point.centre) ?? []
    expect(width[1]).toBeCloseTo((width[0] ?? 0) * Math.SQRT2, 9)
    expect(found?.means[2]?.z).toBeNaN()
    const frozen = meanAndRange([subgroup([50, 51])], found ?? undefined)
    expect(frozen?.centre).toBe(found?.centre)
    expect(frozen?.means[0]?.z).toBeGreaterThan(20)
    expect(meanAndRange([subgroup([5])])).toBeNull()
    expect(subgroup([])).toMatchObject({ n: 0, range: 0 })
  })
})

describe('attributes', () => {
  it('bound shares by their sizes', () => {
    const p = pChart([5, 2, 9], [100, 50, 200])
    expect(p?.centre).toBeCloseTo(16 / 350, 12)
    expect(p?.small).toBe(true)
    const [a, b] = [p?.points[0], p?.points[1]]
    expect((b?.upper ?? 0) - (b?.centre ?? 0)).toBeCloseTo(
      ((a?.upper ?? 0) - (a?.centre ?? 0)) * Math.SQRT2,
      9
    )
    expect(a?.lower).toBe(0)
    const np = npChart([5, 2, 9], 100)
    expect(np?.points[0]?.upper).toBeCloseTo(16 / 3 + 3 * Math.sqrt((16 / 3) * (1 - 16 / 300)), 9)
    expect(np?.points[0]?.exactUpper).toBe(13)
    expect([cChart([]), uChart([1], [0]), npChart([], 5), pChart([1], [0])]).toEqual([null, null, null, null])
  })

  it('judge by what a baseline had, where one is given', () => {
    expect(cChart([30], 9)?.points[0]).toMatchObject({ centre: 9, upper: 18, z: 7 })
    expect(uChart([30], [2], 8)?.points[0]).toMatchObject({ value: 15, upper: 14 })
  })
})

describe('charts with a memory', () => {
  it('sums begin again after an alarm where that was chosen', () => {
    const counts = [9, 9, 0]
    const shift = { inControl: 2, outOfControl: 4, h: 5 }
    expect(poissonCusum(counts, shift).alarms).toEqual([0, 1, 2])
    const restarted = poissonCusum(counts, { ...shift, restart: true })
    expect(restarted.alarms).toEqual([0, 1])
    expect(restarted.sums[2]).toBe(0)
    expect(() => poissonCusum([1], { inControl: 3, outOfControl: 3, h: 5 })).toThrow(RangeError)
  })

  it('weighted means have limits that open to their lasting width', () => {
    const points = ewma([1, Number.NaN, 1, ...new Array<number>(60).fill(1)], { centre: 0, sigma: 1 })
    expect(points[0]?.value).toBeCloseTo(0.2, 12)
    expect(points[0]?.upper).toBeCloseTo(2.962 * 0.2, 12)
    expect(points[1]?.value).toBeNaN()
    expect(points[2]?.value).toBeCloseTo(0.36, 12)
    expect(points.at(-1)?.upper).toBeCloseTo(2.962 / 3, 6)
    expect([points[0]?.out, points.at(-1)?.out]).toEqual([false, true])
  })
})
