import { decodeFields, type Encoding, type GenericValue } from '../formats/stdf/fields'
import { layouts } from '../formats/stdf/layout'
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

  /** Take a DTR or GDR; `part` is the one part that is open, or null. */
  add(
    record: 'DTR' | 'GDR',
    bytes: Buffer,
    view: DataView,
    from: number,
    to: number,
    encoding: Encoding,
    part: number | null
  ): void {
    if (this.#notes.length >= maxNotes || this.#characters + (to - from) > maxCharacters) {
      this.#lost++
      return
    }
    const { fields } = decodeFields(layouts[record], bytes, view, from, to, encoding)
    const text =
      record === 'DTR'
        ? typeof fields['TEXT_DAT'] === 'string'
          ? fields['TEXT_DAT']
          : ''
        : genericText(fields['GEN_DATA'] as GenericValue[] | undefined)
    if (text === '') return
    this.#characters += text.length
    this.#notes.push({ record, part, text })
  }

  finish(decode: (binary: string) => string): Note[] {
    return this.#notes.map(note => ({ ...note, text: decode(note.text) }))
  }
}

/** The values of a GDR as people read them: joined by blanks, bytes in hex. */
function genericText(values: readonly GenericValue[] = []): string {
  return values
    .map(({ value }) => {
      if (value === null) return ''
      if (value instanceof Uint8Array) return Buffer.from(value).toString('hex')
      if (typeof value === 'object' && 'bits' in value) return Buffer.from(value.bytes).toString('hex')
      return typeof value === 'object' ? '' : String(value)
    })
    .filter(text => text !== '')
    .join(' ')
}
