/**
 * A Unix compress (.Z) file, for tests of its reader: LZW with codes of 9 bits up, written in groups of eight.
 * The dictionary is forgotten once it is full.
 */
export function compressed(content: Uint8Array, mostBits = 16): Buffer {
  const out: number[] = [0x1f, 0x9d, 0x80 | mostBits]
  let width = 9
  let group: number[] = []
  /** Codes of one width fill groups of eight; the last one of a width is padded. */
  const flush = (padded: boolean) => {
    if (group.length === 0) return
    let bits = 0n
    group.forEach((code, i) => (bits |= BigInt(code) << BigInt(i * width)))
    const bytes = padded ? width : Math.ceil((group.length * width) / 8)
    for (let i = 0; i < bytes; i++) out.push(Number((bits >> BigInt(8 * i)) & 255n))
    group = []
  }
  const put = (code: number) => {
    group.push(code)
    if (group.length === 8) flush(true)
  }
  let known = new Map<string, number>()
  let next = 257
  let text = ''
  const codeOf = (one: string): number => (one.length === 1 ? one.charCodeAt(0) : (known.get(one) ?? 0))
  for (const byte of content) {
    const longer = text + String.fromCharCode(byte)
    if (longer.length === 1 || known.has(longer)) {
      text = longer
      continue
    }
    put(codeOf(text))
    // The reader learns one code later than the writer: it widens when that one is about to be needed.
    if (next < 1 << mostBits) known.set(longer, next++)
    if (next > 1 << width && width < mostBits) {
      flush(true)
      width++
    }
    text = String.fromCharCode(byte)
    if (next === 1 << mostBits) {
      put(codeOf(text))
      text = ''
      put(256)
      flush(true)
      width = 9
      known = new Map()
      next = 257
    }
  }
  if (text !== '') put(codeOf(text))
  flush(false)
  return Buffer.from(out)
}
