import type { FieldValue, RecordFields } from '../stdf/fields'
import type { RecordName } from '../stdf/layout'
import { atdfFields } from './layout'
import { fieldsFrom, optionFlag, type Complain } from './values'

/** Index of the field the tail of a record begins with: TEST_TXT. */
export function tailStart(name: RecordName): number {
  return atdfFields[name].findIndex(field => field.name === 'TEST_TXT')
}

/** Prefixes that stand before a unit in files that are not scaled, and their exponents. */
const prefixes: Readonly<Record<string, number>> = {
  f: 15,
  p: 12,
  n: 9,
  u: 6,
  µ: 6,
  m: 3,
  k: -3,
  K: -3,
  M: -6,
  G: -9,
  T: -12
}
const unit = /^(v|a|w|f|h|s|sec|hz|ohms?|volts?|amps?|db|°?c)$/i

/** The unit without its prefix, and the exponent that is to be shown with; `mA` is `A` and 3. */
export function unprefixed(units: string): { units: string; exponent: number } {
  const text = units.trim()
  // One character per byte: a micro sign is one in Latin-1, two in UTF-8.
  const micro = text.startsWith('\u00c2\u00b5') ? 1 : 0
  const exponent = prefixes[text.charAt(micro)]
  const rest = text.slice(micro + 1)
  return exponent === undefined || !unit.test(rest) ? { units, exponent: 0 } : { units: rest, exponent }
}

const scaled = ['LO_LIMIT', 'HI_LIMIT', 'LO_SPEC', 'HI_SPEC'] as const

/**
 * Decodes what follows TEST_TXT in PTR, MPR and FTR lines. Where the file is not scaled, its values are in the
 * units it names, prefix and all: they are brought to base units, as STDF has them, and the prefix becomes the
 * exponent they are shown with.
 */
export class Tails {
  /** Values of the file are to be brought to base units. */
  unscaled = false
  /** Factor to base units by TEST_NUM; absent for 1. */
  readonly #factors = new Map<number, number>()

  /** What a result of that test number is to be multiplied with. */
  factor(number: number): number {
    return this.unscaled ? (this.#factors.get(number) ?? 1) : 1
  }

  /** Another file begins: its units are its own. */
  reset(unscaled: boolean): void {
    this.unscaled = unscaled
    this.#factors.clear()
  }

  /** The tail of one line, from TEST_TXT on. */
  decode(
    name: 'PTR' | 'MPR' | 'FTR',
    number: number,
    texts: readonly string[],
    complain: Complain
  ): RecordFields {
    const from = tailStart(name)
    const fields = fieldsFrom(name, texts, complain, from)
    if (name === 'FTR') return fields
    const reached = (field: string) =>
      atdfFields[name].findIndex(one => one.name === field) < from + texts.length
    if (!reached('UNITS')) return fields
    const flag = optionFlag(fields)
    const out: Record<string, FieldValue> = { ...fields, OPT_FLAG: flag }
    // The line has room for limits, and says there are none.
    if (reached('LO_LIMIT')) {
      out['LO_LIMIT'] ??= Number.NaN
      out['HI_LIMIT'] ??= Number.NaN
    }
    return this.unscaled ? this.#scale(number, out) : out
  }

  #scale(number: number, fields: Record<string, FieldValue>): RecordFields {
    const { UNITS: given } = fields
    if (typeof given === 'string' && given.trim() !== '') {
      const { units, exponent } = unprefixed(given)
      if (exponent !== 0) {
        fields['UNITS'] = units
        fields['OPT_FLAG'] = Number(fields['OPT_FLAG']) & ~0x01
        for (const name of ['RES_SCAL', 'LLM_SCAL', 'HLM_SCAL']) fields[name] = exponent
      }
      this.#factors.set(number, 10 ** -exponent)
    }
    const factor = this.#factors.get(number) ?? 1
    for (const name of scaled) {
      const value = fields[name]
      if (typeof value === 'number') fields[name] = Math.fround(value * factor)
    }
    return fields
  }
}
