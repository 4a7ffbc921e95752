import type { RecordFields } from './fields'
import type { RecordName } from './layout'

/** A PRR as it stands in the buffer. One object is reused for every part: copy what you keep. */
export interface PartRecord {
  /** HEAD_NUM << 8 | SITE_NUM. */
  place: number
  flags: number
  testCount: number
  hardBin: number
  softBin: number
  x: number
  y: number
  /** Milliseconds; 0 = not recorded. */
  testTime: number
  /** PART_ID, PART_TXT and PART_FIX lie in `bytes`; a length of 0 = absent. */
  bytes: Buffer
  idAt: number
  idLength: number
  textAt: number
  textLength: number
  fixAt: number
  fixLength: number
  /** Where the record starts in the file. */
  offset: number
}

/**
 * Who listens to a decoder, of STDF or of its text form. The calls for test results and parts come a million times a file, so they carry
 * plain numbers; `place` is HEAD_NUM << 8 | SITE_NUM, `test` an index into the decoder's tests (-1: too many).
 */
export interface StdfSink {
  /** A FAR; `first` is false for a file appended to another. */
  far(first: boolean, offset: number): void
  pir(place: number, offset: number): void
  prr(part: PartRecord): void
  ptr(test: number, place: number, testFlag: number, parmFlag: number, result: number): void
  /** `results` holds `count` values from its start; reused. */
  mpr(
    test: number,
    place: number,
    testFlag: number,
    parmFlag: number,
    results: Float64Array,
    count: number
  ): void
  /** An FTR or STR; `fields` decodes all of it, during the call only. */
  ftr(test: number, place: number, testFlag: number, fields: () => RecordFields): void
  /** Begin (BPS) or end (EPS) of a program section. */
  section(begins: boolean, offset: number): void
  /** A DTR or GDR of `size` bytes; `fields` decodes it, during the call only. */
  note(name: 'DTR' | 'GDR', size: number, fields: () => RecordFields, offset: number): void
  /** Any other record, decoded. Texts are one character per byte. */
  record(name: RecordName, fields: RecordFields, offset: number): void
}
