import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { retestRules, type PartFilter } from '@contract/analysis'
import { byUnit, plainCounting, plainKeeps, plainResults, plainTouches } from './naive'
import { viewOf, Workbench, type MadeFile } from './workbench'

let bench: Workbench
beforeEach(() => {
  bench = new Workbench()
})
afterEach(() => {
  bench.close()
})

const result = fc.record(
  {
    number: fc.constantFrom(1, 2, 3),
    value: fc.integer({ min: -8, max: 8 }),
    fail: fc.boolean(),
    invalid: fc.boolean()
  },
  { requiredKeys: ['number', 'value'] }
)
const place = fc.integer({ min: 0, max: 2 })
const touch = fc
  .record({
    at: fc.option(fc.tuple(place, place), { freq: 6 }),
    id: fc.constantFrom('', '1', '2', '3'),
    fail: fc.boolean(),
    bin: fc.constantFrom(1, 5, 7),
    site: fc.constantFrom(0, 1),
    results: fc.array(result, { maxLength: 4 })
  })
  .map(({ at, ...rest }) => (at === null ? rest : { ...rest, x: at[0], y: at[1] }))
const file: fc.Arbitrary<MadeFile> = fc.record({
  lot: fc.constantFrom('A', 'B', 'A/1', ''),
  start: fc.integer({ min: 1_700_000_000, max: 1_700_000_003 }),
  // A wafer opened twice is another pass over it; that is covered below.
  wafers: fc.uniqueArray(
    fc.record({
      wafer: fc.constantFrom('01', '02', '1/01', '', null),
      touches: fc.array(touch, { maxLength: 6 })
    }),
    { selector: one => one.wafer, maxLength: 3 }
  )
})
const files = fc.uniqueArray(file, { minLength: 1, maxLength: 4, selector: one => one.start })
const filter: fc.Arbitrary<Partial<PartFilter>> = fc.record(
  {
    lots: fc.subarray(['A', 'B', 'A/1']),
    wafers: fc.subarray(['A/01', 'A/02', 'B/01', 'A%2F1/01', 'A/1/01']),
    sites: fc.subarray(['1:0', '1:1', '2:0']),
    hardBins: fc.subarray([1, 5, 7, 8]),
    verdict: fc.constantFrom('pass' as const, 'fail' as const, null)
  },
  { requiredKeys: [] }
)

function near(value: number | undefined, wanted: number): void {
  if (Number.isNaN(wanted)) expect(value).toBeNaN()
  else expect(value).toBeCloseTo(wanted, 9)
}

describe('files as one', () => {
  it('agree with a plain model: units, rules, yields, filters and figures', async () => {
    let run = 0
    await fc.assert(
      fc.asyncProperty(files, filter, fc.constantFrom(...retestRules), async (made, only, rule) => {
        const named = made.map((one, i) => [`r${String(run)}-${String(i)}`, one] as const)
        run++
        // Small groups of columns: a set lies in several blocks.
        for (const [id, one] of named) await bench.make(id, one, 3000)
        const view = viewOf(
          named.map(([id]) => id),
          rule,
          only
        )
        const touches = plainTouches(named)
        const counting = plainCounting(touches, rule)
        const shown = counting.filter(one => plainKeeps(only, one))
        const units = byUnit(touches)
        const firstPass = (unit: string) => units.get(unit)?.[0]?.pass === true
        const seen = bench.ask('analysis.overview', { view })
        const again = [...new Set(shown.map(one => one.unit))].flatMap(unit => {
          const own = units.get(unit) ?? []
          return own.length > 1 ? [[own[0]?.pass, own.at(-1)?.pass]] : []
        })
        expect(seen).toMatchObject({
          touches: touches.length,
          parts: counting.length,
          shown: shown.length,
          good: shown.filter(one => one.pass).length,
          firstGood: shown.filter(one => firstPass(one.unit)).length,
          retested: again.length,
          recovered: again.filter(([before, after]) => before === false && after === true).length,
          lost: again.filter(([before, after]) => before === true && after === false).length
        })
        for (const wafer of seen.wafers) {
          const own = shown.filter(one => one.wafer === wafer.key)
          expect([wafer.parts, wafer.good]).toEqual([own.length, own.filter(one => one.pass).length])
        }
        for (const lot of seen.lots)
          expect([lot.key, lot.parts]).toEqual([lot.key, shown.filter(one => one.lot === lot.key).length])
        for (const bin of seen.hardBins)
          expect(bin.count).toBe(shown.filter(one => one.touch.bin === bin.number).length)

        for (const by of ['none', 'site', 'lot'] as const) {
          const figures = bench.ask('analysis.tests', { view, by })
          figures.tests.forEach((test, i) => {
            figures.groups.forEach((group, g) => {
              const own = shown.filter(
                one =>
                  by === 'none' ||
                  (by === 'lot' ? one.lot === group.key : `1:${String(one.site)}` === group.key)
              )
              const results = plainResults(own, test.number, rule === 'all')
              const usable = results.filter(one => one.invalid !== true)
              const cell = i * figures.groups.length + g
              expect(figures.executions[cell]).toBe(results.length)
              expect(figures.fails[cell]).toBe(results.filter(one => one.fail === true).length)
              expect(figures.n[cell]).toBe(usable.length)
              const mean = usable.reduce((sum, one) => sum + one.value, 0) / usable.length
              near(figures.mean[cell], mean)
              const squares = usable.reduce((sum, one) => sum + (one.value - mean) ** 2, 0)
              near(
                figures.sigma[cell],
                Math.sqrt(squares / (usable.length > 1 ? usable.length - 1 : Number.NaN))
              )
            })
          })
          for (const test of figures.tests) {
            const { boxes } = bench.ask('analysis.distribution', { view, test: test.ref, by, bins: null })
            const i = figures.tests.indexOf(test)
            expect(boxes.reduce((sum, box) => sum + box.n, 0)).toBe(
              figures.groups.reduce((sum, _, g) => sum + (figures.n[i * figures.groups.length + g] ?? 0), 0)
            )
          }
        }
      }),
      { numRuns: 60 }
    )
  })
})
