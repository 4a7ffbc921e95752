import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { binValues, histogramRange, normalCurve } from '../../../renderer/charts/histogram'
import { paretoBars } from '../../../renderer/charts/pareto'
import {
  dieAt,
  fitView,
  nextDie,
  toScreen,
  usualOrientation,
  waferModel,
  zoomView
} from '../../../renderer/charts/wafer'
import { binColors } from '../../../renderer/charts/waferColors'

const item = (key: string, count: number, other = false) => ({ key, label: key, count, other })

describe('a Pareto chart', () => {
  it('descends, ends at 100 %, keeps Other last whatever its size', () => {
    const bars = paretoBars([item('a', 10), item('rest', 500, true), item('b', 60), item('c', 30)], 'Other')
    expect(bars.map(bar => bar.key)).toEqual(['b', 'c', 'a', 'rest'])
    expect(bars.at(-1)?.cumulative).toBeCloseTo(1, 12)
    expect(bars.at(-1)?.vital).toBe(false)
  })

  it('marks the shortest run that reaches 80 %', () => {
    const bars = paretoBars([item('a', 50), item('b', 30), item('c', 15), item('d', 5)], 'Other')
    expect(bars.map(bar => bar.vital)).toEqual([true, true, false, false])
  })

  it('folds the tail into Other and knows what is in it', () => {
    const bars = paretoBars(
      Array.from({ length: 30 }, (_, i) => item(`k${i}`, 100 - i)),
      'Other',
      10
    )
    expect(bars).toHaveLength(10)
    expect(bars.at(-1)).toMatchObject({ key: 'other', label: 'Other' })
    expect(bars.at(-1)?.folded).toHaveLength(21)
  })

  it('loses nothing', () => {
    const items = fc.array(fc.record({ count: fc.nat(1000), other: fc.boolean() }), { maxLength: 60 })
    fc.assert(
      fc.property(items, fc.integer({ min: 2, max: 30 }), (list, most) => {
        const given = list.map((one, i) => item(`k${i}`, one.count, one.other))
        const bars = paretoBars(given, 'Other', most)
        expect(bars.reduce((sum, bar) => sum + bar.count, 0)).toBe(
          list.reduce((sum, one) => sum + one.count, 0)
        )
        expect(bars.length).toBeLessThanOrEqual(most)
      })
    )
  })
})

describe('a histogram', () => {
  it('counts every finite value once', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e6, max: 1e6 })), values => {
        const { counts, n } = binValues(values)
        expect(Array.from(counts).reduce((a, b) => a + b, 0)).toBe(n)
        expect(n).toBe(values.filter(Number.isFinite).length)
      })
    )
  })

  it('fits a curve whose area is the number of values', () => {
    const width = 0.1
    const points = normalCurve(2, 0.5, 1000, width, -1, 5, 601)
    const step = 6 / 600
    const area = points.reduce((sum, [, y]) => sum + y * step, 0) / width
    expect(area).toBeCloseTo(1000, 0)
    expect(normalCurve(2, 0, 10, 1, 0, 1)).toEqual([])
  })

  it('shows limits that are near, and leaves out one that would squeeze the data', () => {
    expect(histogramRange(1, 2, [0.5, 3]).max).toBeGreaterThan(3)
    expect(histogramRange(1, 2, [null, 1e6]).max).toBeLessThan(3)
  })
})

describe('a wafer', () => {
  const dies = { x: [-1, 0, 1, 0, 5], y: [2, 2, 2, 3, 9], bin: [1, 1, 2, 1, 3], pass: [1, 1, 0, 1, 0] }
  const model = waferModel(dies)

  it('finds each die where it is drawn, in every orientation', () => {
    for (const xRight of [true, false]) {
      for (const yDown of [true, false]) {
        const orientation = { notch: 'down', xRight, yDown } as const
        const view = zoomView(fitView(model, 400, 300), 2.5, 120, 80)
        for (let i = 0; i < model.count; i++) {
          const [c, r] = toScreen(
            model,
            orientation,
            (dies.x[i] ?? 0) - model.minX,
            (dies.y[i] ?? 0) - model.minY
          )
          const x = view.left + (c + 0.5) * view.width
          const y = view.top + (r + 0.5) * view.height
          expect(dieAt(model, orientation, view, x, y)).toBe(i)
        }
        expect(dieAt(model, orientation, view, view.left - 1, view.top - 1)).toBe(-1)
      }
    }
  })

  it('fits inside its box, with the circle around all dies', () => {
    const view = fitView(model, 400, 300, 10)
    expect(model.radius * view.height).toBeCloseTo(140, 6)
  })

  it('moves the cursor to the next die, over gaps, and stays at the edge', () => {
    expect(nextDie(model, usualOrientation, 0, 1, 0)).toBe(1)
    expect(nextDie(model, usualOrientation, 1, 0, 1)).toBe(3)
    expect(nextDie(model, usualOrientation, 3, 0, 1)).toBe(4)
    expect(nextDie(model, usualOrientation, 0, 0, -1)).toBe(0)
    expect(nextDie(model, { ...usualOrientation, yDown: false }, 1, 0, -1)).toBe(3)
  })

  it('shows the later of two results of one die, and survives far apart dies', () => {
    const twice = waferModel({ x: [0, 0], y: [0, 0], bin: [1, 2], pass: [1, 0] })
    expect(twice.at(0, 0)).toBe(1)
    const far = waferModel({ x: [-32768, 32767], y: [-32768, 32767], bin: [1, 2], pass: [1, 0] })
    expect(far.at(65535, 65535)).toBe(1)
    expect(far.at(5, 5)).toBe(-1)
  })

  it('gives every failing bin a colour of its own', () => {
    const bins = Array.from({ length: 20 }, (_, i) => ({ number: i, name: '', count: 20 - i, pass: i === 0 }))
    const colors = [...binColors(bins, false).values()].map(color => color.join())
    expect(new Set(colors).size).toBe(20)
  })
})
