import type { ResultTally } from '../formats/stdf/reader'
import type { TestTable } from '../formats/stdf/tests'
import { capability, type Capability } from '../statistics'
import type { HeaderFields, SetSummary, TestInfo, WaferGeometry } from './types'

/** A file of measurements, in figures. Counts of parts, bins and wafers come from PRRs, retests included. */
export interface MeasurementFacts {
  readonly kind: 'measurements'
  /** Of numbers in the file; null where it is text. */
  readonly byteOrder: 'BigEndian' | 'LittleEndian' | null
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

/** The figures of a set as `inspect` gives them. */
export function measurementFacts(
  content: {
    readonly summary: SetSummary
    readonly totalRecords: number
    readonly records: Readonly<Record<string, number>>
  },
  decoder: { tally(): ResultTally; readonly table: TestTable }
): MeasurementFacts {
  const { summary, totalRecords, records } = content
  const { ptrFails, ftrFails, ptrFinite, ptrSum, mprResults } = decoder.tally()
  const counts = (kind: 'hard' | 'soft') =>
    Object.fromEntries(
      summary.bins
        .filter(bin => bin.kind === kind && bin.count > 0)
        .map(bin => [String(bin.number), bin.count])
    )
  return {
    kind: 'measurements',
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
      PTR: decoder.table.distinctNumbers('PTR'),
      MPR: decoder.table.distinctNumbers('MPR'),
      FTR: decoder.table.distinctNumbers('FTR'),
      STR: decoder.table.distinctNumbers('STR')
    },
    results: { ptrFails, ftrFails, ptrFinite, ptrSum, mprResults }
  }
}
