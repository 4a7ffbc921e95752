import { readFileSync } from 'node:fs'
import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Bunzip2 } from '../../../main/instruments/formats/container/bunzip2'
import { Inflate } from '../../../main/instruments/formats/container/inflate'
import { Uncompress } from '../../../main/instruments/formats/container/uncompress'
import { inspectFile } from '../../../main/instruments/inspect'
import { madeLot } from '../stdf/made'
import { haveSamples, sample } from '../stdf/samples'
import { bzipped } from './bzipped'
import { compressed } from './compressed'
import { opened, through } from './unpack'

const bunzip2 = (packed: Uint8Array, pieceSize?: number) =>
  through((emit, warnings) => new Bunzip2(emit, warnings), packed, pieceSize)
const gunzip = (packed: Uint8Array, pieceSize?: number) =>
  through((emit, warnings) => new Inflate('gzip', emit, warnings), packed, pieceSize)
const uncompress = (packed: Uint8Array, pieceSize?: number) =>
  through((emit, warnings) => new Uncompress(emit, warnings), packed, pieceSize)

const lot = madeLot({ parts: 60, tests: 10, sites: 2 })
/** Runs of all lengths and every byte: what run-length coding and empty tables trip over. */
const awkward = fc
  .array(
    fc.tuple(fc.nat(255), fc.oneof(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 250, max: 600 }))),
    {
      maxLength: 20
    }
  )
  .map(runs => Buffer.concat(runs.map(([byte, count]) => Buffer.alloc(count, byte))))

describe('bzip2', () => {
  it.each([1, 100, 5000])('gives back what was packed, in pieces of %i bytes', async size => {
    for (const steep of [false, true])
      expect(await bunzip2(bzipped(lot, 5000, steep), size)).toEqual({ bytes: lot, warnings: [] })
  })

  it('gives back runs of every length', async () => {
    await fc.assert(
      fc.asyncProperty(awkward, fc.boolean(), async (bytes, steep) => {
        expect(await bunzip2(bzipped(bytes, 700, steep))).toEqual({ bytes, warnings: [] })
      }),
      { numRuns: 60 }
    )
  })

  it('reads streams put one after another, and the empty one', async () => {
    const parts = [lot, Buffer.alloc(0), Buffer.from('x'), lot]
    const read = await bunzip2(Buffer.concat([...parts.map(part => bzipped(part)), Buffer.alloc(300)]), 999)
    expect(read).toEqual({ bytes: Buffer.concat(parts), warnings: [] })
  })

  it('says where it ends too early, and reads what came before', async () => {
    const packed = bzipped(lot)
    const read = await bunzip2(packed.subarray(0, packed.length >> 1))
    expect(read.bytes.length).toBeGreaterThan(5000)
    expect(read.bytes).toEqual(lot.subarray(0, read.bytes.length))
    expect(read.warnings).toMatchObject([{ key: 'packedTruncated', offset: read.bytes.length }])
  })

  it('skips a damaged block and goes on at the next', async () => {
    const packed = bzipped(lot)
    // Between the start of one block and its end lie some 4000 bytes: hit the second one in its codes.
    const second = packed.indexOf(0, 0) >= 0 ? Math.floor(packed.length * 0.4) : 0
    packed.fill(0xff, second, second + 400)
    const read = await bunzip2(packed)
    expect(read.warnings.map(one => one.key)).toContain('packedDamaged')
    expect(read.bytes.length).toBeGreaterThan(lot.length / 2)
    expect(read.bytes.length).toBeLessThan(lot.length)
    expect(read.bytes.subarray(-4000)).toEqual(lot.subarray(-4000))
  })

  it('says so when the check sum of a block does not fit', async () => {
    const packed = bzipped(lot)
    packed[10] = (packed[10] ?? 0) ^ 1
    const read = await bunzip2(packed)
    expect(read.bytes).toEqual(lot)
    expect(read.warnings).toMatchObject([{ key: 'packedCheck', offset: 5000 }])
  })

  it('leaves out what follows the last stream', async () => {
    const read = await bunzip2(Buffer.concat([bzipped(lot), Buffer.from('and more')]))
    expect(read.bytes).toEqual(lot)
    expect(read.warnings).toMatchObject([{ key: 'packedTail', offset: lot.length }])
  })
})

describe('compress (.Z)', () => {
  it.each([9, 10, 12, 16])('gives back what was packed with codes of up to %i bits', async bits => {
    const bytes = bits === 9 ? lot.subarray(0, 200) : lot
    for (const size of [1, 777, 1 << 20])
      expect(await uncompress(compressed(bytes, bits), size)).toEqual({ bytes, warnings: [] })
  })

  it('gives back runs of every length', async () => {
    await fc.assert(
      fc.asyncProperty(awkward, async bytes => {
        expect(await uncompress(compressed(bytes, 11))).toEqual({ bytes, warnings: [] })
      }),
      { numRuns: 60 }
    )
  })

  it('says where it is damaged', async () => {
    const packed = compressed(lot)
    packed.fill(0xff, 3000, 3100)
    const read = await uncompress(packed)
    expect(read.warnings).toMatchObject([{ key: 'packedDamaged', offset: read.bytes.length }])
    expect(read.bytes.subarray(0, 3000)).toEqual(lot.subarray(0, 3000))
  })
})

describe('gzip', () => {
  it('reads members put one after another, wherever a piece ends', async () => {
    const packed = Buffer.concat([gzipSync(lot), gzipSync(Buffer.alloc(0)), gzipSync(lot)])
    const first = gzipSync(lot).length
    for (const size of [first, first + 1, 1000])
      expect(await gunzip(packed, size)).toEqual({ bytes: Buffer.concat([lot, lot]), warnings: [] })
  })
})

describe('a packed file', () => {
  it.each([
    ['gzip', gzipSync(lot)],
    ['bzip2', bzipped(lot)],
    ['compress', compressed(lot)]
  ])('%s is told by its content and read as what is inside', async (compression, file) => {
    const read = await opened(file)
    expect(read.sniffed).toEqual({ format: 'stdf', compression, confidence: 1 })
    expect(read.bytes).toEqual(lot)
  })

  it('may be packed twice', async () => {
    const read = await opened(gzipSync(bzipped(lot)))
    expect(read.sniffed).toEqual({ format: 'stdf', compression: 'gzip', confidence: 1 })
    expect(read.bytes).toEqual(lot)
  })

  it('is called after its packing where nothing is known of the inside', async () => {
    const noise = Buffer.from(Array.from({ length: 3000 }, (_, i) => (i * i * 31) & 255))
    for (const [format, file] of [
      ['gzip', gzipSync(noise)],
      ['bzip2', bzipped(noise)],
      ['compress', Buffer.from([0x1f, 0x9d, 0x90])]
    ] as const)
      expect((await opened(file)).sniffed).toEqual({ format, compression: format, confidence: 1 })
  })

  it('that swells beyond reason is stopped in each packing', async () => {
    const limits = { maxBytes: 1 << 30, maxRatio: 20, ratioFrom: 100_000 }
    const swollen = Buffer.alloc(400_000)
    for (const file of [gzipSync(swollen), bzipped(swollen, 90_000), compressed(swollen)])
      await expect(opened(file, { limits })).rejects.toMatchObject({ fault: { key: 'file.bomb' } })
  })
})

describe.skipIf(!haveSamples)('real bzip2', () => {
  it('lot3.stdf.bz2 holds the bytes of lot3.stdf.gz, and gives its figures', async () => {
    const bytes = gunzipSync(readFileSync(sample('stdf/lot3.stdf.gz')))
    const packed = readFileSync(sample('stdf/lot3.stdf.bz2'))
    expect((await bunzip2(packed)).bytes.equals(bytes)).toBe(true)
    const [one, other] = await Promise.all(
      ['bz2', 'gz'].map(async end => inspectFile(sample(`stdf/lot3.stdf.${end}`)))
    )
    expect(one).toMatchObject({ compression: 'bzip2', fileBytes: packed.length })
    expect({ ...one, compression: '', fileBytes: 0 }).toEqual({ ...other, compression: '', fileBytes: 0 })
  })
})
