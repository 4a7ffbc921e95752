import { readFile, rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { z } from 'zod'
import { FabError } from '@contract/errors'
import { codeOf } from './faults'
import { names, writeWhole } from './folder'
import type { Owner } from './types'

const ownerShape = z.object({
  name: z.string(),
  pid: z.number(),
  host: z.string(),
  since: z.string(),
  address: z.string().nullable(),
  door: z.object({ path: z.string(), secret: z.string() }).exactOptional()
})

/** Who is written beside the lock of a store, alive or not; undefined if nobody is. */
export async function readOwner(dir: string): Promise<Owner | undefined> {
  try {
    const owner = ownerShape.safeParse(JSON.parse(await readFile(join(dir, names.owner), 'utf8')))
    return owner.success ? owner.data : undefined
  } catch {
    return undefined
  }
}

/** Where the owner's store can be opened from the computer `here`: a loopback address leads nowhere from another. */
export function addressFrom(owner: Pick<Owner, 'address' | 'host'>, here: string): string | null {
  if (owner.address === null || !/^https?:/.test(owner.address) || !URL.canParse(owner.address)) return null
  const { hostname } = new URL(owner.address)
  const loopback = hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.')
  return loopback && owner.host !== here ? null : owner.address
}

function take(path: string): Database.Database {
  // The file itself must never be opened by anything but SQLite: closing a second descriptor of a file
  // drops the POSIX locks this process holds on it.
  const db = new Database(path, { timeout: 200 })
  try {
    db.exec('BEGIN EXCLUSIVE')
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** The right to be the one writer of a store; the system frees it when the process dies. */
export class OwnerLock {
  readonly #dir: string
  readonly #db: Database.Database
  #owner: Owner
  /** The owner before us died without closing. */
  readonly afterCrash: boolean

  private constructor(dir: string, db: Database.Database, owner: Owner, afterCrash: boolean) {
    this.#dir = dir
    this.#db = db
    this.#owner = owner
    this.afterCrash = afterCrash
  }

  /** FabError store.locked, with who holds it, if another process (or this one) has it. */
  static async acquire(dir: string, owner: Owner): Promise<OwnerLock> {
    const path = join(dir, names.lock)
    let db: Database.Database
    try {
      db = take(path)
    } catch (error) {
      const code = codeOf(error) ?? ''
      if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) {
        // Not a lock at all, so nobody can hold it.
        await rm(path, { force: true })
        db = take(path)
      } else if (code.startsWith('SQLITE_BUSY')) {
        const held = await readOwner(dir)
        throw new FabError('store.locked', {
          store: dir,
          name: held?.name ?? '?',
          host: held?.host ?? '?',
          since: held?.since ?? '?',
          address: held === undefined ? null : addressFrom(held, hostname()),
          pid: held?.pid ?? null
        })
      } else throw error
    }
    const before = await readOwner(dir)
    const lock = new OwnerLock(dir, db, owner, before !== undefined)
    try {
      await lock.#write()
    } catch (error) {
      db.close()
      throw error
    }
    return lock
  }

  async announce({ address, door }: Pick<Owner, 'address' | 'door'>): Promise<void> {
    const { name, pid, host, since } = this.#owner
    this.#owner = { name, pid, host, since, address, ...(door === undefined ? {} : { door }) }
    await this.#write()
  }

  /** Gives the store up after a clean close. */
  async release(): Promise<void> {
    await rm(join(this.#dir, names.owner), { force: true }).catch(() => undefined)
    this.abandon()
  }

  /** Lets the lock go but leaves the mark of an unclean close. */
  abandon(): void {
    if (this.#db.open) this.#db.close()
  }

  async #write(): Promise<void> {
    await writeWhole(join(this.#dir, names.owner), `${JSON.stringify(this.#owner, null, 2)}\n`, 0o600)
  }
}
