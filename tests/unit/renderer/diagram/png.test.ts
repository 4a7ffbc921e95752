import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { palettes } from '@contract/diagram/palette'
import { paintScene, type Brush } from '../../../../renderer/diagram/export/paint'
import { pngScale } from '../../../../renderer/diagram/export/png'

describe('the scale of a PNG', () => {
  it('is what is wanted, or what a canvas can hold', () => {
    expect(pngScale({ width: 1000, height: 800 }, 2)).toBe(2)
    expect(pngScale({ width: 0, height: 0 }, 2)).toBe(2)
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200_000 }),
        fc.integer({ min: 1, max: 200_000 }),
        (width, height) => {
          const scale = pngScale({ width, height }, 2)
          expect(scale).toBeGreaterThan(0)
          expect(Math.max(width, height) * scale).toBeLessThanOrEqual(16_384 + 1e-6)
          expect(width * height * scale * scale).toBeLessThanOrEqual(160_000_000 * (1 + 1e-9))
        }
      )
    )
  })
})

describe('painting on a canvas', () => {
  it('draws texts line by line with their weight and place, and no ground is left unpainted', () => {
    const calls: unknown[][] = []
    const state: Record<string, unknown> = {}
    const brush = new Proxy(state, {
      get: (target, name) =>
        name in target ? target[String(name)] : (...args: unknown[]) => calls.push([name, ...args])
    }) as unknown as Brush
    paintScene(
      brush,
      {
        width: 300,
        height: 200,
        items: [
          {
            kind: 'text',
            node: 'a',
            x: 10,
            y: 20,
            lines: ['静电', 'chuck'],
            size: 12,
            lineHeight: 16,
            weight: 600,
            anchor: 'middle',
            fill: 'bad'
          }
        ]
      },
      palettes.dark
    )
    expect(calls).toEqual([
      ['fillRect', 0, 0, 300, 200],
      ['fillText', '静电', 10, 20],
      ['fillText', 'chuck', 10, 36]
    ])
    expect(state).toMatchObject({ textAlign: 'center', fillStyle: palettes.dark.bad })
    expect(state['font']).toMatch(/^600 12px "Inter Variable"/)
  })
})
