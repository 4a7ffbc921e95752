/** Values that may be worked out again, bounded in bytes; what was used longest ago goes first. */
export class Kept<T> {
  readonly #most: number
  readonly #weigh: (value: T) => number
  readonly #values = new Map<string, { readonly value: T; readonly bytes: number }>()
  #bytes = 0

  constructor(most: number, weigh: (value: T) => number) {
    this.#most = most
    this.#weigh = weigh
  }

  /** The value of the key, kept or made now. */
  get(key: string, make: () => T): T {
    const kept = this.#values.get(key)
    if (kept !== undefined) {
      this.#values.delete(key)
      this.#values.set(key, kept)
      return kept.value
    }
    const value = make()
    const bytes = this.#weigh(value)
    this.#values.set(key, { value, bytes })
    this.#bytes += bytes
    for (const [oldest, entry] of this.#values) {
      if (this.#bytes <= this.#most || oldest === key) break
      this.#values.delete(oldest)
      this.#bytes -= entry.bytes
    }
    return value
  }
}
