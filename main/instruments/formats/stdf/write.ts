import type { BitField, GenericValue } from './fields'
import { layouts, type FieldLayout, type RecordName } from './layout'

/** What may be written into a field. Text is written as UTF-8; hand in bytes for any other character set. */
export type WriteValue =
  | number
  | bigint
  | string
  | Uint8Array
  | BitField
  | readonly number[]
  | readonly bigint[]
  | readonly (string | Uint8Array)[]
  | readonly GenericValue[]

/** Fields of a record to write, by standard name. Counts of arrays may be left out. */
export type WriteFields = Readonly<Record<string, WriteValue | undefined>>

/** Bytes of one record body, growing. */
class Body {
  #bytes = Buffer.alloc(256)
  #top = 0
  readonly #le: boolean

  constructor(littleEndian: boolean) {
    this.#le = littleEndian
  }

  get bytes(): Buffer {
    return this.#bytes.subarray(0, this.#top)
  }

  #room(size: number): number {
    const at = this.#top
    this.#top += size
    if (this.#top > this.#bytes.length)
      this.#bytes = Buffer.concat([this.#bytes, Buffer.alloc(Math.max(size, this.#bytes.length))])
    return at
  }

  // The room comes first in each: making it may move the bytes.
  unsigned(value: number | bigint, width: number): void {
    const at = this.#room(width)
    if (width === 8 && this.#le) this.#bytes.writeBigUInt64LE(BigInt(value), at)
    else if (width === 8) this.#bytes.writeBigUInt64BE(BigInt(value), at)
    else if (this.#le) this.#bytes.writeUIntLE(Number(value), at, width)
    else this.#bytes.writeUIntBE(Number(value), at, width)
  }

  signed(value: number, width: number): void {
    const at = this.#room(width)
    if (this.#le) this.#bytes.writeIntLE(value, at, width)
    else this.#bytes.writeIntBE(value, at, width)
  }

  single(value: number): void {
    const at = this.#room(4)
    if (this.#le) this.#bytes.writeFloatLE(value, at)
    else this.#bytes.writeFloatBE(value, at)
  }

  double(value: number): void {
    const at = this.#room(8)
    if (this.#le) this.#bytes.writeDoubleLE(value, at)
    else this.#bytes.writeDoubleBE(value, at)
  }

  raw(value: Uint8Array): void {
    const at = this.#room(value.length)
    this.#bytes.set(value, at)
  }

  nibbles(values: readonly number[]): void {
    for (let i = 0; i < values.length; i += 2)
      this.unsigned(((values[i] ?? 0) & 15) | (((values[i + 1] ?? 0) & 15) << 4), 1)
  }
}

function textBytes(value: WriteValue | undefined, limit: number): Uint8Array {
  const bytes =
    value instanceof Uint8Array ? value : Buffer.from(typeof value === 'string' ? value : '', 'utf8')
  if (bytes.length > limit) throw new RangeError(`A text of ${bytes.length} bytes does not fit into ${limit}`)
  return bytes
}

function writeText(body: Body, value: WriteValue | undefined, width: 1 | 2): void {
  const bytes = textBytes(value, width === 1 ? 255 : 65535)
  body.unsigned(bytes.length, width)
  body.raw(bytes)
}

function isBits(value: unknown): value is BitField {
  return typeof value === 'object' && value !== null && 'bits' in value
}

function numberOf(value: WriteValue | undefined, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise
}

/** One value of a type; `undefined` writes what the standard uses for 'missing'. */
function writeOne(body: Body, field: FieldLayout, value: WriteValue | undefined, width: number): void {
  const missing = field.missing ?? 0
  switch (field.type) {
    case 'U1':
    case 'B1':
      body.unsigned(numberOf(value, missing), 1)
      return
    case 'U2':
      body.unsigned(numberOf(value, missing), 2)
      return
    case 'U4':
      body.unsigned(numberOf(value, missing), 4)
      return
    case 'U8':
      body.unsigned(typeof value === 'bigint' ? value : numberOf(value, missing), 8)
      return
    case 'I1':
      body.signed(numberOf(value, missing), 1)
      return
    case 'I2':
      body.signed(numberOf(value, missing), 2)
      return
    case 'I4':
      body.signed(numberOf(value, missing), 4)
      return
    case 'R4':
      body.single(numberOf(value, missing))
      return
    case 'R8':
      body.double(numberOf(value, missing))
      return
    case 'C1':
      body.unsigned(typeof value === 'string' && value !== '' ? value.charCodeAt(0) & 255 : 0x20, 1)
      return
    case 'Cn':
      writeText(body, value, 1)
      return
    case 'Sn':
      writeText(body, value, 2)
      return
    case 'Cf': {
      const bytes = Buffer.alloc(width)
      bytes.set(textBytes(value, width))
      body.raw(bytes)
      return
    }
    case 'Uf':
      body.unsigned(typeof value === 'bigint' ? value : numberOf(value, 0), width)
      return
    case 'Bn':
      writeText(body, value instanceof Uint8Array ? value : undefined, 1)
      return
    case 'Dn':
      body.unsigned(isBits(value) ? value.bits : 0, 2)
      if (isBits(value)) body.raw(value.bytes.subarray(0, (value.bits + 7) >> 3))
      return
    case 'N1':
      body.nibbles([numberOf(value, 0)])
      return
    case 'Vn':
      throw new TypeError('Generic data is written as an array')
  }
}

const genericTypes: Readonly<Record<number, FieldLayout['type']>> = {
  1: 'U1',
  2: 'U2',
  3: 'U4',
  4: 'I1',
  5: 'I2',
  6: 'I4',
  7: 'R4',
  8: 'R8',
  10: 'Cn',
  11: 'Bn',
  12: 'Dn',
  13: 'N1'
}

function writeGeneric(body: Body, { type, value }: GenericValue): void {
  body.unsigned(type, 1)
  const kind = genericTypes[type]
  if (kind === undefined || value === null) return
  writeOne(body, { name: '', type: kind, count: null, size: null, when: null, missing: null }, value, 0)
}

function isArray(value: WriteValue | undefined): value is readonly number[] {
  return Array.isArray(value)
}

/** Fields with the counts of their arrays filled in where left out. */
function counted(name: RecordName, fields: WriteFields): WriteFields {
  const filled: Record<string, WriteValue | undefined> = { ...fields }
  for (const field of layouts[name].fields) {
    const value = fields[field.name]
    if (field.count !== null && isArray(value)) filled[field.count] ??= value.length
  }
  return filled
}

/**
 * One record as bytes, header included. Fields after the last one given are left out, as testers do; earlier
 * ones that are not given are written as missing.
 * @throws RangeError where a text or the record does not fit
 */
export function encodeRecord(name: RecordName, fields: WriteFields, littleEndian: boolean): Buffer {
  const layout = layouts[name]
  const given = counted(name, fields)
  const last = layout.fields.findLastIndex(field => given[field.name] !== undefined)
  const body = new Body(littleEndian)
  for (const field of layout.fields.slice(0, last + 1)) {
    const value = given[field.name]
    if (field.when !== null && (numberOf(given[field.when.flag], 0) & field.when.mask) === 0) continue
    if (field.count === null) {
      writeOne(body, field, value, 0)
      continue
    }
    const values: readonly WriteValue[] = isArray(value) ? value : []
    if (values.length !== numberOf(given[field.count], 0))
      throw new RangeError(
        `${name}.${field.name} has ${values.length} elements, ${field.count} says otherwise`
      )
    const width = field.size === null ? 0 : numberOf(given[field.size], 0)
    if (field.type === 'N1') body.nibbles(values as readonly number[])
    else if (field.type === 'Vn')
      for (const one of values as unknown as readonly GenericValue[]) writeGeneric(body, one)
    else for (const one of values) writeOne(body, field, one, width)
  }
  if (body.bytes.length > 65535) throw new RangeError(`A record of ${body.bytes.length} bytes does not fit`)
  const header = Buffer.alloc(4)
  if (littleEndian) header.writeUInt16LE(body.bytes.length, 0)
  else header.writeUInt16BE(body.bytes.length, 0)
  header[2] = layout.typ
  header[3] = layout.sub
  return Buffer.concat([header, body.bytes])
}

/** Writes an STDF V4 stream: a FAR on creation, then record by record. */
export class StdfWriter {
  readonly #pieces: Buffer[] = []
  readonly #littleEndian: boolean

  constructor(byteOrder: 'BigEndian' | 'LittleEndian') {
    this.#littleEndian = byteOrder === 'LittleEndian'
    this.record('FAR', { CPU_TYPE: this.#littleEndian ? 2 : 1, STDF_VER: 4 })
  }

  /** Append a record. */
  record(name: RecordName, fields: WriteFields = {}): this {
    this.#pieces.push(encodeRecord(name, fields, this.#littleEndian))
    return this
  }

  /** Append bytes as they are: records of other kinds, damage, another file. */
  raw(bytes: Uint8Array): this {
    this.#pieces.push(Buffer.from(bytes))
    return this
  }

  /** Everything written so far. */
  bytes(): Buffer {
    return Buffer.concat(this.#pieces)
  }
}
