import type { Clock } from '../types'

/** After so long whoever brought the bytes has forgotten them: uploads wait no longer either. */
const longest = 24 * 60 * 60 * 1000

/** Bytes that somebody has just brought, or waits with: not to be taken away though no record names them yet. */
export class Holds {
  readonly #clock: Clock
  /** When each of those who hold them took them, by hash; milliseconds since 1970. */
  readonly #since = new Map<string, { readonly at: number }[]>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Holds on for a day; what comes back lets go before, however often it is called. */
  take(sha256: string): () => void {
    const mine = { at: this.#now() }
    this.#since.set(sha256, [...(this.#since.get(sha256) ?? []), mine])
    return () => {
      const left = (this.#since.get(sha256) ?? []).filter(one => one !== mine)
      if (left.length > 0) this.#since.set(sha256, left)
      else this.#since.delete(sha256)
    }
  }

  has(sha256: string): boolean {
    const held = this.#since.get(sha256)
    if (held === undefined) return false
    if (held.some(one => this.#now() - one.at < longest)) return true
    this.#since.delete(sha256)
    return false
  }

  #now(): number {
    return this.#clock.now().getTime()
  }
}
