/** Thrown where a diagram would need more nodes than it may have. */
export class BudgetSpent extends Error {
  override readonly name = 'BudgetSpent'
}

/** Where a node of three numbers goes in a table. */
function hash3(a: number, b: number, c: number): number {
  let x = Math.imul(b, 0x9e3779b1) ^ Math.imul(c, 0x85ebca6b) ^ Math.imul(a, 0xc2b2ae35)
  x ^= x >>> 15
  x = Math.imul(x, 0x2c1b3c6d)
  return x ^ (x >>> 13)
}

/** Where a pair goes in a cache. */
function hash2(a: number, b: number): number {
  let x = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b)
  x ^= x >>> 15
  return Math.imul(x, 0x2c1b3c6d) >>> 7
}

/** Nodes of a diagram, each of its kind once. Children always have smaller numbers than their parents. */
export class NodeTable {
  level: Int32Array<ArrayBuffer>
  high: Int32Array<ArrayBuffer>
  low: Int32Array<ArrayBuffer>
  size: number
  readonly #reserved: number
  readonly #budget: number
  #next: Int32Array<ArrayBuffer>
  #heads: Int32Array<ArrayBuffer>
  #mask: number

  /**
   * @param reserved numbers below this one are the terminals
   * @param terminalLevel level of the terminals: below every other
   * @param budget most nodes
   */
  constructor(reserved: number, terminalLevel: number, budget: number) {
    // Most modules are tiny, and there may be thousands of them.
    const capacity = 1 << 6
    this.level = new Int32Array(capacity)
    this.high = new Int32Array(capacity)
    this.low = new Int32Array(capacity)
    this.#next = new Int32Array(capacity)
    this.#heads = new Int32Array(capacity)
    this.#mask = capacity - 1
    this.#budget = budget
    this.#reserved = reserved
    this.size = reserved
    for (let node = 0; node < reserved; node++) this.level[node] = terminalLevel
  }

  /** The node of these three. @throws BudgetSpent */
  node(level: number, high: number, low: number): number {
    const slot = hash3(level, high, low) & this.#mask
    for (let node = this.#heads[slot] ?? 0; node !== 0; node = this.#next[node] ?? 0)
      if (this.high[node] === high && this.low[node] === low && this.level[node] === level) return node
    const made = this.size
    if (made >= this.#budget) throw new BudgetSpent()
    this.size = made + 1
    this.level[made] = level
    this.high[made] = high
    this.low[made] = low
    this.#next[made] = this.#heads[slot] ?? 0
    this.#heads[slot] = made
    if (this.size === this.level.length) this.#grow()
    return made
  }

  /** The same nodes under the same numbers, with room for `more`. */
  copy(more: number): NodeTable {
    const made = new NodeTable(this.#reserved, this.level[0] ?? 0, this.size + more)
    for (let node = this.#reserved; node < this.size; node++)
      made.node(this.level[node] ?? 0, this.high[node] ?? 0, this.low[node] ?? 0)
    return made
  }

  #grow(): void {
    const capacity = this.level.length * 2
    const larger = (old: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> => {
      const made = new Int32Array(capacity)
      made.set(old)
      return made
    }
    this.level = larger(this.level)
    this.high = larger(this.high)
    this.low = larger(this.low)
    this.#next = new Int32Array(capacity)
    this.#heads = new Int32Array(capacity)
    this.#mask = capacity - 1
    for (let node = this.#reserved; node < this.size; node++) {
      const slot = hash3(this.level[node] ?? 0, this.high[node] ?? 0, this.low[node] ?? 0) & this.#mask
      this.#next[node] = this.#heads[slot] ?? 0
      this.#heads[slot] = node
    }
  }
}

/** Answers of an operation on two nodes; what falls in one place forgets what was there. */
export class PairCache {
  #bits: number
  #mask: number
  #a: Int32Array<ArrayBuffer>
  #b: Int32Array<ArrayBuffer>
  #answer: Int32Array<ArrayBuffer>
  readonly #most: number

  /** @param most places at most, as a power of two */
  constructor(most: number) {
    const bits = 6
    this.#bits = bits
    this.#most = most
    this.#mask = (1 << bits) - 1
    this.#a = new Int32Array(1 << bits).fill(-1)
    this.#b = new Int32Array(1 << bits)
    this.#answer = new Int32Array(1 << bits)
  }

  /** The answer, or -1. */
  get(a: number, b: number): number {
    const slot = hash2(a, b) & this.#mask
    return this.#a[slot] === a && this.#b[slot] === b ? (this.#answer[slot] ?? -1) : -1
  }

  set(a: number, b: number, answer: number): void {
    const slot = hash2(a, b) & this.#mask
    this.#a[slot] = a
    this.#b[slot] = b
    this.#answer[slot] = answer
  }

  /** Keeps about as many places as there are nodes. */
  fit(nodes: number): void {
    if (nodes <= 1 << this.#bits || this.#bits >= this.#most) return
    const [a, b, answer] = [this.#a, this.#b, this.#answer]
    this.#bits++
    this.#mask = (1 << this.#bits) - 1
    this.#a = new Int32Array(1 << this.#bits).fill(-1)
    this.#b = new Int32Array(1 << this.#bits)
    this.#answer = new Int32Array(1 << this.#bits)
    for (let i = 0; i < a.length; i++) {
      const key = a[i] ?? -1
      if (key >= 0) this.set(key, b[i] ?? 0, answer[i] ?? 0)
    }
  }
}

/** The same for operations on two nodes and a small number. */
export class TripleCache {
  #bits = 6
  readonly #most: number
  #a = new Int32Array(1 << 6).fill(-1)
  #b = new Int32Array(1 << 6)
  #c = new Int32Array(1 << 6)
  #answer = new Int32Array(1 << 6)

  /** @param most places at most, as a power of two */
  constructor(most: number) {
    this.#most = most
  }

  /** The answer, or -1. */
  get(a: number, b: number, c: number): number {
    const slot = this.#slot(a, b, c)
    return this.#a[slot] === a && this.#b[slot] === b && this.#c[slot] === c ? (this.#answer[slot] ?? -1) : -1
  }

  set(a: number, b: number, c: number, answer: number): void {
    const slot = this.#slot(a, b, c)
    this.#a[slot] = a
    this.#b[slot] = b
    this.#c[slot] = c
    this.#answer[slot] = answer
  }

  /** Keeps about as many places as there are nodes; what it knew is learnt again. */
  fit(nodes: number): void {
    if (nodes <= 1 << this.#bits || this.#bits >= this.#most) return
    this.#bits = Math.min(this.#most, this.#bits + 2)
    this.#a = new Int32Array(1 << this.#bits).fill(-1)
    this.#b = new Int32Array(1 << this.#bits)
    this.#c = new Int32Array(1 << this.#bits)
    this.#answer = new Int32Array(1 << this.#bits)
  }

  clear(): void {
    this.#a.fill(-1)
  }

  #slot(a: number, b: number, c: number): number {
    return (hash3(c + 1, a, b) >>> 7) & (this.#a.length - 1)
  }
}
