import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { paretoSources } from '@contract/pareto'
import { type Category, cutBars } from '../../../main/pareto/cut'
import { type Path, periodOf, resolve } from '../../../main/pareto/fields'
import { saysOf, shareOf, shiftOf, shiftsOf } from '../../../main/pareto/sides'
import { needed, sources, type SourceSpec } from '../../../main/pareto/sources'
import { Agreement } from '../../../main/pareto/store/complaints'
import { Dictionary, FactTable } from '../../../main/pareto/table'
import { rowsOf, sieve, tally, type Tally } from '../../../main/pareto/tally'

const typed = Object.entries as <K extends string, V>(of: Readonly<Record<K, V>>) => [K, V][]

const size = { by: 'size' } as const

function named(key: string, value: number, code = key): Category {
  return { key, label: `Label ${key}`, code, value, n: value }
}

const categories = fc
  .uniqueArray(fc.record({ key: fc.constantFrom(...'abcdefghij'.split(''), '', '*'), value: fc.nat(50) }), {
    selector: one => one.key
  })
  .map(list => list.map(({ key, value }) => named(key, value)))

describe('bars of a Pareto', () => {
  test('hold everything once, descend, end at 100 % and put the rest last', () => {
    fc.assert(
      fc.property(
        categories,
        fc.integer({ min: 2, max: 8 }),
        fc.double({ min: 0.05, max: 1, noNaN: true }),
        (list, most, vital) => {
          const bars = cutBars(list, { most, vital, order: size })
          const total = list.reduce((sum, one) => sum + one.value, 0)
          expect(bars.reduce((sum, bar) => sum + bar.value, 0)).toBe(total)
          expect(bars.flatMap(bar => bar.of.map(one => one.key)).toSorted()).toEqual(
            list.map(one => one.key).toSorted()
          )
          expect(bars.filter(bar => bar.other).length).toBeLessThanOrEqual(1)
          expect(bars.findIndex(bar => bar.other)).toBeOneOf([-1, bars.length - 1])
          const own = bars.filter(bar => !bar.other && bar.key !== '' && bar.key !== '*')
          for (const [i, bar] of own.entries()) {
            const next = own[i + 1]
            if (next === undefined) continue
            expect(bar.value).toBeGreaterThanOrEqual(next.value)
            if (bar.value === next.value) expect(bar.key < next.key).toBe(true)
          }
          // No bar that is folded away is larger than one that is shown.
          const least = Math.min(...own.map(bar => bar.value))
          for (const bar of bars)
            if (bar.other) for (const one of bar.of) expect(one.value).toBeLessThanOrEqual(least)
          if (total > 0) expect(bars.at(-1)?.cumulative).toBeCloseTo(1, 12)
          // The vital few are the shortest run from the left that reaches the line.
          const run = bars.filter(bar => bar.vital)
          expect(run).toEqual(bars.slice(0, run.length))
          const before = run.slice(0, -1).reduce((sum, bar) => sum + bar.value, 0)
          if (run.length > 0) {
            expect(before).toBeLessThan(vital * total)
            expect(run.at(-1)?.cumulative).toBeGreaterThanOrEqual(vital * (1 - 1e-9))
          } else if (total > 0)
            expect(own.reduce((sum, bar) => sum + bar.value, 0)).toBeLessThan(vital * total)
          for (const bar of run) expect(bar.other || bar.key === '' || bar.key === '*').toBe(false)
        }
      )
    )
  })

  test('Other is last whatever its size, what is not stated stands before it, equals go by code', () => {
    const bars = cutBars(
      [
        named('x', 10, '10'),
        named('y', 10, '9'),
        named('', 40),
        ...'abcdefgh'.split('').map(key => named(key, 8))
      ],
      { most: 4, vital: 0.8, order: size }
    )
    expect(bars.map(bar => [bar.key, bar.value, bar.of.length])).toEqual([
      ['y', 10, 1],
      ['x', 10, 1],
      ['', 40, 1],
      ['', 64, 8]
    ])
    expect(bars.map(bar => bar.cumulative)).toEqual([10 / 124, 20 / 124, 60 / 124, 1])
    // Two of 124 are no vital few: what is named does not reach the line.
    expect(bars.some(bar => bar.vital)).toBe(false)
  })

  test('a single value too many is shown, and a run that reaches the line exactly ends there', () => {
    const bars = cutBars([named('a', 50), named('b', 30), named('c', 20)], {
      most: 3,
      vital: 0.8,
      order: size
    })
    expect(bars.map(bar => [bar.key, bar.vital])).toEqual([
      ['a', true],
      ['b', true],
      ['c', false]
    ])
  })

  test('months stand in their own order, the largest of them where not all fit', () => {
    const bars = cutBars(
      [named('2026-03', 5), named('2026-01', 1), named('2026-02', 9), named('2025-12', 4)],
      { most: 3, vital: 0.8, order: { by: 'own' } }
    )
    expect(bars.map(bar => bar.key)).toEqual(['2026-02', '2026-03', ''])
    expect(bars.at(-1)).toMatchObject({ other: true, value: 5 })
    expect(bars.some(bar => bar.vital)).toBe(false)
  })
})

const things = fc.array(
  fc.record({
    owner: fc.constantFrom('r1', 'r2', 'r3', 'r4'),
    facts: fc.array(fc.record({ colour: fc.constantFrom('', 'red', 'blue'), weight: fc.nat(9) }), {
      maxLength: 4
    })
  }),
  { maxLength: 20 }
)

describe('tables in memory', () => {
  test('hold what was put last, whatever was put and taken before', () => {
    fc.assert(
      fc.property(things, list => {
        const table = new FactTable(['colour'], ['n', 'weight'])
        const truth = new Map<string, (typeof list)[number]['facts']>()
        for (const [step, { owner, facts }] of list.entries()) {
          if (step % 5 === 4) {
            table.remove(owner)
            truth.delete(owner)
            continue
          }
          truth.set(owner, facts)
          table.put(
            owner,
            facts.map((fact, i) => ({
              key: `${owner}.${String(i)}`,
              texts: [fact.colour],
              numbers: [1, fact.weight]
            }))
          )
        }
        const rows = rowsOf(table, [])
        const colour = resolve({}, table, { steps: ['colour'] })
        const weigh = { by: 'column', values: table.number('weight') } as const
        const sums = tally(rows, colour, weigh, table.number('n'))
        const all = [...truth.values()].flat()
        expect(sums.total).toEqual({ value: all.reduce((sum, one) => sum + one.weight, 0), n: all.length })
        for (const [code, text] of colour.texts.entries())
          expect(sums.n[code]).toBe(all.filter(one => one.colour === text).length)
        const red = rowsOf(table, [sieve(colour, ['red'])])
        const others = rowsOf(table, [sieve(colour, ['red'], true)])
        expect([...red, ...others].toSorted((a, b) => a - b)).toEqual(rows)
      })
    )
  })

  test('follow ids into other tables; what is gone, none or several says so', () => {
    const product = new FactTable(['family'])
    product.put('p1', [{ key: 'p1', texts: ['Drivers'], numbers: [] }])
    const item = new FactTable(['productId', 'day'], ['n'])
    const put = (key: string, productId: string): void => {
      item.put(key, [{ key, texts: [productId, '2026-05-31'], numbers: [1] }])
    }
    for (const [key, id] of [
      ['a', 'p1'],
      ['b', 'gone'],
      ['c', ''],
      ['d', '*']
    ] as const)
      put(key, id)
    const found = resolve({ product }, item, { steps: ['productId', 'product', 'family'] })
    expect([0, 1, 2, 3].map(row => found.texts[found.map[found.codes[row] ?? 0] ?? 0])).toEqual([
      'Drivers',
      '',
      '',
      '*'
    ])
    const quarter = resolve({}, item, { steps: ['day'], derive: 'quarter' })
    expect(quarter.texts).toEqual(['2026-Q2'])
    expect([periodOf('2026-12-01', 'month'), periodOf('2026-01-01', 'year'), periodOf('', 'month')]).toEqual([
      '2026-12',
      '2026',
      ''
    ])
  })

  test('what weighs nothing is counted apart and in no sum', () => {
    const table = new FactTable(['kind'], ['n', 'quantity'])
    table.put('a', [{ key: 'a', texts: ['x'], numbers: [1, 30] }])
    table.put('b', [{ key: 'b', texts: ['x'], numbers: [1, Number.NaN] }])
    const kind = resolve({}, table, { steps: ['kind'] })
    const weigh = { by: 'column', values: table.number('quantity') } as const
    const { total, weightless } = tally(rowsOf(table, []), kind, weigh, table.number('n'))
    expect([total, weightless]).toEqual([{ value: 30, n: 1 }, 1])
  })

  test('are read where a field that is asked for leads into them, and only there', () => {
    expect(needed('complaints', { fields: ['customer'] })).toEqual(['complaint', 'customer'])
    expect(needed('complaints', { fields: ['product', 'caseOwner'] })).toEqual([
      'complaint',
      'product',
      'case',
      'user'
    ])
    expect(needed('items', { fields: ['nonsense'], severity: true })).toEqual(['complaint', 'case'])
    expect(needed('tests', { fields: ['test'] })).toEqual(['set'])
    for (const [source, { fields }] of typed(paretoSources)) {
      const all = new Set(needed(source, { fields: Object.keys(fields) }))
      const spec: SourceSpec = sources[source]
      for (const path of Object.values<Path>(spec.fields))
        for (const table of [...path.steps.filter((_, i) => i % 2 === 1), path.names])
          if (table !== undefined) expect(all, `${source} ${table}`).toContain(table)
    }
  })

  test('a record that says several things says so', () => {
    const dictionary = new Dictionary()
    const agreement = new Agreement(dictionary)
    const one = (...said: readonly string[]) => {
      const places = said.map(text => agreement.add(text))
      expect(places.map(place => dictionary.texts[place])).toEqual(said)
      return dictionary.texts[agreement.take()]
    }
    expect([one(), one('', 'a', 'a'), one('a', ''), one('a', 'b'), one('a', 'b', 'a', '')]).toEqual([
      '',
      'a',
      'a',
      '*',
      '*'
    ])
  })
})

function sums(...n: readonly number[]): Tally {
  const all = n.reduce((sum, one) => sum + one, 0)
  return {
    n: Float64Array.from(n),
    value: Float64Array.from(n),
    total: { value: all, n: all },
    weightless: 0
  }
}

describe('two sides', () => {
  test('a share has Wilson’s interval where things are counted, and none where pieces are', () => {
    // 10 of 40: centre (10 + 1.92073) / 43.84146, half width by Wilson (1927).
    const { share, low, high } = shareOf(10, 40, true)
    expect(share).toBe(0.25)
    expect(low).toBeCloseTo(0.14187, 4)
    expect(high).toBeCloseTo(0.40194, 4)
    expect(shareOf(10, 40, false)).toEqual({ share: 0.25, low: null, high: null })
    expect(shareOf(0, 0, true).share).toBeNull()
  })

  test('few are tested exactly: 9 of 31 against 3 of 69, the usual worked example', () => {
    const shift = shiftOf({ count: 9, n: 31 }, { count: 3, n: 69 })
    expect(shift.shift).toBeCloseTo(9 / 31 - 3 / 69, 12)
    expect(shift.p).toBeCloseTo(0.00111, 4)
    expect(shiftOf({ count: 1, n: 2 }, { count: 0, n: 0 })).toMatchObject({ shift: null, p: null })
  })

  test('p is held against all values; what is called says which way', () => {
    const shifts = shiftsOf(sums(60, 20, 20, 0), sums(20, 60, 20, 0))
    expect(shifts.tested).toBe(3)
    for (const shift of shifts.at.values()) expect(shift.q).toBeGreaterThanOrEqual(shift.p ?? 1)
    expect([0, 1, 2, 3].map(at => saysOf(shifts.at.get(at), 80))).toEqual(['up', 'down', 'same', 'untested'])
    expect(saysOf({ shift: 0.1, q: 0.3 }, 3)).toBe('few')
  })

  test('the same on both sides is never called', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(200), { minLength: 1, maxLength: 12 }), counts => {
        const side = sums(...counts)
        for (const shift of shiftsOf(side, side).at.values()) {
          expect(shift.shift).toBe(0)
          expect(saysOf(shift, 100)).toBe('same')
        }
      })
    )
  })
})

test('every field of the contract has its place in the store, and none besides', () => {
  for (const [name, source] of Object.entries(paretoSources)) {
    const spec = Object.entries(sources).find(([known]) => known === name)?.[1]
    expect(Object.keys(spec?.fields ?? {}).toSorted(), name).toEqual(Object.keys(source.fields).toSorted())
    expect(spec?.day !== null, name).toBe(source.dated)
  }
})
