import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  capability,
  describe as figures,
  histogram,
  individualsCapability
} from '../../../main/instruments/statistics'

describe('figures of values', () => {
  it('passes over NaN and keeps its digits on a large offset', () => {
    const base = 1e9
    const found = figures([Number.NaN, base + 4, base + 7, base + 13, base + 16, Number.POSITIVE_INFINITY])
    expect(found).toMatchObject({ n: 4, mean: base + 10, min: base + 4, max: base + 16 })
    expect(found.sigma).toBeCloseTo(Math.sqrt(30), 9)
  })

  it('says null where there is too little', () => {
    expect(figures([])).toEqual({ n: 0, mean: null, sigma: null, min: null, max: null })
    expect(figures([3])).toEqual({ n: 1, mean: 3, sigma: null, min: 3, max: 3 })
  })
})

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

  it('gives the figures of a worked individuals chart', () => {
    const data = [10.1, 9.8, 10, 10.3, 9.9, 10.2, 10, 9.7, 10.1, 9.9, 10, 10.2]
    const found = individualsCapability(data, { low: 9.4, high: 10.6 })
    expect(found?.mean).toBeCloseTo(10.016667, 6)
    expect(found?.movingRange).toBeCloseTo(0.26363636, 8)
    expect(found?.sigmaWithin).toBeCloseTo(0.23372018, 7)
    expect(found?.sigmaOverall).toBeCloseTo(0.17494588, 8)
    expect(found?.within.cp).toBeCloseTo(0.85572414, 6)
    expect(found?.within.cpk).toBeCloseTo(0.83195402, 6)
    expect(found?.overall.cp).toBeCloseTo(1.1432107, 6)
    expect(found?.overall.cpk).toBeCloseTo(1.1114548, 6)
    expect(found?.upperControl).toBeCloseTo(10.717939, 3)
    expect(found?.lowerControl).toBeCloseTo(9.3153939, 3)
    expect(found?.upperMovingRange).toBeCloseTo(0.8613, 3)
  })
})

describe('histogram', () => {
  it('counts every value once, inside or out', () => {
    fc.assert(
      fc.property(
        fc.array(fc.float({ noDefaultInfinity: true }), { maxLength: 400 }),
        fc.option(fc.float({ noNaN: true, noDefaultInfinity: true })),
        (values, low) => {
          const finite = values.filter(value => Number.isFinite(value))
          const { edges, counts, under, over } = histogram(values, { low, high: null })
          expect(counts.reduce((a, b) => a + b, 0) + under + over).toBe(finite.length)
          expect(edges.length).toBe(finite.length === 0 ? 0 : counts.length + 1)
          expect(counts.length).toBeLessThanOrEqual(220)
          for (let i = 0; i < counts.length; i++) {
            const [from, to] = [edges[i] ?? 0, edges[i + 1] ?? 0]
            expect(to).toBeGreaterThan(from)
            const last = i === counts.length - 1
            expect(counts[i]).toBe(finite.filter(v => v >= from && (v < to || (last && v === to))).length)
          }
        }
      ),
      { numRuns: 300 }
    )
  })

  it('keeps one outlier from squeezing the rest, and shows near limits', () => {
    const values = [...Array.from({ length: 1000 }, (_, i) => Math.sin(i) * 0.1 + 1), 1e9]
    const { edges, counts, over } = histogram(values, { low: 0.8, high: 1.4 })
    expect(over).toBe(1)
    expect(edges[0]).toBeLessThanOrEqual(0.8)
    expect(edges.at(-1)).toBeGreaterThanOrEqual(1.4)
    expect(edges.at(-1)).toBeLessThan(2)
    expect(counts.length).toBeGreaterThan(9)
  })

  it('draws one value, and none', () => {
    expect(histogram([5, 5, 5]).counts.reduce((a, b) => a + b, 0)).toBe(3)
    expect(histogram([]).counts).toHaveLength(0)
  })
})
