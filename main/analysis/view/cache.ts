/**
 * Memory for what may be read or worked out again, bounded in bytes over all its shelves. What was used longest ago
 * goes first.
 */
export class Cache {
  readonly #most: number
  #bytes = 0
  /** Oldest first. */
  readonly #entries = new Map<string, { readonly bytes: number; readonly drop: () => void }>()

  constructor(most: number) {
    this.#most = most
  }

  /** Bytes kept now, as weighed. */
  get bytes(): number {
    return this.#bytes
  }

  /** A shelf for values of one kind. */
  shelf<T>(name: string, weigh: (value: T) => number): Shelf<T> {
    const values = new Map<string, T>()
    return {
      get: (key, make) => {
        const id = `${name} ${key}`
        const kept = values.get(key)
        if (kept !== undefined) {
          this.#touch(id)
          return kept
        }
        const value = make()
        const bytes = weigh(value)
        // What alone would push out everything else is not kept.
        if (bytes <= this.#most / 2) {
          values.set(key, value)
          this.#add(id, bytes, () => values.delete(key))
        }
        return value
      },
      peek: key => values.get(key)
    }
  }

  #touch(id: string): void {
    const entry = this.#entries.get(id)
    if (entry === undefined) return
    this.#entries.delete(id)
    this.#entries.set(id, entry)
  }

  #add(id: string, bytes: number, drop: () => void): void {
    this.#entries.set(id, { bytes, drop })
    this.#bytes += bytes
    for (const [oldest, entry] of this.#entries) {
      if (this.#bytes <= this.#most || oldest === id) break
      this.#entries.delete(oldest)
      this.#bytes -= entry.bytes
      entry.drop()
    }
  }
}

/** Values of one kind in a {@link Cache}. */
export interface Shelf<T> {
  /** The value kept under the key, or made now. */
  get(key: string, make: () => T): T
  peek(key: string): T | undefined
}
