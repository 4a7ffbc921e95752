import { describe, expect, it } from 'vitest'
import { classifySignature } from '../../../main/analysis/signature/classify'
import { generateMap, type GeneratedMap } from '../../../main/analysis/signature/generate'
import { signatureKinds, type DieMap, type SignatureKind } from '../../../main/analysis/signature/types'
import { createRandom } from '../../../main/statistics/random'
import { confusionTable, mapKinds, recipes, tryAll } from './signature-maps'

/** A map with strong signatures of these kinds. */
function strong(kinds: readonly SignatureKind[], seed: string, dies = 1500): GeneratedMap {
  return generateMap({
    seed,
    dies,
    baseYield: 0.93,
    signatures: kinds.map(kind => ({ kind, kill: 0.75 }))
  })
}

/** Dies shared by the found region and the planted one, over those of either. */
function overlap(found: ArrayLike<number>, planted: Uint8Array): number {
  let both = 0
  for (let i = 0; i < found.length; i++) if (planted[found[i] ?? -1] === 1) both++
  const all = found.length + planted.reduce((a, b) => a + b, 0) - both
  return both / all
}

describe('signatures of generated maps', () => {
  it('are told apart on maps that set no threshold', () => {
    const single = tryAll(recipes('quick', 70))
    expect(single.macroF1, confusionTable(single)).toBeGreaterThan(0.85)
    const stacked = tryAll(recipes('quick stacked', 30, { stacked: true }))
    expect(stacked.macroF1, confusionTable(stacked)).toBeGreaterThan(0.93)
  })

  it('each have their dies found', () => {
    for (const kind of signatureKinds)
      for (const seed of ['a', 'b']) {
        const map = strong([kind], `region ${seed}`)
        const { kinds, regions, scores } = classifySignature(map)
        expect(kinds).toEqual([kind])
        expect(scores[kind]).toBeGreaterThan(0.9)
        expect(
          overlap(regions[0]?.dies ?? [], map.planted[0]?.dies ?? new Uint8Array()),
          kind
        ).toBeGreaterThan(0.6)
      }
  })

  it('come in pairs, the surest first, with a score for every kind', () => {
    const map = strong(['ring', 'scratch'], 'pair')
    const found = classifySignature(map)
    expect([...found.kinds].sort()).toEqual(['ring', 'scratch'])
    expect(found.regions.map(({ kind }) => kind)).toEqual(found.kinds)
    expect(Object.keys(found.scores).sort()).toEqual([...mapKinds].sort())
    expect(found.dies).toBe(map.x.length)
    expect(found.baseFail).toBeCloseTo(0.07, 1)
  })

  it('score 0.5 and more exactly where they are believed', () => {
    for (const recipe of recipes('scores', 24)) {
      const { scores, kinds } = classifySignature(generateMap(recipe))
      for (const kind of mapKinds) {
        expect(scores[kind]).toBeGreaterThanOrEqual(0)
        expect(scores[kind]).toBeLessThanOrEqual(1)
        if (kind !== 'random') expect(scores[kind] >= 0.5).toBe(kinds.includes(kind))
      }
      expect(scores.random).toBeCloseTo(1 - Math.max(...signatureKinds.map(kind => scores[kind])), 12)
      expect(kinds.includes('random')).toBe(scores.random > 0.5)
    }
  })

  it('stay when the map is moved, mirrored, turned over or read in another order', () => {
    const random = createRandom('order')
    for (const kind of signatureKinds) {
      const map = strong([kind], 'moved')
      const order = random.shuffled(Array.from(map.x.keys()))
      const changed = (x: (i: number) => number, y: (i: number) => number): DieMap => ({
        x: order.map(x),
        y: order.map(y),
        fail: order.map(i => map.fail[i] ?? 0)
      })
      const [x, y] = [(i: number) => map.x[i] ?? 0, (i: number) => map.y[i] ?? 0]
      for (const other of [
        changed(
          i => x(i) + 40,
          i => y(i) - 7
        ),
        changed(i => -x(i), y),
        changed(y, x)
      ])
        expect(classifySignature(other).kinds, kind).toEqual([kind])
    }
  })

  it('bring the figures that speak for them', () => {
    const figures = (kind: SignatureKind) => {
      const { evidence } = classifySignature(strong([kind], 'figures'))
      return Object.fromEntries((evidence[kind] ?? []).map(({ key, params }) => [key, params]))
    }
    const ring = figures('ring')
    expect(ring['shares']?.['inside']).toBeGreaterThan(0.6)
    expect(ring['shares']?.['outside']).toBeLessThan(0.12)
    expect(ring['ringAt']?.['inner']).toBeGreaterThan(0.25)
    expect(ring['ringAt']?.['outer']).toBeLessThan(0.95)
    const repeater = figures('repeater')
    expect(repeater['repeatsAt']?.['positions']).toBeGreaterThan(0)
    expect(repeater['fold']?.['p']).toBeLessThan(1e-6)
    expect(figures('centre')['centreAt']?.['radius']).toBeLessThan(0.5)
    expect(figures('edge')['edgeAt']?.['arc']).toBeGreaterThan(80)
    expect(figures('cluster')['clusterAt']?.['distance']).toBeGreaterThan(0.2)
    expect(figures('scratch')['scratchAt']?.['length']).toBeGreaterThan(0.45)
  })

  it('of a whole map: joined and near where it clusters, as by chance where it does not', () => {
    const figures = (kinds: readonly SignatureKind[]) =>
      Object.fromEntries(
        classifySignature(strong(kinds, 'whole')).map.map(({ key, params }) => [key, params])
      )
    const [cluster, random] = [figures(['cluster']), figures([])]
    expect(cluster['joins']?.['z']).toBeGreaterThan(10)
    expect(Math.abs(random['joins']?.['z'] ?? 9)).toBeLessThan(3)
    expect((random['joins']?.['observed'] ?? 0) / (random['joins']?.['expected'] ?? 1)).toBeCloseTo(1, 0)
    const near = ({ observed = 0, expected = 1 }: Record<string, number>) => observed / expected
    expect(near(random['neighbours'] ?? {})).toBeCloseTo(1, 1)
    const lone = generateMap({
      seed: 'lone',
      dies: 1500,
      baseYield: 0.98,
      signatures: [{ kind: 'cluster', kill: 0.5 }]
    })
    const { params } = classifySignature(lone).map.find(({ key }) => key === 'neighbours') ?? { params: {} }
    expect(near(params)).toBeLessThan(0.8)
    expect(cluster['angular']?.['p']).toBeLessThan(1e-6)
    expect(random['angular']?.['p']).toBeGreaterThan(1e-3)
    const edge = figures(['edge'])
    expect(edge['radial']?.['outer']).toBeGreaterThan(2 * (edge['radial']?.['inner'] ?? 1))
  })

  it('use the reticle where it is known', () => {
    const map = strong(['repeater'], 'field')
    const [found] = classifySignature(map).evidence.repeater?.filter(({ key }) => key === 'repeatsAt') ?? []
    const field = { columns: found?.params['columns'] ?? 0, rows: found?.params['rows'] ?? 0 }
    expect(classifySignature(map, { field }).kinds).toEqual(['repeater'])
    const other = { columns: field.columns + 1, rows: field.rows + 1 }
    expect(classifySignature(map, { field: other }).kinds).not.toContain('repeater')
  })
})

describe('maps that are none', () => {
  const random = (map: DieMap) => {
    const found = classifySignature(map)
    expect(found.kinds).toEqual(['random'])
    expect(found.scores.random).toBeGreaterThan(0.5)
    return found
  }

  it('of few dies, of one row, or with places that make no wafer', () => {
    expect(random({ x: [], y: [], fail: [] }).dies).toBe(0)
    expect(random({ x: [1, 2, 3], y: [1, 2, 3], fail: [1, 1, 1] }).dies).toBe(0)
    const line = Array.from({ length: 90 }, (_, i) => i)
    expect(random({ x: line, y: line.map(() => 4), fail: line.map(i => i % 2) }).dies).toBe(0)
    const stray = strong(['ring'], 'stray')
    expect(random({ ...stray, x: Array.from(stray.x, (x, i) => (i === 0 ? 1e9 : x)) }).dies).toBe(0)
    expect(random({ ...stray, x: Array.from(stray.x, x => x + 0.5) }).dies).toBe(0)
  })

  it('where all dies fail, or none', () => {
    const map = strong([], 'flat')
    for (const value of [0, 1])
      expect(random({ ...map, fail: new Float64Array(map.x.length).fill(value) }).dies).toBe(map.x.length)
  })

  it('leave out what has no result and add up what stands twice', () => {
    const map = strong(['ring'], 'twice')
    const broken = Array.from(map.fail, (fail, i) => (i % 50 === 0 ? Number.NaN : i % 51 === 0 ? 7 : fail))
    const found = classifySignature({ ...map, fail: broken })
    expect(found.kinds).toEqual(['ring'])
    expect(found.dies).toBe(broken.filter(fail => fail >= 0 && fail <= 1).length)
    const twice = (list: ArrayLike<number>) => [...Array.from(list), ...Array.from(list)]
    const doubled = classifySignature({ x: twice(map.x), y: twice(map.y), fail: twice(map.fail) })
    expect(doubled.dies).toBe(map.x.length)
    expect(doubled.kinds).toContain('ring')
  })

  it('take the wafer as told where only a part of it was tested', () => {
    const map = strong(['centre'], 'part', 3000)
    const half = Array.from(map.x.keys()).filter(i => (map.x[i] ?? 0) >= 0)
    const part = (list: ArrayLike<number>) => half.map(i => list[i] ?? 0)
    const size = (list: ArrayLike<number>) => Math.max(...Array.from(list, Math.abs)) + 0.5
    const frame = { centreX: 0, centreY: 0, radiusX: size(map.x), radiusY: size(map.y) }
    const tested = { x: part(map.x), y: part(map.y), fail: part(map.fail) }
    expect(classifySignature(tested, { frame }).kinds).toEqual(['centre'])
    expect(classifySignature(tested).kinds).not.toContain('centre')
  })
})

describe('the generator', () => {
  it('makes the same map of the same recipe, of the size and yield asked for', () => {
    const recipe = {
      seed: 3,
      dies: 2000,
      baseYield: 0.8,
      signatures: [{ kind: 'centre', kill: 0.5 }]
    } as const
    const [one, two] = [generateMap(recipe), generateMap(recipe)]
    expect(two).toEqual(one)
    expect(generateMap({ ...recipe, seed: 4 }).fail).not.toEqual(one.fail)
    for (const dies of [300, 1200, 5000]) {
      const map = generateMap({ seed: dies, dies, baseYield: 0.9, signatures: [] })
      expect(Math.abs(map.x.length / dies - 1)).toBeLessThan(0.12)
      expect(map.fail.reduce((a, b) => a + b, 0) / map.x.length).toBeCloseTo(0.1, 1)
    }
  })

  it('kills the share asked for inside, and stacks wafers', () => {
    const map = generateMap({
      seed: 'kill',
      dies: 4000,
      baseYield: 0.9,
      wafers: 20,
      signatures: [{ kind: 'edge', kill: 0.5 }]
    })
    const inside = map.planted[0]?.dies ?? new Uint8Array()
    const share = (of: number) => {
      const dies = Array.from(map.fail).filter((_, i) => inside[i] === of)
      return dies.reduce((a, b) => a + b, 0) / dies.length
    }
    expect(share(1)).toBeCloseTo(1 - 0.9 * 0.5, 1)
    expect(share(0)).toBeCloseTo(0.1, 1)
    expect(map.tested[0]).toBe(20)
  })

  it('bends shapes out of true where asked', () => {
    const recipe = {
      seed: 'bend',
      dies: 2000,
      baseYield: 0.9,
      signatures: [{ kind: 'ring', kill: 0.5 }]
    } as const
    const [plain, bent] = [generateMap(recipe), generateMap({ ...recipe, warp: 0.05 })]
    expect(bent.planted[0]?.dies).not.toEqual(plain.planted[0]?.dies)
    const size = (map: GeneratedMap) => map.planted[0]?.dies.reduce((a, b) => a + b, 0) ?? 0
    expect(Math.abs(size(bent) / size(plain) - 1)).toBeLessThan(0.3)
  })
})
