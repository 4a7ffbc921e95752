import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { names, writeWhole } from '../folder'
import { sealHolds, type Head, type Sealer } from './chain'

/** The key that seals the audit trail; undefined if the store has lost it. */
export async function readSealer(dir: string, storeId: string): Promise<Sealer | undefined> {
  try {
    const key = Buffer.from((await readFile(join(dir, names.keys, names.auditKey), 'utf8')).trim(), 'base64')
    return key.length === 32 ? { key, storeId } : undefined
  } catch {
    return undefined
  }
}

/** A new key for a store that has none. */
export async function makeSealer(dir: string, storeId: string): Promise<Sealer> {
  const key = randomBytes(32)
  await writeWhole(join(dir, names.keys, names.auditKey), `${key.toString('base64')}\n`, 0o600)
  return { key, storeId }
}

const headShape = z.object({ seq: z.number().int(), hash: z.string(), seal: z.string() })

/**
 * The copy of the head outside the database. It is written now and then, so it may be behind; a database
 * that is behind *it* was put back or cut.
 */
export async function readHeadCopy(dir: string, sealer: Sealer): Promise<Head | undefined> {
  try {
    const head = headShape.parse(JSON.parse(await readFile(join(dir, names.keys, names.auditHead), 'utf8')))
    return sealHolds(sealer, head) ? head : undefined
  } catch {
    return undefined
  }
}

export async function writeHeadCopy(dir: string, head: Head): Promise<void> {
  await writeWhole(join(dir, names.keys, names.auditHead), `${JSON.stringify(head)}\n`, 0o600)
}
