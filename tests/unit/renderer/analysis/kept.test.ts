import { evidence } from '@contract/evidence'
import { describe, expect, it } from 'vitest'
import { benchOf, noFilter } from '../../../../renderer/analysis/address'
import type { Overview } from '../../../../renderer/analysis/bench'
import { momentsOf, sidesOf } from '../../../../renderer/analysis/compared'
import { benchOfEvidence } from '../../../../renderer/analysis/fromEvidence'
import { binFace, type MapData, stackFace, valueFace } from '../../../../renderer/analysis/map/face'
import { discOf, reticlePlace, zoneAt } from '../../../../renderer/analysis/map/zones'
import { type Pinnable, pinOf } from '../../../../renderer/evidence/pinnable'

const hash = 'ab'.repeat(32)
const seen: Pinnable = {
  kind: 'chart',
  title: 'Pareto',
  caption: 'n = 3',
  n: 3,
  link: '/data?s=.a',
  sources: [{ name: 'a.stdf', sha256: hash, setId: 'a' }],
  view: benchOf(['a']),
  data: {
    header: ['bin', 'count'],
    rows: [
      ['5', 3],
      ['7', Number.NaN],
      [null, undefined]
    ]
  },
  png: Uint8Array.from({ length: 70_000 }, (_, i) => i % 256),
  svg: '<svg/>'
}
const words = { caseId: 'c1', title: ' The ring ', note: 'why' }
const thinned = (shown: number, total: number): string => `${shown}/${total}`

describe('what is pinned', () => {
  it('is what the core takes, figures that are none left out, bytes whole', () => {
    const input = evidence['evidence.pin'].input.parse(pinOf(seen, words, thinned))
    expect(input.title).toBe('The ring')
    expect(input.table?.rows).toEqual([
      ['5', 3],
      ['7', null],
      [null, null]
    ])
    expect(Buffer.from(input.picture ?? '', 'base64')).toEqual(Buffer.from(seen.png ?? []))
    expect(input.caption).toBe('n = 3')
  })

  it('says so where lines are left out, and keeps no link or drawing that is too long', () => {
    const rows = Array.from({ length: 12_000 }, (_, i) => [i])
    const long = {
      ...seen,
      data: { header: ['i'], rows },
      link: `/data?${'x'.repeat(30_000)}`,
      svg: ' '.repeat(5_000_000)
    }
    const input = evidence['evidence.pin'].input.parse(pinOf(long, words, thinned))
    expect(input.table?.rows).toHaveLength(5000)
    expect([input.table?.rows[0], input.table?.rows.at(-1)]).toEqual([[0], [11_999]])
    expect(input.caption).toBe('n = 3 · 5000/12000')
    expect([input.link, input.vector]).toEqual(['', null])
  })

  it('opens again as it was seen, and nothing else does', () => {
    const bench = benchOf(['a', 'b'], 'c0')
    expect(benchOfEvidence(JSON.parse(JSON.stringify(bench)), 'c1')).toEqual({ ...bench, caseId: 'c1' })
    for (const other of [null, {}, { view: { sets: [] } }, 'x'])
      expect(benchOfEvidence(other, 'c1')).toBeNull()
  })
})

describe('two sides', () => {
  const view = benchOf(['a', 'b', 'c']).view
  const wafer = (key: string, startedAt: string | null) => ({ key, startedAt })
  const overview = {
    wafers: [wafer('L/1', '2026-01-01T00:00:00.000Z'), wafer('L/2', '2026-01-02T00:00:00.000Z')],
    sets: [{ id: 'a', startedAt: null }]
  } as unknown as Overview

  it('are the chosen ones, each with the rest of the filter', () => {
    const asked = { what: 'lots', a: ['L1'], b: ['L2', 'L3'], from: '' } as const
    const narrowed = { ...view, filter: { ...noFilter, hardBins: [5] } }
    const sides = sidesOf(narrowed, overview, asked)
    if ('missing' in sides) throw new Error(sides.missing)
    expect(sides.a.filter).toMatchObject({ lots: ['L1'], hardBins: [5] })
    expect(sides.b.filter).toMatchObject({ lots: ['L2', 'L3'], hardBins: [5] })
  })

  it('are before and after a moment, by wafers where those have times', () => {
    expect(momentsOf(overview).of).toBe('wafers')
    const sides = sidesOf(view, overview, { what: 'periods', a: [], b: [], from: '2026-01-02T00:00:00.000Z' })
    if ('missing' in sides) throw new Error(sides.missing)
    expect([sides.a.filter.wafers, sides.b.filter.wafers]).toEqual([['L/1'], ['L/2']])
  })

  it('say what is missing', () => {
    const none = { a: [], b: [], from: '' }
    expect(sidesOf(view, overview, { what: 'lasso', ...none })).toEqual({ missing: 'lasso' })
    expect(sidesOf(view, overview, { what: 'sites', ...none })).toEqual({ missing: 'choose' })
    expect(sidesOf(view, overview, { what: 'periods', ...none })).toEqual({ missing: 'period' })
    expect(sidesOf({ ...view, sets: ['a'] }, overview, { what: 'sets', ...none })).toEqual({
      missing: 'oneSet'
    })
  })
})

describe('the face of a map', () => {
  const data = {
    x: Int32Array.of(0, 1, 2),
    y: Int32Array.of(0, 0, 0),
    inside: Uint8Array.of(1, 1, 0),
    value: Float64Array.of(1, 5, 5),
    pass: Uint8Array.of(1, 0, 0)
  } as unknown as MapData
  const alpha = (pixel: number | undefined): number => (pixel ?? 0) >>> 24

  it('gives a bin the colour it has on every wafer, and fades what the filter leaves out', () => {
    const colors = new Map([
      [1, [1, 2, 3] as const],
      [5, [9, 8, 7] as const]
    ])
    const face = binFace(data, String, null, colors, null)
    expect((face.paint[1] ?? 0) & 0xffffff).toBe((7 << 16) | (8 << 8) | 9)
    expect([...face.paint].map(alpha)).toEqual([0xff, 0xff, 0x30])
    expect([...binFace(data, String, null, colors, 1).paint].map(alpha)).toEqual([0xff, 0x30, 0x30])
  })

  it('takes the scale of all wafers where there is one', () => {
    const common = { from: 0, to: 100, ends: 'clamped' } as const
    const face = valueFace(data, { lo: null, hi: null }, 'all', common)
    expect(face.kind === 'scale' && face.scale).toBe(common)
  })

  it('of a stack begins at nothing', () => {
    const clean = { ...data, value: new Float64Array(3), pass: new Uint8Array(3) }
    const face = stackFace(clean, 'count', null, 'all', false)
    expect(face.kind === 'scale' && face.scale).toMatchObject({ from: 0, to: 1 })
  })
})

describe('zones of a wafer', () => {
  it('are rings of equal area and sectors from growing x towards growing y', () => {
    const places: [number, number][] = []
    for (let y = -50; y <= 50; y++)
      for (let x = -50; x <= 50; x++) if (Math.hypot(x, y) <= 50) places.push([x, y])
    const disc = discOf({ x: places.map(([x]) => x), y: places.map(([, y]) => y) })
    const counts = [0, 0, 0, 0]
    for (const [x, y] of places) {
      const { ring } = zoneAt(disc, 4, 4, x, y)
      counts[ring] = (counts[ring] ?? 0) + 1
    }
    for (const count of counts) expect(count / places.length).toBeCloseTo(0.25, 1)
    expect(zoneAt(disc, 4, 4, 30, 10).sector).toBe(0)
    expect(zoneAt(disc, 4, 4, -10, 30).sector).toBe(1)
    expect(zoneAt(disc, 4, 4, 30, -10).sector).toBe(3)
  })

  it('of a reticle repeat to both sides of nothing', () => {
    const reticle = { width: 3, height: 2, offsetX: 1, offsetY: 0 }
    expect(reticlePlace(reticle, 1, 0)).toEqual({ x: 0, y: 0 })
    expect(reticlePlace(reticle, -2, -1)).toEqual({ x: 0, y: 1 })
  })
})
