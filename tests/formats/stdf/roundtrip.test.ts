import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { layouts, type FieldLayout, type RecordName } from '../../../main/instruments/formats/stdf/layout'
import { records } from '../../../main/instruments/formats/stdf/records'
import { StdfWriter, type WriteFields, type WriteValue } from '../../../main/instruments/formats/stdf/write'
import { haveSamples, sample } from './samples'

const ascii = (maxLength: number) =>
  fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map(code => String.fromCharCode(code)), maxLength })

/** Values a field of a type can hold, such that writing and reading give the same. */
function values(type: FieldLayout['type'], width: number): fc.Arbitrary<unknown> {
  switch (type) {
    case 'U1':
    case 'B1':
      return fc.nat(255)
    case 'U2':
      return fc.nat(65535)
    case 'U4':
      return fc.nat(4294967295)
    case 'U8':
      return fc.bigInt(0n, 2n ** 64n - 1n)
    case 'I1':
      return fc.integer({ min: -128, max: 127 })
    case 'I2':
      return fc.integer({ min: -32768, max: 32767 })
    case 'I4':
      return fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })
    case 'R4':
      return fc.float()
    case 'R8':
      return fc.double()
    case 'C1':
      return ascii(1).filter(text => text.length === 1)
    case 'Cn':
      return ascii(255)
    case 'Sn':
      return ascii(300)
    case 'Cf':
      return ascii(width)
    case 'Uf':
      return width === 8 ? fc.bigInt(0n, 2n ** 64n - 1n) : fc.nat(2 ** (8 * width) - 1)
    case 'Bn':
      return fc.uint8Array({ maxLength: 255 })
    case 'Dn':
      return fc
        .uint8Array({ maxLength: 40 })
        .chain(bytes =>
          fc
            .integer({ min: Math.max(0, bytes.length * 8 - 7), max: bytes.length * 8 })
            .map(bits => ({ bits, bytes }))
        )
    case 'N1':
      return fc.nat(15)
    case 'Vn':
      return fc.oneof(
        fc.constant({ type: 0, value: null }),
        ...(
          [
            [1, 'U1'],
            [2, 'U2'],
            [3, 'U4'],
            [4, 'I1'],
            [5, 'I2'],
            [6, 'I4'],
            [7, 'R4'],
            [8, 'R8'],
            [10, 'Cn'],
            [11, 'Bn'],
            [12, 'Dn'],
            [13, 'N1']
          ] as const
        ).map(([code, kind]) => values(kind, 0).map(value => ({ type: code, value })))
      )
  }
}

/** A record of a kind, cut off after any field, its arrays as long as their counts say. */
function recordOf(name: RecordName): fc.Arbitrary<{ name: RecordName; fields: Record<string, unknown> }> {
  const { fields } = layouts[name]
  const counts = [...new Set(fields.flatMap(field => (field.count === null ? [] : [field.count])))]
  const sizes = [...new Set(fields.flatMap(field => (field.size === null ? [] : [field.size])))]
  return fc
    .record({
      kept: fc.nat(fields.length),
      counts: fc.tuple(...counts.map(() => fc.nat(5))),
      sizes: fc.tuple(...sizes.map(() => fc.constantFrom(1, 2, 4, 8)))
    })
    .chain(shape => {
      const fixed: Record<string, number> = {}
      counts.forEach((count, i) => (fixed[count] = shape.counts[i] ?? 0))
      sizes.forEach((size, i) => (fixed[size] = shape.sizes[i] ?? 1))
      const kept = fields.slice(0, shape.kept)
      return fc
        .tuple(
          ...kept.map(field => {
            const given = fixed[field.name]
            if (given !== undefined) return fc.constant(given)
            const width = field.size === null ? 0 : (fixed[field.size] ?? 1)
            if (field.count === null) return values(field.type, width)
            const length = fixed[field.count] ?? 0
            return fc.array(values(field.type, width), { minLength: length, maxLength: length })
          })
        )
        .map(list => {
          const out: Record<string, unknown> = {}
          kept.forEach((field, i) => {
            const flag = field.when === null ? 1 : Number(out[field.when.flag]) & field.when.mask
            if (flag !== 0) out[field.name] = list[i]
          })
          return { name, fields: out }
        })
    })
}

const anyRecord = fc
  .constantFrom(...(Object.keys(layouts) as RecordName[]).filter(name => name !== 'FAR'))
  .chain(recordOf)

/** Without empty arrays: one at the end of a record is there or not, no one can tell. */
function filled(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => !Array.isArray(value) || value.length > 0)
  )
}

describe('STDF written and read again', () => {
  it.each(['BigEndian', 'LittleEndian'] as const)('gives every field of every record back, %s', order => {
    fc.assert(
      fc.property(fc.array(anyRecord, { maxLength: 8 }), list => {
        const writer = new StdfWriter(order)
        for (const { name, fields } of list) writer.record(name, fields as WriteFields)
        const [far, ...read] = [...records(writer.bytes())]
        expect(far?.name).toBe('FAR')
        expect(read.map(record => record.name)).toEqual(list.map(record => record.name))
        read.forEach((record, i) => {
          expect(filled(record.fields)).toEqual(filled(list[i]?.fields ?? {}))
          expect(record.read).toBe(record.length)
        })
      }),
      { numRuns: 400 }
    )
  })

  it('writes fields that are not given, but followed by given ones, as missing', () => {
    const bytes = new StdfWriter('BigEndian')
      .record('PRR', { HEAD_NUM: 1, SITE_NUM: 2, PART_ID: 'A7' })
      .bytes()
    const prr = [...records(bytes)][1]
    expect(prr?.fields).toMatchObject({ HARD_BIN: 65535, SOFT_BIN: 65535, X_COORD: -32768, Y_COORD: -32768 })
    expect(prr?.fields).not.toHaveProperty('PART_TXT')
  })

  it('refuses what does not fit', () => {
    const writer = new StdfWriter('LittleEndian')
    expect(() => writer.record('DTR', { TEXT_DAT: 'x'.repeat(256) })).toThrow(RangeError)
    const tooLong: WriteValue = Array.from({ length: 300 }, () => 'y'.repeat(255))
    expect(() => writer.record('PLR', { GRP_CNT: 300, PGM_CHAR: tooLong })).toThrow(RangeError)
  })
})

describe.skipIf(!haveSamples)('the layouts fit real records', () => {
  it('the fields of every V4 and V4-2007 record use its bytes up exactly', () => {
    const list = [...records(readFileSync(sample('stdf/libstdf-test.stdf')))]
    expect(list).toHaveLength(35)
    expect(new Set(list.map(record => record.name)).size).toBe(32)
    for (const record of list) expect(record.read, String(record.name)).toBe(record.length)
    const str = list.find(record => record.name === 'STR')?.fields
    expect(str).toMatchObject({
      LOG_TYP: 'Standard',
      RSLT_TXT: 'Failed',
      COND_LST: ['1.1V', '1.5v', '3.3V'],
      CYC_OFST: [300, 400],
      PMR_INDX: [30, 40]
    })
    const cdr = list.find(record => record.name === 'CDR')?.fields
    expect(cdr?.['CELL_LST']).toEqual(['Block1', 'Block2', 'Block3', 'Block4', 'Block5', 'Block6'])
  })
})
