import type { GenericValue, RecordFields } from '../formats/stdf/fields'
import type { Note } from './types'

/** Enough for what people read; a file with more has it in the raw records. */
const maxNotes = 20_000
const maxCharacters = 4 << 20

/** Keeps DTR and GDR texts with the part they belong to, up to a bound. */
export class NoteBook {
  readonly #notes: Note[] = []
  #characters = 0
  #lost = 0

  /** How many were left out. */
  get lost(): number {
    return this.#lost
  }

  /**
   * Take a DTR or GDR of so many bytes; `part` is the one part that is open, or null.
   * @returns its text, one character per byte; empty where it has none, or is left out
   */
  add(record: 'DTR' | 'GDR', size: number, read: () => RecordFields, part: number | null): string {
    if (this.#notes.length >= maxNotes || this.#characters + size > maxCharacters) {
      this.#lost++
      return ''
    }
    const fields = read()
    const { TEXT_DAT: plain, GEN_DATA: values } = fields
    const text =
      record === 'DTR'
        ? typeof plain === 'string'
          ? plain
          : ''
        : genericText(values as GenericValue[] | undefined)
    if (text === '') return ''
    this.#characters += text.length
    this.#notes.push({ record, part, text })
    return text
  }

  finish(decode: (binary: string) => string): Note[] {
    return this.#notes.map(note => ({ ...note, text: decode(note.text) }))
  }
}

/** The values of a GDR as people read them: joined by blanks, bytes in hex. */
function genericText(values: readonly GenericValue[] = []): string {
  return values
    .map(({ type, value }) => {
      if (value === null) return ''
      if (value instanceof Uint8Array) return Buffer.from(value).toString('hex')
      if (typeof value === 'object' && 'bits' in value) return Buffer.from(value.bytes).toString('hex')
      if (type === singleType && typeof value === 'number') return shortest(value)
      return typeof value === 'object' ? '' : String(value)
    })
    .filter(text => text !== '')
    .join(' ')
}

/** Type code of an R4. */
const singleType = 7

/** The fewest digits that give the same single-precision number: 0.1, not 0.10000000149011612. */
function shortest(value: number): string {
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits))
    if (Math.fround(short) === value) return String(short)
  }
  return String(Number(value.toPrecision(9)))
}
