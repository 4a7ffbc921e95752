import { firstPin, placesOf, type BitField, type GenericValue } from '../stdf/fields'
import type { RecordName } from '../stdf/layout'
import type { WriteFields, WriteValue } from '../stdf/write'
import { alarms, atdfFields, genericLetters, radixLetters, summaries, type AtdfField } from './layout'
import { timeText } from './values'

/** Bits of OPT_FLAG that say a field holds nothing, by record. */
const invalid: Partial<Record<RecordName, Readonly<Record<string, number>>>> = {
  PTR: {
    RES_SCAL: 0x01,
    LO_SPEC: 0x04,
    HI_SPEC: 0x08,
    LO_LIMIT: 0x50,
    LLM_SCAL: 0x50,
    HI_LIMIT: 0xa0,
    HLM_SCAL: 0xa0
  },
  MPR: {
    RES_SCAL: 0x01,
    START_IN: 0x02,
    INCR_IN: 0x02,
    LO_SPEC: 0x04,
    HI_SPEC: 0x08,
    LO_LIMIT: 0x50,
    LLM_SCAL: 0x50,
    HI_LIMIT: 0xa0,
    HLM_SCAL: 0xa0
  },
  FTR: {
    CYCL_CNT: 0x01,
    REL_VADR: 0x02,
    REPT_CNT: 0x04,
    NUM_FAIL: 0x08,
    XFAIL_AD: 0x10,
    YFAIL_AD: 0x10,
    VECT_OFF: 0x20
  },
  TSR: { TEST_MIN: 0x01, TEST_MAX: 0x02, TEST_TIM: 0x04, TST_SUMS: 0x10, TST_SQRS: 0x20 }
}

/** The fewest digits that give the same single-precision number. */
function single(value: number): string {
  if (!Number.isFinite(value)) return ''
  if (Object.is(value, -0)) return '-0'
  for (let digits = 6; digits < 9; digits++) {
    const short = value.toPrecision(digits)
    if (Math.fround(Number(short)) === Math.fround(value)) return String(Number(short))
  }
  return String(Number(value.toPrecision(9)))
}

function numberIn(fields: WriteFields, name: string): number {
  const value = fields[name]
  return typeof value === 'number' ? value : 0
}

/** A number or text as it stands; empty for anything else. */
function plain(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint'
    ? String(value)
    : ''
}

function isBits(value: unknown): value is BitField {
  return typeof value === 'object' && value !== null && 'bits' in value
}

/** Letters of the set bits of TEST_FLG and PARM_FLG. */
function testLetters(name: string, fields: WriteFields): string {
  const test = numberIn(fields, 'TEST_FLG')
  const parm = numberIn(fields, 'PARM_FLG')
  if (name === '@PF') {
    if ((test & 0x40) !== 0) return ''
    if ((test & 0x80) !== 0) return 'F'
    return (parm & 0x20) !== 0 ? 'A' : 'P'
  }
  if (name === '@COMPARE') return ((parm & 0x40) !== 0 ? 'L' : '') + ((parm & 0x80) !== 0 ? 'H' : '')
  const flags = { TEST_FLG: test, PARM_FLG: parm }
  return alarms.map(([letter, flag, bit]) => ((flags[flag] & bit) !== 0 ? letter : '')).join('')
}

function partLetter(name: string, flag: number): string {
  if (name === '@PF') return (flag & 0x10) !== 0 ? '' : (flag & 0x08) !== 0 ? 'F' : 'P'
  if (name === '@RETEST') return ((flag & 0x01) !== 0 ? 'I' : '') + ((flag & 0x02) !== 0 ? 'C' : '')
  return (flag & 0x04) !== 0 ? 'Y' : ''
}

/** Two lists of state characters, left ones first, as one field of a PLR. */
function states(left: WriteValue | undefined, right: WriteValue | undefined): string {
  const lists = Array.isArray(right) ? right.map(String) : []
  const before = Array.isArray(left) ? left.map(String) : []
  return lists
    .map((list, i) =>
      Array.from(list, (state, k) => `${before[i]?.charAt(k).trim() ?? ''}${state}`).join(',')
    )
    .join('/')
}

/**
 * Writes ATDF V2 line by line, from the same fields as `StdfWriter`. Text is written as UTF-8; a delimiter or line
 * break in it becomes a blank, but for the lines of a DTR. What STDF keeps beside a value that it flags as invalid
 * is lost: the text form leaves such a field empty.
 */
export class AtdfWriter {
  readonly #lines: Buffer[] = []
  readonly #delimiter: string
  /** The highest PMR index so far: it tells what bit 0 of FAIL_PIN stands for. */
  #mostPin = 0

  /** Begins with a FAR; values are scaled, which is to say in base units, as in STDF. */
  constructor(delimiter = '|') {
    this.#delimiter = delimiter
    this.raw(`FAR:A${delimiter}4${delimiter}2${delimiter}S\n`)
  }

  /** Append a record. */
  record(name: RecordName, fields: WriteFields = {}): this {
    if (name === 'FAR') return this.raw(`FAR:${['A', '4', '2', 'S'].join(this.#delimiter)}\n`)
    if (name === 'PMR') this.#mostPin = Math.max(this.#mostPin, numberIn(fields, 'PMR_INDX'))
    if (name === 'DTR') {
      const text = this.#bytes(fields['TEXT_DAT'] ?? '').toString('latin1')
      return this.raw(Buffer.from(`DTR:${text.replace(/\r\n|\r|\n/g, '\n ')}\n`, 'latin1'))
    }
    const texts =
      name === 'GDR'
        ? this.#generic(fields['GEN_DATA'])
        : atdfFields[name].map(field => this.#field(name, field, fields))
    while (texts.length > 0 && texts.at(-1) === '') texts.pop()
    return this.raw(Buffer.from(`${name}:${texts.join(this.#delimiter)}\n`, 'latin1'))
  }

  /** Append bytes as they are. */
  raw(bytes: Uint8Array | string): this {
    this.#lines.push(Buffer.from(bytes))
    return this
  }

  /** Everything written so far. */
  bytes(): Buffer {
    return Buffer.concat(this.#lines)
  }

  #bytes(value: WriteValue): Buffer {
    return value instanceof Uint8Array ? Buffer.from(value) : Buffer.from(plain(value), 'utf8')
  }

  /** A text, one character per byte, without what would end its field. */
  #text(value: WriteValue, within = ''): string {
    const text = this.#bytes(value).toString('latin1')
    return [this.#delimiter, '\n', '\r', within].reduce(
      (safe, character) => (character === '' ? safe : safe.replaceAll(character, ' ')),
      text
    )
  }

  #field(name: RecordName, field: AtdfField, fields: WriteFields): string {
    if (field.name.startsWith('@')) return this.#letters(name, field.name, fields)
    const value = fields[field.name]
    const { stdf } = field
    if (value === undefined || stdf === null) return ''
    const flags = fields['OPT_FLAG']
    const mask = invalid[name]?.[field.name] ?? 0
    if (typeof flags === 'number' && (flags & mask) !== 0) return ''
    if (field.name === 'RESULT' && (numberIn(fields, 'TEST_FLG') & 0x02) !== 0) return ''
    if (summaries.has(name) && (field.name === 'HEAD_NUM' || field.name === 'SITE_NUM') && value === 255)
      return ''
    if (field.name === 'FAIL_PIN' && isBits(value)) {
      const first = firstPin(value.bits, this.#mostPin)
      return placesOf(value)
        .map(place => place + first)
        .join(',')
    }
    if (field.isTime) return typeof value === 'number' && value !== 0 ? timeText(value) : ''
    if (field.name === 'GRP_RADX')
      return (Array.isArray(value) ? value : [])
        .map(radix => Object.entries(radixLetters).find(([, code]) => code === radix)?.[0] ?? '')
        .join(',')
    if (stdf.count !== null)
      return (Array.isArray(value) ? (value as readonly WriteValue[]) : [])
        .map(one => this.#one(stdf.type, one, ','))
        .join(',')
    return typeof value === 'number' && value === stdf.missing ? '' : this.#one(stdf.type, value, '')
  }

  #one(type: string, value: WriteValue, within: string): string {
    switch (type) {
      case 'R4':
        return typeof value === 'number' ? single(value) : ''
      case 'N1':
        return typeof value === 'number' ? value.toString(16).toUpperCase() : ''
      case 'Bn':
        return value instanceof Uint8Array ? Buffer.from(value).toString('hex').toUpperCase() : ''
      case 'Dn':
        return isBits(value) ? placesOf(value).join(',') : ''
      case 'C1':
        return value === ' ' ? '' : this.#text(value)
      case 'Cn':
      case 'Sn':
      case 'Cf':
        return this.#text(value, within)
      default:
        return plain(value)
    }
  }

  #letters(name: RecordName, field: string, fields: WriteFields): string {
    if (name === 'PRR') return partLetter(field, numberIn(fields, 'PART_FLG'))
    if (field === '@PROGRAM') return states(fields['PGM_CHAL'], fields['PGM_CHAR'])
    if (field === '@RETURN') return states(fields['RTN_CHAL'], fields['RTN_CHAR'])
    return testLetters(field, fields)
  }

  #generic(values: WriteValue | undefined): string[] {
    if (!Array.isArray(values)) return []
    return (values as readonly GenericValue[]).flatMap(({ type, value }) => {
      const letter = Object.entries(genericLetters).find(([, code]) => code === type)?.[0]
      if (letter === undefined || value === null) return []
      if (isBits(value)) return [letter + Buffer.from(value.bytes).toString('hex').toUpperCase()]
      const kind = type === 7 ? 'R4' : type === 10 ? 'Cn' : type === 11 ? 'Bn' : type === 13 ? 'N1' : ''
      return [letter + this.#one(kind, value, '')]
    })
  }
}
