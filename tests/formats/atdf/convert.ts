import { AtdfDecoder } from '../../../main/instruments/formats/atdf/decoder'
import { AtdfWriter } from '../../../main/instruments/formats/atdf/write'
import type { RecordFields } from '../../../main/instruments/formats/stdf/fields'
import { records } from '../../../main/instruments/formats/stdf/records'
import type { WriteFields } from '../../../main/instruments/formats/stdf/write'
import { Warnings, type Warning } from '../../../main/instruments/formats/warnings'
import { SetBuilder } from '../../../main/instruments/set/builder'
import type { SetGroup, SetSummary } from '../../../main/instruments/set/types'

/** The text form of an STDF, record by record, its texts byte for byte; what the standard does not know is left out. */
export function asAtdf(stdf: Buffer): Buffer {
  const list = [...records(stdf)]
  const texts = list.flatMap(({ fields }) => Object.values(fields).filter(value => typeof value === 'string'))
  const writer = new AtdfWriter(
    ['|', '^', '~', ';'].find(delimiter => !texts.some(one => one.includes(delimiter)))
  )
  for (const { name, fields } of list.slice(1)) if (name !== null) writer.record(name, bytewise(fields))
  return writer.bytes()
}

/** Texts kept one character per byte as the bytes they are. */
function bytewise(fields: RecordFields): WriteFields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === 'string' && /[\u0080-\u00ff]/.test(value) ? Buffer.from(value, 'latin1') : value
    ])
  )
}

/** A text form read in memory, with all its groups. */
export interface DrivenText {
  readonly summary: SetSummary
  readonly groups: readonly SetGroup[]
  readonly warnings: readonly Warning[]
  readonly decoder: AtdfDecoder
}

/** Read ATDF in pieces of a size. */
export function driveText(bytes: Uint8Array | string, pieceSize = 1 << 20, groupBytes?: number): DrivenText {
  const all = Buffer.from(bytes)
  const warnings = new Warnings()
  const builder = new SetBuilder(warnings, groupBytes)
  const decoder = new AtdfDecoder(builder, warnings)
  builder.attach(decoder)
  for (let at = 0; at < all.length; at += pieceSize) decoder.push(all.subarray(at, at + pieceSize))
  decoder.finish()
  const summary = builder.finish(null)
  return { summary, groups: builder.groups, warnings: warnings.list(), decoder }
}
