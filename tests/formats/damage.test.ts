import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { FabError } from '@contract/errors'
import type { Inspection } from '../../main/instruments/inspect'
import { asAtdf } from './atdf/convert'
import { bzipped } from './container/bzipped'
import { compressed } from './container/compressed'
import { zipped } from './container/zipped'
import { madeLot } from './stdf/made'
import { seeded } from './stdf/random'
import { anyDamages, at, survivor, type Damage } from './survive'

const { survive } = survivor()
const variants = 10
const parts = 120
const lot = madeLot({ parts, tests: 10, sites: 2, wafers: 2 })
const text = asAtdf(lot)

/** Lines, some of them handed to a change. */
const lines = (share: number, change: (line: string, random: () => number) => string) => {
  const damage: Damage = (bytes, random) =>
    Buffer.from(
      bytes
        .toString('latin1')
        .split('\n')
        .map((line, i) => (i > 0 && random() < share ? change(line, random) : line))
        .join('\n'),
      'latin1'
    )
  return damage
}

const textDamages: Record<string, Damage> = {
  ...anyDamages,
  'fields lost': lines(0.1, (line, random) => {
    const fields = line.split('|')
    fields.splice(Math.floor(random() * fields.length), 1)
    return fields.join('|')
  }),
  'fields no number': lines(0.1, (line, random) =>
    line.replace(/\|[^|]*/g, field => (random() < 0.3 ? '|1e999x' : field))
  ),
  'line ends lost': lines(0.05, line => `${line}PTR:1|1|1|5`),
  'continued and not': lines(0.2, line => `  ${line}`),
  'ever more fields': lines(0.01, line => line + '|1,2,3'.repeat(20_000)),
  'another delimiter': lines(0.3, line => line.replaceAll('|', ';')),
  'record names unknown': lines(0.2, (line, random) => `X${Math.floor(random() * 1e6)}${line}`),
  'in a damaged gzip': (bytes, random) => {
    const packed = gzipSync(bytes)
    packed[at(packed, random, 20)] = Math.floor(random() * 256)
    return random() < 0.5 ? packed : packed.subarray(0, at(packed, random, 20))
  }
}

describe('damaged ATDF', () => {
  it.each(Object.entries(textDamages))('%s: an answer each time', async (_name, damage) => {
    for (let seed = 1; seed <= variants; seed++) {
      const answer = await survive(damage(Buffer.from(text), seeded(seed)), 'x.atdf')
      if (answer instanceof FabError || answer.kind !== 'measurements') continue
      expect(answer.parts).toBeLessThanOrEqual(parts * 1.3)
      expect(answer.warnings.length).toBeLessThan(600)
    }
  })

  it('of a line lost in the middle nothing else is lost', async () => {
    const at = text.indexOf('\nPTR:', text.length >> 1)
    const answer = await survive(Buffer.concat([text.subarray(0, at - 3), text.subarray(at + 9)]), 'x.atdf')
    if (answer instanceof FabError || answer.kind !== 'measurements') throw new Error('not read')
    expect(answer.parts).toBeGreaterThanOrEqual(parts - 1)
  })

  it('says where a line ends before its time', async () => {
    const answer = await survive(text.subarray(0, text.lastIndexOf('PRR:') + 6), 'x.atdf')
    if (answer instanceof FabError || answer.kind !== 'measurements') throw new Error('not read')
    expect(answer.parts).toBeGreaterThanOrEqual(parts - 2)
    expect(answer.warnings.length).toBeGreaterThan(0)
  })

  it('is not shaken by a line without end, or by nothing but delimiters', async () => {
    for (const filler of ['x', '|', ' ', '\n ', '1,', 'PTR:'])
      await survive(Buffer.concat([text, Buffer.alloc(12 << 20, filler)]), 'x.atdf')
  })
})

/** Every file in it, or the one it is. */
function contents(answer: Inspection) {
  return answer.kind === 'archive' ? answer.members : [answer]
}

/** What was lost is spoken of: a fault, a remark, or all of it is there after all. */
function expectSaid(answer: Inspection | FabError, whole: number): void {
  if (answer instanceof FabError) return
  const found = contents(answer)
  const read = found.reduce((sum, one) => sum + (one.kind === 'measurements' ? one.parts : 0), 0)
  const remarks = [...answer.warnings, ...found.flatMap(one => one.warnings)]
  const said = remarks.length > 0 || found.some(one => one.kind === 'fault')
  // A file whose first bytes are gone is no longer known for what it was; that is said as its format.
  const unknown = found.some(one => one.kind === 'other' && !('name' in one && /readme/.test(one.name)))
  expect(said || unknown || read === whole, `${String(read)} of ${String(whole)} parts, in silence`).toBe(
    true
  )
  expect(read).toBeLessThanOrEqual(whole * 1.3)
}

/** Offset of the central directory, which an undamaged archive's last 22 bytes name. */
const directory = (bytes: Buffer) => bytes.readUInt32LE(bytes.length - 6)

const archive = zipped([
  { name: 'one.stdf', content: lot },
  { name: 'two/three.atdf.gz', content: gzipSync(text) },
  { name: 'stored.stdf', content: lot, method: 0 },
  { name: 'readme.txt', content: Buffer.from('not data\n') }
])

const zipDamages: Record<string, Damage> = {
  ...anyDamages,
  'directory damaged': (bytes, random) => {
    const from = directory(bytes)
    for (let i = 0; i < 1 + random() * 10; i++) bytes[at(bytes, random, from)] = Math.floor(random() * 256)
    return bytes
  },
  'sizes and places made up': (bytes, random) => {
    for (let p = directory(bytes); bytes.readUInt32LE(p) === 0x02014b50;) {
      const next =
        p + 46 + bytes.readUInt16LE(p + 28) + bytes.readUInt16LE(p + 30) + bytes.readUInt16LE(p + 32)
      for (const field of [20, 24, 42])
        if (random() < 0.4) bytes.writeUInt32LE(Math.floor(random() * 2 ** (8 + random() * 24)), p + field)
      p = next
    }
    return bytes
  },
  'directory lost': (bytes, random) => bytes.subarray(0, at(bytes, random, directory(bytes))),
  'ending damaged': (bytes, random) => {
    for (let i = 0; i < 4; i++) bytes[at(bytes, random, bytes.length - 18)] = Math.floor(random() * 256)
    return bytes
  }
}

const blocks = (bytes: Buffer) => {
  const found: number[] = []
  for (let p = bytes.indexOf('BZh'); p >= 0; p = bytes.indexOf('BZh', p + 1)) found.push(p)
  return found
}

const bzipDamages: Record<string, Damage> = {
  ...anyDamages,
  'one bit': (bytes, random) => {
    const p = at(bytes, random, 4)
    bytes[p] = (bytes[p] ?? 0) ^ (1 << Math.floor(random() * 8))
    return bytes
  },
  'wrong block size': (bytes, random) => {
    for (const p of blocks(bytes)) bytes[p + 3] = 0x30 + Math.floor(random() * 12)
    return bytes
  },
  'foreign tail': (bytes, random) =>
    Buffer.concat([bytes, Buffer.from(Array.from({ length: 500 }, () => Math.floor(random() * 256)))]),
  'block tables damaged': (bytes, random) => {
    // Symbols in use and tables follow a block's magic, CRC and origin.
    for (let i = 0; i < 8; i++) bytes[14 + Math.floor(random() * 60)] = Math.floor(random() * 256)
    return bytes
  }
}

const packings: [string, Buffer, Record<string, Damage>, number][] = [
  ['zip', archive, zipDamages, 3 * parts],
  ['bz2', Buffer.concat([bzipped(lot, 20_000), bzipped(lot)]), bzipDamages, 2 * parts],
  ['Z', compressed(lot), anyDamages, parts],
  ['gz', Buffer.concat([gzipSync(lot), gzipSync(lot)]), anyDamages, 2 * parts]
]

describe.each(packings)('damaged %s', (kind, packed, damages, whole) => {
  it('is whole before', async () => {
    const answer = await survive(packed, `x.${kind}`)
    if (answer instanceof FabError) throw answer
    const read = contents(answer).map(one => (one.kind === 'measurements' ? one.parts : 0))
    expect(read.reduce((a, b) => a + b)).toBe(whole)
  })

  it.each(Object.entries(damages))('%s: an answer each time', async (_name, damage) => {
    for (let seed = 1; seed <= variants; seed++)
      expectSaid(await survive(damage(Buffer.from(packed), seeded(seed)), `x.${kind}`), whole)
  })
})
