const bar = 0x7c
const comma = 0x2c
const minus = 0x2d

/** Powers of ten that a double holds exactly. */
const powers = Float64Array.from({ length: 23 }, (_, i) => 10 ** i)

/** Told of a text in a line that is not what it must be. */
type Complain = (field: string, text: string) => void

/**
 * Reads one field after another out of the bytes of a line. No string is made for a number that is written the
 * plain way.
 */
export class LineScanner {
  bytes: Buffer = Buffer.alloc(0)
  /** The character that parts fields. */
  delimiter = bar
  /** Where the field to read next begins. */
  at = 0
  /** The end of the line. */
  end = 0
  /** The numbers of the list read last. */
  list = new Float64Array(64)
  #value = 0
  readonly #complain: Complain

  constructor(complain: Complain) {
    this.#complain = complain
  }

  /** A whole number without sign; -1 where there is none. */
  whole(): number {
    const bytes = this.bytes
    const end = this.end
    let at = this.at
    let value = -1
    for (; at < end; at++) {
      const digit = (bytes[at] ?? 0) - 0x30
      if (digit < 0 || digit > 9) break
      value = (value < 0 ? 0 : value) * 10 + digit
    }
    if (at < end && bytes[at] !== this.delimiter) return this.#oddWhole()
    this.at = at + 1
    return value <= 0xffffffff ? value : -1
  }

  /** A whole number written some other way: blanks about it, a plus, a decimal point. */
  #oddWhole(): number {
    const text = this.text().trim()
    if (text === '') return -1
    const value = Number(text)
    if (Number.isInteger(value) && value >= 0 && value <= 0xffffffff) return value
    this.#complain('', text)
    return -1
  }

  /** A whole number, perhaps with a minus before it, of at most 16 bits; `missing` where there is none. */
  coordinate(missing: number): number {
    const negative = this.at < this.end && this.bytes[this.at] === minus
    if (negative) this.at++
    const value = this.whole()
    if (value < 0 || value > 32767) return missing
    return negative ? -value : value
  }

  /** A number; NaN where there is none. */
  real(): number {
    const at = this.#number(this.at)
    if (at < 0 || this.bytes[at] === comma) return this.#oddReal(this.text())
    this.at = at + 1
    return this.#value
  }

  /** Numbers parted by commas, into {@link list}. @returns how many */
  reals(): number {
    const from = this.at
    const length = this.skip(1)
    if (length === 0) return 0
    const end = from + length
    let count = 0
    for (let at = from; at <= end;) {
      if (count === this.list.length) {
        const wider = new Float64Array(count * 2)
        wider.set(this.list)
        this.list = wider
      }
      let next = at === end ? at : this.#number(at)
      if (at === end) this.#value = Number.NaN
      else if (next < 0) {
        next = this.bytes.indexOf(comma, at)
        if (next < 0 || next > end) next = end
        this.#value = this.#oddReal(this.bytes.toString('latin1', at, next))
      }
      this.list[count++] = this.#value
      at = next + 1
    }
    return count
  }

  /**
   * Read a plain decimal number up to a delimiter, a comma or the end; NaN where there are no digits.
   * @returns where it stopped; -1 where it is written some other way, or has more digits than are exact
   */
  #number(from: number): number {
    const bytes = this.bytes
    const end = this.end
    let at = from
    const negative = bytes[at] === minus
    if (negative) at++
    const first = at
    let mantissa = 0
    let digits = 0
    let exponent = 0
    let point = false
    for (; at < end; at++) {
      const byte = bytes[at] ?? 0
      if (byte >= 0x30 && byte <= 0x39) {
        mantissa = mantissa * 10 + (byte - 0x30)
        if (mantissa > 0) digits++
        if (point) exponent--
      } else if (byte === 0x2e && !point) point = true
      else break
    }
    const places = at - first - (point ? 1 : 0)
    if (at < end && ((bytes[at] ?? 0) | 0x20) === 0x65 && places > 0) {
      at++
      const down = bytes[at] === minus
      if (down || bytes[at] === 0x2b) at++
      let power = 0
      for (; at < end; at++) {
        const digit = (bytes[at] ?? 0) - 0x30
        if (digit < 0 || digit > 9) break
        power = power * 10 + digit
      }
      exponent += down ? -power : power
    }
    if (at < end && bytes[at] !== this.delimiter && bytes[at] !== comma) return -1
    if (at === from) {
      this.#value = Number.NaN
      return at
    }
    if (places === 0 || digits > 15 || exponent > 22 || exponent < -22) return -1
    // Both are exact, so the quotient or product is the nearest double.
    const size = powers[exponent < 0 ? -exponent : exponent] ?? 1
    const value = exponent < 0 ? mantissa / size : mantissa * size
    this.#value = negative ? -value : value
    return at
  }

  #oddReal(text: string): number {
    const trimmed = text.trim()
    const value = trimmed === '' ? Number.NaN : Number(trimmed)
    if (/^[+-]?inf(inity)?$/i.test(trimmed)) return trimmed.startsWith('-') ? -Infinity : Infinity
    if (Number.isNaN(value) && trimmed !== '' && !/^[+-]?nan$/i.test(trimmed)) this.#complain('', trimmed)
    return value
  }

  /** The field, one character per byte. */
  text(): string {
    const from = this.at
    const length = this.skip(1)
    return length === 0 ? '' : this.bytes.toString('latin1', from, from + length)
  }

  /** Pass over fields. @returns the length of the last one */
  skip(fields: number): number {
    const bytes = this.bytes
    const delimiter = this.delimiter
    const end = this.end
    let at = this.at
    let from = at
    for (let i = 0; i < fields && at <= end; i++) {
      from = at
      while (at < end && bytes[at] !== delimiter) at++
      at++
    }
    this.at = at
    return Math.max(0, Math.min(at - 1, end) - from)
  }

  /** The fields from a place to another. */
  texts(from: number, end: number): string[] {
    if (from > end) return []
    return this.bytes.toString('latin1', from, end).split(String.fromCharCode(this.delimiter))
  }

  /** The two fields at hand are `P` and empty. They are passed over if so. */
  plainPass(): boolean {
    const { bytes, at, delimiter } = this
    if (
      at + 2 >= this.end ||
      bytes[at] !== 0x50 ||
      bytes[at + 1] !== delimiter ||
      bytes[at + 2] !== delimiter
    )
      return false
    this.at = at + 3
    return true
  }
}
