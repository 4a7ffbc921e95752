import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cutBars, vitalFew } from '../../../main/pareto/cut'

const named = (key: string, value: number) => ({ key, label: key, code: key, value, n: value })

describe('the vital few', () => {
  test('are counted where the bars shown do not reach the line', () => {
    const categories = [named('a', 30), ...'bcdefghij'.split('').map(key => named(key, 10))]
    expect(vitalFew(categories, 0.5)).toBe(4)
    const bars = cutBars(categories, { most: 3, vital: 0.5, order: { by: 'size' } })
    expect(bars.map(bar => bar.vital)).toEqual([false, false, false])
  })

  test('are none where what is named does not reach the line, and of nothing', () => {
    expect(vitalFew([named('a', 10), named('', 90)], 0.5)).toBeNull()
    expect(vitalFew([], 0.5)).toBeNull()
    expect(vitalFew([named('a', 0)], 0.5)).toBeNull()
  })

  test('are as many as the bars that are marked, wherever any is', () => {
    const list = fc.uniqueArray(
      fc.tuple(fc.stringMatching(/^[a-z]{1,3}$/), fc.integer({ min: 0, max: 50 })),
      {
        selector: ([key]) => key,
        maxLength: 30
      }
    )
    fc.assert(
      fc.property(
        list,
        fc.integer({ min: 2, max: 40 }),
        fc.integer({ min: 1, max: 20 }),
        (all, most, twentieths) => {
          const vital = twentieths / 20
          const categories = all.map(([key, value]) => named(key, value))
          const marked = cutBars(categories, { most, vital, order: { by: 'size' } }).filter(bar => bar.vital)
          if (marked.length > 0) expect(vitalFew(categories, vital)).toBe(marked.length)
        }
      )
    )
  })
})
