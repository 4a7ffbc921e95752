import { AsyncLocalStorage } from 'node:async_hooks'
import { FabError } from '@contract/errors'

/** Turns taken one after the other, in the order they were asked for. */
export class Queue {
  #tail: Promise<unknown> = Promise.resolve()
  readonly #inside = new AsyncLocalStorage<{ open: boolean }>()

  /** True while the caller runs inside a turn of this queue. */
  get inside(): boolean {
    return this.#inside.getStore()?.open === true
  }

  /** FabError store.nested when called from inside a turn: it would wait for itself for ever. */
  async turn<T>(work: () => T | Promise<T>): Promise<T> {
    if (this.inside) throw new FabError('store.nested')
    const mine = this.#tail.then(async () => {
      const scope = { open: true }
      try {
        return await this.#inside.run(scope, async () => await work())
      } finally {
        scope.open = false
      }
    })
    this.#tail = mine.catch(() => undefined)
    return await mine
  }

  /** Settles when all turns asked for so far are over. */
  async idle(): Promise<void> {
    await this.#tail
  }
}
