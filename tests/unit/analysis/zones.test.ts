import { describe, expect, it } from 'vitest'
import type { Places } from '../../../main/analysis/view/places-of'
import { repeatingField } from '../../../main/analysis/answers/signature'
import { foldField, zonesOf } from '../../../main/analysis/view/zones'
import { seeded } from '../../formats/stdf/random'

/** A round stack of wafers; `chance` says how likely a die fails at a place. */
function stack(
  radius: number,
  wafers: number,
  seed: number,
  chance: (x: number, y: number) => number
): Places {
  const random = seeded(seed)
  const x: number[] = []
  const y: number[] = []
  const fails: number[] = []
  for (let row = -radius; row <= radius; row++)
    for (let column = -radius; column <= radius; column++) {
      if (row * row + column * column > radius * radius) continue
      x.push(column)
      y.push(row)
      let failed = 0
      for (let wafer = 0; wafer < wafers; wafer++) if (random() < chance(column, row)) failed++
      fails.push(failed)
    }
  return {
    x: Int32Array.from(x),
    y: Int32Array.from(y),
    dies: new Float64Array(x.length).fill(wafers),
    fails: Float64Array.from(fails)
  }
}

const modulo = (value: number, by: number) => ((value % by) + by) % by

describe('zones of a wafer', () => {
  it('hold all dies once, about as many each, and find the edge', () => {
    const places = stack(20, 4, 1, (x, y) => (x * x + y * y > 15 * 15 ? 0.5 : 0.02))
    const zones = zonesOf(places, 4, 8)
    const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)
    expect(sum(zones.map(zone => zone.dies))).toBe(4 * places.x.length)
    expect(sum(zones.map(zone => zone.fails))).toBe(sum([...places.fails]))
    const rates = [0, 1, 2, 3].map(ring => {
      const own = zones.filter(zone => zone.ring === ring)
      return sum(own.map(zone => zone.fails)) / sum(own.map(zone => zone.dies))
    })
    expect(rates[0]).toBeLessThan(0.1)
    expect(rates[3]).toBeGreaterThan(0.3)
  })

  it('turn from growing x towards growing y', () => {
    const quarter = stack(10, 1, 2, (x, y) => (x > 1 && y > 1 ? 1 : 0))
    const failing = zonesOf(quarter, 1, 4).filter(zone => zone.fails > 0)
    expect(failing.map(zone => zone.sector)).toEqual([0])
  })
})

describe('the field of the reticle', () => {
  it.each([
    [3, 2, 11],
    [4, 4, 12],
    [2, 5, 13],
    [6, 3, 14]
  ])('of %i by %i dies is found from one bad place in it', (width, height, seed) => {
    const places = stack(22, 6, seed, (x, y) =>
      modulo(x, width) === 1 && modulo(y, height) === 1 ? 0.5 : 0.03
    )
    expect(repeatingField(places)).toMatchObject({ width, height })
    const { cells, p } = foldField(places, { width, height, offsetX: 0, offsetY: 0 })
    expect(p).toBeLessThan(1e-6)
    const worst = cells.toSorted((a, b) => b.fails / b.dies - a.fails / a.dies)[0]
    expect(worst).toMatchObject({ x: 1, y: 1 })
    const moved = foldField(places, { width, height, offsetX: 1, offsetY: 1 })
    expect(moved.cells[0]).toMatchObject({ fails: worst?.fails, dies: worst?.dies })
  })

  it.each([
    ['noise', () => 0.08],
    ['an edge ring', (x: number, y: number) => (x * x + y * y > 17 * 17 ? 0.5 : 0.03)],
    ['a cluster', (x: number, y: number) => ((x - 5) ** 2 + (y + 6) ** 2 < 20 ? 0.7 : 0.03)]
  ])('is not made up from %s', (_, chance) => {
    for (const seed of [21, 22, 23]) expect(repeatingField(stack(22, 3, seed, chance))).toBeNull()
  })
})
