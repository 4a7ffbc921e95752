import { describe, expect, it } from 'vitest'
import { cpuMs } from '../../time'
import { seeded } from '../stdf/random'
import { bytesOf, madeKlarf } from './made'
import { readKlarf, type ReadFile } from './read'

/** CPU time: far above what it takes, far below a hang. */
const limitMs = 8000

/** Read damaged bytes: an answer each time, that survives JSON, with every warning naming its place. */
function survive(bytes: Uint8Array): ReadFile {
  const began = cpuMs()
  const found = readKlarf(bytes, 4096)
  JSON.stringify(found.summary)
  expect(cpuMs() - began).toBeLessThan(limitMs)
  const counted = found.summary.lots.flatMap(lot => lot.wafers).reduce((sum, wafer) => sum + wafer.defects, 0)
  expect(counted).toBe(found.wafers.reduce((sum, wafer) => sum + wafer.rows.length, 0))
  expect(found.warnings.length).toBeLessThan(700)
  for (const { key, params } of found.warnings) {
    const placed = 'line' in params || 'wafer' in params || 'version' in params || 'kind' in params
    if (key !== 'charsetUncertain') expect(placed, key).toBe(true)
    if (typeof params['line'] === 'number') expect(params['line']).toBeGreaterThan(0)
  }
  return found
}

type Damage = (bytes: Buffer, random: () => number) => Buffer
const at = (bytes: Buffer, random: () => number) => Math.floor(random() * bytes.length)
const lines = (bytes: Buffer) => bytes.toString('latin1').split('\n')
const joined = (all: readonly string[]) => Buffer.from(all.join('\n'), 'latin1')

const damages: Record<string, Damage> = {
  truncated: (bytes, random) => bytes.subarray(0, at(bytes, random)),
  'flipped bytes': (bytes, random) => {
    for (let i = 0; i < 1 + random() * 30; i++) bytes[at(bytes, random)] = Math.floor(random() * 256)
    return bytes
  },
  'lost stretch': (bytes, random) => {
    const from = at(bytes, random)
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + Math.floor(random() * 2000))])
  },
  'foreign stretch': (bytes, random) => {
    const from = at(bytes, random)
    const noise = Buffer.from(
      Array.from({ length: Math.floor(random() * 3000) }, () => Math.floor(random() * 256))
    )
    return Buffer.concat([bytes.subarray(0, from), noise, bytes.subarray(from)])
  },
  'lines mixed up': (bytes, random) => {
    const all = lines(bytes)
    for (let i = 0; i < 10; i++) {
      const [line = ''] = all.splice(Math.floor(random() * all.length), 1)
      if (random() < 0.7)
        all.splice(Math.floor(random() * all.length), 0, line, ...(random() < 0.3 ? [line] : []))
    }
    return joined(all)
  },
  'marks lost': (bytes, random) => {
    const text = bytes.toString('latin1').replace(/[;{}",]/g, mark => (random() < 0.02 ? '' : mark))
    return Buffer.from(text, 'latin1')
  },
  'marks too many': (bytes, random) => {
    const text = bytes
      .toString('latin1')
      .replace(/ /g, blank =>
        random() < 0.003 ? (['; ', '{ ', '} ', '" ', ', '][Math.floor(random() * 5)] ?? '') : blank
      )
    return Buffer.from(text, 'latin1')
  },
  'counts that lie': (bytes, random) => {
    const text = bytes
      .toString('latin1')
      .replace(
        /\b(Data|Columns|DefectRecordSpec|SampleTestPlan|ClassLookup|Images|Field \w+) \d+/g,
        (all, name: string) =>
          random() < 0.5 ? `${name} ${String([0, 1, 99_999_999, 4294967296][Math.floor(random() * 4)])}` : all
      )
    return Buffer.from(text, 'latin1')
  },
  'two files into one another': (bytes, random) => {
    const from = at(bytes, random)
    return Buffer.concat([bytes.subarray(0, from), bytes])
  }
}

describe.each(['1.2', '1.8'] as const)('damaged KLARF %s', version => {
  const made = bytesOf(madeKlarf({ version, wafers: 2, defects: 60, images: true }))

  it.each(Object.entries(damages))('%s, 12 variants: an answer each time', (_name, damage) => {
    for (let seed = 1; seed <= 12; seed++) {
      const damaged = damage(Buffer.from(made), seeded(seed))
      const found = survive(damaged)
      // Whatever cannot be read as it should be is told.
      if (!damaged.equals(made) && found.summary.defects !== 120)
        expect(found.warnings.length).toBeGreaterThan(0)
    }
  })

  it('of a defect damaged in the middle no other is lost, and its line is named', () => {
    const all = lines(made)
    const row = all.findIndex(line => /^\s*32 /.test(line))
    const broken = [...all]
    broken[row] = (all[row] ?? '').replace(/ \S+ \S+ \S+/, '')
    const found = survive(joined(broken))
    expect(found.summary.defects).toBe(119)
    expect(found.warnings.find(warning => warning.key === 'klarfRowShort')?.params['line']).toBe(row + 1)
  })

  it('cut off: all complete defects are there and the line of the cut is named', () => {
    const cut = made.subarray(0, made.indexOf(Buffer.from('\n', 'latin1'), Math.floor(made.length * 0.7)) - 4)
    const found = survive(cut)
    expect(found.keys).toContain('klarfTruncated')
    expect(found.warnings.find(warning => warning.key === 'klarfTruncated')?.params['line']).toBe(
      lines(cut).length
    )
  })
})

describe('KLARF made to harm', () => {
  const head = 'FileVersion 1 2;\nLotID "L";\nDefectRecordSpec 3 DEFECTID XREL YREL;\n'

  it('a word, a line, a list and a nesting without end', () => {
    survive(Buffer.concat([Buffer.from(head), Buffer.alloc(3 << 20, 'a')]))
    survive(Buffer.concat([Buffer.from(`${head}DefectList\n`), Buffer.alloc(3 << 20, '1 ')]))
    survive(Buffer.concat([Buffer.from(`${head}WaferID "`), Buffer.alloc(3 << 20, 'a')]))
    survive(Buffer.concat([Buffer.from(`${head}ClassLookup 1\n`), Buffer.alloc(3 << 20, '1 "a"\n')]))
    survive(Buffer.concat([Buffer.from('Record FileRecord "1.8"\n'), Buffer.alloc(1 << 20, '{ ')]))
    survive(
      Buffer.concat([Buffer.from('Record FileRecord "1.8"\n{'), Buffer.alloc(1 << 20, 'Record A "a" {\n')])
    )
    survive(
      Buffer.concat([
        Buffer.from('Record FileRecord "1.8"\n{ List DefectList { Columns '),
        Buffer.alloc(1 << 20, '{ int32 A,')
      ])
    )
  })

  it('more wafers, columns and images than there can be', () => {
    const wafers = Array.from({ length: 30_000 }, (_, i) => `WaferID "${String(i)}";\nDefectList\n1 2 3;\n`)
    const many = readKlarf(`${head}${wafers.join('')}EndOfFile;\n`)
    expect(many.summary.lots[0]?.wafers.length).toBe(10_000)
    expect(many.keys).toContain('klarfTooManyWafers')
    const names = Array.from({ length: 50_000 }, (_, i) => `C${String(i)}`).join(' ')
    survive(
      Buffer.from(
        `FileVersion 1 2;\nDefectRecordSpec 50000 ${names};\nDefectList\n${'1 '.repeat(60_000)};\nEndOfFile;\n`
      )
    )
    survive(
      Buffer.from(
        `FileVersion 1 2;\nDefectRecordSpec 3 DEFECTID IMAGECOUNT IMAGELIST;\nDefectList\n1 999999 999999 1 0\n2 0 0;\nEndOfFile;\n`
      )
    )
  })
})
