import { guessCharset, type Charset } from '../formats/charset'
import type { RecordFields } from '../formats/stdf/fields'
import { layouts, type RecordName } from '../formats/stdf/layout'
import type { Warnings } from '../formats/warnings'
import type { HeaderFields } from './types'

const enough = 1 << 16

/** Texts above ASCII, kept as a sample for the guess of the character set. */
export class TextSample {
  readonly #texts: string[] = []
  #size = 0

  /** True once more would not help. */
  get isFull(): boolean {
    return this.#size >= enough
  }

  /** Take a text, one character per byte. */
  take(text: string): void {
    if (text === '' || /^[\u0000-\u007f]*$/.test(text)) return
    this.#texts.push(text)
    this.#size += text.length
  }

  /** The character set; where it is not certain that is noted. */
  guess(warnings: Warnings): Charset {
    const { charset, certain } = guessCharset(Buffer.from(this.#texts.join('\n'), 'latin1'))
    if (!certain) warnings.add('charsetUncertain', null, { charset })
    return charset
  }
}

/** Fields as a header keeps them: every field by name, texts absent from the record as empty, flags as blank. */
export function headerOf(name: RecordName, fields: RecordFields): HeaderFields {
  const out: Record<string, string | number> = {}
  for (const field of layouts[name].fields) {
    if (field.count !== null) continue
    const value = fields[field.name]
    if (typeof value === 'number' || typeof value === 'string') out[field.name] = value
    else if (field.type === 'Cn') out[field.name] = ''
    else if (field.type === 'C1') out[field.name] = ' '
  }
  return out
}

/** Fields of a header that say something: not empty, not the value the standard gives for 'not known'. */
export function saidFields(fields: HeaderFields | null): [name: string, value: string][] {
  return Object.entries(fields ?? {})
    .filter(
      ([name, value]) =>
        (typeof value === 'string' ? value.trim() !== '' : value !== 65535 && value !== 4294967295) &&
        !(value === 0 && name.endsWith('_T'))
    )
    .map(([name, value]) => [name, String(value)])
}
