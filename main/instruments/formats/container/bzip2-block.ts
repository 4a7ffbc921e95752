/**
 * One block of a bzip2 stream: Huffman codes, move-to-front, run lengths and the Burrows-Wheeler transform undone.
 * Format: the bzip2 file format as its reference decoder (libbzip2 1.0.8) reads it.
 */

/** Why a block cannot be decoded. */
export class BlockDamage extends Error {}

/** What makes no sense beyond the end of the bytes is but a block cut off: the bit after them all says so. */
function damage(reason: string, at: number, end: number): number {
  if (at > end) return at * 8 + 1
  throw new BlockDamage(reason)
}

/** Longest Huffman code. */
const longestCode = 20
/** Codes up to this length are looked up at once. */
const lookup = 10
const groupSize = 50
const mostSelectors = 18_002
const runA = 0
const runB = 1

/** CRC-32 of bzip2: most significant bit first, polynomial 0x04C11DB7. */
const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 24
  for (let bit = 0; bit < 8; bit++) crc = crc < 0 ? (crc << 1) ^ 0x04c11db7 : crc << 1
  return crc >>> 0
})

/** The tables of one Huffman code. */
class Code {
  /** By the next {@link lookup} bits: symbol << 5 | length, 0 where the code is longer. */
  readonly fast = new Uint16Array(1 << lookup)
  /** Largest code of a length, and what to subtract from a code to find its symbol in `symbols`. */
  readonly limit = new Int32Array(longestCode + 2)
  readonly base = new Int32Array(longestCode + 2)
  readonly symbols = new Uint16Array(258)

  /** Lay out the canonical code of these lengths. @throws BlockDamage where they are no prefix code */
  build(lengths: Uint8Array, count: number): void {
    const { fast, limit, base, symbols } = this
    fast.fill(0)
    let code = 0
    let index = 0
    for (let length = 1; length <= longestCode; length++) {
      base[length] = code - index
      for (let symbol = 0; symbol < count; symbol++) {
        if (lengths[symbol] !== length) continue
        symbols[index++] = symbol
        if (code >> length !== 0) throw new BlockDamage('over-full code')
        if (length <= lookup) {
          const from = code << (lookup - length)
          fast.fill((symbol << 5) | length, from, from + (1 << (lookup - length)))
        }
        code++
      }
      limit[length] = code - 1
      code <<= 1
    }
  }
}

/** Decodes blocks; its memory (about 4 MB) serves one after another. */
export class BlockDecoder {
  /** Low 8 bits: a byte of the block; the rest: where the byte before it lies. */
  readonly #chain: Int32Array
  readonly #codes = Array.from({ length: 6 }, () => new Code())
  readonly #selectors = new Uint8Array(mostSelectors)
  readonly #lengths = new Uint8Array(258)
  readonly #front = new Uint8Array(256)
  readonly #counts = new Int32Array(257)

  // The block being written out.
  #position = 0
  #left = 0
  /** Bytes in a row that were the same, up to 4: after 4 comes how often it repeats. */
  #run = 0
  #last = -1
  #repeat = 0
  #crc = 0
  /** The check sum the block declares. */
  declaredCrc = 0

  constructor(blockSize: number) {
    this.#chain = new Int32Array(blockSize)
  }

  /** Bytes a block may hold. */
  get blockSize(): number {
    return this.#chain.length
  }

  /** The check sum of what {@link write} gave out. */
  get crc(): number {
    return ~this.#crc >>> 0
  }

  /**
   * Decode the block that begins after its magic number at a bit of `bytes`; {@link write} then gives it out.
   * @returns the bit after the block; beyond `end * 8` where the bytes ended inside it
   * @throws BlockDamage
   */
  decode(bytes: Uint8Array, bit: number, end: number): number {
    const bits = new Bits(bytes, bit)
    try {
      return this.#decode(bytes, bits, end)
    } catch (error) {
      if (error instanceof BlockDamage && bits.at > end * 8) return bits.at
      throw error
    }
  }

  #decode(bytes: Uint8Array, bits: Bits, end: number): number {
    this.declaredCrc = ((bits.take(16) << 16) | bits.take(16)) >>> 0
    if (bits.take(1) !== 0) throw new BlockDamage('randomised block')
    const origin = bits.take(24)
    const used = this.#symbolsUsed(bits)
    const groups = bits.take(3)
    const selectorCount = bits.take(15)
    if (groups < 2 || groups > 6 || selectorCount < 1) throw new BlockDamage('no codes')
    this.#readSelectors(bits, groups, selectorCount)
    for (let group = 0; group < groups; group++) this.#readCode(bits, group, used + 2)
    if (bits.at > end * 8) return bits.at
    const after = this.#symbols(bytes, bits.at, used, Math.min(selectorCount, mostSelectors), end)
    if (after > end * 8) return after
    if (origin >= this.#left) throw new BlockDamage('start outside the block')
    this.#link()
    this.#position = (this.#chain[origin] ?? 0) >>> 8
    this.#run = 0
    this.#last = -1
    this.#repeat = 0
    this.#crc = -1
    return after
  }

  /** Which bytes occur, in order. */
  #symbolsUsed(bits: Bits): number {
    const ranges = bits.take(16)
    let used = 0
    for (let range = 0; range < 16; range++) {
      if ((ranges & (0x8000 >> range)) === 0) continue
      const map = bits.take(16)
      for (let i = 0; i < 16; i++) if ((map & (0x8000 >> i)) !== 0) this.#front[used++] = range * 16 + i
    }
    if (used === 0) throw new BlockDamage('no bytes')
    return used
  }

  #readSelectors(bits: Bits, groups: number, count: number): void {
    const order = [0, 1, 2, 3, 4, 5]
    for (let i = 0; i < count; i++) {
      let j = 0
      while (bits.take(1) === 1) if (++j >= groups) throw new BlockDamage('bad selector')
      const group = order[j] ?? 0
      order.copyWithin(1, 0, j)
      order[0] = group
      if (i < mostSelectors) this.#selectors[i] = group
    }
  }

  #readCode(bits: Bits, group: number, count: number): void {
    let length = bits.take(5)
    for (let symbol = 0; symbol < count; symbol++) {
      for (;;) {
        if (length < 1 || length > longestCode) throw new BlockDamage('bad code length')
        if (bits.take(1) === 0) break
        length += bits.take(1) === 0 ? 1 : -1
      }
      this.#lengths[symbol] = length
    }
    this.#codes[group]?.build(this.#lengths, count)
  }

  /** The symbols up to the end of the block: bytes into the chain, counted. @returns the bit after them */
  #symbols(bytes: Uint8Array, bit: number, used: number, selectorCount: number, end: number): number {
    const chain = this.#chain
    const size = chain.length
    const front = this.#front
    const counts = this.#counts.fill(0)
    const last = used + 1
    let at = bit >>> 3
    let hold = bytes[at++] ?? 0
    let have = 8 - (bit & 7)
    let top = 0
    let run = 0
    let weight = 1
    for (let group = 0; group < selectorCount; group++) {
      const code = this.#codes[this.#selectors[group] ?? 0]
      if (code === undefined) break
      const { fast, limit, base, symbols } = code
      for (let i = 0; i < groupSize; i++) {
        while (have <= 24) {
          hold = (hold << 8) | (bytes[at++] ?? 0)
          have += 8
        }
        const entry = fast[(hold >>> (have - lookup)) & ((1 << lookup) - 1)] ?? 0
        let symbol = entry >>> 5
        if (entry !== 0) have -= entry & 31
        else {
          let length = lookup + 1
          let value = (hold >>> (have - length)) & ((1 << length) - 1)
          while (value > (limit[length] ?? 0)) {
            if (++length > longestCode) return damage('no such code', at, end)
            value = (hold >>> (have - length)) & ((1 << length) - 1)
          }
          have -= length
          symbol = symbols[value - (base[length] ?? 0)] ?? 0
        }
        if (symbol === runA || symbol === runB) {
          run += weight << symbol
          weight <<= 1
          if (run > size) return damage('run too long', at, end)
          continue
        }
        if (run > 0) {
          if (top + run > size) return damage('block too long', at, end)
          const byte = front[0] ?? 0
          chain.fill(byte, top, top + run)
          counts[byte] = (counts[byte] ?? 0) + run
          top += run
          run = 0
          weight = 1
        }
        if (symbol === last) {
          this.#left = top
          return at * 8 - have
        }
        if (top >= size) return damage('block too long', at, end)
        const byte = front[symbol - 1] ?? 0
        if (symbol <= 17) for (let j = symbol - 1; j > 0; j--) front[j] = front[j - 1] ?? 0
        else front.copyWithin(1, 0, symbol - 1)
        front[0] = byte
        chain[top++] = byte
        counts[byte] = (counts[byte] ?? 0) + 1
      }
      if (at > end + 4) return at * 8
    }
    return damage('no end of block', at, end)
  }

  /** Turn sorted bytes into a chain from each byte to the next. */
  #link(): void {
    const chain = this.#chain
    const starts = this.#counts
    let sum = 0
    for (let byte = 0; byte < 256; byte++) {
      const count = starts[byte] ?? 0
      starts[byte] = sum
      sum += count
    }
    for (let i = 0; i < this.#left; i++) {
      const byte = (chain[i] ?? 0) & 255
      const to = starts[byte] ?? 0
      starts[byte] = to + 1
      chain[to] = (chain[to] ?? 0) | (i << 8)
    }
  }

  /** Write the next bytes of the block into `out`. @returns how many; 0 when there are no more */
  write(out: Uint8Array): number {
    const chain = this.#chain
    const most = out.length
    let position = this.#position
    let left = this.#left
    let run = this.#run
    let last = this.#last
    let repeat = this.#repeat
    let crc = this.#crc
    let top = 0
    for (;;) {
      while (repeat > 0 && top < most) {
        out[top++] = last
        crc = (crc << 8) ^ (crcTable[(crc >>> 24) ^ last] ?? 0)
        repeat--
      }
      if (left === 0 || top >= most) break
      const link = chain[position] ?? 0
      const byte = link & 255
      position = link >>> 8
      left--
      if (run === 4) {
        repeat = byte
        run = 0
        continue
      }
      run = byte === last ? run + 1 : 1
      last = byte
      out[top++] = byte
      crc = (crc << 8) ^ (crcTable[(crc >>> 24) ^ byte] ?? 0)
    }
    this.#position = position
    this.#left = left
    this.#run = run
    this.#last = last
    this.#repeat = repeat
    this.#crc = crc
    return top
  }
}

/** Reads bits, most significant first; zeros after the end. */
class Bits {
  at: number
  readonly #bytes: Uint8Array

  constructor(bytes: Uint8Array, bit: number) {
    this.#bytes = bytes
    this.at = bit
  }

  /** The next bits, at most 24. */
  take(count: number): number {
    const bytes = this.#bytes
    const from = this.at >>> 3
    const window =
      ((bytes[from] ?? 0) << 24) |
      ((bytes[from + 1] ?? 0) << 16) |
      ((bytes[from + 2] ?? 0) << 8) |
      (bytes[from + 3] ?? 0)
    const value = (window << (this.at & 7)) >>> (32 - count)
    this.at += count
    return value
  }
}
