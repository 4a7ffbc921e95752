import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { sniff, sniffBytes } from '../../../main/instruments/formats/sniff'
import { inspectFile } from '../../../main/instruments/inspect'
import { StdfWriter } from '../../../main/instruments/formats/stdf/write'
import { haveSamples, sample, samples } from './samples'

const formatOf = (bytes: Uint8Array) => sniff(bytes.subarray(0, sniffBytes)).format

describe('formats are told by content', () => {
  it('knows STDF in both byte orders, and no other version', () => {
    const [big, little] = [new StdfWriter('BigEndian').bytes(), new StdfWriter('LittleEndian').bytes()]
    expect([formatOf(big), formatOf(little)]).toEqual(['stdf', 'stdf'])
    const third = Buffer.from(big)
    third[5] = 3
    expect(formatOf(third)).toBe('unknown')
  })

  it.each([
    ['empty', ''],
    ['csv', 'lot,wafer,yield\nA1,3,97.2\nA1,4,95.0\n'],
    ['text', 'The part failed at hot.\nWe need an 8D.\n'],
    ['email', 'From: a@b.example\nTo: c@d.example\nSubject: RMA\n\nHello'],
    ['xml', '<?xml version="1.0"?><Map/>'],
    ['klarf', 'FileVersion 1 2;\nFileTimestamp 01-01-20 10:00:00;\n'],
    ['atdf', 'FAR:A|4|2|U\nMIR:L1|P1\n'],
    ['pdf', '%PDF-1.7\n'],
    ['sqlite', 'SQLite format 3\0...']
  ])('%s', (format, text) => {
    expect(formatOf(Buffer.from(text, 'latin1'))).toBe(format)
  })
})

describe.skipIf(!haveSamples)('real files of other kinds', () => {
  const expected: [string, string, RegExp?][] = [
    ['klarf', 'klarf'],
    ['atdf', 'atdf'],
    ['sem-tiff', 'tiff'],
    ['csv', 'csv', /csv$/],
    ['csv', 'xlsx', /xlsx$/],
    ['csv', 'xls', /xls$/],
    ['wafermap', 'xml', /xml$/]
  ]
  it.each(expected)('%s holds %s', async (folder, format, only = /./) => {
    const names = samples(folder).filter(name => only.test(name))
    expect(names.length).toBeGreaterThan(0)
    for (const name of names) {
      const found = await inspectFile(sample(`${folder}/${name}`))
      expect(found.format, name).toBe(format)
      expect(found.readable).toBe(format === 'klarf' || format === 'atdf')
      expect(found.fileBytes).toBe(readFileSync(sample(`${folder}/${name}`)).length)
    }
  })
})
