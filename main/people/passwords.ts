import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { FabError } from '@contract/errors'

/** What scrypt is told: memory is 128 * N * r bytes. */
export interface ScryptCost {
  /** A power of two. */
  readonly N: number
  readonly r: number
  readonly p: number
}

/** OWASP's floor for scrypt: 128 MiB and, on one core, some 0.6 s a try. */
const shipped: ScryptCost = { N: 2 ** 17, r: 8, p: 1 }
const keyBytes = 32
const saltBytes = 16
/** 128 MiB each: more at once would let anybody exhaust the memory by asking. */
const atOnce = 2
const mayWait = 32

let cost = shipped

/** Another cost, for tests that sign in a hundred times; none = the shipped one again. */
export function configurePasswords(next: Partial<ScryptCost> = {}): void {
  cost = { ...shipped, ...next }
}

let running = 0
const waiting: (() => void)[] = []

/** Runs at most two at a time, in order; FabError people.busy when too many wait already. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= atOnce) {
    if (waiting.length >= mayWait) throw new FabError('people.busy')
    // Whoever ends hands the turn over, so `running` stays as it is.
    await new Promise<void>(resolve => waiting.push(resolve))
  } else running++
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next === undefined) running--
    else next()
  }
}

function derive(password: string, salt: Buffer, { N, r, p }: ScryptCost, bytes: number): Promise<Buffer> {
  // The same characters typed on another keyboard or input method must give the same bytes.
  const typed = password.normalize('NFKC')
  return inTurn(
    () =>
      new Promise((resolve, reject) => {
        scrypt(typed, salt, bytes, { N, r, p, maxmem: 128 * N * r + 32 * 2 ** 20 }, (error, key) => {
          if (error === null) resolve(key)
          else reject(error)
        })
      })
  )
}

/** `scrypt$N$r$p$salt$hash`, salt and hash in base64url. */
export async function hashPassword(password: string): Promise<string> {
  const used = cost
  const salt = randomBytes(saltBytes)
  const key = await derive(password, salt, used, keyBytes)
  return ['scrypt', used.N, used.r, used.p, salt.toString('base64url'), key.toString('base64url')].join('$')
}

interface Stored {
  readonly cost: ScryptCost
  readonly salt: Buffer
  readonly key: Buffer
}

/** Null for what this build cannot have written; the bounds keep a forged row from eating the memory. */
function parse(hash: string): Stored | null {
  const match = /^scrypt\$(\d{1,8})\$(\d{1,2})\$(\d{1,2})\$([\w-]{8,})\$([\w-]{16,})$/.exec(hash)
  if (match === null) return null
  const [, N, r, p, salt, key] = match
  const read = { N: Number(N), r: Number(r), p: Number(p) }
  const sane =
    Number.isInteger(Math.log2(read.N)) && read.N >= 2 && read.N <= 2 ** 20 && read.r >= 1 && read.p >= 1
  if (!sane || read.r > 16 || read.p > 4) return null
  return { cost: read, salt: Buffer.from(salt ?? '', 'base64url'), key: Buffer.from(key ?? '', 'base64url') }
}

/** What comparing a password with a kept hash found. */
export interface PasswordCheck {
  readonly ok: boolean
  /** Right, but hashed with less than today's cost: hash it anew. */
  readonly outdated: boolean
}

/**
 * Compares a password with a hash of {@link hashPassword}. Null (no such user) takes as long as a wrong
 * password, so that the time tells nobody which names exist.
 */
export async function verifyPassword(password: string, hash: string | null): Promise<PasswordCheck> {
  const stored = hash === null ? null : parse(hash)
  const asked = stored ?? { cost, salt: Buffer.alloc(saltBytes), key: Buffer.alloc(keyBytes) }
  const key = await derive(password, asked.salt, asked.cost, asked.key.length)
  const ok = timingSafeEqual(key, asked.key) && stored !== null
  const { N, r, p } = asked.cost
  return { ok, outdated: ok && N * r * p < cost.N * cost.r * cost.p }
}
