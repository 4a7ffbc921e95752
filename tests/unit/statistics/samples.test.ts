import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Moments, describe as figures } from '../../../main/statistics/moments'
import { andersonDarling } from '../../../main/statistics/normality'
import { boxPlot, ecdf, quantile, robust, sortedFinite } from '../../../main/statistics/order'
import { countInto, histogram, histogramEdges } from '../../../main/statistics/histogram'
import { createRandom } from '../../../main/statistics/random'

/** Eighteen measured values, with figures from SciPy 1.17. */
const sample = [
  10.1, 9.8, 10, 10.3, 9.9, 10.2, 10.05, 9.7, 10.15, 9.95, 10.4, 10.6, 9.85, 10.7, 10.25, 10.55, 10.35, 10.8
]
const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { maxLength: 60 })

describe('moments', () => {
  it('pass over NaN and keep their digits on a large offset', () => {
    const base = 1e9
    const found = figures([Number.NaN, base + 4, base + 7, base + 13, base + 16, Number.POSITIVE_INFINITY])
    expect(found).toMatchObject({ n: 4, mean: base + 10, min: base + 4, max: base + 16 })
    expect(found.sigma).toBeCloseTo(Math.sqrt(30), 9)
  })

  it('say null where there is too little', () => {
    expect(figures([])).toEqual({ n: 0, mean: null, sigma: null, min: null, max: null })
    expect(figures([3])).toEqual({ n: 1, mean: 3, sigma: null, min: 3, max: 3 })
    expect([Moments.of([3, 3]).skewness, Moments.of([3, 3]).kurtosis]).toEqual([null, null])
  })

  it('know shape as well', () => {
    const moments = Moments.of(sample)
    expect(moments.skewness).toBeCloseTo(0.2971008331801753, 12)
    expect(moments.kurtosis).toBeCloseTo(-0.886184766333681, 12)
  })

  it('of parts are those of the whole', () => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        const parts = Moments.of(a)
        parts.merge(Moments.of(b))
        const whole = Moments.of([...a, ...b])
        const scale = Math.max(1, ...[...a, ...b].map(Math.abs))
        expect(parts.n).toBe(whole.n)
        expect([parts.min, parts.max]).toEqual([whole.min, whole.max])
        for (const [power, name] of (['mean', 'm2', 'm3', 'm4'] as const).entries())
          expect(Math.abs(parts[name] - whole[name])).toBeLessThanOrEqual(
            1e-9 * (1 + whole.n) * scale ** (power + 1)
          )
      })
    )
  })
})

describe('ordered values', () => {
  it('have quantiles of type 7, a box and steps', () => {
    const sorted = sortedFinite([Number.NaN, ...sample])
    const found = [0, 0.1, 0.25, 0.5, 0.9, 1].map(p => quantile(sorted, p))
    ;[9.7, 9.835, 9.9625, 10.175, 10.63, 10.8].forEach((want, i) => expect(found[i]).toBeCloseTo(want, 12))
    expect(robust(sorted)?.sigmaByMad).toBeCloseTo(0.33358549916376123, 12)
    expect(robust(sorted)?.sigmaByIqr).toBeCloseTo((quantile(sorted, 0.75) - 9.9625) / 1.3489795, 7)
    const box = boxPlot(sortedFinite([...sample, 99, 11.6, -50]))
    expect(box).toMatchObject({ n: 21, min: -50, lowWhisker: 9.7, highWhisker: 10.8, max: 99, farOut: 2 })
    expect(Array.from(box?.outliers ?? [])).toEqual([-50, 11.6, 99])
    const steps = ecdf(sortedFinite([1, 2, 2, 3]))
    expect([Array.from(steps.values), Array.from(steps.shares)]).toEqual([
      [1, 2, 3],
      [0.25, 0.75, 1]
    ])
    expect([
      quantile([], 0.5),
      boxPlot(new Float64Array()),
      robust(new Float64Array()),
      ecdf([]).values.length
    ]).toEqual([Number.NaN, null, null, 0])
  })

  it('hold together whatever they are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 80 }),
        list => {
          const sorted = sortedFinite(list)
          const box = boxPlot(sorted)
          if (box === null) throw new Error('a box')
          expect([box.min, box.q1, box.median, box.q3, box.max]).toEqual(
            [box.min, box.q1, box.median, box.q3, box.max].sort((a, b) => a - b)
          )
          expect(box.outliers.length).toBe(list.filter(v => v < box.lowWhisker || v > box.highWhisker).length)
          const thin = ecdf(sorted, 10)
          expect(thin.values.length).toBeLessThanOrEqual(12)
          expect([thin.values.at(-1), thin.shares.at(-1)]).toEqual([box.max, 1])
          thin.values.forEach((value, i) =>
            expect((thin.shares[i] ?? 0) * list.length).toBeCloseTo(list.filter(v => v <= value).length, 9)
          )
        }
      )
    )
  })
})

describe('normality', () => {
  it('gives the statistic and p of a worked sample', () => {
    const sorted = sortedFinite(sample)
    const { mean, sigma } = Moments.of(sample)
    const found = andersonDarling(sorted, mean, sigma ?? 0)
    // SciPy's raw statistic, corrected for n by hand.
    expect(found?.statistic).toBeCloseTo(0.17071314285556127 * (1 + 0.75 / 18 + 2.25 / 18 ** 2), 10)
    expect(found?.p).toBeGreaterThan(0.9)
    expect(andersonDarling([1, 2, 3], 2, 1)).toBeNull()
    expect(andersonDarling(new Float64Array(20), 0, 0)).toBeNull()
  })

  it('keeps its level on normal values and finds an exponential', () => {
    const random = createRandom('normality')
    const p = (draw: () => number, n: number) => {
      const list = sortedFinite(Array.from({ length: n }, draw))
      const moments = Moments.of(list)
      return andersonDarling(list, moments.mean, moments.sigma ?? 0)?.p ?? Number.NaN
    }
    const rejected = Array.from({ length: 400 }, () => p(() => random.normal(5, 2), 40)).filter(
      x => x < 0.05
    ).length
    expect(rejected).toBeGreaterThan(8)
    expect(rejected).toBeLessThan(36)
    expect(p(() => -Math.log(1 - random.next()), 100)).toBeLessThan(1e-4)
    const wild = [...Array.from({ length: 50 }, () => random.normal()), 1e9]
    expect(p(() => wild.pop() ?? 0, 51)).toBe(0)
  })
})

describe('histogram', () => {
  it('counts every value once, inside or out', () => {
    fc.assert(
      fc.property(
        fc.array(fc.float({ noDefaultInfinity: true }), { maxLength: 400 }),
        fc.option(fc.float({ noNaN: true, noDefaultInfinity: true })),
        (list, low) => {
          const finite = list.filter(value => Number.isFinite(value))
          const { edges, counts, under, over } = histogram(list, { low, high: null })
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
    const list = [...Array.from({ length: 1000 }, (_, i) => Math.sin(i) * 0.1 + 1), 1e9]
    const { edges, counts, over } = histogram(list, { low: 0.8, high: 1.4 })
    expect(over).toBe(1)
    expect(edges[0]).toBeLessThanOrEqual(0.8)
    expect(edges.at(-1)).toBeGreaterThanOrEqual(1.4)
    expect(edges.at(-1)).toBeLessThan(2)
    expect(counts.length).toBeGreaterThan(9)
  })

  it('draws one value, and none, and several groups over one set of edges', () => {
    expect(histogram([5, 5, 5]).counts.reduce((a, b) => a + b, 0)).toBe(3)
    expect(histogram([]).counts).toHaveLength(0)
    const edges = histogramEdges(sortedFinite(sample))
    const [one, two] = [countInto(sample.slice(0, 9), edges), countInto(sample.slice(9), edges)]
    expect(one.counts.map((count, i) => count + (two.counts[i] ?? 0))).toEqual(histogram(sample).counts)
  })

  it('show the tail that fails by little, and leave the open pin outside', () => {
    const bulk = Array.from({ length: 200 }, (_, i) => 115 + (i % 10))
    const failing = [138, 141, 146, 151]
    const { edges, over } = histogram([...bulk, ...failing, 1e9], { low: 90, high: 135 })
    expect(edges[0]).toBeLessThanOrEqual(90)
    expect(edges.at(-1)).toBeGreaterThanOrEqual(151)
    expect(edges.at(-1)).toBeLessThan(200)
    expect(over).toBe(1)
    expect(histogram([...bulk, ...failing], { low: 90, high: 135 }).over).toBe(0)
  })
})

describe('seeded numbers', () => {
  it('come again, and apart by label', () => {
    const draw = (seed: string | number) => Array.from({ length: 5 }, createRandom(seed).next)
    expect(draw(7)).toEqual(draw(7))
    expect(draw(7)).not.toEqual(draw(8))
    const random = createRandom('lot')
    const early = random.fork('wafer 3').next()
    for (let i = 0; i < 9; i++) random.next()
    expect(random.fork('wafer 3').next()).toBe(early)
    expect(random.fork('wafer 4').next()).not.toBe(early)
    expect(() => random.pick([])).toThrow(RangeError)
  })

  it('are spread as they say', () => {
    const random = createRandom(1)
    const of = (draw: () => number) => Moments.of(Array.from({ length: 20_000 }, draw))
    const uniform = of(() => random.between(2, 4))
    expect(uniform.mean).toBeCloseTo(3, 1)
    expect(uniform.sigma).toBeCloseTo(2 / Math.sqrt(12), 1)
    const normal = of(() => random.normal(10, 3))
    expect(Math.abs(normal.mean - 10)).toBeLessThan(0.1)
    expect(normal.sigma).toBeCloseTo(3, 1)
    for (const mean of [0.3, 4, 60, 900]) {
      const counts = of(() => random.poisson(mean))
      expect(Math.abs(counts.mean / mean - 1)).toBeLessThan(0.05)
      expect(Math.abs((counts.sigma ?? 0) ** 2 / mean - 1)).toBeLessThan(0.06)
    }
    expect(of(() => Number(random.chance(0.3))).mean).toBeCloseTo(0.3, 1)
    expect(random.shuffled([1, 2, 3, 4, 5]).sort()).toEqual([1, 2, 3, 4, 5])
    expect([0, 1, 2]).toContain(random.pick([0, 1, 2]))
  })
})
