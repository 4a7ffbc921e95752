import { createHash } from 'node:crypto'
import { assert, beforeAll, describe, expect, it } from 'vitest'
import { planDemo } from '../../../main/demo/plan'
import type { FileGroup, PlannedTester } from '../../../main/demo/wafers/files'
import { geometry } from '../../../main/demo/wafers/layout'
import { inspectionFileBytes } from '../../../main/demo/wafers/inspection-file'
import { lotFileBytes } from '../../../main/demo/wafers/lot-file'
import { pictureBytes } from '../../../main/demo/wafers/picture'
import { program } from '../../../main/demo/wafers/program'
import { readKlarf, type ReadWafer } from '../../formats/klarf/read'
import { columnOf, drive, type Driven } from '../../formats/stdf/drive'

const now = new Date('2026-11-21T12:00:00Z')
const seed = 4817
const plan = planDemo(seed, now)
const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

/** One touched die as a reader finds it in the file. */
interface Found {
  readonly wafer: number
  readonly x: number
  readonly y: number
  readonly bin: number
}

function partsOf(driven: Driven): Found[] {
  return driven.groups.flatMap(group =>
    group.parts === null
      ? []
      : Array.from(group.parts.columns.x, (x, i) => ({
          wafer: group.parts?.columns.wafer[i] ?? -1,
          x,
          y: group.parts?.columns.y[i] ?? 0,
          bin: group.parts?.columns.softBin[i] ?? 0
        }))
  )
}

const radiusOf = ({ x, y }: Found): number =>
  Math.hypot(x * geometry.dieWidth, y * geometry.dieHeight) / (geometry.diameter / 2)

const share = (of: readonly Found[], bin: number): number =>
  of.filter(die => die.bin === bin).length / Math.max(1, of.length)

const median = (values: readonly number[]): number =>
  values.filter(value => !Number.isNaN(value)).toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** Median of a test of the program, over one file. */
function medianOf(driven: Driven, name: string): number {
  const number = program.find(test => test.name === name)?.number
  const index = driven.summary.tests.findIndex(test => test.number === number)
  return median(columnOf(driven, index).values)
}

/** The files of a group, written and read again. */
function readGroup(group: FileGroup): Driven[] {
  return plan.data
    .filter(file => file.kind === 'tester' && file.group === group)
    .map(file => drive(lotFileBytes(tester(file), seed)))
}

const tester = (file: (typeof plan.data)[number] | undefined): PlannedTester => {
  if (file?.kind !== 'tester') throw new Error('the plan has no such file')
  return file
}

describe('the tester files of the demo', () => {
  const read: Partial<Record<FileGroup, Driven[]>> = {}
  beforeAll(() => {
    for (const group of ['ring', 'repeat', 'scratch', 'drift'] as const) read[group] = readGroup(group)
  })
  const of = (group: FileGroup): readonly Driven[] => read[group] ?? []

  it('are the same bytes for the same seed, and others for another', () => {
    const file = tester(plan.data[1])
    const again = tester(planDemo(seed, now).data[1])
    expect(hashOf(lotFileBytes(again, seed))).toBe(hashOf(lotFileBytes(file, seed)))
    expect(hashOf(lotFileBytes(file, seed + 1))).not.toBe(hashOf(lotFileBytes(file, seed)))
  })

  it('are read without a remark: ten wafers of three lots, 62 tests, four sites, retests', () => {
    const all = (['ring', 'repeat', 'scratch', 'drift'] as const).flatMap(of)
    expect(all.flatMap(driven => driven.warnings)).toEqual([])
    expect(all.reduce((sum, { summary }) => sum + summary.wafers.length, 0)).toBe(10)
    expect(new Set(all.map(({ summary }) => summary.header.mir?.['LOT_ID'])).size).toBe(3)
    for (const { summary } of all) {
      expect(summary.tests).toHaveLength(62)
      expect(summary.header.sites[0]?.siteNumbers).toEqual([0, 1, 2, 3])
      for (const wafer of summary.wafers) {
        expect(wafer.declared?.parts).toBe(wafer.parts)
        expect(wafer.parts).toBe(737 + (wafer.declared?.retests ?? -1))
        expect(wafer.declared?.retests).toBeGreaterThan(0)
        expect(wafer.declared?.good).toBe(wafer.good)
      }
    }
  })

  it('have a ring at the edge of every wafer of one lot', () => {
    const parts = of('ring').flatMap(partsOf)
    for (const wafer of [0, 1, 2, 3]) {
      const dies = parts.filter(die => die.wafer === wafer)
      expect(
        share(
          dies.filter(die => radiusOf(die) > 0.86),
          60
        )
      ).toBeGreaterThan(0.5)
      expect(
        share(
          dies.filter(die => radiusOf(die) < 0.65),
          60
        )
      ).toBeLessThan(0.01)
    }
  })

  it('have one dead die in every reticle shot of another lot', () => {
    const parts = of('repeat').flatMap(partsOf)
    const { shotColumns, shotRows } = geometry
    // Folded onto the shot: twelve places, one of which stands out.
    const places = new Map<string, Found[]>()
    for (const die of parts) {
      const key = `${((die.x % shotColumns) + shotColumns) % shotColumns},${((die.y % shotRows) + shotRows) % shotRows}`
      places.set(key, [...(places.get(key) ?? []), die])
    }
    const shares = [...places.values()].map(dies => share(dies, 32)).toSorted((a, b) => b - a)
    expect(shares).toHaveLength(12)
    expect(shares[0]).toBeGreaterThan(0.75)
    expect(shares[1]).toBeLessThan(0.02)
  })

  it('have a line of dead dies on one wafer alone', () => {
    // What a scratch does: open lines, broken scan chains. A die counts once, however often it was touched.
    const broken = (driven: Driven): Found[] => [
      ...new Map(
        partsOf(driven)
          .filter(die => [20, 50, 51].includes(die.bin))
          .map(die => [`${die.x},${die.y}`, die])
      ).values()
    ]
    // A scratch holds together: its dies have neighbours that are dead as well. Chance seldom has.
    const inLine = (dies: readonly Found[]): number =>
      dies.filter(a => dies.some(b => a !== b && Math.hypot(a.x - b.x, a.y - b.y) < 1.5)).length
    const [scratched] = of('scratch').map(broken)
    const others = of('drift').map(broken)
    expect(inLine(scratched ?? [])).toBeGreaterThanOrEqual(18)
    for (const dies of others) expect(inLine(dies)).toBeLessThan(9)
  })

  it('have one test that drifts to its limit, and the one it is made from stands still', () => {
    const inOrder = (['ring', 'repeat', 'scratch', 'drift'] as const).flatMap(of)
    const reference = inOrder.map(driven => medianOf(driven, 'VREF_2V5'))
    expect(reference).toEqual(reference.toSorted((a, b) => a - b))
    expect(reference[0]).toBeLessThan(2.505)
    expect(reference.at(-1)).toBeGreaterThan(2.517)
    expect(reference.at(-1)).toBeLessThan(2.525)
    const bandgap = inOrder.map(driven => medianOf(driven, 'V_BANDGAP'))
    expect(Math.max(...bandgap) - Math.min(...bandgap)).toBeLessThan(0.0015)
  })
})

describe('the inspection files of the demo', () => {
  const files = plan.data.filter(file => file.kind === 'inspection')
  const read = files.map(file => readKlarf(inspectionFileBytes(file, seed)))
  const cell = (wafer: ReadWafer, row: readonly (number | string | null)[], column: string): number =>
    Number(row[wafer.columns.indexOf(column)])
  const classed = (wafer: ReadWafer | undefined, kind: number) =>
    wafer?.rows.filter(row => cell(wafer, row, 'CLASSNUMBER') === kind) ?? []

  it('are read without a remark, in two versions, with the dies of the tester', () => {
    expect(read.flatMap(file => file.warnings)).toEqual([])
    expect(read.map(file => file.summary.version)).toEqual(['1.2', '1.8'])
    for (const { facts, rows } of read.flatMap(file => file.wafers)) {
      expect(facts.plan).toHaveLength(2 * 737)
      expect(rows.length).toBeGreaterThan(30)
    }
    expect(inspectionFileBytes(files[0] ?? assert.fail(), seed)).toEqual(
      inspectionFileBytes(files[0] ?? assert.fail(), seed)
    )
  })

  it('name pictures that come with them, each of its own defect', () => {
    const named = read.flatMap(file =>
      file.wafers.flatMap(wafer => wafer.images.flat().map(image => image.file))
    )
    const pictures = plan.data.filter(file => file.kind === 'picture')
    expect(named.toSorted()).toEqual(pictures.map(file => file.name).toSorted())
    expect(new Set(named).size).toBe(15)
    const bytes = pictures.map(file => pictureBytes(file, seed))
    expect(new Set(bytes.map(hashOf)).size).toBe(15)
    const [first] = bytes
    expect(first?.subarray(1, 4).toString()).toBe('PNG')
    expect([first?.readUInt32BE(16), first?.readUInt32BE(20)]).toEqual([128, 128])
    expect(first).toEqual(pictureBytes(pictures[0] ?? assert.fail(), seed))
  })

  it('have the repeater at one place of the dies that fail', () => {
    const failing = new Map(
      readGroup('repeat').map((driven, i) => [
        `W${['02', '09', '21'][i] ?? ''}`,
        partsOf(driven).filter(die => die.bin === 32)
      ])
    )
    for (const wafer of read[0]?.wafers ?? []) {
      const bridges = classed(wafer, 2)
      expect(bridges.length).toBeGreaterThan(45)
      for (const row of bridges) {
        expect(cell(wafer, row, 'XREL')).toBeCloseTo(2410, -2)
        expect(cell(wafer, row, 'YREL')).toBeCloseTo(3730, -2)
      }
      const dead = failing.get(wafer.facts.wafer) ?? []
      const hit = dead.filter(die =>
        bridges.some(row => cell(wafer, row, 'XINDEX') === die.x && cell(wafer, row, 'YINDEX') === die.y)
      )
      expect(hit.length / dead.length).toBeGreaterThan(0.85)
    }
  })

  it('have the scratch on one wafer, over the dies that fail', () => {
    const [scratched, other] = read[1]?.wafers ?? []
    expect(classed(scratched, 3).length).toBeGreaterThan(90)
    expect(classed(other, 3)).toHaveLength(0)
    const [driven] = readGroup('scratch')
    const broken = (driven === undefined ? [] : partsOf(driven)).filter(die => [20, 50].includes(die.bin))
    const spots = classed(scratched, 3)
    const hit = broken.filter(die =>
      spots.some(
        row =>
          scratched !== undefined &&
          cell(scratched, row, 'XINDEX') === die.x &&
          cell(scratched, row, 'YINDEX') === die.y
      )
    )
    expect(hit.length).toBeGreaterThan(12)
  })
})
