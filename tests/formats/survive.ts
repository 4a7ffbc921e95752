import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect } from 'vitest'
import { FabError } from '@contract/errors'
import { cpuMs } from '../time'
import { inspectFile, type Inspection } from '../../main/instruments/inspect'

/** CPU time: far above what it takes, far below a hang. */
const limitMs = 12_000
const limitRss = 600 << 20

/** Most memory this process ever held, bytes. */
const peak = (): number => process.resourceUsage().maxRSS * 1024

/** Damage to bytes, the same for the same random numbers. */
export type Damage = (bytes: Buffer, random: () => number) => Buffer

/** A place at or after `from`. */
export const at = (bytes: Buffer, random: () => number, from = 6) =>
  from + Math.floor(random() * (bytes.length - from))

/** Damages that any bytes can take. */
export const anyDamages = {
  truncated: (bytes, random) => bytes.subarray(0, at(bytes, random)),
  'flipped bytes': (bytes, random) => {
    for (let i = 0; i < 1 + random() * 40; i++) bytes[at(bytes, random)] = Math.floor(random() * 256)
    return bytes
  },
  'missing stretch': (bytes, random) => {
    const from = at(bytes, random)
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + Math.floor(random() * 3000))])
  },
  'foreign stretch': (bytes, random) => {
    const from = at(bytes, random)
    const noise = Buffer.from(
      Array.from({ length: Math.floor(random() * 4000) }, () => Math.floor(random() * 256))
    )
    return Buffer.concat([bytes.subarray(0, from), noise, bytes.subarray(from)])
  }
} satisfies Record<string, Damage>

/** A folder for the tests of a file, and what inspects damaged bytes in it. */
export function survivor() {
  let dir = ''
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'fabcase-damage-'))
  })
  afterAll(() => {
    rmSync(dir, { recursive: true, force: true })
  })
  return {
    path: (name: string) => join(dir, name),
    /** Inspect damaged bytes: an answer or a fault of ours, bounded in work and in memory. */
    async survive(bytes: Uint8Array, name = 'x.bin'): Promise<Inspection | FabError> {
      const path = join(dir, name)
      writeFileSync(path, bytes)
      const began = cpuMs()
      const before = { rss: process.memoryUsage.rss(), peak: peak() }
      let answer: Inspection | FabError
      try {
        answer = await inspectFile(path)
        // What goes out must survive JSON.
        JSON.stringify(answer)
      } catch (error) {
        if (!(error instanceof FabError)) throw error
        answer = error
      }
      expect(cpuMs() - began).toBeLessThan(limitMs)
      // What this one took: garbage of those before it is collected when the engine likes.
      if (peak() > before.peak) expect(peak() - before.rss).toBeLessThan(limitRss)
      return answer
    }
  }
}
