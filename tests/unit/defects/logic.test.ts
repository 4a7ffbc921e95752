import { describe, expect, it } from 'vitest'
import { countAll, countsBy } from '../../../main/defects/die-counts'
import { effectOf, effectsOf } from '../../../main/defects/effect'
import { matchOf } from '../../../main/defects/answers/testers'
import { short } from '../../../main/defects/answers/names'
import { findShift, turned } from '../../../main/defects/placing'
import { insideOf } from '../../../main/defects/view/filter'
import { Kept } from '../../../main/defects/view/kept'
import { sizeBin, sizeEdges } from '../../../main/defects/view/size-bins'
import { packNumbers, unpackNumbers } from '../../../main/instruments/set/pack'
import fc from 'fast-check'
import { cpuMs } from '../../time'

describe('packed columns', () => {
  it('give back every number', () => {
    const value = fc.oneof(
      fc.double(),
      fc.integer(),
      fc.integer({ min: -100, max: 100 }),
      fc.float(),
      fc.constant(Number.NaN)
    )
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 50 }), values => {
        const from = Float64Array.from(values)
        const { type, data } = packNumbers(from)
        const into = new Float64Array(values.length + 2)
        const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength)
        unpackNumbers(type, Buffer.concat([Buffer.alloc(3), bytes]).subarray(3), into, 1, values.length)
        expect([...into.subarray(1, -1)]).toEqual([...from])
      })
    )
  })

  it('take the fewest bytes', () => {
    const bytes = (...values: number[]) => packNumbers(Float64Array.from(values)).data.byteLength
    expect(bytes(7, 7, 7, 7)).toBe(8)
    expect(bytes(1, -128, 127)).toBe(3)
    expect(bytes(1, 300, -1)).toBe(6)
    expect(bytes(0.5, Number.NaN, 3)).toBe(12)
    expect(bytes(0.1, 2)).toBe(16)
    expect(() => {
      unpackNumbers('u9', new Uint8Array(8), new Float64Array(1), 0, 1)
    }).toThrow('u9')
  })
})

describe('bins of sizes', () => {
  it('go by 1, 2, 5 and hold every size', () => {
    expect(sizeEdges([0.3, 4, 17])).toEqual([0.2, 0.5, 1, 2, 5, 10, 20])
    expect(sizeEdges([2, 5])).toEqual([2, 5, 10])
    expect(sizeEdges([0, Number.NaN, -1])).toEqual([])
    fc.assert(
      fc.property(fc.array(fc.double({ min: 1e-3, max: 1e5, noNaN: true }), { minLength: 1 }), sizes => {
        const edges = sizeEdges(sizes)
        for (const size of sizes) {
          const bin = sizeBin(edges, size)
          expect(edges[bin]).toBeLessThanOrEqual(size)
          expect(edges[bin + 1]).toBeGreaterThan(size)
        }
      })
    )
    expect(sizeBin([1, 2, 5], 0.9)).toBe(-1)
    expect(sizeBin([1, 2, 5], Number.NaN)).toBe(-1)
  })
})

describe('what dies with and without defects say', () => {
  it('gives rates, kill ratio and Fisher\u2019s exact p', () => {
    // 40 of 50 dies with a defect fail, 30 of 300 clean ones; R: fisher.test(matrix(c(40, 30, 10, 270), 2)).
    const effect = effectOf({
      key: 'a',
      label: '',
      defects: 60,
      fails: 80,
      dies: 50,
      diesFail: 40,
      hitFail: 40,
      hitPass: 10,
      cleanFail: 30,
      cleanPass: 270
    })
    expect(effect.failHit.value).toBeCloseTo(0.8)
    expect(effect.failClean.value).toBeCloseTo(0.1)
    expect(effect.killRatio.value).toBeCloseTo(1 - 0.2 / 0.9, 12)
    expect(effect.hitRate.value).toBeCloseTo(0.5)
    expect(effect.killed).toBeCloseTo(50 * (1 - 0.2 / 0.9), 9)
    expect(effect.p).toBeLessThan(1e-20)
    expect(effect.killRatio.low).toBeLessThan(effect.killRatio.value ?? 0)
    expect(effect.killRatio.high).toBeGreaterThan(effect.killRatio.value ?? 1)
    // Wilson's interval of 40 of 50.
    expect(effect.failHit.low).toBeCloseTo(0.6696, 3)
    expect(effect.failHit.high).toBeCloseTo(0.8876, 3)
  })

  it('knows the lady tasting tea, and what cannot be said', () => {
    const tea = effectOf({
      key: 'a',
      label: '',
      defects: 4,
      fails: 4,
      dies: 4,
      diesFail: 3,
      hitFail: 3,
      hitPass: 1,
      cleanFail: 1,
      cleanPass: 3
    })
    expect(tea.p).toBeCloseTo(0.4857142857, 9)
    const empty = effectOf({
      key: 'a',
      label: '',
      defects: 0,
      fails: 0,
      dies: 0,
      diesFail: 0,
      hitFail: 0,
      hitPass: 0,
      cleanFail: 0,
      cleanPass: 9
    })
    expect(empty).toMatchObject({
      p: null,
      killed: null,
      killRatio: { value: null },
      hitRate: { value: null }
    })
    const deadly = effectOf({
      key: 'a',
      label: '',
      defects: 5,
      fails: 5,
      dies: 5,
      diesFail: 5,
      hitFail: 5,
      hitPass: 0,
      cleanFail: 0,
      cleanPass: 95
    })
    expect(deadly.killRatio.value).toBe(1)
    expect(deadly.killRatio.low).toBeCloseTo(0.565, 2)
    for (const share of [deadly.odds, deadly.killRatio])
      expect(Object.values(share).every(Number.isFinite)).toBe(true)
  })

  it('holds p against the number of classes', () => {
    const counts = (key: string, hitFail: number) => ({
      key,
      label: '',
      defects: 20,
      fails: 30,
      dies: 20,
      diesFail: hitFail,
      hitFail,
      hitPass: 20 - hitFail,
      cleanFail: 10,
      cleanPass: 90
    })
    const effects = effectsOf([counts('a', 12), counts('b', 3), counts('c', 2)])
    const p = effects.map(effect => effect.p ?? 1)
    expect(effects[0]?.q).toBeCloseTo(Math.min(1, (p[0] ?? 1) * 3), 9)
    for (const effect of effects) expect(effect.q).toBeGreaterThanOrEqual(effect.p ?? 1)
  })
})

describe('laying tester dies over inspected ones', () => {
  const round = (radius: number, cx: number, cy: number) => {
    const [x, y]: [number[], number[]] = [[], []]
    for (let ix = -radius; ix <= radius; ix++)
      for (let iy = -radius; iy <= radius; iy++)
        // Not the same on all sides, so that only one way fits.
        if (ix * ix + iy * iy <= radius * radius && !(ix > 6 && iy > 0)) {
          x.push(ix + cx)
          y.push(iy + cy)
        }
    return { x, y }
  }
  const none = () => undefined

  it('finds the shift that lets most dies meet', () => {
    const [inspected, tested] = [round(9, 0, 0), round(9, 31, -7)]
    expect(findShift([{ inspected, tested, middle: null }], none)).toEqual({
      x: -31,
      y: 7,
      both: tested.x.length,
      ties: 0
    })
  })

  it('after turning and flipping', () => {
    const inspected = round(9, 0, 0)
    const turns = turned(inspected, { turn: 1, flipX: true, flipY: false })
    const back = turned(turns, { turn: 3, flipX: false, flipY: true })
    expect(findShift([{ inspected, tested: back, middle: null }], none)).toMatchObject({
      both: inspected.x.length
    })
    expect(turned({ x: [2], y: [1] }, { turn: 1, flipX: false, flipY: false })).toEqual({
      x: Int32Array.of(-1),
      y: Int32Array.of(2)
    })
  })

  it('of many that fit as well takes the one that keeps the middle, and says so', () => {
    const tested = round(9, 20, 20)
    const inspected = { x: [0, 3, -3, 0], y: [0, 1, 2, -4] }
    const found = findShift([{ inspected, tested, middle: { x: 0, y: 0 } }], none)
    expect(found).toMatchObject({ x: -20, y: -20, both: 4 })
    expect(found.ties).toBeGreaterThan(20)
  })

  it('is not led astray by a die far away', () => {
    const began = cpuMs()
    const inspected = round(9, 0, 0)
    const tested = { x: [...round(9, 5, 5).x, 900_000], y: [...round(9, 5, 5).y, -900_000] }
    expect(findShift([{ inspected, tested, middle: null }], none)).toMatchObject({ x: -5, y: -5 })
    expect(cpuMs() - began).toBeLessThan(8000)
  })

  it('takes its time for large wafers, but not too much', () => {
    const many = round(150, 0, 0)
    const began = cpuMs()
    const found = findShift(
      [{ inspected: many, tested: { x: many.x.map(x => x + 9), y: many.y.map(y => y - 4) }, middle: null }],
      none
    )
    expect(found).toMatchObject({ x: -9, y: 4, both: many.x.length })
    expect(cpuMs() - began).toBeLessThan(8000)
  })

  it('knows a wafer by its id, its number or its slot', () => {
    const by = (wafer: string, slot: number | null, tester: string) => matchOf({ wafer, slot }, tester)
    expect(by('W-03', 3, 'w03')).toBe('id')
    expect(by('HJU008.03', 5, '3')).toBe('number')
    expect(by('aWafer', 3, 'LOT-03')).toBe('slot')
    expect(by('04', 3, '3')).toBeNull()
    expect(by('', null, '3')).toBeNull()
    expect(by('x', 3, 'y')).toBeNull()
  })
})

describe('lassos and small things', () => {
  it('know inside from outside, also where they are bent', () => {
    const inside = insideOf([
      [0, 0],
      [10, 0],
      [10, 10],
      [5, 4],
      [0, 10]
    ])
    expect([inside(1, 1), inside(5, 6), inside(9, 8), inside(-1, 5), inside(Number.NaN, 5)]).toEqual([
      true,
      false,
      true,
      false,
      false
    ])
  })

  it('32-bit numbers are shown as they were written', () => {
    for (const value of [0.1, 552.64, 123456.7, 1e-9, 4.520641]) expect(short(Math.fround(value))).toBe(value)
    expect(short(Number.NaN)).toBeNull()
  })

  it('keeps what was used last', () => {
    const kept = new Kept<string>(3, text => text.length)
    const made: string[] = []
    const get = (key: string) => kept.get(key, () => (made.push(key), key))
    for (const key of ['a', 'b', 'a', 'c', 'd', 'a', 'b']) get(key)
    expect(made).toEqual(['a', 'b', 'c', 'd', 'b'])
  })
})

describe('dies by group of defects', () => {
  const dies = 12
  const laid = fc.record({
    pass: fc.array(fc.constantFrom(0, 1, 2), { minLength: dies, maxLength: dies }),
    /** Defects outside of the filter. */
    other: fc.array(fc.nat(dies - 1), { maxLength: 6 }),
    own: fc.array(fc.tuple(fc.nat(dies - 1), fc.nat(3)), { maxLength: 30 })
  })

  it('are those a look at each die by itself gives', () => {
    fc.assert(
      fc.property(laid, fc.boolean(), ({ pass, other, own }, alone) => {
        const dirt = new Uint32Array(dies)
        for (const die of [...other, ...own.map(([at]) => at)]) dirt[die] = (dirt[die] ?? 0) + 1
        const given = {
          pass: Uint8Array.from(pass),
          dirt,
          onDie: Int32Array.from(own, ([die]) => die)
        }
        const slow = (which: (group: number) => boolean, only: boolean) => {
          const of = (die: number) => own.filter(([at, group]) => at === die && which(group)).length
          const some = (verdict: number, holds: (die: number) => boolean) =>
            pass.filter((value, die) => value === verdict && holds(die)).length
          const hit = (die: number) => of(die) > 0
          const counts = (die: number) => hit(die) && (!only || of(die) === dirt[die])
          const clean = (die: number) => dirt[die] === 0
          return {
            defects: own.filter(([, group]) => which(group)).length,
            fails: some(0, () => true),
            dies: some(0, hit) + some(1, hit),
            diesFail: some(0, hit),
            hitFail: some(0, counts),
            hitPass: some(1, counts),
            cleanFail: some(0, clean),
            cleanPass: some(1, clean)
          }
        }
        expect(countAll(given)).toEqual(slow(() => true, false))
        const groups = [0, 1, 2, 3].map(key => ({ key }))
        const groupOf = Int32Array.from(own, ([, group]) => group)
        expect(countsBy(given, groupOf, groups, alone)).toEqual(
          groups.map(({ key }) => ({ key, ...slow(group => group === key, alone) }))
        )
      })
    )
  })
})
