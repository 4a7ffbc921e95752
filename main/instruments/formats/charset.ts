/**
 * Which character set the texts of a file are in. Tester files declare none: a V93000 in Shenzhen writes GBK,
 * one in Kumamoto Shift_JIS, an old Teradyne Latin-1, and most write plain ASCII.
 */

/** Labels the WHATWG TextDecoder knows. `us-ascii` stands for 'no byte above 0x7F was seen'. */
export type Charset = 'us-ascii' | 'utf-8' | 'gb18030' | 'shift_jis' | 'big5' | 'euc-kr' | 'windows-1252'

/** The guess and how sure it is: `false` where two sets fit about as well. */
export interface CharsetGuess {
  readonly charset: Charset
  readonly certain: boolean
}

/**
 * Guess the character set of a sample that holds whole strings (separated by any ASCII byte).
 *
 * ASCII needs no guess and valid UTF-8 with multi-byte characters is practically never anything else. For the
 * rest each East Asian set is tried strictly; those that decode without error get a score per character: common
 * ideographs, kana and hangul speak for a set, rare and private-use characters against it. Without a plausible
 * candidate it is Windows-1252, which decodes anything.
 */
export function guessCharset(sample: Uint8Array): CharsetGuess {
  if (!sample.some(byte => byte > 0x7f)) return { charset: 'us-ascii', certain: true }
  if (decodes(sample, 'utf-8') !== null) return { charset: 'utf-8', certain: true }
  const scored = (['gb18030', 'shift_jis', 'big5', 'euc-kr'] as const)
    .map(charset => ({ charset, score: score(decodes(sample, charset), sample, charset) }))
    .sort((a, b) => b.score - a.score)
  const [best, second] = scored
  if (best === undefined || best.score < 0.5) return { charset: 'windows-1252', certain: best?.score === -1 }
  return { charset: best.charset, certain: second === undefined || best.score - second.score > 0.15 }
}

function decodes(bytes: Uint8Array, charset: Charset): string | null {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** Lead bytes of the first level (common characters) of each double-byte set, by the standard's own ordering. */
const common: Record<string, (lead: number) => boolean> = {
  gb18030: lead => lead >= 0xb0 && lead <= 0xd7,
  big5: lead => lead >= 0xa4 && lead <= 0xc6,
  shift_jis: lead => (lead >= 0x88 && lead <= 0x97) || lead === 0x82 || lead === 0x83,
  'euc-kr': lead => lead >= 0xb0 && lead <= 0xc8
}

/** Mean plausibility of the characters above ASCII, 0 to 1; -1 where the bytes are not valid in the set. */
function score(text: string | null, bytes: Uint8Array, charset: string): number {
  if (text === null) return -1
  let sum = 0
  let count = 0
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    if (code < 0x80) continue
    count++
    if (code >= 0xe000 && code <= 0xf8ff) sum -= 1
    else if (code >= 0x3040 && code <= 0x30ff) sum += charset === 'shift_jis' ? 1 : 0.3
    else if (code >= 0xac00 && code <= 0xd7a3) sum += charset === 'euc-kr' ? 0.9 : 0
    else if (code >= 0x4e00 && code <= 0x9fff) sum += 0.7
    else if (code >= 0xff61 && code <= 0xff9f) sum += 0.1
    else if (code >= 0x3000 && code <= 0xffef) sum += 0.6
    else sum += 0.2
  }
  const isCommon = common[charset]
  let pairs = 0
  let first = 0
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0
    if (byte < 0x80) continue
    // Half-width katakana are single bytes in Shift_JIS.
    if (charset === 'shift_jis' && byte >= 0xa1 && byte <= 0xdf) continue
    pairs++
    if (isCommon?.(byte) === true) first++
    i++
  }
  return count === 0 ? -1 : sum / count + 0.4 * (pairs === 0 ? 0 : first / pairs) - 0.1
}

/**
 * A decoder for strings kept as one character per byte (Latin-1), the lossless form readers hold until the
 * character set of the whole file is known. Trailing NULs and blanks of fixed-width fields stay as they are.
 */
export function binaryText(charset: Charset): (binary: string) => string {
  if (charset === 'us-ascii') return binary => binary
  const decoder = new TextDecoder(charset)
  return binary => {
    if (/^[\u0000-\u007f]*$/.test(binary)) return binary
    return decoder.decode(Buffer.from(binary, 'latin1'))
  }
}
