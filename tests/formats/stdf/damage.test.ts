import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { FabError } from '@contract/errors'
import { inspectFile } from '../../../main/instruments/inspect'
import { StdfWriter } from '../../../main/instruments/formats/stdf/write'
import { anyDamages, at, survivor, type Damage } from '../survive'
import { madeLot } from './made'
import { seeded } from './random'
import { haveSamples, sample } from './samples'

const { path: pathOf, survive } = survivor()

const damages: Record<string, Damage> = {
  ...anyDamages,
  'wrong lengths': (bytes, random) => {
    let p = 0
    while (p + 4 < bytes.length) {
      const length = bytes.readUInt16LE(p)
      if (random() < 0.002) bytes.writeUInt16LE(Math.floor(random() * 65536), p)
      p += 4 + length
    }
    return bytes
  },
  'huge counts': (bytes, random) => {
    for (let i = 0; i < 30; i++) bytes.writeUInt16LE(65535, Math.min(bytes.length - 2, at(bytes, random)))
    return bytes
  },
  'damaged gzip': (bytes, random) => {
    const packed = gzipSync(bytes)
    packed[at(packed, random, 20)] = Math.floor(random() * 256)
    return random() < 0.5 ? packed : packed.subarray(0, at(packed, random, 20))
  }
}

describe('damaged STDF', () => {
  const made = madeLot({ parts: 300, tests: 20, sites: 2, wafers: 2 })

  it.each(Object.entries(damages))('%s, 30 variants: an answer each time', async (_name, damage) => {
    for (let seed = 1; seed <= 30; seed++) {
      const random = seeded(seed)
      const answer = await survive(damage(Buffer.from(made), random))
      if (answer instanceof FabError || answer.kind !== 'measurements') continue
      expect(answer.parts).toBeLessThanOrEqual(330)
      expect(answer.warnings.length).toBeLessThan(600)
    }
  })

  it('of a part lost in the middle nothing else is lost', async () => {
    const from = Math.floor(made.length / 2)
    const answer = await survive(Buffer.concat([made.subarray(0, from), made.subarray(from + 11)]))
    if (answer instanceof FabError || answer.kind !== 'measurements') throw new Error('not read')
    expect(answer.parts).toBeGreaterThanOrEqual(297)
    expect(answer.warnings.length).toBeGreaterThan(0)
  })

  it('says up to where a packed file could be read', async () => {
    const packed = gzipSync(made)
    const answer = await survive(packed.subarray(0, packed.length >> 1))
    if (answer instanceof FabError || answer.kind !== 'measurements') throw new Error('not read')
    expect(answer.parts).toBeGreaterThan(50)
    expect(answer.warnings.map(warning => warning.key)).toContain('gzipTruncated')
  })

  it('stops a gzip bomb', async () => {
    const head = new StdfWriter('LittleEndian').record('MIR', { SETUP_T: 1 }).bytes()
    const record = new StdfWriter('LittleEndian').record('EPS').bytes().subarray(6)
    for (const filler of [Buffer.alloc(1 << 20), Buffer.alloc(1 << 20, record)]) {
      const bomb = gzipSync(Buffer.concat([head, ...Array.from({ length: 200 }, () => filler)]), { level: 9 })
      const answer = await survive(bomb, 'bomb.stdf.gz')
      expect(answer).toBeInstanceOf(FabError)
      if (answer instanceof FabError) expect(answer.fault.key).toBe('file.bomb')
    }
  })

  it('is not shaken by a file that opens a part on every site and never ends one', async () => {
    const writer = new StdfWriter('LittleEndian')
    for (let place = 0; place < 20_000; place++) {
      const [HEAD_NUM, SITE_NUM] = [place >> 8, place & 255]
      writer.record('PIR', { HEAD_NUM, SITE_NUM })
      writer.record('PTR', { TEST_NUM: place, HEAD_NUM, SITE_NUM, TEST_FLG: 0, PARM_FLG: 0, RESULT: 1 })
      writer.record('PTR', { TEST_NUM: 0, HEAD_NUM, SITE_NUM, TEST_FLG: 0, PARM_FLG: 0, RESULT: 1 })
    }
    const answer = await survive(writer.bytes())
    expect(answer).toMatchObject({ parts: 0 })
  })

  it('is not shaken by a new text in every record', async () => {
    const writer = new StdfWriter('BigEndian')
    for (let i = 0; i < 60_000; i++) {
      if (i % 100 === 0) writer.record('PIR', { HEAD_NUM: 1, SITE_NUM: 1 })
      const TEST_TXT = `serial ${i} ${'x'.repeat(60)}`
      writer.record('PTR', {
        TEST_NUM: 7,
        HEAD_NUM: 1,
        SITE_NUM: 1,
        TEST_FLG: 0,
        PARM_FLG: 0,
        RESULT: i,
        TEST_TXT
      })
      if (i % 100 === 99) writer.record('PRR', { HEAD_NUM: 1, SITE_NUM: 1, PART_FLG: 0, HARD_BIN: 1 })
    }
    const answer = await survive(writer.bytes())
    expect(answer).toMatchObject({ parts: 600, testNumbers: { PTR: 1 } })
  })

  it('is not shaken by wide results under ever new numbers', async () => {
    const writer = new StdfWriter('LittleEndian').record('PIR', { HEAD_NUM: 1, SITE_NUM: 1 })
    const RTN_RSLT = Array.from({ length: 16_000 }, (_, i) => i)
    for (let i = 0; i < 150; i++)
      writer.record('MPR', {
        TEST_NUM: i,
        HEAD_NUM: 1,
        SITE_NUM: 1,
        TEST_FLG: 0,
        PARM_FLG: 0,
        RTN_ICNT: 0,
        RTN_RSLT
      })
    const answer = await survive(writer.bytes())
    expect(answer).toMatchObject({ results: { mprResults: 2_400_000 } })
  })

  it('refuses what only looks like STDF, whatever its name', async () => {
    for (const bytes of [
      Buffer.alloc(0),
      Buffer.from('lot,wafer\n1,2\n1,3\n'),
      Buffer.from([2, 0, 0, 10]),
      Buffer.alloc(70_000, 7)
    ]) {
      const answer = await survive(bytes, 'wrong.stdf')
      expect(answer).toMatchObject({ readable: false })
    }
    expect(await survive(made, 'report.pdf')).toMatchObject({ format: 'stdf', parts: 300 })
  })

  it('says when a file is not there, or no file', async () => {
    await expect(inspectFile(pathOf('nowhere.stdf'))).rejects.toMatchObject({
      fault: { key: 'file.unreadable' }
    })
    await expect(inspectFile(pathOf('.'))).rejects.toMatchObject({ fault: { key: 'file.unreadable' } })
  })

  it('reads on no further when told to stop', async () => {
    const path = pathOf('long.stdf')
    writeFileSync(path, Buffer.concat(Array.from({ length: 300 }, () => made)))
    const cancel = new AbortController()
    let told = 0
    let last = 0
    const reading = inspectFile(path, {
      signal: cancel.signal,
      onProgress: done => {
        last = done
        if (done > 4 << 20 && told === 0) {
          told = done
          cancel.abort()
        }
      }
    })
    await expect(reading).rejects.toMatchObject({ fault: { key: 'contract.cancelled' } })
    expect(told).toBeGreaterThan(0)
    expect(last - told).toBeLessThan(4 << 20)
    expect(statSync(path).size - last).toBeGreaterThan(4 << 20)
  })
})

describe.skipIf(!haveSamples)('a real file, damaged', () => {
  it('100 variants: an answer each time', async () => {
    const bytes = gunzipSync(readFileSync(sample('stdf/a595.stdf.gz'))).subarray(0, 400_000)
    const kinds = Object.values(damages)
    for (let seed = 1; seed <= 100; seed++) {
      const damage = kinds[seed % kinds.length]
      if (damage !== undefined) await survive(damage(Buffer.from(bytes), seeded(seed)))
    }
  })
})
