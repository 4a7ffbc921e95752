import { randomBytes } from 'node:crypto'
import { FabError } from '@contract/errors'

/** Most characters of one picture: some 100,000 nodes. */
const charsMost = 64_000_000
/** Most pictures that are on their way at a time; the oldest goes. */
const printsMost = 6
const lifeMs = 10 * 60_000

interface Coming {
  readonly owner: string
  readonly parts: string[]
  chars: number
  at: number
}

/**
 * Pictures that come in parts, because one call of the host holds no more than some megabytes. They are kept in memory
 * until they are printed, and for ten minutes at most; nobody reads them but who sent them.
 */
export class PrintParts {
  readonly #coming = new Map<string, Coming>()

  /**
   * Takes a part in; the answer names the picture it belongs to.
   * @param id null for the first part
   * @throws FabError attachment.staleStage, attachment.tooLarge
   */
  take(id: string | null, owner: string, text: string, now: number): string {
    this.#forget(now)
    const known = id === null ? { owner, parts: [], chars: 0, at: now } : this.#own(id, owner)
    if (known.chars + text.length > charsMost) {
      if (id !== null) this.#coming.delete(id)
      throw new FabError('attachment.tooLarge', {
        name: 'PDF',
        bytes: known.chars + text.length,
        limit: charsMost
      })
    }
    known.parts.push(text)
    known.chars += text.length
    known.at = now
    const name = id ?? randomBytes(18).toString('base64url')
    this.#coming.set(name, known)
    for (const [other] of this.#coming) if (this.#coming.size > printsMost) this.#coming.delete(other)
    return name
  }

  /** All parts in order, which are gone from here then. @throws FabError attachment.staleStage */
  give(id: string, owner: string, now: number): readonly string[] {
    this.#forget(now)
    const { parts } = this.#own(id, owner)
    this.#coming.delete(id)
    return parts
  }

  #own(id: string, owner: string): Coming {
    const known = this.#coming.get(id)
    if (known?.owner !== owner) throw new FabError('attachment.staleStage')
    return known
  }

  #forget(now: number): void {
    for (const [id, { at }] of this.#coming) if (now - at > lifeMs) this.#coming.delete(id)
  }
}
