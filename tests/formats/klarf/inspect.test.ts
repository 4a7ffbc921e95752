import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sniff } from '../../../main/instruments/formats/sniff'
import { inspectFile } from '../../../main/instruments/inspect'
import { haveSamples, sample, samples } from '../stdf/samples'
import { bytesOf, madeKlarf } from './made'

let dir = ''
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'fabcase-klarf-'))
})
afterAll(() => {
  rmSync(dir, { recursive: true, force: true })
})

describe('inspect of a KLARF', () => {
  it('gives format, version, lots with their wafers, and warnings; packed as well', async () => {
    const bytes = bytesOf(madeKlarf({ version: '1.8', images: true }))
    for (const [name, content] of [
      ['a.klarf', bytes],
      ['a.001.gz', gzipSync(bytes)]
    ] as const) {
      writeFileSync(join(dir, name), content)
      const found = await inspectFile(join(dir, name))
      expect(JSON.parse(JSON.stringify(found))).toMatchObject({
        format: 'klarf',
        kind: 'defects',
        readable: true,
        version: '1.8',
        units: 'nm',
        bytes: bytes.length,
        defects: 100,
        images: 40,
        lots: [
          {
            lot: 'EX-LOT-1',
            wafers: [
              { wafer: 'W01', slot: 1, defects: 50, declared: 50, images: 20 },
              { wafer: 'W02', slot: 2, defects: 50, declared: 50, images: 20 }
            ]
          }
        ],
        warnings: []
      })
    }
  })

  it('is told by content whatever comes first', () => {
    const text = bytesOf(madeKlarf()).toString('utf8')
    const format = (bytes: string) => sniff(Buffer.from(bytes).subarray(0, 8192)).format
    expect(format(text)).toBe('klarf')
    expect(format(`\ufeff${text}`)).toBe('klarf')
    expect(format(text.slice(text.indexOf('InspectionStationID')))).toBe('klarf')
    expect(format(text.replace('FileVersion 1 2;', 'FileVersion 1 2'))).toBe('klarf')
    expect(sniff(Buffer.from(`\ufeff${text}`, 'utf16le').subarray(0, 8192)).format).toBe('klarf')
    expect(format('Dear all,\nthe lot was held.\nLotID was not given.\n')).toBe('text')
  })

  it.skipIf(!haveSamples)('knows every real file', async () => {
    for (const name of samples('klarf')) {
      expect(sniff(readFileSync(sample(`klarf/${name}`)).subarray(0, 8192)).format, name).toBe('klarf')
      const found = await inspectFile(sample(`klarf/${name}`))
      expect(found.kind, name).toBe('defects')
    }
  })
})
