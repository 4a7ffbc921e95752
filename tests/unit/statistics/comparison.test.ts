import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cohensKappa } from '../../../main/statistics/agreement'
import {
  hedgesG,
  kolmogorovSmirnov,
  kolmogorovUpper,
  mannWhitney,
  welch
} from '../../../main/statistics/comparison'
import {
  chiSquareFit,
  chiSquareIndependence,
  fisherExact,
  twoProportions,
  wilsonInterval
} from '../../../main/statistics/contingency'
import { meanRanks, pearson, pointBiserial, spearman } from '../../../main/statistics/correlation'
import { describe as figures } from '../../../main/statistics/moments'
import { benjaminiHochberg, bonferroni, holm } from '../../../main/statistics/multiplicity'
import { createRandom } from '../../../main/statistics/random'

// Expected figures are those of SciPy 1.17 unless a line says otherwise.
const a = [10.1, 9.8, 10, 10.3, 9.9, 10.2, 10.05, 9.7, 10.15, 9.95]
const b = [10.4, 10.6, 9.85, 10.7, 10.25, 10.55, 10.35, 10.8]
const tiedA = [1, 2, 2, 3, 4, 5, 5, 6, 8, 8, 9]
const tiedB = [2, 4, 5, 7, 8, 9, 9, 9, 10, 11, 12, 12]
const some = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 3, maxLength: 30 })

describe('two samples', () => {
  it('Welch: shift, interval, p', () => {
    const found = welch(figures(a), figures(b))
    expect(found?.t).toBeCloseTo(3.4943206297860754, 9)
    expect(found?.df).toBeCloseTo(11.081405318819375, 9)
    expect(found?.p).toBeCloseTo(0.004966480594905647, 12)
    expect(found?.low).toBeCloseTo(0.15661614168776478, 9)
    expect(found?.high).toBeCloseTo(0.6883838583122306, 9)
    expect([welch(figures([1]), figures(b)), welch(figures([1, 1]), figures([2, 2]))]).toEqual([null, null])
  })

  it('Mann and Whitney: counted out, and with ties', () => {
    const exact = mannWhitney(a, b)
    expect(exact).toMatchObject({ u: 71, exact: true, cliffsDelta: (2 * 71) / 80 - 1 })
    expect(exact?.p).toBeCloseTo(0.0043877690936514465, 14)
    const tied = mannWhitney(tiedA, tiedB)
    expect(tied).toMatchObject({ u: 105, exact: false })
    expect(tied?.p).toBeCloseTo(0.017140226277776543, 12)
    expect(mannWhitney([], [1])).toBeNull()
    expect(mannWhitney([3, 3], [3, 3])).toMatchObject({ p: 1, cliffsDelta: 0 })
  })

  it('Kolmogorov and Smirnov', () => {
    const found = kolmogorovSmirnov(a, b)
    expect(found).toMatchObject({ at: 10.2, exact: true })
    expect(found?.d).toBeCloseTo(0.775, 12)
    expect(found?.p).toBeCloseTo(0.004981946158416747, 12)
    expect(kolmogorovSmirnov(tiedA, tiedB)?.p).toBeCloseTo(0.0734639569610629, 12)
    const apart = Array.from({ length: 30 }, (_, i) => i)
    // All 30 below all 30: two of the C(60, 30) orders.
    expect(
      (kolmogorovSmirnov(
        apart,
        apart.map(v => v + 99)
      )?.p ?? 0) /
        (2 / 118264581564861424)
    ).toBeCloseTo(1, 9)
    const known: [number, number][] = [
      [0.3, 0.9999906941986655],
      [0.5, 0.9639452436648751],
      [0.8, 0.5441424115741981],
      [1, 0.26999967167735456],
      [1.36, 0.049485876755377876],
      [2, 0.0006709252557796953]
    ]
    for (const [x, p] of known) expect(kolmogorovUpper(x)).toBeCloseTo(p, 14)
    expect([kolmogorovUpper(0), kolmogorovSmirnov([], a)]).toEqual([1, null])
    const random = createRandom('ks')
    const many = Array.from({ length: 900 }, () => random.next())
    expect(kolmogorovSmirnov(many.slice(0, 450), many.slice(450))).toMatchObject({ exact: false })
    expect(
      kolmogorovSmirnov(
        many,
        many.map(value => value + 0.1)
      )?.p
    ).toBeLessThan(0.001)
  })

  it("Hedges' g", () => {
    const found = hedgesG(figures(a), figures(b))
    // By hand: 0.4225 / 0.2521... pooled, times 1 - 3 / 63.
    const [x, y] = [figures(a), figures(b)]
    const pooled = Math.sqrt((9 * (x.sigma ?? 0) ** 2 + 7 * (y.sigma ?? 0) ** 2) / 16)
    expect(found?.value).toBeCloseTo((0.4225 / pooled) * (1 - 3 / 63), 12)
    expect(found?.low).toBeGreaterThan(0.4)
    expect(hedgesG(figures([1, 1]), figures([1, 1]))).toBeNull()
    expect(hedgesG(figures([1]), figures([1, 2]))).toBeNull()
  })

  it('turn round when the samples are exchanged, and do not ask for order, unit or offset', () => {
    fc.assert(
      fc.property(some, some, fc.integer({ min: 1, max: 9 }), (p, q, scale) => {
        const [there, back] = [welch(figures(p), figures(q)), welch(figures(q), figures(p))]
        if (there !== null && back !== null) {
          expect(there.p).toBeCloseTo(back.p, 12)
          expect(there.low).toBeCloseTo(-back.high, 9)
          expect(there.low).toBeLessThanOrEqual(there.shift)
        }
        const [r, s] = [mannWhitney(p, q), mannWhitney(q, p)]
        expect(r?.cliffsDelta).toBeCloseTo(-(s?.cliffsDelta ?? 0), 12)
        expect(r?.p).toBeCloseTo(s?.p ?? 9, 12)
        const moved = (list: readonly number[]) => [...list].reverse().map(value => value * scale + 7)
        expect(mannWhitney(moved(p), moved(q))).toEqual(r)
        const [k, l] = [kolmogorovSmirnov(p, q), kolmogorovSmirnov(moved(p), moved(q))]
        expect([l?.d, l?.p]).toEqual([k?.d, k?.p])
        expect(kolmogorovSmirnov(p, p)).toMatchObject({ d: 0, p: 1 })
      })
    )
  })
})

describe('tables', () => {
  it('Fisher: all three sides', () => {
    const found = fisherExact([
      [9, 22],
      [3, 66]
    ])
    expect(found.less).toBeCloseTo(0.9998952480157989, 12)
    expect(found.interval.low).toBeGreaterThan(1)
    const second = fisherExact([
      [5, 40],
      [7, 48]
    ])
    expect(second.less).toBeCloseTo(0.527736092429202, 12)
    const third = fisherExact([
      [0, 10],
      [5, 3]
    ])
    expect(third.greater).toBeCloseTo(1, 14)
    expect(third.oddsRatio).toBe(0)
    expect(third.less).toBeCloseTo(0.006535947712418301, 14)
    expect(third.twoSided).toBeCloseTo(0.006535947712418301, 14)
    expect(
      fisherExact([
        [0, 0],
        [0, 0]
      ])
    ).toMatchObject({ greater: 1, twoSided: 1, oddsRatio: Number.NaN })
    expect(
      fisherExact([
        [3, 0],
        [1, 2]
      ]).oddsRatio
    ).toBe(Infinity)
  })

  it('Fisher does not ask which way the table lies', () => {
    const n = fc.integer({ min: 0, max: 40 })
    fc.assert(
      fc.property(n, n, n, n, (p, q, r, s) => {
        const one = fisherExact([
          [p, q],
          [r, s]
        ])
        const turned = fisherExact([
          [p, r],
          [q, s]
        ])
        const swapped = fisherExact([
          [r, s],
          [p, q]
        ])
        expect(turned.twoSided).toBeCloseTo(one.twoSided, 10)
        expect(swapped.greater).toBeCloseTo(one.less, 10)
        expect(swapped.twoSided).toBeCloseTo(one.twoSided, 10)
        expect(one.greater + one.less).toBeGreaterThan(1 - 1e-12)
      })
    )
  })

  it('two shares after Newcombe', () => {
    const wilson = wilsonInterval(3, 50)
    expect(wilson.low).toBeCloseTo(0.020614970348973957, 12)
    expect(wilson.high).toBeCloseTo(0.1621709168883817, 12)
    // Newcombe 1998, table II: 56/70 less 48/80, method 10: 0.0524 to 0.3339.
    const found = twoProportions({ count: 48, n: 80 }, { count: 56, n: 70 })
    expect(found?.shift).toBeCloseTo(0.2, 12)
    expect(found?.low).toBeCloseTo(0.0524, 4)
    expect(found?.high).toBeCloseTo(0.3339, 4)
    expect(twoProportions({ count: 0, n: 0 }, { count: 1, n: 2 })).toBeNull()
    expect(twoProportions({ count: 0, n: 5 }, { count: 0, n: 5 })).toMatchObject({ p: 1, shift: 0 })
    expect(wilsonInterval(0, 9).low).toBe(0)
    expect(wilsonInterval(9, 9).high).toBe(1)
  })

  it('chi-square', () => {
    const found = chiSquareIndependence([
      [10, 20, 30],
      [6, 9, 17],
      [3, 8, 2]
    ])
    expect(found?.statistic).toBeCloseTo(6.481508800587749, 11)
    expect(found?.p).toBeCloseTo(0.16595921355698323, 12)
    expect(found).toMatchObject({ df: 4 })
    expect(found?.leastExpected).toBeCloseTo(2.35238095, 7)
    expect(found?.cramersV).toBeCloseTo(Math.sqrt(6.481508800587749 / 210), 10)
    expect(
      chiSquareIndependence([
        [1, 2, 0],
        [3, 4, 0]
      ])?.df
    ).toBe(1)
    expect([chiSquareIndependence([[1, 2]]), chiSquareIndependence([])]).toEqual([null, null])
    expect(chiSquareFit([16, 18, 16, 14, 12, 12], new Array<number>(6).fill(88 / 6))?.p).toBeCloseTo(
      0.8491450360846096,
      12
    )
    expect(chiSquareFit([1], [1])).toBeNull()
  })
})

describe('many tests', () => {
  it('order themselves by harshness and never pass one', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 }), p => {
        const [one, two, three] = [bonferroni(p), holm(p), benjaminiHochberg(p)]
        p.forEach((value, i) => {
          expect(one[i]).toBeLessThanOrEqual(1)
          expect(two[i]).toBeLessThanOrEqual((one[i] ?? 0) + 1e-15)
          expect(three[i]).toBeLessThanOrEqual((two[i] ?? 0) + 1e-15)
          expect(three[i]).toBeGreaterThanOrEqual(value - 1e-15)
          p.forEach((other, j) => {
            if (value <= other)
              for (const list of [one, two, three])
                expect(list[i]).toBeLessThanOrEqual((list[j] ?? 0) + 1e-15)
          })
        })
      })
    )
  })
})

describe('correlation', () => {
  it('Pearson and Spearman with intervals', () => {
    const found = pearson(tiedA, tiedB.slice(0, 11))
    expect(found?.r).toBeCloseTo(0.9470109173467924, 12)
    expect(found?.p).toBeCloseTo(9.839491724869327e-6, 16)
    expect(found?.low).toBeCloseTo(0.8037194011332122, 10)
    expect(found?.high).toBeCloseTo(0.9864789135245483, 10)
    const ranked = spearman(tiedA, tiedB.slice(0, 11))
    expect(ranked?.r).toBeCloseTo(0.9884552919280863, 12)
    expect(ranked?.p).toBeCloseTo(1.0988626758656698e-8, 18)
    expect(Array.from(meanRanks([3, 1, 3, 2]))).toEqual([3.5, 1, 3.5, 2])
    expect([pearson([1, 2], [1, 2]), pearson([1, 1, 1], [1, 2, 3])]).toEqual([null, null])
    expect(pearson([1, 2, Number.NaN, 3], [2, 4, 5, 6])).toMatchObject({ n: 3, r: 1, p: 0, low: null })
    expect(spearman([1, Number.NaN, 2, 3, 9], [1, 5, 8, 27, 99])).toMatchObject({ n: 4, r: 1 })
    expect(pointBiserial([true, false, true, false], [5, 1, 6, 2])?.r).toBeCloseTo(
      pearson([1, 0, 1, 0], [5, 1, 6, 2])?.r ?? 0,
      12
    )
  })

  it('is symmetric, bounded, and blind to units; ranks are blind to any rising scale', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 })), {
          minLength: 4,
          maxLength: 40
        }),
        pairs => {
          const [x, y] = [pairs.map(([v]) => v), pairs.map(([, v]) => v)]
          const found = pearson(x, y)
          expect(pearson(y, x)?.r ?? null).toEqual(found === null ? null : expect.closeTo(found.r, 12))
          if (found === null) return
          expect(Math.abs(found.r)).toBeLessThanOrEqual(1)
          expect(found.low).toBeLessThanOrEqual(found.r)
          expect(found.high).toBeGreaterThanOrEqual(found.r)
          expect(
            pearson(
              x.map(v => 5 - 3 * v),
              y
            )?.r
          ).toBeCloseTo(-found.r, 9)
          expect(
            spearman(
              x.map(v => v ** 3),
              y.map(Math.exp)
            )?.r
          ).toBeCloseTo(spearman(x, y)?.r ?? 9, 12)
        }
      )
    )
  })
})

describe('agreement', () => {
  it("Cohen's kappa of a worked table", () => {
    // Fleiss, Cohen and Everitt's formulas worked by hand for 50 things judged good or bad by two.
    const found = cohensKappa([
      [20, 5],
      [10, 15]
    ])
    expect(found?.kappa).toBeCloseTo(0.4, 12)
    const spread = (found?.high ?? 0) - 0.4
    expect(spread / 1.959964).toBeCloseTo(0.126996, 5)
    expect(
      cohensKappa([
        [5, 0],
        [0, 0]
      ])
    ).toMatchObject({ kappa: 1, observed: 1 })
    expect(
      cohensKappa([
        [0, 5],
        [5, 0]
      ])?.kappa
    ).toBeCloseTo(-1, 12)
    expect(cohensKappa([])).toBeNull()
  })
})
