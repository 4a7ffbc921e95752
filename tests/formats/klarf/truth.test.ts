import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { haveSamples, sample, samples } from '../stdf/samples'
import { readKlarf } from './read'

interface TruthWafer {
  readonly wafer: string
  readonly fields: Readonly<Record<string, string>>
  readonly lists: { readonly DefectList: { readonly rows: number; readonly columns: number } }
  readonly first_defect: string
  readonly last_defect: string
}

interface Truth {
  readonly file: string
  readonly error?: string
  readonly lots?: readonly {
    readonly lot: string
    readonly wafers: readonly TruthWafer[]
    readonly fields: Readonly<Record<string, string>>
  }[]
}

const truths = haveSamples
  ? (JSON.parse(readFileSync(sample('truth/klarf.json'), 'utf8')) as readonly Truth[])
  : []

/** `{A=1, B=2.5, IMAGEINFO=...}` as pairs; the images are compared elsewhere. */
function cells(text: string): Map<string, string> {
  const plain = text.replace(/, IMAGEINFO=.*$/, '').replace(/[{}]/g, '')
  return new Map(plain.split(', ').map(pair => pair.split('=') as [string, string]))
}

const inNanometres = new Set(['XREL', 'YREL', 'XSIZE', 'YSIZE', 'DSIZE'])

describe.skipIf(!haveSamples)('real KLARF files give the figures another reader gave', () => {
  it('finds the samples', () => {
    expect(samples('klarf').length).toBe(truths.length)
    expect(truths.length).toBe(8)
  })

  it.each(truths.filter(truth => truth.error === undefined))('$file', ({ file, lots }) => {
    const found = readKlarf(readFileSync(sample(`klarf/${file}`)))
    expect(found.summary.lots.map(lot => lot.lot)).toEqual(lots?.map(lot => lot.lot))
    const wafers = (lots ?? []).flatMap(lot => lot.wafers.map(wafer => ({ wafer, lot })))
    expect(found.wafers.length).toBe(wafers.length)
    for (const [i, { wafer, lot }] of wafers.entries()) {
      const ours = found.wafers[i]
      if (ours === undefined) throw new Error('no wafer')
      expect(ours.facts.wafer).toBe(wafer.wafer)
      expect(ours.facts.slot).toBe(Number(wafer.fields['SlotNumber']))
      const { rows, columns } = wafer.lists.DefectList
      expect(ours.rows.length).toBe(rows)
      expect(ours.facts.defects).toBe(rows)
      const hasImages = wafer.first_defect.includes('IMAGEINFO=')
      // That reader counts image columns, and IMAGECOUNT without images, in ways of its own.
      expect(Math.abs(ours.columns.length + (hasImages ? 1 : 0) - columns)).toBeLessThanOrEqual(1)
      const nm = (value: { x: number; y: number } | null) =>
        `${String(Math.round((value?.x ?? 0) * 1000))} ${String(Math.round((value?.y ?? 0) * 1000))}`
      const { geometry } = ours.facts
      expect(nm(geometry.pitch)).toBe(lot.fields['DiePitch'])
      expect(nm(geometry.origin)).toBe(wafer.fields['DieOrigin'])
      expect(nm(geometry.centre)).toBe(wafer.fields['SampleCenterLocation'])
      expect(`${String((geometry.diameter ?? 0) * 1e6)} 0`).toBe(lot.fields['SampleSize'])
      expect(geometry.mark).toBe(lot.fields['SampleOrientationMarkType']?.toLowerCase())
      for (const [row, text] of [
        [0, wafer.first_defect],
        [rows - 1, wafer.last_defect]
      ] as const)
        for (const [name, expected] of cells(text)) {
          const value = ours.rows[row]?.[ours.columns.indexOf(name)]
          if (typeof value !== 'number') throw new Error(`${name} is ${String(value)}`)
          // It turns 1.2 into whole nanometres, cut off, and has no other unit for X, Y and GDS.
          if (inNanometres.has(name)) expect(Math.abs(value * 1000 - Number(expected))).toBeLessThanOrEqual(1)
          else if (name === 'DEFECTAREA') expect(value * 1e6).toBeCloseTo(Number(expected), 0)
          else if (name.startsWith('GDS')) expect(value * 1000).toBeCloseTo(Number(expected), 3)
          else expect(value).toBeCloseTo(Number(expected), 9)
        }
    }
  })

  it('takes version and units from the file', () => {
    const of = (name: string) => readKlarf(readFileSync(sample(`klarf/${name}`))).summary
    expect(of('CPS3TwithoutReview.001')).toMatchObject({ version: '1.1', units: 'um', defects: 16 })
    expect(of('klarf12DefectListExample.klarf')).toMatchObject({ version: '1.1', defects: 13, images: 18 })
    expect(of('klarf12Example.klarf')).toMatchObject({ version: '1.2', units: 'um', defects: 2 })
    expect(of('klarfWithImagelist.klarf')).toMatchObject({
      version: '1.8',
      units: 'nm',
      defects: 6,
      images: 6
    })
    expect(of('simple18.klarf')).toMatchObject({ version: '1.8', defects: 4 })
  })

  it('where that reader is wrong, counts what the file has', () => {
    const dated = readKlarf(readFileSync(sample('klarf/testfile_v1.2.klarf')))
    expect(dated.summary.defects).toBe(4)
    expect(dated.wafers[0]?.rows.map(row => row[0])).toEqual([0, 0, 0, 6])
    expect(dated.keys.filter(key => key === 'klarfBadDate').length).toBe(4)
    expect(dated.warnings[1]?.params).toEqual({ line: 5, name: 'ResultTimestamp', text: '78-67-08 37:19:26' })
    const bad = readKlarf(readFileSync(sample('klarf/bad12.klarf')))
    expect(bad.wafers.map(wafer => [wafer.facts.wafer, wafer.rows.length])).toEqual([['aWafer', 1]])
    expect(bad.warnings).toMatchObject([
      { key: 'klarfWaferEmpty', params: { line: 36, wafer: 'anotherWafer' } }
    ])
  })

  it('reads the images with the file that holds each', () => {
    const example = readKlarf(readFileSync(sample('klarf/klarf12DefectListExample.klarf'))).wafers[0]
    expect(example?.images.map(images => images.length)).toEqual([1, 0, 0, 1, 1, 0, 0, 0, 1, 0, 7, 7, 0])
    expect(example?.images[0]).toEqual([{ file: 'A_1.jpg', page: 1, format: '', label: '0' }])
    expect(example?.images[8]).toEqual([{ file: 'A_5.jpg', page: 39, format: '', label: '1' }])
    expect(example?.images[11]?.at(-1)).toEqual({ file: 'multi-image.tif', page: 14, format: '', label: '0' })
    const nested = readKlarf(readFileSync(sample('klarf/klarfWithImagelist.klarf'))).wafers[0]
    expect(nested?.images[3]).toEqual([
      { file: 'a/path/here2', page: 1, format: 'JPG', label: 'Patch' },
      { file: 'a/path/there2', page: 1, format: 'JPG', label: 'Patch' },
      { file: 'a/path/anywhere2', page: 1, format: 'JPG', label: 'dummy' }
    ])
  })

  it('does not care where a piece ends', () => {
    for (const name of samples('klarf')) {
      const bytes = readFileSync(sample(`klarf/${name}`))
      const whole = readKlarf(bytes)
      for (const piece of [7, 61, 1000]) expect(readKlarf(bytes, piece), name).toEqual(whole)
    }
  })
})
