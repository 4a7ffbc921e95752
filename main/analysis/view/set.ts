import {
  readBins,
  readPartColumn,
  readSet,
  readTests,
  readWafers,
  type BinInfo,
  type SqlReader,
  type StoredSet,
  type TestInfo,
  type WaferInfo
} from '../../instruments/reading'

/** A measurement set as a view needs it: its facts, and what is known of its parts; no test results. */
export interface SetData {
  readonly id: string
  readonly stored: StoredSet
  readonly wafers: readonly WaferInfo[]
  readonly bins: readonly BinInfo[]
  /** By index. */
  readonly tests: readonly TestInfo[]
  readonly x: Int16Array
  readonly y: Int16Array
  readonly hardBin: Uint16Array
  readonly softBin: Uint16Array
  readonly head: Uint8Array
  readonly site: Uint8Array
  readonly flags: Uint16Array
  readonly testTime: Uint32Array
  readonly wafer: Int32Array
  /** Which PRR ended the part; {@link neverEnded} = none. */
  readonly ended: Uint32Array
}

/** No PRR ended the part: it is no touch and never counts. */
export const neverEnded = 0xffffffff
/** A coordinate the file does not give. */
export const noPlace = -32768
/** A bin the file does not give. */
export const noBin = 65535

/** Reads a set. @throws FabError record.notFound where it is not there, or goes while it is read */
export function loadSet(sql: SqlReader, id: string): SetData {
  const stored = readSet(sql, id)
  const data: SetData = {
    id,
    stored,
    wafers: readWafers(sql, stored),
    bins: [...readBins(sql, stored, 'hard'), ...readBins(sql, stored, 'soft')],
    tests: readTests(sql, stored).tests,
    x: readPartColumn(sql, stored, 'x'),
    y: readPartColumn(sql, stored, 'y'),
    hardBin: readPartColumn(sql, stored, 'hardBin'),
    softBin: readPartColumn(sql, stored, 'softBin'),
    head: readPartColumn(sql, stored, 'head'),
    site: readPartColumn(sql, stored, 'site'),
    flags: readPartColumn(sql, stored, 'flags'),
    testTime: readPartColumn(sql, stored, 'testTime'),
    wafer: readPartColumn(sql, stored, 'wafer'),
    ended: readPartColumn(sql, stored, 'ended')
  }
  readSet(sql, id)
  return data
}

/** Memory a set takes, roughly. */
export function weighSet(set: SetData): number {
  return set.stored.partRows * 26 + set.tests.length * 600 + set.wafers.length * 400 + 10_000
}

/** Seconds at which the file began; null where it does not say. */
export function startOf(set: SetData): number | null {
  const { mir } = set.stored.header
  for (const name of ['START_T', 'SETUP_T']) {
    const at = mir?.[name]
    if (typeof at === 'number' && at > 0) return at
  }
  return null
}

/** A field of the MIR as text, without blanks around it; empty where there is none. */
export function headerText(set: SetData, name: string): string {
  return String(set.stored.header.mir?.[name] ?? '').trim()
}
