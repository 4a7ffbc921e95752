/** Bits, most significant first. */
class Bits {
  readonly bytes: number[] = []
  #hold = 0
  #have = 0

  put(value: number, count: number): void {
    for (let i = count - 1; i >= 0; i--) {
      this.#hold = (this.#hold << 1) | ((value >>> i) & 1)
      if (++this.#have < 8) continue
      this.bytes.push(this.#hold)
      this.#hold = this.#have = 0
    }
  }

  align(): void {
    while (this.#have !== 0) this.put(0, 1)
  }
}

const table = Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 24
  for (let bit = 0; bit < 8; bit++) crc = crc < 0 ? (crc << 1) ^ 0x04c11db7 : crc << 1
  return crc
})

function crcOf(bytes: Uint8Array): number {
  let crc = -1
  for (const byte of bytes) crc = (crc << 8) ^ (table[(crc >>> 24) ^ byte] ?? 0)
  return ~crc >>> 0
}

/** Four equal bytes are followed by how often they repeat. */
function runs(bytes: Uint8Array): Uint8Array {
  const out: number[] = []
  for (let at = 0; at < bytes.length;) {
    const byte = bytes[at] ?? 0
    let length = 1
    while (length < 259 && bytes[at + length] === byte) length++
    for (let i = 0; i < Math.min(length, 4); i++) out.push(byte)
    if (length >= 4) out.push(length - 4)
    at += length
  }
  return Uint8Array.from(out)
}

/** Last column of the sorted rotations, and which of them is the text itself. */
function transform(bytes: Uint8Array): { last: Uint8Array; origin: number } {
  const size = bytes.length
  const rows = Array.from({ length: size }, (_, i) => i)
  rows.sort((a, b) => {
    for (let i = 0; i < size; i++) {
      const difference = (bytes[(a + i) % size] ?? 0) - (bytes[(b + i) % size] ?? 0)
      if (difference !== 0) return difference
    }
    return a - b
  })
  return {
    last: Uint8Array.from(rows, row => bytes[(row + size - 1) % size] ?? 0),
    origin: rows.indexOf(0)
  }
}

/** Symbols of the second stage: runs of the front byte in binary, places of others, the end. */
function places(last: Uint8Array, used: readonly number[]): number[] {
  const front = [...used]
  const out: number[] = []
  let run = 0
  const flush = () => {
    for (; run > 0; run = (run - 1) >> 1) out.push(run % 2 === 1 ? 0 : 1)
  }
  for (const byte of last) {
    const place = front.indexOf(byte)
    if (place === 0) {
      run++
      continue
    }
    flush()
    out.push(place + 1)
    front.splice(place, 1)
    front.unshift(byte)
  }
  flush()
  out.push(used.length + 1)
  return out
}

/** Code lengths that satisfy Kraft: all alike, or (for `steep`) from 1 bit to 20. */
function lengths(count: number, steep: boolean): number[] {
  if (!steep) return Array.from({ length: count }, () => Math.max(1, Math.ceil(Math.log2(count))))
  const rest = Math.ceil(Math.log2(count))
  const stair = Math.min(20 - rest, count - 2)
  return Array.from({ length: count }, (_, i) => (i < stair ? i + 1 : stair + rest))
}

function writeBlock(bits: Bits, block: Uint8Array, steep: boolean): void {
  const crc = crcOf(block)
  const { last, origin } = transform(runs(block))
  const used = [...new Set(last)].sort((a, b) => a - b)
  const symbols = places(last, used)
  const sizes = lengths(used.length + 2, steep)
  bits.put(0x314159, 24)
  bits.put(0x265359, 24)
  bits.put(crc >>> 16, 16)
  bits.put(crc & 0xffff, 16)
  bits.put(0, 1)
  bits.put(origin, 24)
  for (let range = 0; range < 16; range++) bits.put(used.some(byte => byte >> 4 === range) ? 1 : 0, 1)
  for (let range = 0; range < 16; range++)
    if (used.some(byte => byte >> 4 === range))
      for (let i = 0; i < 16; i++) bits.put(used.includes(range * 16 + i) ? 1 : 0, 1)
  const groups = Math.ceil(symbols.length / 50)
  bits.put(2, 3)
  bits.put(groups, 15)
  // The two codes are alike; the selectors take turns so that both are used.
  for (let group = 0; group < groups; group++) bits.put(group === 0 ? 0 : 0b10, group === 0 ? 1 : 2)
  for (let code = 0; code < 2; code++) {
    let now = sizes[0] ?? 1
    bits.put(now, 5)
    for (const size of sizes) {
      for (; now < size; now++) bits.put(0b10, 2)
      for (; now > size; now--) bits.put(0b11, 2)
      bits.put(0, 1)
    }
  }
  const order = sizes
    .map((size, symbol) => ({ size, symbol }))
    .sort((a, b) => a.size - b.size || a.symbol - b.symbol)
  const codes: number[] = []
  let code = 0
  let before = order[0]?.size ?? 1
  for (const { size, symbol } of order) {
    code <<= size - before
    before = size
    codes[symbol] = code++
  }
  for (const symbol of symbols) bits.put(codes[symbol] ?? 0, sizes[symbol] ?? 1)
}

/** A bzip2 stream, for tests of its reader: small blocks, two equal codes, nothing clever. */
export function bzipped(content: Uint8Array, blockBytes = 5000, steep = false): Buffer {
  const bits = new Bits()
  for (const character of 'BZh1') bits.put(character.charCodeAt(0), 8)
  let all = 0
  for (let at = 0; at < content.length; at += blockBytes) {
    const block = content.subarray(at, at + blockBytes)
    writeBlock(bits, block, steep)
    all = (((all << 1) | (all >>> 31)) ^ crcOf(block)) >>> 0
  }
  bits.put(0x177245, 24)
  bits.put(0x385090, 24)
  bits.put(all >>> 16, 16)
  bits.put(all & 0xffff, 16)
  bits.align()
  return Buffer.from(bits.bytes)
}
