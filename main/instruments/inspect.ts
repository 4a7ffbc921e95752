import { StdfDecoder } from './formats/stdf/decoder'
import { Source, type ReadOptions } from './formats/input'
import { isReadable, type FileFormat } from './formats/sniff'
import { Warnings, type Warning } from './formats/warnings'
import { SetBuilder } from './set/builder'
import type { HeaderFields, SetSummary, TestInfo, WaferGeometry } from './set/types'
import { capability, type Capability } from './statistics'

/** What every file can be asked. */
interface FileFacts {
  readonly format: FileFormat
  readonly compression: 'gzip' | 'bzip2' | 'none'
  /** How sure the format is, 0 to 1. */
  readonly confidence: number
  /** Content bytes: unpacked where the file could be unpacked. */
  readonly bytes: number
  /** Bytes of the file as it stands. */
  readonly fileBytes: number
  /** FabCase reads measurements from it; else it serves as evidence. */
  readonly readable: boolean
  readonly warnings: readonly Warning[]
}

/** A file that is no STDF. */
export interface OtherInspection extends FileFacts {
  readonly readable: false
}

/** A tester file, in figures. Counts of parts, bins and wafers come from PRRs, retests included. */
export interface StdfInspection extends FileFacts {
  readonly format: 'stdf'
  readonly readable: true
  readonly byteOrder: 'BigEndian' | 'LittleEndian'
  readonly charset: string
  /** FARs: above 1 files were appended to one another. */
  readonly files: number
  readonly totalRecords: number
  /** Record name to count; records the standard does not know as `type/sub-type`. */
  readonly records: Readonly<Record<string, number>>
  /** The first MIR by standard names; null where there is none. */
  readonly header: HeaderFields | null
  /** The last MRR. */
  readonly trailer: HeaderFields | null
  readonly geometry: WaferGeometry | null
  readonly parts: number
  readonly pass: number
  readonly fail: number
  readonly noVerdict: number
  readonly retests: number
  readonly wafers: readonly { readonly id: string; readonly parts: number; readonly good: number }[]
  readonly hardBins: Readonly<Record<string, number>>
  readonly softBins: Readonly<Record<string, number>>
  /** With Cp and Cpk against the limits, by the overall sigma. */
  readonly tests: readonly (TestInfo & Capability)[]
  /** Distinct TEST_NUMs per record type. */
  readonly testNumbers: {
    readonly PTR: number
    readonly MPR: number
    readonly FTR: number
    readonly STR: number
  }
  /** Plain figures over all results: fail bits set, finite PTR results and their sum, values in MPRs. */
  readonly results: {
    readonly ptrFails: number
    readonly ftrFails: number
    readonly ptrFinite: number
    readonly ptrSum: number
    readonly mprResults: number
  }
}

/** What {@link inspectFile} answers. */
export type Inspection = StdfInspection | OtherInspection

/**
 * Look into a file: tell its format by content and, for STDF, read all of it.
 * @throws FabError file.unreadable, file.bomb, contract.cancelled
 */
export async function inspectFile(
  path: string,
  options: Pick<ReadOptions, 'signal' | 'onProgress' | 'limits'> = {}
): Promise<Inspection> {
  const source = await Source.open(path)
  try {
    const { sniffed } = source
    if (!isReadable(sniffed)) {
      return { ...sniffed, bytes: source.size, fileBytes: source.size, readable: false, warnings: [] }
    }
    const reading = startReading(8 << 20)
    const { fileBytes } = await source.read(reading.decoder, reading.warnings, {
      ...options,
      drain: () => {
        // No one wants the columns here: figures only.
        reading.builder.groups.length = 0
        return Promise.resolve()
      }
    })
    return stdfInspection(reading, sniffed.compression, fileBytes)
  } finally {
    await source.close()
  }
}

/** A decoder with a builder listening. */
export interface Reading {
  readonly decoder: StdfDecoder
  readonly builder: SetBuilder
  readonly warnings: Warnings
}

/** Begin to read an STDF stream into a set; `groupBytes` bounds the columns held back. */
export function startReading(groupBytes?: number): Reading {
  const warnings = new Warnings()
  const builder = new SetBuilder(warnings, groupBytes)
  const decoder = new StdfDecoder(builder, warnings)
  builder.attach(decoder)
  return { decoder, builder, warnings }
}

/** Finish the stream and sum it up. The builder's last groups are ready afterwards. */
export function finishReading({ decoder, builder }: Reading): SetSummary {
  decoder.finish()
  return builder.finish(decoder.byteOrder ?? 'LittleEndian')
}

function stdfInspection(
  reading: Reading,
  compression: 'gzip' | 'bzip2' | 'none',
  fileBytes: number
): StdfInspection {
  const summary = finishReading(reading)
  const { totalRecords, records, ...results } = reading.decoder.tally()
  const counts = (kind: 'hard' | 'soft') =>
    Object.fromEntries(
      summary.bins
        .filter(bin => bin.kind === kind && bin.count > 0)
        .map(bin => [String(bin.number), bin.count])
    )
  return {
    format: 'stdf',
    compression,
    confidence: 1,
    bytes: reading.decoder.bytesRead,
    fileBytes,
    readable: true,
    byteOrder: summary.header.byteOrder,
    charset: summary.header.charset,
    files: summary.header.files,
    totalRecords,
    records,
    header: summary.header.mir,
    trailer: summary.header.mrr,
    geometry: summary.geometry,
    parts: summary.parts,
    pass: summary.pass,
    fail: summary.fail,
    noVerdict: summary.noVerdict,
    retests: summary.retests,
    wafers: summary.wafers,
    hardBins: counts('hard'),
    softBins: counts('soft'),
    tests: summary.tests.map(test => ({
      ...test,
      ...capability(test, { low: test.lowLimit, high: test.highLimit })
    })),
    testNumbers: {
      PTR: reading.decoder.table.distinctNumbers('PTR'),
      MPR: reading.decoder.table.distinctNumbers('MPR'),
      FTR: reading.decoder.table.distinctNumbers('FTR'),
      STR: reading.decoder.table.distinctNumbers('STR')
    },
    results,
    warnings: reading.warnings.list()
  }
}
