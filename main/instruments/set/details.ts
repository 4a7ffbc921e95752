import { firstPin, placesOf, type BitField, type FieldValue, type RecordFields } from '../formats/stdf/fields'
import type { Detail } from './types'

/** Enough for what people read; a file with more has it in the raw records. */
const mostDetails = 20_000
const mostCharacters = 8 << 20
/** Numbers kept of one list: a scan log can have thousands. */
const mostInList = 500

/** Said by the test, the part or the verdict already, or of use to programs only. */
const told = new Set([
  'CONT_FLG',
  'TEST_NUM',
  'HEAD_NUM',
  'SITE_NUM',
  'TEST_FLG',
  'OPT_FLAG',
  'TEST_TXT',
  'FMU_FLG',
  'SPIN_MAP',
  'MASK_MAP'
])

/** Bits of an FTR's OPT_FLAG that say a field holds nothing. */
const invalid: Readonly<Record<string, number>> = {
  CYCL_CNT: 0x01,
  REL_VADR: 0x02,
  REPT_CNT: 0x04,
  NUM_FAIL: 0x08,
  XFAIL_AD: 0x10,
  YFAIL_AD: 0x10,
  VECT_OFF: 0x20
}

/** Counts that are figures of their own. */
const counts = new Set(['CYCL_CNT', 'REPT_CNT', 'CYC_CNT', 'TOTF_CNT', 'TOTL_CNT'])

/** RTN_STAT of pins that failed: low, high, midband, with a glitch. */
const failed = new Set([5, 6, 7, 8])

function isBits(value: FieldValue): value is BitField {
  return typeof value === 'object' && 'bits' in value
}

/** One field as it is kept; undefined where it says nothing. */
function kept(name: string, value: FieldValue): Detail['fields'][string] | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value
  if (typeof value === 'bigint') return value === 0n ? undefined : Number(value)
  if (typeof value === 'number') {
    // Sizes and counts of the lists beside them are for programs; of totals and cycles people read.
    const isCount = /_(SIZE|I?CNT)$/.test(name) && !counts.has(name)
    const isNone = value === 0 || !Number.isFinite(value) || (name === 'PATG_NUM' && value === 255)
    return isCount || isNone ? undefined : value
  }
  if (value instanceof Uint8Array) return value.length === 0 ? undefined : Buffer.from(value).toString('hex')
  if (isBits(value)) {
    const places = placesOf(value).slice(0, mostInList)
    return places.length === 0 ? undefined : places
  }
  const list = value
    .slice(0, mostInList)
    .map(one => (typeof one === 'bigint' ? Number(one) : typeof one === 'object' ? '' : one))
  return list.length === 0 ? undefined : (list as number[] | string[])
}

/** What an FTR or STR says of one execution, under the names of the standard, without what is empty or invalid. */
function detailFields(fields: RecordFields): Detail['fields'] {
  const flags = typeof fields['OPT_FLAG'] === 'number' ? fields['OPT_FLAG'] : 0
  const out: Record<string, Detail['fields'][string]> = {}
  for (const [name, value] of Object.entries(fields)) {
    if (told.has(name) || (flags & (invalid[name] ?? 0)) !== 0) continue
    // All pins and their states: only those that failed are told, below.
    if (/^(RTN|PGM)_(INDX|STAT)$/.test(name)) continue
    const one = kept(name, value)
    if (one !== undefined) out[name] = one
  }
  const { RTN_INDX: pins, RTN_STAT: states } = fields
  if (out['FAIL_PIN'] === undefined && Array.isArray(pins) && Array.isArray(states)) {
    const bad = pins.filter((_, i) => failed.has(Number(states[i]))).slice(0, mostInList)
    if (bad.length > 0) out['FAIL_PIN'] = bad.map(Number)
  }
  return out
}

/** Keeps what functional and scan tests say of executions that failed or cannot be used, up to a bound. */
export class DetailBook {
  readonly #details: (Detail & { readonly failBits: number })[] = []
  #characters = 0
  #lost = 0

  /** How many were left out. */
  get lost(): number {
    return this.#lost
  }

  /** Take one execution; texts one character per byte. */
  add(test: number, part: number, fields: () => RecordFields): void {
    if (this.#details.length >= mostDetails || this.#characters > mostCharacters) {
      this.#lost++
      return
    }
    const all = fields()
    const { FAIL_PIN: pins } = all
    const detail = { test, part, fields: detailFields(all) }
    this.#characters += JSON.stringify(detail.fields).length
    this.#details.push({ ...detail, failBits: pins !== undefined && isBits(pins) ? pins.bits : 0 })
  }

  /**
   * Every one kept, texts decoded.
   * @param mostPin the highest PMR index of the file
   */
  finish(decode: (binary: string) => string, mostPin: number): Detail[] {
    return this.#details.map(({ failBits, fields, ...rest }) => ({
      ...rest,
      fields: Object.fromEntries(
        Object.entries(fields).map(([name, value]) => {
          const first = name === 'FAIL_PIN' ? firstPin(failBits, mostPin) : 0
          return [name, finished(value, decode, first)]
        })
      )
    }))
  }
}

type Value = Detail['fields'][string]

/** A value with its texts decoded and its places counted from `first`. */
function finished(value: Value, decode: (binary: string) => string, first: number): Value {
  if (typeof value === 'string') return decode(value)
  if (typeof value === 'number') return value
  const texts = value.filter(one => typeof one === 'string')
  if (texts.length > 0) return texts.map(decode)
  return value.filter(one => typeof one === 'number').map(pin => pin + first)
}
