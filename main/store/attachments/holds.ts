/** Bytes that somebody has just brought, or waits with: not to be taken away though no record names them yet. */
export class Holds {
  readonly #count = new Map<string, number>()

  /** Holds on; what comes back lets go, however often it is called. */
  take(sha256: string): () => void {
    this.#count.set(sha256, (this.#count.get(sha256) ?? 0) + 1)
    let held = true
    return () => {
      if (!held) return
      held = false
      const left = (this.#count.get(sha256) ?? 1) - 1
      if (left > 0) this.#count.set(sha256, left)
      else this.#count.delete(sha256)
    }
  }

  has(sha256: string): boolean {
    return this.#count.has(sha256)
  }
}
