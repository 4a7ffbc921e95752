import type { FieldLayout, RecordLayout } from './layout'

/** Bits of a Dn field, least significant first. */
export interface BitField {
  readonly bits: number
  readonly bytes: Uint8Array
}

/** Places of the bits that are set. */
export function placesOf({ bits, bytes }: BitField): number[] {
  const places: number[] = []
  for (let i = 0; i < bits; i++) if (((bytes[i >> 3] ?? 0) & (1 << (i & 7))) !== 0) places.push(i)
  return places
}

/**
 * The PMR index bit 0 of FAIL_PIN stands for. By the standard that is 0; testers that write exactly as many bits as
 * there are pins begin with 1.
 */
export function firstPin(bits: number, mostPin: number): number {
  return bits > 0 && bits === mostPin ? 1 : 0
}

/** One typed value of a GDR; `type` is the code of the standard (0 pad ... 13 nibble). */
export interface GenericValue {
  readonly type: number
  readonly value: FieldValue | null
}

/** What a field can hold once decoded. U8 is a bigint; text is text; Bn is bytes. */
export type FieldValue =
  | number
  | bigint
  | string
  | Uint8Array
  | BitField
  | readonly number[]
  | readonly bigint[]
  | readonly string[]
  | readonly GenericValue[]

/** A decoded record: standard field name to value. Fields cut off at the end of the record are absent. */
export type RecordFields = Readonly<Record<string, FieldValue>>

/** How numbers and texts of a stream are to be read. */
export interface Encoding {
  readonly littleEndian: boolean
  /** VAX floating point (CPU_TYPE 0). */
  readonly vax: boolean
}

/**
 * VAX F_floating, stored as two little-endian words with the high word first, as a number. An IEEE single of
 * the same bits is four times as large (bias 129 against 127 with the binary point one place to the left).
 */
export function vaxFloat(view: DataView, at: number): number {
  const word = (view.getUint16(at, true) << 16) | view.getUint16(at + 2, true)
  if (((word >>> 23) & 0xff) === 0) return word < 0 ? Number.NaN : 0
  scratch.setInt32(0, word)
  return ieee(word) / 4
}

const scratch = new DataView(new ArrayBuffer(8))

/** Exponent 255 is an ordinary number on a VAX, infinity or NaN in IEEE: built by hand there. */
function ieee(word: number): number {
  if (((word >>> 23) & 0xff) !== 0xff) return scratch.getFloat32(0)
  const mantissa = 1 + (word & 0x7fffff) / 0x800000
  return (word < 0 ? -1 : 1) * mantissa * 2 ** 128
}

/** Thrown inside this file when a field is cut off; never leaves it. */
const cut = Symbol('cut')

/** A cursor over the body of one record. */
class Cursor {
  readonly #view: DataView
  readonly #bytes: Buffer
  readonly #le: boolean
  readonly #vax: boolean
  #at: number
  readonly #end: number

  constructor(bytes: Buffer, view: DataView, start: number, end: number, encoding: Encoding) {
    this.#view = view
    this.#bytes = bytes
    this.#le = encoding.littleEndian
    this.#vax = encoding.vax
    this.#at = start
    this.#end = end
  }

  get left(): number {
    return this.#end - this.#at
  }

  #take(size: number): number {
    const at = this.#at
    if (at + size > this.#end) throw cut
    this.#at = at + size
    return at
  }

  unsigned(width: number): number | bigint {
    const at = this.#take(width)
    if (width === 1) return this.#view.getUint8(at)
    if (width === 2) return this.#view.getUint16(at, this.#le)
    if (width === 4) return this.#view.getUint32(at, this.#le)
    if (width === 8) return this.#view.getBigUint64(at, this.#le)
    throw cut
  }

  signed(width: number): number {
    const at = this.#take(width)
    if (width === 1) return this.#view.getInt8(at)
    return width === 2 ? this.#view.getInt16(at, this.#le) : this.#view.getInt32(at, this.#le)
  }

  single(): number {
    const at = this.#take(4)
    return this.#vax ? vaxFloat(this.#view, at) : this.#view.getFloat32(at, this.#le)
  }

  double(): number {
    return this.#view.getFloat64(this.#take(8), this.#le)
  }

  text(width: number): string {
    const at = this.#take(width)
    return this.#bytes.toString('latin1', at, at + width)
  }

  raw(width: number): Uint8Array {
    const at = this.#take(width)
    return new Uint8Array(this.#bytes.subarray(at, at + width))
  }

  count(width: number): number {
    return Number(this.unsigned(width))
  }

  bits(): BitField {
    const bits = this.count(2)
    return { bits, bytes: this.raw((bits + 7) >> 3) }
  }

  nibbles(count: number): number[] {
    const at = this.#take((count + 1) >> 1)
    return Array.from({ length: count }, (_, i) => {
      const byte = this.#view.getUint8(at + (i >> 1))
      return (i & 1) === 0 ? byte & 15 : byte >> 4
    })
  }

  generic(): GenericValue {
    const type = this.count(1)
    const reader = genericReaders[type]
    if (reader === undefined) throw cut
    return { type, value: reader(this) }
  }

  /** One value of a type that stands alone or as an element. */
  one(
    type: FieldLayout['type'],
    width: number
  ): number | bigint | string | Uint8Array | BitField | GenericValue {
    switch (type) {
      case 'U1':
      case 'B1':
        return this.unsigned(1)
      case 'U2':
        return this.unsigned(2)
      case 'U4':
        return this.unsigned(4)
      case 'U8':
        return this.unsigned(8)
      case 'I1':
        return this.signed(1)
      case 'I2':
        return this.signed(2)
      case 'I4':
        return this.signed(4)
      case 'R4':
        return this.single()
      case 'R8':
        return this.double()
      case 'C1':
        return this.text(1)
      case 'Cn':
        return stripNuls(this.text(this.count(1)))
      case 'Sn':
        return stripNuls(this.text(this.count(2)))
      case 'Cf':
        return stripNuls(this.text(width))
      case 'Uf':
        return this.unsigned(width)
      case 'Bn':
        return this.raw(this.count(1))
      case 'Dn':
        return this.bits()
      case 'N1':
        return this.nibbles(1)[0] ?? 0
      case 'Vn':
        return this.generic()
    }
  }
}

const genericReaders: Readonly<Record<number, (cursor: Cursor) => FieldValue | null>> = {
  0: () => null,
  1: c => c.unsigned(1),
  2: c => c.unsigned(2),
  3: c => c.unsigned(4),
  4: c => c.signed(1),
  5: c => c.signed(2),
  6: c => c.signed(4),
  7: c => c.single(),
  8: c => c.double(),
  10: c => stripNuls(c.text(c.count(1))),
  11: c => c.raw(c.count(1)),
  12: c => c.bits(),
  13: c => c.nibbles(1)[0] ?? 0
}

/** Testers pad names with NULs; they are no part of the name. */
function stripNuls(text: string): string {
  let end = text.length
  while (end > 0 && text.charCodeAt(end - 1) === 0) end--
  return end === text.length ? text : text.slice(0, end)
}

/**
 * Decode one record by its layout. Texts come one character per byte (see `binaryText`).
 * @param bytes the buffer that holds the record
 * @param view a view over the whole of the same memory as `bytes`
 * @param start first byte of the body
 * @param end first byte after it
 * @param known fields read before, which later ones count by
 * @returns the fields, and `read`, the number of body bytes they took
 */
export function decodeFields(
  layout: RecordLayout,
  bytes: Buffer,
  view: DataView,
  start: number,
  end: number,
  encoding: Encoding,
  known: RecordFields = {}
): { fields: RecordFields; read: number } {
  const cursor = new Cursor(bytes, view, start, end, encoding)
  const fields: Record<string, FieldValue> = { ...known }
  let left = cursor.left
  try {
    for (const field of layout.fields) {
      if (field.when !== null && (Number(fields[field.when.flag] ?? 0) & field.when.mask) === 0) continue
      if (field.count === null) fields[field.name] = cursor.one(field.type, 0) as FieldValue
      else fields[field.name] = readArray(cursor, field, fields)
      left = cursor.left
    }
  } catch (error) {
    if (error !== cut) throw error
  }
  return { fields, read: end - start - left }
}

function readArray(cursor: Cursor, field: FieldLayout, fields: RecordFields): FieldValue {
  const count = Number(fields[field.count ?? ''] ?? 0)
  const width = field.size === null ? 1 : Number(fields[field.size] ?? 0)
  if (field.type === 'N1') return cursor.nibbles(count)
  // A damaged count must not allocate what the record cannot hold. (A pad of a GDR still has its type byte.)
  if (count * Math.max(width, 1) > cursor.left && count > 0) throw cut
  const values: unknown[] = []
  for (let i = 0; i < count; i++) values.push(cursor.one(field.type, width))
  return values as FieldValue
}
