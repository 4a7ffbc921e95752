import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { betaI, betaInverse } from '../../../main/statistics/beta'
import {
  binomialLower,
  binomialQuantile,
  binomialUpper,
  chiSquareLower,
  chiSquareQuantile,
  chiSquareUpper,
  fisherFLower,
  fisherFQuantile,
  fisherFUpper,
  hypergeometric,
  poissonLower,
  poissonProbability,
  poissonQuantile,
  poissonUpper,
  studentLower,
  studentQuantile,
  studentTwoSided,
  studentUpper
} from '../../../main/statistics/distributions'
import { gammaInverse, gammaP, gammaQ, lgamma } from '../../../main/statistics/gamma'
import { normalDensity, normalLower, normalQuantile, normalUpper } from '../../../main/statistics/normal'
import {
  betaValues,
  chiSquareValues,
  fisherFValues,
  gammaValues,
  lgammaValues,
  normalValues,
  studentValues
} from './special-values'

/** Largest relative error of `value(row)` against a column of the table. */
function worst(
  rows: readonly (readonly number[])[],
  column: number,
  value: (...row: number[]) => number
): number {
  return Math.max(
    ...rows.map(row => {
      const want = row[column] ?? Number.NaN
      return Math.abs(value(...row.slice(0, column)) - want) / Math.abs(want)
    })
  )
}
const near = (a: number, b: number, relative: number) =>
  Math.abs(a - b) <= relative * Math.max(Math.abs(a), Math.abs(b))
const share = fc.double({ min: 1e-12, max: 1 - 1e-9, noNaN: true })
const size = fc.double({ min: 0.05, max: 5000, noNaN: true })
const degrees = fc.double({ min: 1, max: 5000, noNaN: true })

describe('special functions against values of 60 digits', () => {
  it('keep twelve digits, tails included', () => {
    expect(worst(lgammaValues, 1, lgamma)).toBeLessThan(1e-14)
    expect(worst(gammaValues, 2, gammaP)).toBeLessThan(5e-13)
    expect(worst(gammaValues, 3, (a, x) => gammaQ(a ?? 0, x ?? 0))).toBeLessThan(5e-13)
    expect(worst(betaValues, 3, (a, b, x) => betaI(a ?? 0, b ?? 0, x ?? 0))).toBeLessThan(5e-13)
    expect(worst(betaValues, 4, (a, b, x) => betaI(b ?? 0, a ?? 0, 1 - (x ?? 0), x ?? 0))).toBeLessThan(5e-13)
    expect(worst(normalValues, 1, normalUpper)).toBeLessThan(1e-14)
    expect(worst(studentValues, 2, studentUpper)).toBeLessThan(1e-13)
    expect(worst(chiSquareValues, 2, chiSquareLower)).toBeLessThan(1e-13)
    expect(worst(chiSquareValues, 3, (x, df) => chiSquareUpper(x ?? 0, df ?? 0))).toBeLessThan(1e-13)
    expect(worst(fisherFValues, 3, fisherFLower)).toBeLessThan(1e-13)
    expect(worst(fisherFValues, 4, (f, d1, d2) => fisherFUpper(f ?? 0, d1 ?? 0, d2 ?? 0))).toBeLessThan(1e-13)
  })

  it('say NaN outside their domain and the ends at its ends', () => {
    for (const value of [
      lgamma(0),
      lgamma(-1),
      gammaP(0, 1),
      gammaQ(1, -1),
      betaI(0, 1, 0.5),
      betaI(1, 1, 2)
    ])
      expect(value).toBeNaN()
    for (const value of [
      normalQuantile(-0.1),
      normalQuantile(2),
      studentQuantile(2, 3),
      poissonQuantile(-1, 2)
    ])
      expect(value).toBeNaN()
    expect([gammaP(2, 0), gammaP(2, Infinity), gammaQ(2, Infinity), betaI(2, 3, 0), betaI(2, 3, 1)]).toEqual([
      0, 1, 0, 0, 1
    ])
    expect([normalUpper(40), normalUpper(-40), normalQuantile(0), normalQuantile(1)]).toEqual([
      0,
      1,
      -Infinity,
      Infinity
    ])
    expect(normalUpper(Number.NaN)).toBeNaN()
  })
})

describe('special functions keep their identities', () => {
  it('the gamma function recurs', () => {
    fc.assert(fc.property(size, x => near(lgamma(x + 1) - lgamma(x), Math.log(x), 1e-9) || x > 100))
    expect(lgamma(5)).toBeCloseTo(Math.log(24), 14)
    expect(lgamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 15)
  })

  it('what is below and above makes one', () => {
    fc.assert(
      fc.property(size, fc.double({ min: 0, max: 3, noNaN: true }), (a, r) =>
        near(gammaP(a, a * r) + gammaQ(a, a * r), 1, 1e-13)
      )
    )
    fc.assert(
      fc.property(size, size, share, (a, b, x) => near(betaI(a, b, x) + betaI(b, a, 1 - x, x), 1, 1e-12))
    )
  })

  it('inverses lead back', () => {
    fc.assert(
      fc.property(size, share, (a, p) => {
        expect(near(gammaP(a, gammaInverse(a, p, 'lower')), p, 1e-11)).toBe(true)
        expect(near(gammaQ(a, gammaInverse(a, p, 'upper')), p, 1e-11)).toBe(true)
      })
    )
    fc.assert(
      fc.property(size, size, fc.double({ min: 1e-9, max: 0.5, noNaN: true }), (a, b, p) => {
        const x = betaInverse(a, b, p)
        // Where x rounds to an end of its range there is nothing left to lead back with.
        expect(x > 1 - 1e-5 || near(betaI(a, b, x), p, 1e-9)).toBe(true)
      })
    )
    fc.assert(
      fc.property(fc.double({ min: 1e-300, max: 0.5, noNaN: true }), p =>
        near(normalLower(normalQuantile(p)), p, 1e-12)
      )
    )
    fc.assert(
      fc.property(fc.double({ min: 0.3, max: 1e6, noNaN: true }), share, (df, p) =>
        near(studentLower(studentQuantile(p, df), df), p, 1e-11)
      )
    )
    fc.assert(
      fc.property(degrees, degrees, share, (d1, d2, p) => {
        const f = fisherFQuantile(p, d1, d2)
        expect(near(fisherFLower(f, d1, d2), p, 1e-9)).toBe(true)
      })
    )
  })

  it('known quantiles', () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.9599639845400545, 14)
    expect(studentQuantile(0.975, 7)).toBeCloseTo(2.364624251592784, 13)
    expect(studentQuantile(0.975, 1)).toBeCloseTo(12.706204736174694, 11)
    expect(studentQuantile(1e-6, 4)).toBeCloseTo(-41.57785415045097, 10)
    expect(studentQuantile(0.6, 2.2)).toBeCloseTo(0.2853915458883041, 13)
    expect(chiSquareQuantile(0.95, 1)).toBeCloseTo(normalQuantile(0.975) ** 2, 12)
    expect(studentTwoSided(2, 5)).toBeCloseTo(2 * 0.050969739414929178, 14)
    expect(normalDensity(0)).toBeCloseTo(1 / Math.sqrt(2 * Math.PI), 15)
  })

  it('t with one value is Cauchy, F is t squared, chi-square of two is exponential', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), t =>
        near(studentUpper(t, 1), 0.5 - Math.atan(t) / Math.PI, 1e-9)
      )
    )
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 20, noNaN: true }), size, (t, df) =>
        near(fisherFUpper(t * t, 1, df), studentTwoSided(t, df), 1e-11)
      )
    )
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1000, noNaN: true }), x =>
        near(chiSquareUpper(x, 2), Math.exp(-x / 2), 1e-12)
      )
    )
  })
})

describe('counts', () => {
  it('sum to their tails', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 60 }),
        fc.double({ min: 0.01, max: 40, noNaN: true }),
        (k, mu) => {
          let sum = 0
          for (let i = 0; i <= k; i++) sum += poissonProbability(i, mu)
          expect(near(sum, poissonLower(k, mu), 1e-12)).toBe(true)
          expect(near(poissonLower(k, mu) + poissonUpper(k + 1, mu), 1, 1e-13)).toBe(true)
        }
      )
    )
    expect(binomialUpper(7, 20, 0.2)).toBeCloseTo(0.08669251356740035, 14)
    expect(binomialLower(6, 20, 0.2)).toBeCloseTo(0.9133074864325996, 14)
    expect([
      binomialLower(-1, 5, 0.2),
      binomialLower(5, 5, 0.2),
      binomialUpper(0, 5, 0.2),
      binomialUpper(6, 5, 0.2)
    ]).toEqual([0, 1, 1, 0])
  })

  it('quantiles are the least counts that reach the share', () => {
    expect([4.5, 0.2, 1000, 12345.6].map(mu => poissonQuantile(0.99865, mu))).toEqual([12, 2, 1096, 12680])
    expect([4.5, 20, 1000].map(mu => poissonQuantile(0.00135, mu))).toEqual([0, 8, 906])
    expect([binomialQuantile(0.99865, 50, 0.1), binomialQuantile(0.99865, 1000, 0.003)]).toEqual([12, 9])
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        fc.double({ min: 0, max: 300, noNaN: true }),
        (p, mu) => {
          const k = poissonQuantile(p, mu)
          expect(poissonLower(k, mu)).toBeGreaterThanOrEqual(p)
          expect(poissonLower(k - 1, mu)).toBeLessThan(p)
        }
      )
    )
  })

  it('drawing without replacement', () => {
    const { least, chances } = hypergeometric(100, 12, 31)
    expect(least).toBe(0)
    expect(chances[9]).toBeCloseTo(0.00100557, 7)
    expect(chances.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 14)
    expect(hypergeometric(10, 8, 7).least).toBe(5)
    const large = hypergeometric(2_000_000, 900_000, 3000)
    expect(large.chances.reduce((a, b, k) => a + b * k, 0)).toBeCloseTo(1350, 6)
  })
})
