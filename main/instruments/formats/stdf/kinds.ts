import { knownCodes, recordCode, type RecordName } from './layout'

/** What a decoder does with a record. */
export const Kind = {
  Unknown: 0,
  Other: 1,
  Far: 2,
  Ptr: 3,
  Pir: 4,
  Prr: 5,
  Ftr: 6,
  Mpr: 7,
  Str: 8,
  Bps: 9,
  Eps: 10,
  Dtr: 11,
  Gdr: 12
} as const

const special: readonly (readonly [RecordName, number])[] = [
  ['FAR', Kind.Far],
  ['PTR', Kind.Ptr],
  ['PIR', Kind.Pir],
  ['PRR', Kind.Prr],
  ['FTR', Kind.Ftr],
  ['MPR', Kind.Mpr],
  ['STR', Kind.Str],
  ['BPS', Kind.Bps],
  ['EPS', Kind.Eps],
  ['DTR', Kind.Dtr],
  ['GDR', Kind.Gdr]
]

/** {@link Kind} by record code. */
export const kinds: Uint8Array = Uint8Array.from(knownCodes)
for (const [name, kind] of special) kinds[recordCode(name)] = kind
