import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { capability, studyCapability } from '../../../main/statistics/capability'
import { guardBand, guardBandCurve } from '../../../main/statistics/guard-band'
import { createRandom } from '../../../main/statistics/random'
import {
  binomialInterval,
  binomialUpperBound,
  dppm,
  poissonInterval,
  poissonUpperBound,
  rateRatio
} from '../../../main/statistics/rates'

const imr = [10.1, 9.8, 10, 10.3, 9.9, 10.2, 10, 9.7, 10.1, 9.9, 10, 10.2]
const limits = { low: 9.4, high: 10.6 }
const normals = (n: number, seed: string, mean = 0, sigma = 1) => {
  const random = createRandom(seed)
  return Array.from({ length: n }, () => random.normal(mean, sigma))
}

describe('capability', () => {
  it('takes the one side there is', () => {
    const at = { mean: 2, sigma: 1 }
    expect(capability(at, { low: null, high: 8 })).toEqual({ cp: null, cpk: 2 })
    expect(capability(at, { low: -1, high: null })).toEqual({ cp: null, cpk: 1 })
    expect(capability(at, { low: -1, high: 8 })).toEqual({ cp: 1.5, cpk: 1 })
    expect(capability(at, { low: null, high: null })).toEqual({ cp: null, cpk: null })
    expect(capability({ mean: 2, sigma: 0 }, { low: 0, high: 8 })).toEqual({ cp: null, cpk: null })
  })

  it('is negative where the mean lies outside the limits', () => {
    expect(capability({ mean: 9, sigma: 1 }, { low: 0, high: 6 }).cpk).toBe(-1)
  })

  it('comes with intervals, normality and warnings', () => {
    const study = studyCapability([Number.NaN, ...imr], limits)
    expect(study).toMatchObject({ n: 12, within: { method: 'movingRange' }, confidence: 0.95 })
    expect(study?.warnings).toEqual(['fewValues'])
    // By hand: Pp sqrt(chi2(0.025 or 0.975; 11) / 11), chi2 3.81575 and 21.92005.
    expect(study?.pp?.low).toBeCloseTo(1.1432107 * Math.sqrt(3.8157483 / 11), 6)
    expect(study?.pp?.high).toBeCloseTo(1.1432107 * Math.sqrt(21.9200493 / 11), 6)
    const half = 1.959964 * Math.sqrt(1 / 108 + 1.1114548 ** 2 / 22)
    expect(study?.ppk?.low).toBeCloseTo(1.1114548 - half, 6)
    expect(study?.ppk?.high).toBeCloseTo(1.1114548 + half, 6)
    expect(study?.within?.df).toBeCloseTo(121 / (2 * (0.8264 * 12 - 1.082)), 9)
    expect(study?.outOfSpec.observed).toBe(0)
    expect(study?.outOfSpec.expectedOverall).toBeGreaterThan(100)
    expect(studyCapability([3], limits)).toBeNull()
  })

  it('warns of what it cannot judge', () => {
    const constant = studyCapability(new Array(40).fill(10), limits)
    expect(constant?.warnings).toEqual(['noSpread'])
    expect([constant?.cp, constant?.ppk, constant?.percentile.ppk]).toEqual([null, null, null])
    const steps = studyCapability(
      Array.from({ length: 200 }, (_, i) => 10 + 0.1 * (i % 3)),
      limits
    )
    expect(steps?.warnings).toEqual(['coarse', 'notNormal'])
    const random = createRandom('skew')
    const skewed = studyCapability(
      Array.from({ length: 2000 }, () => random.normal() ** 2),
      { low: null, high: 12 }
    )
    expect(skewed?.warnings).toEqual(['notNormal'])
    expect(skewed?.pp).toBeNull()
    // The share beyond 12 of a squared normal is 532 ppm: Ppk promises far better than the percentiles do.
    expect(skewed?.ppk?.value).toBeGreaterThan(1.8 * (skewed?.percentile.ppk ?? 9))
    expect(skewed?.percentile.reached).toBe(true)
  })

  it('tells the spread within groups from that between them', () => {
    const random = createRandom('groups')
    const groups = Array.from({ length: 400 }, (_, i) => Math.floor(i / 8))
    const offsets = Array.from({ length: 50 }, () => random.normal(0, 2))
    const values = groups.map(group => 5 + (offsets[group] ?? 0) + random.normal(0, 0.5))
    for (const method of ['pooled', 'ranges'] as const) {
      const study = studyCapability(values, { low: -5, high: 15 }, { groups, method })
      expect(study?.within?.method).toBe(method)
      expect(study?.within?.sigma).toBeCloseTo(0.5, 1)
      expect(study?.within?.df).toBeGreaterThan(250)
      expect(study?.sigmaOverall).toBeGreaterThan(1.5)
      expect(study?.cp?.value).toBeGreaterThan(3 * (study?.pp?.value ?? 9))
    }
    const alone = studyCapability(imr, limits, { groups: imr.map((_, i) => i) })
    expect(alone?.within?.method).toBe('movingRange')
    expect(alone?.warnings).toContain('noSubgroups')
  })

  it('of mirrored values is the same, and does not ask for the unit', () => {
    const shape = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 5, maxLength: 40 })
    fc.assert(
      fc.property(shape, fc.double({ min: 0.1, max: 50, noNaN: true }), (values, scale) => {
        const study = studyCapability(values, { low: -50, high: 120 })
        const mirrored = studyCapability(
          values.map(value => -value * scale),
          { low: -120 * scale, high: 50 * scale }
        )
        for (const name of ['cp', 'cpk', 'pp', 'ppk'] as const) {
          const [a, b] = [study?.[name], mirrored?.[name]]
          if (a === null || a === undefined || Math.abs(a.value) > 1e9) continue
          expect(Math.abs((b?.value ?? 0) - a.value)).toBeLessThanOrEqual(
            1e-6 * Math.max(1, Math.abs(a.value))
          )
          expect(a.low).toBeLessThanOrEqual(a.value)
          expect(a.high).toBeGreaterThanOrEqual(a.value)
        }
      })
    )
  })

  it("'s intervals hold the true index as often as they say", () => {
    let held = [0, 0, 0, 0]
    for (let i = 0; i < 300; i++) {
      const study = studyCapability(normals(50, `cover ${i}`, 1), { low: -3, high: 5 })
      const truth = [4 / 3, 4 / 3, 4 / 3, 4 / 3]
      held = held.map((count, k) => {
        const index = [study?.cp, study?.cpk, study?.pp, study?.ppk][k]
        return count + Number((index?.low ?? 9) <= (truth[k] ?? 0) && (index?.high ?? 0) >= (truth[k] ?? 0))
      })
    }
    for (const count of held) {
      expect(count).toBeGreaterThan(270)
      expect(count).toBeLessThan(299)
    }
  })
})

describe('rates', () => {
  it('have the exact intervals of the books', () => {
    expect(binomialInterval(3, 50).low).toBeCloseTo(0.01254858783533406, 12)
    expect(binomialInterval(3, 50).high).toBeCloseTo(0.1654819466037729, 12)
    expect(binomialInterval(0, 10).low).toBe(0)
    expect(binomialInterval(0, 10).high).toBeCloseTo(1 - 0.025 ** 0.1, 13)
    expect(binomialInterval(10, 10).high).toBe(1)
    expect(binomialUpperBound(5, 5, 0.9)).toBe(1)
    expect(poissonInterval(0).high).toBeCloseTo(-Math.log(0.025), 13)
  })

  it('of DPPM: Clopper and Pearson agree with Poisson while the share is small', () => {
    const rare = dppm(3, 1_000_000)
    expect((rare?.exactUpper60 ?? 0) / (rare?.upper60 ?? 1)).toBeCloseTo(1, 5)
    const common = dppm(300, 1000)
    expect(common?.exactUpper90).toBeLessThan(common?.upper90 ?? 0)
    expect(common?.interval.low).toBeLessThan(300_000)
    expect([dppm(0, 0), dppm(5, 3), dppm(-1, 9), dppm(Number.NaN, 9)]).toEqual([null, null, null, null])
  })

  it('grow with the count and with the confidence asked for', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 500 }),
        fc.double({ min: 0.5, max: 0.99, noNaN: true }),
        (x, confidence) => {
          expect(poissonUpperBound(x + 1, confidence)).toBeGreaterThan(poissonUpperBound(x, confidence))
          expect(poissonUpperBound(x, confidence + 0.005)).toBeGreaterThan(poissonUpperBound(x, confidence))
          const { low, high } = poissonInterval(x, confidence)
          expect(low).toBeLessThanOrEqual(x)
          expect(high).toBeGreaterThan(x)
        }
      )
    )
  })

  it('ratios turn over with their sides', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 60 }), (x1, x0) => {
        const [one, two] = [rateRatio(x1, 2e6, x0, 5e6), rateRatio(x0, 5e6, x1, 2e6)]
        expect((one?.ratio ?? 0) * (two?.ratio ?? 0)).toBeCloseTo(1, 9)
        expect((one?.interval.low ?? 0) * (two?.interval.high ?? 0)).toBeCloseTo(1, 8)
        expect(one?.interval.low).toBeLessThan(one?.ratio ?? 0)
      })
    )
    expect(rateRatio(0, 10, 0, 10)).toBeNull()
    expect(rateRatio(3, 10, 0, 10)).toMatchObject({ ratio: Infinity, interval: { high: Infinity } })
    expect(rateRatio(0, 10, 3, 10)).toMatchObject({ ratio: 0, interval: { low: 0 }, p: 1 })
  })
})

describe('guard band', () => {
  it('counts what a moved limit throws and ships', () => {
    const values = [Number.NaN, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
    const spec = { low: null, high: 8 }
    expect(guardBand(values, spec, { low: null, high: 6 })).toEqual({
      n: 10,
      before: { yield: 0.8, modelled: null },
      counted: { yield: 0.6, loss: 0.2, escapes: 0, lost: 2, escaped: 0 },
      modelled: null
    })
    expect(guardBand(values, spec, { low: null, high: 9 })?.counted).toMatchObject({ lost: 0, escaped: 1 })
    expect(guardBand([], spec, spec)).toBeNull()
  })

  it('models the error of the gauge', () => {
    // True values N(0, 1), gauge 0.3, specification at 1.5: the risks by integration over the bivariate normal.
    const random = createRandom('gauge')
    const measured = normals(40_000, 'truths').map(value => value + random.normal(0, 0.3))
    const spec = { low: null, high: 1.5 }
    const test = { low: null, high: 1.2 }
    const found = guardBand(measured, spec, test, 0.3)
    expect(found?.modelled?.yield).toBeCloseTo(0.874803, 2)
    expect(found?.modelled?.loss).toBeCloseTo(0.061039, 2)
    expect(found?.modelled?.escapes).toBeCloseTo(0.0026487, 3)
    expect(found?.before.modelled?.escapes).toBeCloseTo(0.0117446, 2)
    expect(found?.before.modelled?.escapes).toBeGreaterThan(3 * (found?.modelled?.escapes ?? 1))
    expect(guardBand(measured, spec, test, 5)?.modelled).toBeNull()
  })

  it('trades yield for escapes as the band grows', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 3, maxLength: 50 }),
        values => {
          const curve = guardBandCurve(values, { low: -2, high: 2 }, [-0.5, 0, 0.2, 0.5, 1], 0.1)
          for (let i = 1; i < curve.length; i++) {
            const [a, b] = [curve[i - 1]?.figures, curve[i]?.figures]
            for (const kind of ['counted', 'modelled'] as const) {
              const [x, y] = [a?.[kind], b?.[kind]]
              if (x === null || y === null || x === undefined || y === undefined) continue
              expect(y.yield).toBeLessThanOrEqual(x.yield + 1e-12)
              expect(y.escapes).toBeLessThanOrEqual(x.escapes + 1e-12)
              expect(y.loss).toBeGreaterThanOrEqual(x.loss - 1e-12)
            }
          }
          expect(curve[1]?.figures.counted).toMatchObject({ loss: 0, escapes: 0 })
        }
      )
    )
    expect(guardBandCurve([1, 2], { low: null, high: 3 }, [2])[0]?.figures.counted.yield).toBe(0.5)
    expect(guardBandCurve([], { low: 0, high: 1 }, [0])).toEqual([])
  })
})
