import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  boundsOf,
  isInside,
  maskOf,
  mostPoints,
  outsideOf,
  polygonsOf,
  polygonsOfDies,
  rectsOf,
  simplify
} from '../../../../renderer/charts/lasso'
import {
  aboveColor,
  belowColor,
  noValueColor,
  quantiles,
  scaleColor,
  scaleOf,
  valueColor,
  valuePixels
} from '../../../../renderer/charts/scale'
import { evenly } from '../../../../renderer/charts/thin'
import {
  axesOf,
  axisArrows,
  notchDown,
  shownDies,
  sideways,
  toFile,
  toShown,
  turned
} from '../../../../renderer/charts/turn'

/** Every die of a square field. */
const field = Array.from({ length: 900 }, (_, i) => [(i % 30) - 10, Math.floor(i / 30) - 5] as const)
const fieldX = field.map(([x]) => x)
const fieldY = field.map(([, y]) => y)

const chosen = fc.uniqueArray(fc.integer({ min: 0, max: field.length - 1 }), { minLength: 1, maxLength: 400 })

describe('a lasso', () => {
  it('holds what lies inside it, also where it is not convex', () => {
    const hook = [
      [0, 0],
      [6, 0],
      [6, 6],
      [4, 6],
      [4, 2],
      [0, 2]
    ] as const
    expect(isInside(hook, 1, 1)).toBe(true)
    expect(isInside(hook, 5, 5)).toBe(true)
    expect(isInside(hook, 1, 5)).toBe(false)
    expect(isInside(hook, -1, 1)).toBe(false)
    expect(isInside(hook, 7, 1)).toBe(false)
  })

  it('is kept with few points, none farther off than told', () => {
    const circle = Array.from({ length: 700 }, (_, i) => {
      const angle = (i / 700) * 2 * Math.PI
      return [20 * Math.cos(angle), 20 * Math.sin(angle)] as const
    })
    const few = simplify(circle, 0.25)
    expect(few.length).toBeLessThan(60)
    const far = circle.filter(([x, y]) => Math.abs(Math.hypot(x, y) - 20) > 0.3)
    expect(far).toEqual([])
    for (const [x, y] of few) expect(Math.hypot(x, y)).toBeCloseTo(20, 6)
    const same = field.filter(([x, y]) => isInside(circle, x, y) !== isInside(few, x, y))
    expect(same.length).toBeLessThan(4)
  })

  it('of chosen dies holds exactly these dies', () => {
    fc.assert(
      fc.property(chosen, places => {
        const wanted = new Set(places)
        const polygons = polygonsOfDies(
          places.map(i => fieldX[i] ?? 0),
          places.map(i => fieldY[i] ?? 0)
        )
        for (const polygon of polygons) expect(polygon.length).toBeLessThanOrEqual(mostPoints)
        const mask = maskOf(polygons, fieldX, fieldY)
        expect([...mask].flatMap((one, i) => (one === 1 ? [i] : [])).toSorted()).toEqual(
          [...wanted].toSorted()
        )
      }),
      { numRuns: 60 }
    )
  })

  it('is many polygons where one would have too many points', () => {
    const scattered = field.filter(([x, y]) => (x + y) % 2 === 0)
    const polygons = polygonsOf(
      rectsOf(
        scattered.map(([x]) => x),
        scattered.map(([, y]) => y)
      ),
      100
    )
    expect(polygons.length).toBeGreaterThan(20)
    for (const polygon of polygons) expect(polygon.length).toBeLessThanOrEqual(100)
    const mask = maskOf(polygons, fieldX, fieldY)
    for (const [i, [x, y]] of field.entries()) expect(mask[i]).toBe((x + y) % 2 === 0 ? 1 : 0)
  })

  it('and what lies outside it are the whole', () => {
    fc.assert(
      fc.property(chosen, places => {
        const rects = rectsOf(
          places.map(i => fieldX[i] ?? 0),
          places.map(i => fieldY[i] ?? 0)
        )
        const outside = outsideOf(rects, { x0: -10, x1: 19, y0: -5, y1: 24 })
        const mask = maskOf(polygonsOf(outside), fieldX, fieldY)
        const wanted = new Set(places)
        for (const i of field.keys()) expect(mask[i]).toBe(wanted.has(i) ? 0 : 1)
      }),
      { numRuns: 60 }
    )
  })

  it('knows its box', () => {
    expect(
      boundsOf([
        [3, -2],
        [-1, 4],
        [0, 0]
      ])
    ).toEqual({ x0: -1, x1: 3, y0: -2, y1: 4 })
  })
})

describe('a wafer on the screen', () => {
  const silent = { flat: null, positiveX: null, positiveY: null } as const
  const flat = fc.constantFrom('U', 'D', 'L', 'R', null)
  const axis = fc.record({
    flat,
    positiveX: fc.constantFrom('L', 'R', null),
    positiveY: fc.constantFrom('U', 'D', null)
  })
  const turn = fc.record({
    quarter: fc.constantFrom(0 as const, 1 as const, 2 as const, 3 as const),
    mirrored: fc.boolean()
  })

  it('has x to the right, y down and its notch down unless told otherwise', () => {
    expect(axesOf(silent)).toEqual({ xx: 1, xy: 0, yx: 0, yy: 1, notch: 'down' })
    expect(axisArrows(axesOf(silent))).toEqual({ x: '→', y: '↓' })
    expect(axisArrows(axesOf({ flat: 'R', positiveX: 'L', positiveY: 'U' }))).toEqual({ x: '←', y: '↑' })
    expect(axesOf({ ...silent, flat: 'L' }).notch).toBe('left')
  })

  it('comes back to where it was from every turn', () => {
    fc.assert(
      fc.property(
        axis,
        turn,
        fc.integer({ min: -200, max: 200 }),
        fc.integer({ min: -200, max: 200 }),
        (file, by, x, y) => {
          const axes = axesOf(file, by)
          expect(toFile(axes, ...toShown(axes, x, y)).map(v => v + 0)).toEqual([x + 0, y + 0])
          const shown = shownDies(axes, [x], [y])
          expect([shown.x[0], shown.y[0]]).toEqual(toShown(axes, x, y).map(v => v + 0))
        }
      )
    )
  })

  it('turns clockwise by quarters, the notch with it', () => {
    const first = { quarter: 0, mirrored: false } as const
    const second = turned(first)
    expect(axisArrows(axesOf(silent, second))).toEqual({ x: '↓', y: '←' })
    expect(axesOf(silent, second).notch).toBe('left')
    expect(sideways(axesOf(silent, second))).toBe(true)
    expect(turned(turned(turned(second)))).toEqual(first)
  })

  it('has its notch down when asked, whatever the file says', () => {
    fc.assert(
      fc.property(axis, turn, (file, by) => {
        expect(axesOf(file, notchDown(file, by)).notch).toBe('down')
      })
    )
  })

  it('keeps the notch at the same dies when it is turned or mirrored', () => {
    const notchOf = { down: [0, 1], up: [0, -1], left: [-1, 0], right: [1, 0] } as const
    fc.assert(
      fc.property(axis, turn, (file, by) => {
        const plain = axesOf(file)
        const other = axesOf(file, by)
        const [nx, ny] = notchOf[plain.notch]
        const [dx, dy] = toFile(plain, nx, ny)
        expect(toShown(other, dx, dy).map(v => v + 0)).toEqual([...notchOf[other.notch]])
      })
    )
  })
})

describe('a colour scale', () => {
  const light = ([r, g, b]: readonly [number, number, number]): number => 0.2126 * r + 0.7152 * g + 0.0722 * b

  it('grows lighter all the way, so that it can be read in grey', () => {
    const steps = Array.from({ length: 101 }, (_, i) => light(scaleColor(i / 100)))
    for (let i = 1; i < steps.length; i++) expect(steps[i] ?? 0).toBeGreaterThan(steps[i - 1] ?? 0)
  })

  it.each(['light', 'dark'] as const)('of heat on a %s ground leaves it one way all along', ground => {
    const steps = Array.from({ length: 101 }, (_, i) => light(scaleColor(i / 100, ground)))
    const sign = ground === 'light' ? -1 : 1
    for (let i = 1; i < steps.length; i++)
      expect(((steps[i] ?? 0) - (steps[i - 1] ?? 0)) * sign).toBeGreaterThan(0)
  })

  it('marks what lies beyond the limits, and what has no value', () => {
    const scale = scaleOf([0, 5, 20], { lo: 1, hi: 10 }, 'limits')
    expect(scale).toEqual({ from: 1, to: 10, ends: 'marked' })
    if (scale === null) return
    expect(valueColor(scale, 0.5)).toEqual(belowColor)
    expect(valueColor(scale, 11)).toEqual(aboveColor)
    expect(valueColor(scale, Number.NaN)).toEqual(noValueColor)
    expect(valueColor(scale, 1)).toEqual(scaleColor(0))
  })

  it('takes the values where a limit is missing, and their middle 98 % when asked', () => {
    const values = Float64Array.from({ length: 1001 }, (_, i) => i)
    expect(scaleOf(values, { lo: null, hi: 500 }, 'limits')).toEqual({ from: 0, to: 500, ends: 'marked' })
    expect(scaleOf(values, { lo: null, hi: null }, 'limits')).toEqual({ from: 0, to: 1000, ends: 'clamped' })
    expect(scaleOf(values, { lo: 1, hi: 2 }, 'percentile')).toEqual({ from: 10, to: 990, ends: 'clamped' })
    expect(scaleOf([Number.NaN], { lo: 1, hi: 2 }, 'all')).toBeNull()
    expect(quantiles([3, 1, Number.NaN, 2], [0, 0.5, 1])).toEqual([1, 2, 3])
  })

  it('fades dies outside the filter', () => {
    const pixels = valuePixels({ from: 0, to: 1, ends: 'clamped' }, [0, 1], [1, 0])
    expect((pixels[0] ?? 0) >>> 24).toBe(0xff)
    expect((pixels[1] ?? 0) >>> 24).toBe(0x30)
  })
})

describe('thinning', () => {
  it('keeps ends and order, and no more than told', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 2, max: 300 }), (count, most) => {
        const places = evenly(count, most)
        expect(places.length).toBe(Math.min(count, most))
        expect(new Set(places).size).toBe(places.length)
        if (count > 0) expect([places[0], places.at(-1)]).toEqual([0, count - 1])
      })
    )
  })
})
