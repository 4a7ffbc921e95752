/** What to do about a process that ended without being asked to. */
export type Next = { readonly restartIn: number } | 'give up'

/** Waits before the first, second and third restart, in milliseconds. */
const waits = [300, 1500, 5000] as const

/** A process that ran this long is healthy: what went before no longer counts. */
const healthy = 120_000

/**
 * Counts the ends of one process. Three restarts with growing waits; a process that ran for two
 * minutes in between starts the count anew.
 */
export class RestartPolicy {
  #ends = 0

  /** Tell of an end after `ranFor` milliseconds. */
  ended(ranFor: number): Next {
    if (ranFor >= healthy) this.#ends = 0
    const wait = waits[this.#ends]
    this.#ends += 1
    return wait === undefined ? 'give up' : { restartIn: wait }
  }

  /** A person asked to start again. */
  forgive(): void {
    this.#ends = 0
  }
}
