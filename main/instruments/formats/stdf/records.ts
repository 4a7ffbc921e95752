import { decodeFields, type Encoding, type FieldValue, type RecordFields } from './fields'
import { layoutOf, recordCode, type RecordName } from './layout'

/** One record as a browser shows it. */
export interface StdfRecord {
  /** Name, or null for a record the standard does not know. */
  readonly name: RecordName | null
  readonly typ: number
  readonly sub: number
  /** Where its header starts. */
  readonly offset: number
  /** Bytes of its body. */
  readonly length: number
  readonly fields: RecordFields
  /** Body bytes the fields took; fewer than `length` where the record is longer than its layout. */
  readonly read: number
}

/**
 * The records of a whole STDF in memory, decoded one by one; stops at the first that is not whole. For a record
 * browser, a filter or a test; reading measurements goes through `StdfDecoder`.
 * @param text turns text kept one character per byte into readable text (see `binaryText`)
 */
export function* records(bytes: Buffer, text?: (binary: string) => string): Generator<StdfRecord> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let encoding: Encoding = { littleEndian: true, vax: false }
  for (let p = 0; p + 4 <= bytes.length;) {
    const code = view.getUint16(p + 2, false)
    if (code === recordCode('FAR') && p + 6 <= bytes.length)
      encoding = { littleEndian: view.getUint16(p, true) === 2, vax: view.getUint8(p + 4) === 0 }
    const length = view.getUint16(p, encoding.littleEndian)
    const end = p + 4 + length
    if (end > bytes.length) return
    const layout = layoutOf(code)
    const base = { typ: code >> 8, sub: code & 255, offset: p, length }
    if (layout === undefined) yield { ...base, name: null, fields: {}, read: 0 }
    else {
      const { fields, read } = decodeFields(layout, bytes, view, p + 4, end, encoding)
      yield { ...base, name: layout.name, fields: text === undefined ? fields : readable(fields, text), read }
    }
    p = end
  }
}

function readable(fields: RecordFields, text: (binary: string) => string): RecordFields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]): [string, FieldValue] => {
      if (typeof value === 'string') return [name, text(value)]
      if (Array.isArray(value) && value.every(one => typeof one === 'string')) return [name, value.map(text)]
      return [name, value]
    })
  )
}
