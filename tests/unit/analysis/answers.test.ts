import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findPart } from '../../../main/analysis/answers/find-part'
import { welch } from '../../../main/statistics/comparison'
import { pearson } from '../../../main/statistics/correlation'
import { describe as figuresOf } from '../../../main/statistics/moments'
import { seeded } from '../../formats/stdf/random'
import { viewOf, Workbench, type MadeTouch } from './workbench'

let bench: Workbench
beforeAll(async () => {
  bench = new Workbench()
  await bench.make('a', lot('A', 1_700_000_000, 0))
  await bench.make('b', lot('B', 1_700_100_000, 0.6))
})
afterAll(() => {
  bench.close()
})

const ref = (number: number) => ({ key: `PTR:${String(number)}:T${String(number)}`, element: 0 })

/** Two wafers of 60 dies; test 2 follows test 1, test 3 decides the bin, test 4 jumps after the first wafer. */
function lot(name: string, start: number, shift: number) {
  const random = seeded(start)
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const wafer = (id: string, jump: number) => ({
    wafer: id,
    touches: Array.from({ length: 60 }, (_, die): MadeTouch => {
      const first = normal() + shift
      const decider = normal()
      const fail = decider > 1.5
      return {
        x: die % 8,
        y: Math.floor(die / 8),
        id: `${id}-${String(die)}`,
        text: `2D-${name}-${id}-${String(die)}`,
        fail,
        results: [
          { number: 1, value: first, low: -4, high: 4 },
          { number: 2, value: 2 * first + 0.1 * normal() },
          { number: 3, value: decider, high: 1.5, fail },
          { number: 4, value: 0.1 * normal() + jump }
        ]
      }
    })
  })
  return { lot: name, start, wafers: [wafer('1', 0), wafer('2', 5)] }
}

/** Values of a test as the store has them, part by part. */
function stored(set: string, index: number): number[] {
  const data = bench.space.set(set)
  return [...(bench.space.column(data, index)?.values ?? [])]
}

describe('one test', () => {
  it('has its capability against the file’s limits, or others', () => {
    const view = viewOf(['a'])
    const [whole] = bench.ask('analysis.capability', { view, test: ref(1), by: 'none' }).groups
    const values = stored('a', 0)
    const { mean, sigma } = figuresOf(values)
    expect(whole?.capability).toMatchObject({ n: 120, lo: -4, hi: 4, beyond: 0 })
    expect(whole?.capability.ppk).toBeCloseTo(
      Math.min(4 - (mean ?? 0), (mean ?? 0) + 4) / (3 * (sigma ?? 1)),
      9
    )
    expect(whole?.capability.normality.normal).toBe(true)
    const limits = { lo: null, hi: 0 }
    const tight = bench.ask('analysis.capability', { view, test: ref(1), by: 'wafer', limits }).groups
    expect(tight.map(group => group.key)).toEqual(['A/1', 'A/2'])
    expect(tight.reduce((sum, group) => sum + group.capability.beyond, 0)).toBe(
      values.filter(value => value > 0).length
    )
    expect(tight[0]?.capability.cp).toBeNull()
  })

  it('shows what a moved limit throws and lets through', () => {
    const values = stored('a', 2)
    const asked = { view: viewOf(['a']), test: ref(3), lo: null, hi: 1 }
    const found = bench.ask('analysis.guardBand', { ...asked, gauge: 0 })
    expect(found).toMatchObject({
      n: 120,
      passed: values.filter(value => value <= 1).length,
      lost: values.filter(value => value > 1 && value <= 1.5).length,
      escapes: 0,
      modelled: null
    })
    const loose = bench.ask('analysis.guardBand', { ...asked, hi: 2, gauge: 0.2 })
    expect(loose.escapes).toBe(values.filter(value => value > 1.5 && value <= 2).length)
    expect(loose.modelled?.yield).toBeGreaterThan(found.yield ?? 1)
    const { yield: falling } = loose.curve
    expect(falling).toHaveLength(51)
    for (let i = 1; i < falling.length; i++)
      expect(falling[i]).toBeLessThanOrEqual((falling[i - 1] ?? 0) + 1e-12)
  })

  it('has a control chart that sees the jump, part by part and wafer by wafer', () => {
    const asked = { view: viewOf(['a']), test: ref(4), rules: 'westernElectric' as const }
    const parts = bench.ask('analysis.trend', { ...asked, along: 'part', baseline: 60 })
    expect(parts.chart).toBe('individuals')
    expect(parts.value).toHaveLength(120)
    expect(parts.at[60]).toBeGreaterThanOrEqual(parts.at[59] ?? 0)
    expect(parts.flags.some(flag => flag.rule === 1 && flag.point === 60)).toBe(true)
    expect(parts.part[60]).toBe(60)
    const wafers = bench.ask('analysis.trend', { ...asked, along: 'wafer', baseline: null })
    expect(wafers).toMatchObject({ chart: 'means', labels: ['1', '2'] })
    expect([...wafers.size]).toEqual([60, 60])
    expect(wafers.value[1]).toBeGreaterThan(wafers.upper[1] ?? 0)
    const none = bench.ask('analysis.trend', { ...asked, along: 'time', rules: 'none', baseline: null })
    expect(none.flags).toEqual([])
  })
})

describe('tests beside one another', () => {
  it('scatter and correlate as the arrays themselves do', () => {
    const view = viewOf(['a'])
    const [x, y] = [stored('a', 0), stored('a', 1)]
    const cloud = bench.ask('analysis.scatter', { view, x: ref(1), y: ref(2), by: 'wafer' })
    expect(cloud.n).toBe(120)
    expect(cloud.pearson).toBeCloseTo(pearson(x, y)?.r ?? Number.NaN, 12)
    expect(cloud.slope).toBeCloseTo(2, 1)
    expect([...cloud.group.slice(58, 62)]).toEqual([0, 0, 1, 1])
    const fails = bench.ask('analysis.correlations', { view, to: { of: 'fail' }, top: 10 })
    expect(fails.compared).toBe(4)
    expect(fails.rows[0]?.test.number).toBe(3)
    const yes = stored('a', 2).map(value => (value > 1.5 ? 1 : 0))
    expect(fails.rows[0]?.r).toBeCloseTo(pearson(stored('a', 2), yes)?.r ?? Number.NaN, 12)
    const other = bench.ask('analysis.correlations', { view, to: { of: 'test', test: ref(1) }, top: 1 })
    expect(other.rows.map(row => row.test.number)).toEqual([2])
    expect(other.rows[0]?.q).toBeGreaterThanOrEqual(other.rows[0]?.p ?? 1)
  })
})

describe('two selections', () => {
  it('part where they were shifted, with Welch’s interval', () => {
    const found = bench.ask('analysis.compare', {
      a: viewOf(['a']),
      b: viewOf(['b']),
      sort: 'effect',
      top: 5000
    })
    expect(found).toMatchObject({ compared: 4, a: { parts: 120 }, b: { parts: 120 } })
    const [first] = found.shifts
    expect([1, 2]).toContain(first?.test.number)
    const one = found.shifts.find(shift => shift.test.number === 1)
    const shift = welch(figuresOf(stored('a', 0)), figuresOf(stored('b', 0)))
    expect(one?.difference).toBeCloseTo(shift?.shift ?? Number.NaN, 6)
    expect(one?.low).toBeCloseTo(shift?.low ?? Number.NaN, 6)
    expect(one?.ofTolerance).toBeCloseTo((shift?.shift ?? 0) / 8, 6)
    const still = found.shifts.find(other => other.test.number === 4)
    expect(Math.abs(still?.effect ?? 9)).toBeLessThan(0.3)
  })

  it('inside and outside a lasso of one file', () => {
    const polygon: [number, number][] = [
      [-1, -1],
      [3.5, -1],
      [3.5, 9],
      [-1, 9]
    ]
    const region = { polygon, wafers: null }
    const inside = bench.ask('analysis.overview', { view: viewOf(['a'], 'last', { regions: [region] }) })
    expect(inside.shown).toBe(64)
    const found = bench.ask('analysis.compare', {
      a: viewOf(['a'], 'last', { regions: [region] }),
      b: viewOf(['a'], 'last', { ranges: [{ test: ref(4), from: 2.5, to: null }] }),
      sort: 'effect',
      top: 1
    })
    expect(found.b.parts).toBe(60)
    expect(found.shifts[0]?.test.number).toBe(4)
  })

  it('agree about the same parts under another lot', async () => {
    const golden = (name: string, bias: number, flip: number) => ({
      lot: name,
      wafers: [
        {
          wafer: null,
          touches: [1, 2, 3, 4, 5, 6].map((unit): MadeTouch => ({
            id: String(unit),
            fail: unit === 6 || unit === flip,
            results: [{ number: 1, value: unit + bias }]
          }))
        }
      ]
    })
    await bench.make('tester1', golden('GOLD-1', 0, 0))
    await bench.make('tester2', golden('GOLD-2', 0.5, 1))
    const found = bench.ask('analysis.agreement', { a: 'tester1', b: 'tester2' })
    expect(found).toMatchObject({
      matched: 6,
      onlyA: 0,
      onlyB: 0,
      both: { passPass: 4, passFail: 1, failPass: 0, failFail: 1 }
    })
    expect(found.kappa).toBeCloseTo(0.5714, 3)
    expect(found.tests[0]).toMatchObject({ n: 6, r: 1, bias: 0.5 })
  })
})

describe('a part', () => {
  it('is found by place, id and 2D code, in any case', () => {
    const find = (text: string) =>
      bench.ask('analysis.findPart', { sets: ['a', 'b'], text }).rows.map(row => `${row.lot} ${row.partId}`)
    expect(find('W02 1,1')).toEqual(['A 2-9', 'B 2-9'])
    expect(find('2d-a-1-7')).toEqual(['A 1-7'])
    expect(find('1-59')).toEqual(['A 1-59', 'B 1-59'])
    expect(find('nowhere')).toEqual([])
    expect(find('99,99')).toEqual([])
  })

  it('is found in the whole store where no file is named, the newest first', () => {
    const find = (text: string) => bench.ask('analysis.findPart', { sets: [], text })
    const own = (text: string) => find(text).rows.map(row => `${row.lot} ${row.partId}`)
    expect(own('W02 1,1')).toEqual(['B 2-9', 'A 2-9'])
    expect(own('2d-a-1-7')).toEqual(['A 1-7'])
    expect(find('nowhere')).toEqual({
      total: 0,
      rows: [],
      searched: bench.facts.length,
      of: bench.facts.length
    })
    // Each of the two holds 120 parts with a dash in their id: enough is found before all files are looked through.
    const store = ['b', 'a', 'never looked at']
    const many = findPart(bench.space, { sets: [], text: '-' }, store, () => undefined)
    expect(many).toMatchObject({ total: 240, searched: 2, of: 3 })
    expect(many.rows).toHaveLength(200)
    expect(many.rows.every(row => row.touches === 1)).toBe(true)
    // What was taken back meanwhile is no fault.
    expect(findPart(bench.space, { sets: [], text: '2d-a-1-7' }, ['gone', 'a'], () => undefined).total).toBe(
      1
    )
  })

  it('tells how far each result is from its limits and from the others', () => {
    const { rows } = bench.ask('analysis.parts', {
      view: viewOf(['a'], 'last', { verdict: 'fail' }),
      sort: 'order',
      descending: false,
      offset: 0,
      limit: 1
    })
    const part = rows[0]?.part ?? -1
    const record = bench.ask('analysis.part', { set: 'a', part, view: viewOf(['a']) })
    const { mean, sigma } = figuresOf(stored('a', 2))
    const value = stored('a', 2)[part] ?? Number.NaN
    expect(record.results).toHaveLength(4)
    expect(record.results[2]).toMatchObject({ status: 2, margin: -1, value })
    expect(record.results[2]?.z).toBeCloseTo((value - (mean ?? 0)) / (sigma ?? 1), 6)
    const first = stored('a', 0)[part] ?? Number.NaN
    expect(record.results[0]?.margin).toBeCloseTo((4 - Math.abs(first)) / 8, 6)
    expect(() => bench.ask('analysis.part', { set: 'a', part: 999, view: null })).toThrow('record.notFound')
  })
})
