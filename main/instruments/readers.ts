import { KlarfDecoder } from './formats/klarf/decoder'
import type { DefectGroup, KlarfSummary } from './formats/klarf/types'
import { AtdfDecoder } from './formats/atdf/decoder'
import { StdfDecoder } from './formats/stdf/decoder'
import type { ByteTarget } from './formats/input'
import type { FileFormat } from './formats/sniff'
import { Warnings } from './formats/warnings'
import { SetBuilder } from './set/builder'
import { defectFacts, type DefectFacts } from './set/defect-facts'
import { measurementFacts, type MeasurementFacts } from './set/facts'
import type { SetGroup, SetSummary } from './set/types'

/** What a file of measurements says, apart from its columns. */
export interface MeasurementContent {
  readonly kind: 'measurements'
  readonly summary: SetSummary
  readonly totalRecords: number
  /** Record name to count; records the standard does not know as `type/sub-type`. */
  readonly records: Readonly<Record<string, number>>
}

/** What a file of defects says, apart from its columns. */
export interface DefectContent {
  readonly kind: 'defects'
  readonly summary: KlarfSummary
}

/** What a file says once it is read, by the kind of its content. */
export type Content = MeasurementContent | DefectContent

/** A run of columns, of measurements or of defects. */
export type Group = SetGroup | DefectGroup

/** What `inspect` tells of the content, beside the facts every file has: JSON values. */
export type ContentFacts = MeasurementFacts | DefectFacts

/** One file being read. */
export interface Reading {
  /** Where the unpacked bytes go. */
  readonly target: ByteTarget
  readonly warnings: Warnings
  /** Columns that are complete: whoever keeps them takes them out between pieces. Empty for other content. */
  readonly groups: Group[]
  /** Unpacked bytes taken so far. */
  bytesRead(): number
  /** No more bytes come: what the file says. The last groups are ready afterwards. */
  finish(): Finished
}

/** The end of a reading. */
export interface Finished {
  readonly content: Content
  /** The content in figures, for `inspect`. */
  facts(): ContentFacts
}

/** Begins to read a file of one format; `groupBytes` bounds the columns held back. */
type StartReading = (groupBytes?: number) => Reading

/** The readers, by what the content of a file is. A format without one is kept as evidence only. */
const readers: Partial<Record<FileFormat, StartReading>> = {
  stdf: startStdf,
  atdf: startAtdf,
  klarf: startKlarf
}

/** Formats whose files become sets. */
export const readFormats: readonly string[] = Object.keys(readers)

/** The way to read a format; undefined where FabCase has none. */
export function readerOf(format: FileFormat): StartReading | undefined {
  return readers[format]
}

function startStdf(groupBytes?: number): Reading {
  return startMeasurements((builder, warnings) => new StdfDecoder(builder, warnings), groupBytes)
}

/** The text form tells the builder the same as the binary one; it has no byte order. */
function startAtdf(groupBytes?: number): Reading {
  return startMeasurements((builder, warnings) => new AtdfDecoder(builder, warnings), groupBytes)
}

function startMeasurements(
  make: (builder: SetBuilder, warnings: Warnings) => StdfDecoder | AtdfDecoder,
  groupBytes?: number
): Reading {
  const warnings = new Warnings()
  const builder = new SetBuilder(warnings, groupBytes)
  const decoder = make(builder, warnings)
  builder.attach(decoder)
  return {
    target: decoder,
    warnings,
    groups: builder.groups,
    bytesRead: () => decoder.bytesRead,
    finish: () => {
      const { totalRecords, records } = decoder.finish()
      const summary = builder.finish(decoder instanceof StdfDecoder ? decoder.byteOrder : null)
      const content = { kind: 'measurements', summary, totalRecords, records } as const
      return { content, facts: () => measurementFacts(content, decoder) }
    }
  }
}

function startKlarf(groupBytes?: number): Reading {
  const warnings = new Warnings()
  const decoder = new KlarfDecoder(warnings, groupBytes)
  return {
    target: decoder,
    warnings,
    groups: decoder.groups,
    bytesRead: () => decoder.bytesRead,
    finish: () => {
      const summary = decoder.finish()
      return { content: { kind: 'defects', summary }, facts: () => defectFacts(summary) }
    }
  }
}
