import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wantedPart } from '../../../main/analysis/answers/find-part'
import { polygonTest } from '../../../main/analysis/view/selection'

describe('a lasso', () => {
  const point = fc.tuple(fc.integer({ min: -20, max: 20 }), fc.integer({ min: -20, max: 20 }))

  it('around a rectangle holds what lies between its sides', () => {
    fc.assert(
      fc.property(point, point, point, (a, b, [x, y]) => {
        const [left, right] = [Math.min(a[0], b[0]) - 0.5, Math.max(a[0], b[0]) + 0.5]
        const [low, high] = [Math.min(a[1], b[1]) - 0.5, Math.max(a[1], b[1]) + 0.5]
        const holds = polygonTest([
          [left, low],
          [right, low],
          [right, high],
          [left, high]
        ])
        const wanted = x > left && x < right && y > low && y < high
        // Asked twice: the second answer is the one that was kept.
        expect([holds(x, y), holds(x, y)]).toEqual([wanted, wanted])
      })
    )
  })

  it('of any shape agrees with the angles its corners are seen under, away from its sides', () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 3, maxLength: 9 }), point, (corners, [px, py]) => {
        const [x, y] = [px + 0.37, py + 0.41]
        let turned = 0
        let near = false
        corners.forEach(([ax, ay], i) => {
          const [bx, by] = corners[(i + 1) % corners.length] ?? [0, 0]
          const angle = Math.atan2(
            (ax - x) * (by - y) - (ay - y) * (bx - x),
            (ax - x) * (bx - x) + (ay - y) * (by - y)
          )
          if (Math.abs(Math.abs(angle) - Math.PI) < 1e-6) near = true
          turned += angle
        })
        fc.pre(!near)
        // Twice around is outside by the even-odd rule.
        const around = Math.round(Math.abs(turned) / (2 * Math.PI))
        expect(polygonTest(corners)(x, y)).toBe(around % 2 === 1)
      })
    )
  })
})

describe('what is looked for', () => {
  it.each([
    ['12,-3', { x: 12, y: -3, wafer: '' }],
    ['x12 y-3', { x: 12, y: -3, wafer: '' }],
    ['W05 12,-3', { x: 12, y: -3, wafer: 'w05' }],
    ['LOT-05 7; 8', { x: 7, y: 8, wafer: 'lot-05' }],
    ['W05 x1,y2', { x: 1, y: 2, wafer: 'w05' }]
  ])('%s is a place', (text, place) => {
    expect(wantedPart(text).place).toEqual(place)
  })

  it.each(['123', '2D-0045', 'LOT,5', '1.5,2', '漏电'])('%s is a text', text => {
    expect(wantedPart(text)).toEqual({ place: null, text })
  })
})
