/** Who listens to a {@link Lexer}. */
export interface TokenSink {
  /** Rows of numbers are being read: numbers come by {@link TokenSink.number}; else everything is a word. */
  rows: boolean
  number(value: number): void
  /** A bare word, one character per byte. */
  word(text: string): void
  /** What stood between quotes, one character per byte. */
  quoted(text: string): void
  /** `;` `{` `}` or `,` by its code. */
  mark(code: number): void
  newline(): void
  /** A quote that nothing closed before the end of its line. */
  unclosed(line: number): void
}

/** Codes of the marks. */
export const Mark = { semicolon: 0x3b, open: 0x7b, close: 0x7d, comma: 0x2c } as const

const tab = 9
const newlineCode = 10
const returnCode = 13
const space = 32
const quote = 0x22

/** What ends a word: 1 blank, 2 line end, 3 mark, 4 quote. */
const ends = new Uint8Array(256)
ends[0] = 1
ends[tab] = 1
ends[11] = 1
ends[12] = 1
ends[0x1a] = 1
ends[space] = 1
ends[newlineCode] = 2
ends[returnCode] = 2
for (const code of Object.values(Mark)) ends[code] = 3
ends[quote] = 4

const powers = Float64Array.from({ length: 23 }, (_, i) => Number(`1e${String(i)}`))

/** No token is longer; what is, is cut. Bounds what is held from piece to piece. */
const longestToken = 1 << 16

/**
 * Cuts KLARF into tokens, piece by piece. A token that a piece ends in is held until the next one. Quotes hold any
 * mark but no line end, and none of the multi-byte character sets in use has a quote for a second byte.
 */
export class Lexer {
  /** Line of the token just told, from 1. */
  line = 1
  readonly #sink: TokenSink
  #held: Buffer | null = null
  /** The last byte was a CR: an LF after it ends the same line. */
  #afterReturn = false

  constructor(sink: TokenSink) {
    this.#sink = sink
  }

  /** Take the next piece; its memory may be used again afterwards. */
  push(piece: Uint8Array): void {
    const given = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength)
    const bytes = this.#held === null ? given : Buffer.concat([this.#held, given])
    this.#held = null
    const rest = this.#cut(bytes)
    if (rest < bytes.length) this.#held = Buffer.from(bytes.subarray(rest))
  }

  /** No more comes. */
  finish(): void {
    this.push(Buffer.from('\n'))
    this.line--
  }

  /** Tells the tokens of the bytes and gives back where an unfinished one begins. */
  #cut(bytes: Buffer): number {
    const sink = this.#sink
    const { length } = bytes
    let i = 0
    let afterReturn = this.#afterReturn
    while (i < length) {
      const code = bytes[i] ?? 0
      const kind = ends[code]
      if (kind === 1) {
        i++
        afterReturn = false
        continue
      }
      if (kind === 2) {
        i++
        if (code === newlineCode && afterReturn) {
          afterReturn = false
          continue
        }
        afterReturn = code === returnCode
        sink.newline()
        this.line++
        continue
      }
      afterReturn = false
      if (kind === 3) {
        sink.mark(code)
        i++
        continue
      }
      const next = kind === 4 ? this.#quoted(bytes, i) : this.#bare(bytes, i)
      if (next < 0) break
      i = next
    }
    this.#afterReturn = afterReturn
    return i
  }

  /** A quoted text from i on; where it ends, or -1 when the bytes do first. */
  #quoted(bytes: Buffer, i: number): number {
    const { length } = bytes
    let end = i + 1
    while (end < length) {
      const code = bytes[end] ?? 0
      if (code === quote) {
        this.#sink.quoted(bytes.toString('latin1', i + 1, end))
        return end + 1
      }
      if (code === newlineCode || code === returnCode || end - i > longestToken) {
        this.#sink.unclosed(this.line)
        this.#sink.quoted(bytes.toString('latin1', i + 1, end).replace(/[ \t;]+$/, ''))
        // A semicolon before the line's end still ends the statement.
        if (/;[ \t]*$/.test(bytes.toString('latin1', Math.max(i + 1, end - 8), end)))
          this.#sink.mark(Mark.semicolon)
        return end
      }
      end++
    }
    return -1
  }

  /** A word or number from i on; where it ends, or -1 when the bytes do first. */
  #bare(bytes: Buffer, i: number): number {
    if (this.#sink.rows) {
      const end = this.#number(bytes, i)
      if (end !== 0) return end
    }
    const { length } = bytes
    let end = i + 1
    while (end < length && ends[bytes[end] ?? 0] === 0) end++
    if (end === length && end - i <= longestToken) return -1
    this.#sink.word(bytes.toString('latin1', i, end))
    return end
  }

  /** A number from i on; where it ends, 0 when it is none, -1 when the bytes end first. */
  #number(bytes: Buffer, i: number): number {
    const { length } = bytes
    let p = i
    let code = bytes[p] ?? 0
    const negative = code === 0x2d
    if (negative || code === 0x2b) code = bytes[++p] ?? 0
    let digits = 0
    let mantissa = 0
    let scale = 0
    while (code >= 0x30 && code <= 0x39) {
      mantissa = mantissa * 10 + (code - 0x30)
      digits++
      code = bytes[++p] ?? 0
    }
    if (code === 0x2e) {
      code = bytes[++p] ?? 0
      const point = p
      while (code >= 0x30 && code <= 0x39) {
        mantissa = mantissa * 10 + (code - 0x30)
        digits++
        code = bytes[++p] ?? 0
      }
      scale = point - p
    }
    if (p >= length) return p - i > longestToken ? 0 : -1
    if (digits === 0) return 0
    if (code === 0x65 || code === 0x45) {
      code = bytes[++p] ?? 0
      const down = code === 0x2d
      if (down || code === 0x2b) code = bytes[++p] ?? 0
      let exponent = 0
      const from = p
      while (code >= 0x30 && code <= 0x39) {
        if (exponent < 10_000) exponent = exponent * 10 + (code - 0x30)
        code = bytes[++p] ?? 0
      }
      if (p >= length) return p - i > longestToken ? 0 : -1
      if (p === from) return 0
      scale += down ? -exponent : exponent
    }
    if (ends[code] === 0) return 0
    let value: number
    // Both factors are exact doubles: one rounding, as the language itself does it.
    if (mantissa <= 9007199254740991 && scale >= -22 && scale <= 22)
      value = scale < 0 ? mantissa / (powers[-scale] ?? 1) : mantissa * (powers[scale] ?? 1)
    else value = Number(bytes.toString('latin1', negative ? i + 1 : i, p))
    this.#sink.number(negative ? -value : value)
    return p
  }
}
