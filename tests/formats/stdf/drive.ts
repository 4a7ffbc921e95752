import { StdfDecoder } from '../../../main/instruments/formats/stdf/decoder'
import { Warnings, type Warning } from '../../../main/instruments/formats/warnings'
import { SetBuilder } from '../../../main/instruments/set/builder'
import type { SetGroup, SetSummary } from '../../../main/instruments/set/types'

/** A set read in memory, with all its groups. */
export interface Driven {
  readonly summary: SetSummary
  readonly groups: readonly SetGroup[]
  readonly warnings: readonly Warning[]
  readonly decoder: StdfDecoder
}

/** Read bytes in pieces of a size; groups are cut at `groupBytes` of columns. */
export function drive(bytes: Uint8Array, pieceSize = 1 << 20, groupBytes?: number): Driven {
  const warnings = new Warnings()
  const builder = new SetBuilder(warnings, groupBytes)
  const decoder = new StdfDecoder(builder, warnings)
  builder.attach(decoder)
  for (let at = 0; at < bytes.length; at += pieceSize) decoder.push(bytes.subarray(at, at + pieceSize))
  decoder.finish()
  const summary = builder.finish(decoder.byteOrder ?? 'LittleEndian')
  return { summary, groups: builder.groups, warnings: warnings.list(), decoder }
}

/** The column of a test from the groups: values and status by part. */
export function columnOf(
  driven: Pick<Driven, 'summary' | 'groups'>,
  test: number,
  element = 0
): { values: number[]; status: number[] } {
  const values = Array.from({ length: driven.summary.partRows }, () => Number.NaN)
  const status = Array.from({ length: driven.summary.partRows }, () => 0)
  for (const group of driven.groups)
    for (const block of group.values) {
      if (block.test !== test) continue
      block.status.forEach((one, i) => (status[block.firstPart + i] = one))
      block.status.forEach((_, i) => {
        if (element < block.width)
          values[block.firstPart + i] = block.values?.[i * block.width + element] ?? Number.NaN
      })
    }
  return { values, status }
}
