import type { Warnings } from '../warnings'
import type { RecordFields } from './fields'

/** The records that carry a test result. */
export type TestRecord = 'PTR' | 'MPR' | 'FTR' | 'STR'

/**
 * What a test says about itself besides results. Testers write it once, in the first record of a test, and
 * leave it out (or flag it invalid) later.
 */
export interface TestStatics {
  units: string
  /** Display exponents: show value * 10^scale with the prefix (3 milli, 6 micro). */
  resultScale: number
  lowScale: number
  highScale: number
  lowLimit: number | null
  highLimit: number | null
  /** A record that has room for limits was seen; until then later ones complete the picture. */
  limitsKnown: boolean
  lowSpec: number | null
  highSpec: number | null
  resultFormat: string
  /** PMR indexes of the values of an MPR. */
  pins: readonly number[]
}

/** A change of limits after the first, as the stream told it. */
export interface LimitChange {
  readonly offset: number
  readonly lowLimit: number | null
  readonly highLimit: number | null
}

/** One test: record type + TEST_NUM + TEST_TXT. Texts are kept one character per byte. */
export interface StdfTest {
  readonly index: number
  readonly record: TestRecord
  readonly number: number
  readonly text: string
  /** Null until a record with OPT_FLAG came by. */
  statics: TestStatics | null
  readonly limitChanges: LimitChange[]
}

/** Take limits and units where the record has them; note limits that differ from the first. */
export function learn(test: StdfTest, fields: RecordFields, offset: number, warnings: Warnings): void {
  const flag = fields['OPT_FLAG']
  if (typeof flag !== 'number') return
  const number = (name: string): number | null => {
    const value = fields[name]
    return typeof value === 'number' && Number.isFinite(value) ? value : null
  }
  const low = (flag & 0x40) !== 0 ? null : number('LO_LIMIT')
  const high = (flag & 0x80) !== 0 ? null : number('HI_LIMIT')
  const text = (name: string) => (typeof fields[name] === 'string' ? fields[name] : '')
  const known = test.statics
  if (known === null) {
    test.statics = {
      units: text('UNITS'),
      resultScale: (flag & 0x01) !== 0 ? 0 : (number('RES_SCAL') ?? 0),
      lowScale: number('LLM_SCAL') ?? 0,
      highScale: number('HLM_SCAL') ?? 0,
      lowLimit: (flag & 0x10) !== 0 ? null : low,
      highLimit: (flag & 0x20) !== 0 ? null : high,
      limitsKnown: 'LO_LIMIT' in fields,
      lowSpec: (flag & 0x04) !== 0 ? null : number('LO_SPEC'),
      highSpec: (flag & 0x08) !== 0 ? null : number('HI_SPEC'),
      resultFormat: text('C_RESFMT'),
      pins: pinsOf(fields)
    }
    return
  }
  if (known.units === '') known.units = text('UNITS')
  if (known.pins.length === 0) known.pins = pinsOf(fields)
  if (!('LO_LIMIT' in fields)) return
  if (!known.limitsKnown) {
    known.lowLimit = low
    known.highLimit = high
    known.limitsKnown = true
    return
  }
  const last = test.limitChanges.at(-1) ?? known
  const newLow = (flag & 0x10) !== 0 ? known.lowLimit : low
  const newHigh = (flag & 0x20) !== 0 ? known.highLimit : high
  if (newLow === last.lowLimit && newHigh === last.highLimit) return
  if (test.limitChanges.length < 100) test.limitChanges.push({ offset, lowLimit: newLow, highLimit: newHigh })
  warnings.add('limitsChanged', offset, {
    number: test.number,
    low: newLow ?? '-',
    high: newHigh ?? '-'
  })
}

function pinsOf(fields: RecordFields): readonly number[] {
  const pins = fields['RTN_INDX']
  return Array.isArray(pins) ? pins.map(Number) : []
}
