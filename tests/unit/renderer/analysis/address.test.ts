import { type DataView, dataView } from '@contract/analysis'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Bench,
  benchOf,
  noFilter,
  panels,
  readBench,
  readFilter,
  routeOfBench,
  type Stash,
  writeBench,
  writeFilter
} from '../../../../renderer/analysis/address'
import { readPolygon, writePolygon } from '../../../../renderer/analysis/polyline'
import { chipsOf, stepsFrom, stepTo, toggled, without } from '../../../../renderer/analysis/steps'

function memory(): Stash & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>()
  return {
    kept,
    getItem: key => kept.get(key) ?? null,
    setItem: (key, value) => {
      kept.set(key, value)
    }
  }
}

const quarter = fc.integer({ min: -4000, max: 4000 }).map(n => n / 4)
const polygon = fc.array(fc.tuple(quarter, quarter), { minLength: 3, maxLength: 40 })
const words = fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' })
const test = fc.record({ key: words, element: fc.integer({ min: 0, max: 65_535 }) })
const finite = fc.double({ noNaN: true, noDefaultInfinity: true }).map(n => n + 0)
const idOf = fc.stringMatching(/^[0-9A-Za-z_-]{1,26}$/)

const view: fc.Arbitrary<DataView> = fc.record({
  sets: fc.array(idOf, { minLength: 1, maxLength: 5 }),
  retest: fc.constantFrom('all', 'first', 'last', 'best'),
  filter: fc.record({
    lots: fc.array(words, { maxLength: 3 }),
    wafers: fc.array(words, { maxLength: 3 }),
    sites: fc.array(fc.constantFrom('1:0', '255:12'), { maxLength: 2 }),
    hardBins: fc.array(fc.integer({ min: 0, max: 65_535 }), { maxLength: 4 }),
    softBins: fc.array(fc.integer({ min: 0, max: 65_535 }), { maxLength: 4 }),
    verdict: fc.constantFrom('pass', 'fail', null),
    regions: fc.array(fc.record({ polygon, wafers: fc.option(fc.array(words, { maxLength: 2 })) }), {
      maxLength: 3
    }),
    ranges: fc.array(fc.record({ test, from: fc.option(finite), to: fc.option(finite) }), { maxLength: 2 }),
    failing: fc.array(test, { maxLength: 2 }),
    partText: fc.oneof(fc.constant(''), words)
  })
})

const bench: fc.Arbitrary<Bench> = fc.record({
  view,
  panel: fc.constantFrom(...panels),
  beside: fc.option(fc.constantFrom(...panels)),
  test: fc.option(test),
  options: fc.dictionary(fc.constantFrom('by', 'wafer', 'x'), words, { noNullPrototype: true }),
  caseId: fc.option(idOf)
})

describe('the address of a workbench', () => {
  it('brings everything back', () => {
    const stash = memory()
    fc.assert(
      fc.property(bench, made => {
        const reading = readBench(writeBench(made, stash), stash)
        expect(reading).toEqual({ what: 'bench', bench: made, lost: false })
      })
    )
  })

  it('has no value that the router would write in its own way', () => {
    fc.assert(
      fc.property(bench, made => {
        for (const [name, value] of new URLSearchParams(writeBench(made, memory()))) {
          expect(() => {
            JSON.parse(value)
          }, `${name}=${value}`).toThrow()
        }
      })
    )
    const digits = benchOf(['12345678901234567890'], '1e5')
    expect(readBench(writeBench(digits, memory()), memory())).toMatchObject({ bench: digits })
  })

  it('is short where nothing unusual is asked', () => {
    expect(routeOfBench(benchOf(['a1', 'b2']), memory())).toBe('/data?s=.a1.b2')
  })

  it('keeps a long filter in the session, and says so where that is not there', () => {
    const stash = memory()
    const region = {
      polygon: Array.from({ length: 900 }, (_, i) => [i * 7 - 3000, 3 - i * 5] as [number, number]),
      wafers: null
    }
    const filter = { ...noFilter, regions: Array.from({ length: 10 }, () => region) }
    const long: Bench = { ...benchOf(['a']), view: { sets: ['a'], retest: 'last', filter } }
    const query = writeBench(long, stash)
    expect(query.length).toBeLessThan(100)
    expect(readBench(query, stash)).toEqual({ what: 'bench', bench: long, lost: false })
    expect(readBench(query, memory())).toEqual({ what: 'bench', bench: benchOf(['a']), lost: true })
  })

  it('survives anything typed into it', () => {
    const names = fc.constantFrom('s', 'r', 'f', 'p', 'p2', 't', 'k', 'o.x', 'case', 'evidence')
    fc.assert(
      fc.property(fc.array(fc.tuple(names, fc.string())), pairs => {
        const reading = readBench(new URLSearchParams(pairs).toString(), memory())
        if (reading.what === 'bench') expect(dataView.safeParse(reading.bench.view).success).toBe(true)
      })
    )
    expect(readFilter('eyJsIjpbMV19')).toBeNull()
    expect(readBench('?evidence=e1', memory())).toEqual({ what: 'evidence', id: 'e1' })
    expect(readBench('', memory())).toEqual({ what: 'nothing', caseId: null })
  })
})

describe('a polygon in an address', () => {
  it('comes back to a quarter of a die, in few letters', () => {
    fc.assert(
      fc.property(polygon, points => {
        expect(readPolygon(writePolygon(points))).toEqual(points)
      })
    )
    const ring = Array.from(
      { length: 60 },
      (_, i) => [Math.round(80 * Math.cos(i / 9.5)) / 4, Math.round(80 * Math.sin(i / 9.5)) / 4] as const
    )
    expect(writePolygon(ring).length).toBeLessThan(260)
  })

  it('of other letters is none', () => {
    expect(readPolygon('!')).toBeNull()
    expect(readPolygon('')).toBeNull()
    expect(readPolygon('gA')).toBeNull()
  })
})

describe('filters one by one', () => {
  it('are taken away one by one until nothing is left', () => {
    fc.assert(
      fc.property(view, ({ filter }) => {
        let left = filter
        for (let chips = chipsOf(left); chips.length > 0; chips = chipsOf(left)) {
          const [first] = chips
          if (first === undefined) break
          left = without(left, first)
          expect(chipsOf(left)).toHaveLength(chips.length - 1)
        }
        expect(left).toEqual(noFilter)
        expect(writeFilter(left)).toBe('')
      })
    )
  })

  it('go on and off', () => {
    const on = toggled(noFilter, 'hardBins', 5)
    expect(on.hardBins).toEqual([5])
    expect(toggled(toggled(on, 'hardBins', 7), 'hardBins', 5).hardBins).toEqual([7])
  })

  it('are undone step by step, whichever way', () => {
    const a = toggled(noFilter, 'hardBins', 5)
    const b = toggled(a, 'lots', 'L1')
    const there = stepTo(stepTo(stepsFrom(noFilter), a), b)
    expect(there.past).toEqual([noFilter, a])
    const back = stepTo(there, a)
    expect(back).toEqual({ past: [noFilter], now: a, future: [b] })
    expect(stepTo(back, b)).toEqual(there)
    const other = stepTo(back, toggled(a, 'softBins', 9))
    expect(other.future).toEqual([])
    expect(stepTo(other, other.now)).toBe(other)
  })
})
