import type { BitField, FieldValue, GenericValue, RecordFields } from '../stdf/fields'
import type { RecordName } from '../stdf/layout'
import { alarms, atdfFields, genericLetters, radixLetters, summaries, type AtdfField } from './layout'

/** Told of a text that is not what its field must be. */
export type Complain = (field: string, text: string) => void

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC']

/**
 * Seconds since 1970 of `hh:mm:ss dd-MON-yyyy` on the tester's own clock; some writers give the seconds.
 * @returns null where it is neither
 */
export function secondsOf(text: string): number | null {
  const match = /^\s*(\d{1,2}):(\d{2}):(\d{2})\s+(\d{1,2})-([A-Za-z]{3})-(\d{4})\s*$/.exec(text)
  if (match === null) return /^\s*\d{1,10}\s*$/.test(text) ? Number(text) : null
  const [, hours, minutes, seconds, day, name, year] = match
  const month = months.indexOf((name ?? '').toUpperCase())
  if (month < 0) return null
  const value =
    Date.UTC(Number(year), month, Number(day), Number(hours), Number(minutes), Number(seconds)) / 1000
  return value >= 0 && value <= 0xffffffff ? value : null
}

/** A time as ATDF writes it. */
export function timeText(seconds: number): string {
  const date = new Date(seconds * 1000)
  const two = (value: number) => String(value).padStart(2, '0')
  const clock = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(':')
  return `${clock} ${two(date.getUTCDate())}-${months[date.getUTCMonth()] ?? ''}-${date.getUTCFullYear()}`
}

const ranges: Readonly<Record<string, readonly [number, number]>> = {
  U1: [0, 0xff],
  B1: [0, 0xff],
  U2: [0, 0xffff],
  U4: [0, 0xffffffff],
  I1: [-0x80, 0x7f],
  I2: [-0x8000, 0x7fff],
  I4: [-0x80000000, 0x7fffffff]
}

/** A number of a type; null where the text is none, or does not fit. */
function numberOf(type: string, text: string): number | null {
  const trimmed = text.trim()
  if (trimmed === '') return null
  const value = Number(trimmed)
  if (type === 'R4' || type === 'R8') {
    const known = /^[+-]?(inf|infinity)$/i.test(trimmed)
      ? trimmed.startsWith('-')
        ? Number.NEGATIVE_INFINITY
        : Number.POSITIVE_INFINITY
      : value
    if (Number.isNaN(known)) return /^[+-]?nan$/i.test(trimmed) ? Number.NaN : null
    return type === 'R4' ? Math.fround(known) : known
  }
  const [low, high] = ranges[type] ?? [0, Number.MAX_SAFE_INTEGER]
  return Number.isInteger(value) && value >= low && value <= high ? value : null
}

function hexBytes(text: string): Uint8Array | null {
  return /^([0-9a-fA-F]{2})*$/.test(text) ? Uint8Array.from(Buffer.from(text, 'hex')) : null
}

/** Bits by their places: `2,5` sets the third and the sixth. */
function bitsOf(text: string): BitField | null {
  const places = text.split(',').map(part => numberOf('U2', part))
  const most = places.reduce((a: number, b) => Math.max(a, b ?? 0), 0)
  const bytes = new Uint8Array((most + 8) >> 3)
  for (const place of places) {
    if (place === null) return null
    bytes[place >> 3] = (bytes[place >> 3] ?? 0) | (1 << (place & 7))
  }
  return { bits: most + 1, bytes }
}

/** One value; null where the text is none of its kind. */
function oneOf(type: string, text: string): FieldValue | null {
  switch (type) {
    case 'C1':
      return text === '' ? ' ' : text.slice(0, 1)
    case 'Cn':
    case 'Sn':
    case 'Cf':
      return text
    case 'Bn':
      return hexBytes(text)
    case 'Dn':
      return text === '' ? { bits: 0, bytes: new Uint8Array() } : bitsOf(text)
    case 'N1':
      return /^[0-9a-fA-F]$/.test(text.trim()) ? Number.parseInt(text, 16) : null
    case 'U8':
    case 'Uf':
      return /^\s*\d{1,20}\s*$/.test(text) ? (type === 'U8' ? BigInt(text.trim()) : Number(text)) : null
    default:
      return numberOf(type, text)
  }
}

function pinsOf(text: string, complain: Complain): number[] {
  return text
    .split(',')
    .filter(part => part.trim() !== '')
    .map(part => {
      const pin = numberOf('U2', part)
      if (pin === null) complain('FAIL_PIN', part)
      return pin
    })
    .filter(pin => pin !== null)
}

/** The value a text stands for; undefined where it is empty and nothing stands for that, or is no such value. */
function valueOf(field: AtdfField, text: string, complain: Complain): FieldValue | undefined {
  const { stdf } = field
  if (stdf === null) return undefined
  if (field.isTime) {
    if (text.trim() === '') return 0
    const seconds = secondsOf(text)
    if (seconds === null) complain(field.name, text)
    return seconds ?? 0
  }
  // Failing pins are told by their indexes, not by bits whose first one testers do not agree on.
  if (field.name === 'FAIL_PIN') return pinsOf(text, complain)
  if (field.name === 'GRP_RADX')
    return text.split(',').map(letter => radixLetters[letter.trim().toUpperCase()] ?? 0)
  if (stdf.count !== null) {
    if (text.trim() === '') return []
    return text.split(',').map(part => {
      const value = oneOf(stdf.type, part)
      if (value !== null) return value
      if (part.trim() !== '') complain(field.name, part)
      return stdf.type === 'R4' ? Number.NaN : (stdf.missing ?? 0)
    }) as FieldValue
  }
  const isText = stdf.type === 'C1' || stdf.type === 'Cn' || stdf.type === 'Sn' || stdf.type === 'Dn'
  if (text.trim() === '' && !isText && stdf.type !== 'Bn') return stdf.missing ?? undefined
  const value = oneOf(stdf.type, text)
  // Channel types are words on some testers.
  if (value === null && field.name !== 'CHAN_TYP') complain(field.name, text)
  return value ?? stdf.missing ?? undefined
}

/** `@PF` and `@ALARM` as the flags of a test; `@COMPARE` adds which limits pass when met. */
export function testFlags(
  verdict: string,
  letters: string,
  compare: string
): { TEST_FLG: number; PARM_FLG: number } {
  const flags = { TEST_FLG: 0, PARM_FLG: 0 }
  const word = verdict.trim().toUpperCase()
  if (word === 'F') flags.TEST_FLG = 0x80
  else if (word === 'A') flags.PARM_FLG = 0x20
  else if (word !== 'P') flags.TEST_FLG = 0x40
  const upper = letters.toUpperCase()
  for (const [letter, flag, bit] of alarms) if (upper.includes(letter)) flags[flag] |= bit
  if (/L|>=/i.test(compare)) flags.PARM_FLG |= 0x40
  if (/H|<=/i.test(compare)) flags.PARM_FLG |= 0x80
  return flags
}

/** `@PF`, `@RETEST` and `@ABORT` as PART_FLG. */
export function partFlag(verdict: string, retest: string, abort: string): number {
  const word = verdict.trim().toUpperCase()
  const code = retest.toUpperCase()
  return (
    (word === 'F' ? 0x08 : word === 'P' ? 0 : 0x10) |
    (code.includes('I') ? 0x01 : 0) |
    (code.includes('C') ? 0x02 : 0) |
    (/Y/i.test(abort) ? 0x04 : 0)
  )
}

/** One value of a GDR: a letter for its type, then the value. */
export function genericOf(text: string, complain: Complain): GenericValue {
  const type = genericLetters[text.slice(0, 1)] ?? 0
  const rest = text.slice(1)
  const kinds = ['', 'U1', 'U2', 'U4', 'I1', 'I2', 'I4', 'R4', 'R8', '', 'Cn', 'Bn', '', 'N1']
  if (type === 12) {
    const bytes = hexBytes(rest.trim())
    if (bytes !== null) return { type, value: { bits: bytes.length * 8, bytes } }
  }
  const value =
    type === 0 || type === 12 ? null : oneOf(kinds[type] ?? 'Cn', type === 11 ? rest.trim() : rest)
  if (value === null) {
    complain('GEN_DATA', text)
    return { type: 10, value: text }
  }
  return { type, value }
}

/** Lists of states, one or two characters each: the first of two goes left. */
function states(text: string, left: string, right: string): Record<string, FieldValue> {
  if (text === '') return {}
  const lists = text.split('/').map(list => list.split(',').map(state => state.trim()))
  const join = (pick: (state: string) => string) => lists.map(list => list.map(pick).join(''))
  const wide = lists.some(list => list.some(state => state.length > 1))
  return {
    [right]: join(state => (state.length > 1 ? state.slice(1, 2) : state)),
    ...(wide ? { [left]: join(state => (state.length > 1 ? state.slice(0, 1) : ' ')) } : {})
  }
}

/**
 * A record's texts as STDF fields under their standard names. Texts that are no value of their field are missing,
 * and complained of.
 * @param from index of the first field the texts are for
 */
export function fieldsFrom(
  name: RecordName,
  texts: readonly string[],
  complain: Complain,
  from = 0
): Record<string, FieldValue> {
  const out: Record<string, FieldValue> = {}
  const letters: Record<string, string> = {}
  const list = atdfFields[name]
  for (let i = 0; i < texts.length; i++) {
    const field = list[from + i]
    if (field === undefined) break
    const text = texts[i] ?? ''
    if (field.name.startsWith('@')) letters[field.name] = text
    else {
      const value = valueOf(field, text, complain)
      if (value !== undefined) out[field.name] = value
    }
  }
  for (const { stdf } of list) {
    const value = stdf === null ? undefined : out[stdf.name]
    if (stdf?.count != null && Array.isArray(value)) out[stdf.count] ??= value.length
    // An empty field at the end of a line is left out: it is missing all the same.
    if (from === 0 && stdf?.missing != null) out[stdf.name] ??= stdf.missing
  }
  if (summaries.has(name)) {
    out['HEAD_NUM'] ??= 255
    out['SITE_NUM'] ??= 255
  } else if (list.some(field => field.name === 'HEAD_NUM')) {
    if (from === 0) out['HEAD_NUM'] ??= 1
    if (from === 0 && name !== 'SDR' && list.some(field => field.name === 'SITE_NUM')) out['SITE_NUM'] ??= 1
  }
  if (name === 'PRR')
    out['PART_FLG'] = partFlag(letters['@PF'] ?? '', letters['@RETEST'] ?? '', letters['@ABORT'] ?? '')
  if ('@PROGRAM' in letters) Object.assign(out, states(letters['@PROGRAM'], 'PGM_CHAL', 'PGM_CHAR'))
  if ('@RETURN' in letters) Object.assign(out, states(letters['@RETURN'] ?? '', 'RTN_CHAL', 'RTN_CHAR'))
  return out
}

/** Whether a field was given, and not left empty. */
function given(fields: RecordFields, name: string): boolean {
  return fields[name] !== undefined
}

/** The flags STDF keeps beside values of a PTR or MPR: an empty field takes the default of the first record. */
export function optionFlag(fields: RecordFields): number {
  return (
    0x02 |
    (given(fields, 'RES_SCAL') ? 0 : 0x01) |
    (given(fields, 'LO_SPEC') ? 0 : 0x04) |
    (given(fields, 'HI_SPEC') ? 0 : 0x08) |
    (given(fields, 'LO_LIMIT') ? 0 : 0x10) |
    (given(fields, 'HI_LIMIT') ? 0 : 0x20)
  )
}
