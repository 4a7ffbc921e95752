import { afterEach, beforeEach, expect, it } from 'vitest'
import { seeded } from '../../formats/stdf/random'
import { viewOf, Workbench, type MadeTouch } from './workbench'

let bench: Workbench
beforeEach(() => {
  bench = new Workbench()
})
afterEach(() => {
  bench.close()
})

/** A round wafer of dies with coordinates from 0; `bin` gives the hard bin at a place relative to the centre. */
function wafer(radius: number, bin: (x: number, y: number) => number): MadeTouch[] {
  const touches: MadeTouch[] = []
  for (let y = -radius; y <= radius; y++)
    for (let x = -radius; x <= radius; x++) {
      if (x * x + y * y > radius * radius) continue
      const found = bin(x, y)
      touches.push({ x: x + radius, y: y + radius, bin: found, fail: found !== 1 })
    }
  return touches
}

it('a ring is named, its dies pointed at, and seen in the zones; other bins do not hide it', async () => {
  const random = seeded(5)
  const wafers = ['1', '2', '3'].map(id => ({
    wafer: id,
    touches: wafer(14, (x, y) => {
      const r = Math.hypot(x, y) / 14
      if (r > 0.55 && r < 0.75 && random() < 0.5) return 5
      return random() < 0.04 ? 7 : 1
    })
  }))
  await bench.make('ring', { lot: 'RING', wafers })
  const view = viewOf(['ring'])
  const stack = { stack: true as const }
  const found = bench.ask('analysis.signature', { view, which: stack, bins: [] })
  expect(found.kinds).toEqual(['ring'])
  expect(found.dies).toBe(3 * (wafers[0]?.touches.length ?? 0))
  expect(found.scores.find(one => one.kind === 'ring')?.score).toBeGreaterThan(0.5)
  expect(found.grounds[0]).toMatchObject({ key: 'shares', params: { kind: 'ring' } })
  const radii = [...found.region.x].map((x, i) => Math.hypot(x - 14, (found.region.y[i] ?? 0) - 14) / 14)
  expect(Math.min(...radii)).toBeGreaterThan(0.45)
  expect(Math.max(...radii)).toBeLessThan(0.85)
  const noise = bench.ask('analysis.signature', { view, which: stack, bins: [7] })
  expect(noise.kinds).toEqual(['random'])
  const single = bench.ask('analysis.signature', { view, which: { wafer: 'RING/2' }, bins: [5] })
  expect(single.kinds).toEqual(['ring'])
  const zones = bench.ask('analysis.zones', { view, which: stack, rings: 3, sectors: 1, reticle: null })
  const rate = zones.zones.map(zone => zone.fails / zone.dies)
  expect(rate[1]).toBeGreaterThan(3 * (rate[0] ?? 1))
  expect(zones.reticle).toBeNull()
})

it('a repeating die is found with its field', async () => {
  const random = seeded(9)
  const wafers = ['1', '2', '3', '4'].map(id => ({
    wafer: id,
    touches: wafer(16, (x, y) =>
      (x + 64) % 4 === 2 && (y + 60) % 3 === 1 && random() < 0.6 ? 5 : random() < 0.03 ? 7 : 1
    )
  }))
  await bench.make('rep', { lot: 'REP', wafers })
  const view = viewOf(['rep'])
  const which = { stack: true as const }
  expect(bench.ask('analysis.signature', { view, which, bins: [] }).kinds).toEqual(['repeater'])
  const { reticle } = bench.ask('analysis.zones', { view, which, rings: 4, sectors: 4, reticle: null })
  expect(reticle).toMatchObject({ width: 4, height: 3, estimated: true })
  const given = { width: 4, height: 3, offsetX: 1, offsetY: 0 }
  const told = bench.ask('analysis.zones', { view, which, rings: 1, sectors: 1, reticle: given })
  expect(told.reticle).toMatchObject({ ...given, estimated: false })
})
