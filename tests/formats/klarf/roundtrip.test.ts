import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type {
  CellOut,
  ImageOut,
  KlarfOut,
  LotOut,
  WaferOut
} from '../../../main/instruments/formats/klarf/write'
import { bytesOf, madeKlarf } from './made'
import { readKlarf, type ReadFile } from './read'

/** What a text can be in a file: anything but quotes, line ends and control characters; ends not blank. */
const text = fc
  .string({ unit: 'grapheme', maxLength: 12 })
  .filter(
    one =>
      !/["\p{C}]/u.test(one) && one.trim() === one && !/^(N|NA|N\/A|NaN|NULL|null|nan|n\/a|na|-)$/.test(one)
  )
const name = text.filter(one => one !== '')
const stamp = fc
  .date({ min: new Date('1981-01-01T00:00:00Z'), max: new Date('2079-12-31T00:00:00Z'), noInvalidDate: true })
  .map(date => date.toISOString().slice(0, 19))
/** Micrometres on whole nanometres. */
const um = fc.integer({ min: -1e9, max: 1e9 }).map(value => value / 1000)
const pair = fc.record({ x: um, y: um })
const index = fc.integer({ min: -1000, max: 1000 })

const columns = [
  'DEFECTID',
  'XREL',
  'YREL',
  'XINDEX',
  'YINDEX',
  'DEFECTAREA',
  'CLASSNUMBER',
  'NOTE',
  'SCORE'
] as const
const row: fc.Arbitrary<CellOut[]> = fc.tuple(
  fc.nat(1e9),
  um,
  fc.option(um),
  index,
  index,
  fc.integer({ min: 0, max: 1e12 }).map(value => value / 1e6),
  fc.integer({ min: -1, max: 300 }),
  fc.option(name.filter(one => !/^[+-]?\d/.test(one))),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(value => (value === 0 ? 0 : value))
)
const image = (v18: boolean): fc.Arbitrary<ImageOut> =>
  v18
    ? fc.record({ file: name, page: fc.nat(99), format: fc.constantFrom('JPG', 'TIFF'), label: name })
    : fc.record({ file: fc.constant(''), page: fc.nat(9999), label: fc.nat(9).map(String) })

const wafer = (v18: boolean): fc.Arbitrary<WaferOut> =>
  fc
    .record({
      wafer: name,
      slot: fc.nat(50),
      centre: pair,
      plan: fc.uniqueArray(fc.tuple(index, index), {
        maxLength: 6,
        selector: ([x, y]) => `${String(x)} ${String(y)}`
      }),
      area: fc.integer({ min: 1, max: 1e9 }),
      rows: fc.array(row, { maxLength: 6 }),
      images: fc.option(
        fc.array(fc.tuple(name, fc.array(image(v18), { minLength: 1, maxLength: 3 })), { maxLength: 6 })
      )
    })
    .map(({ images, ...rest }) => ({
      ...rest,
      columns,
      ...(images === null
        ? {}
        : {
            images: new Map(
              images
                .slice(0, rest.rows.length)
                .map(([file, list], i) => [i, v18 ? list : list.map(one => ({ ...one, file }))] as const)
            )
          })
    }))

const lot = (v18: boolean): fc.Arbitrary<LotOut> =>
  fc.record({
    lot: name,
    device: name,
    step: name,
    recipe: name,
    recipeAt: stamp,
    station: fc.tuple(name, name, name),
    resultAt: stamp,
    geometry: fc.record({
      diameter: fc.constantFrom(100, 150, 200, 300),
      pitch: fc.record({
        x: fc.integer({ min: 1, max: 1e8 }).map(v => v / 1000),
        y: fc.integer({ min: 1, max: 1e8 }).map(v => v / 1000)
      }),
      origin: pair,
      mark: fc.constantFrom('notch', 'flat'),
      markAt: fc.constantFrom('down', 'left', 'up', 'right')
    }),
    classes: fc.uniqueArray(
      fc.record({
        number: fc.integer({ min: -1, max: 300 }),
        name: name.filter(one => !/^[+-]?\d+$/.test(one))
      }),
      {
        maxLength: 4,
        selector: one => one.number
      }
    ),
    wafers: fc.uniqueArray(wafer(v18), { minLength: 1, maxLength: 3, selector: one => one.wafer })
  })

const file = (version: '1.2' | '1.8'): fc.Arbitrary<KlarfOut> =>
  fc.record({
    version: fc.constant(version),
    fileAt: stamp,
    lots: fc.uniqueArray(lot(version === '1.8'), { minLength: 1, maxLength: 2, selector: one => one.lot })
  })

/** What was written, in the shape it is read in. */
function expected({ lots, fileAt, version }: KlarfOut): unknown {
  return {
    version,
    fileAt,
    lots: lots.map(({ wafers, recipeAt: _recipeAt, geometry: { origin, ...geometry }, ...facts }) => ({
      ...facts,
      wafers: wafers.map(one => ({
        wafer: one.wafer,
        slot: one.slot,
        defects: one.rows.length,
        declared: one.rows.length,
        geometry: { ...geometry, origin, centre: one.centre },
        plan: one.plan.flat(),
        area: one.area,
        rows: one.rows,
        images: one.rows.map((_, i) =>
          (one.images?.get(i) ?? []).map(picture => ({
            file: picture.file,
            page: picture.page,
            format: picture.format ?? '',
            label: picture.label
          }))
        )
      }))
    }))
  }
}

function found({ summary, wafers }: ReadFile): unknown {
  return {
    version: summary.version,
    fileAt: summary.fileAt,
    lots: summary.lots.map(one => ({
      lot: one.lot,
      device: one.device,
      step: one.step,
      recipe: one.recipe,
      station: one.station,
      resultAt: one.resultAt,
      classes: one.classes,
      wafers: one.wafers.map(facts => {
        const { mirrored: _mirrored, ...geometry } = facts.geometry
        const read = wafers.find(candidate => candidate.facts.index === facts.index)
        return {
          wafer: facts.wafer,
          slot: facts.slot,
          defects: facts.defects,
          declared: facts.declared,
          geometry,
          plan: [...facts.plan],
          area: facts.tests[0]?.area,
          rows: read?.rows.map(cells => cells.slice(0, columns.length)),
          images: read?.images
        }
      })
    }))
  }
}

describe('what is written is read back the same', () => {
  it.each(['1.2', '1.8'] as const)('KLARF %s', version => {
    fc.assert(
      fc.property(file(version), fc.integer({ min: 1, max: 200 }), (one, piece) => {
        const read = readKlarf(bytesOf(one), piece)
        expect(read.keys.filter(key => key !== 'charsetUncertain')).toEqual([])
        expect(found(read)).toEqual(expected(one))
      }),
      { numRuns: 150 }
    )
  })

  it('1.2 and 1.8 of one lot give the same', () => {
    const [old, recent] = (['1.2', '1.8'] as const).map(version => {
      const { wafers } = readKlarf(bytesOf(madeKlarf({ version, images: true })))
      // Square nanometres round where square micrometres do not.
      return wafers.map(one =>
        one.rows.map(cells =>
          cells.map(cell => (typeof cell === 'number' ? Number(cell.toPrecision(12)) : cell))
        )
      )
    })
    expect(recent).toEqual(old)
  })

  it('groups of any size give the same wafers', () => {
    const bytes = bytesOf(madeKlarf({ defects: 300, images: true }))
    expect(readKlarf(bytes, 1 << 20, 4096)).toEqual(readKlarf(bytes))
  })
})
