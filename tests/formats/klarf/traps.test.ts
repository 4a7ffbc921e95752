import { describe, expect, it } from 'vitest'
import { klarfTime } from '../../../main/instruments/formats/klarf/times'
import { readKlarf } from './read'

const head = `FileVersion 1 2;
FileTimestamp 03-04-26 05:06:07;
InspectionStationID "Vendor" "Model" "T1";
ResultTimestamp 03-04-26 05:00:00;
LotID "L1";
SampleSize 1 300;
SetupID "R" 01-02-26 03:04:05;
StepID "S";
DiePitch 1.0000000000e+04 8.000000e+03;
DieOrigin 0.0 0.0;
`
const wafer = (id: string, slot: number) =>
  `WaferID "${id}";\nSlot ${String(slot)};\nSampleCenterLocation 5.0e+03 4.0e+03;\n`
const spec = 'DefectRecordSpec 6 DEFECTID XREL YREL XINDEX YINDEX CLASSNUMBER;\n'
const imageSpec = 'DefectRecordSpec 5 DEFECTID XREL YREL IMAGECOUNT IMAGELIST;\n'
const end = 'EndOfFile;\n'

const rowsOf = (text: string) => readKlarf(text).wafers.map(one => one.rows)
const files = (text: string) =>
  readKlarf(text).wafers.flatMap(one =>
    one.images.map(list => list.map(image => `${image.file} ${String(image.page)}`))
  )

describe('KLARF 1.x', () => {
  it('reads with a byte order mark, CRLF or CR, and in UTF-16', () => {
    const text = `${head}${wafer('晶圆', 3)}${spec}DefectList\n 1 2 3 -4 5 6\n 2 2.5e1 3 -4 5 6;\n${end}`
    const plain = readKlarf(text)
    expect(plain.wafers[0]).toMatchObject({
      facts: { wafer: '晶圆', slot: 3 },
      rows: [
        [1, 2, 3, -4, 5, 6],
        [2, 25, 3, -4, 5, 6]
      ]
    })
    expect(plain.keys).toEqual([])
    for (const bytes of [
      Buffer.from(`\ufeff${text}`, 'utf8'),
      Buffer.from(text.replaceAll('\n', '\r\n'), 'utf8'),
      Buffer.from(text.replaceAll('\n', '\r'), 'utf8'),
      Buffer.from(`\ufeff${text}`, 'utf16le'),
      Buffer.from(`\ufeff${text}`, 'utf16le').swap16()
    ]) {
      const { summary, wafers, keys } = readKlarf(bytes, 33)
      expect({ summary, wafers, keys }).toEqual({
        summary: plain.summary,
        wafers: plain.wafers,
        keys: plain.keys
      })
    }
  })

  it('reads texts in GBK', () => {
    const [before = '', after = ''] =
      `${head}WaferID "#";\nSlot 1;\n${spec}DefectList\n1 2 3 4 5 6;\n${end}`.split('#')
    const gbk = Buffer.concat([
      Buffer.from(before),
      Buffer.from('bea7d4b2b1edc3e6bfc5c1a3b2d0c1f4bbaec9cbc8b1cfdd', 'hex'),
      Buffer.from(after)
    ])
    expect(readKlarf(gbk).wafers[0]?.facts.wafer).toBe('晶圆表面颗粒残留划伤缺陷')
    expect(readKlarf(gbk).summary.charset).toBe('gb18030')
  })

  it('keeps dates that are none as texts, with their line', () => {
    const found = readKlarf(`FileVersion 1 2;\nFileTimestamp 67-67-08 37:19:26;\n${wafer('A', 1)}${end}`)
    expect(found.summary.fileAt).toBeNull()
    expect(found.summary.fields).toContainEqual({ name: 'FileTimestamp', values: ['67-67-08', '37:19:26'] })
    expect(found.warnings[0]).toMatchObject({
      key: 'klarfBadDate',
      params: { line: 2, name: 'FileTimestamp' }
    })
  })

  it('reads every way a date is written', () => {
    expect(klarfTime(['03-04-26', '5:06:07'])).toBe('2026-03-04T05:06:07')
    expect(klarfTime(['03-04-1998', '05:06:07'])).toBe('1998-03-04T05:06:07')
    expect(klarfTime(['03-04-98', '05:06:07'])).toBe('1998-03-04T05:06:07')
    expect(klarfTime(['2026-03-04', '05:06:07'])).toBe('2026-03-04T05:06:07')
    expect(klarfTime(['2026-03-04T05:06:07.25Z'])).toBe('2026-03-04T05:06:07')
    expect(klarfTime(['2026-03-04'])).toBe('2026-03-04T00:00:00')
    for (const bad of [
      ['02-30-26', '00:00:00'],
      ['13-01-26', '00:00:00'],
      ['03-04-26', '24:00:00'],
      ['soon']
    ])
      expect(klarfTime(bad), bad.join(' ')).toBeNull()
  })

  it('pairs of images: beside, below, without their number, cut in two, and none', () => {
    const list = (rows: string) =>
      `${head}${wafer('A', 1)}TiffFileName a.tif;\n${imageSpec}DefectList\n${rows};\n${end}`
    expect(files(list('1 2 3 2 2 7 0 8 1\n2 2 3 0 0'))).toEqual([['a.tif 7', 'a.tif 8'], []])
    expect(files(list('1 2 3 1 1\n7 0\n2 2 3 1 1\n8 0\n3 2 3 0 0'))).toEqual([['a.tif 7'], ['a.tif 8'], []])
    expect(files(list('1 2 3 2 7 0 8 0\n2 2 3 1 9 0\n3 2 3 0'))).toEqual([
      ['a.tif 7', 'a.tif 8'],
      ['a.tif 9'],
      []
    ])
    expect(files(list('1 2 3 2 2 7\n0 8 0\n2 2 3 2\n7 0 8 0'))).toEqual([
      ['a.tif 7', 'a.tif 8'],
      ['a.tif 7', 'a.tif 8']
    ])
    for (const rows of ['1 2 3 2 2 7 0 8 1', '1 2 3 1 1\n7 0', '1 2 3 2 7 0 8 0'])
      expect(readKlarf(list(rows)).keys, rows).toEqual([])
  })

  it('names images that are fewer or more than said and keeps the defects', () => {
    const list = (rows: string) =>
      readKlarf(`${head}${wafer('A', 1)}${imageSpec}DefectList\n${rows};\n${end}`)
    const fewer = list('1 2 3 2 2 7 0\n2 2 3 0 0\n3 2 3 0 0')
    expect(fewer.wafers[0]?.rows.length).toBe(3)
    expect(fewer.warnings[0]).toMatchObject({ key: 'klarfImages', params: { line: 16 } })
    const more = list('1 2 3 1 1 7 0 8 0 9 0\n2 2 3 0 0')
    expect(more.wafers[0]?.rows.length).toBe(2)
    expect(more.keys).toEqual(['klarfImages'])
  })

  it('FILENAME lines among the rows, after or before the row they name', () => {
    const list = (rows: string) => `${head}${wafer('A', 1)}${imageSpec}DefectList\n${rows};\n${end}`
    expect(
      files(list('1 2 3 1 1 7 0\nFILENAME "a b.jpg"\n2 2 3 0 0\n3 2 3 1 1 8 0\nFILENAME c.jpg'))
    ).toEqual([['a b.jpg 7'], [], ['c.jpg 8']])
    expect(files(list('FILENAME a.jpg\n1 2 3 1 1 7 0\nFILENAME b.jpg\n2 2 3 1 1 8 0'))).toEqual([
      ['a.jpg 7'],
      ['b.jpg 8']
    ])
    expect(files(list('1 2 3 0 0\nFILENAME a.jpg\nFILENAME b.jpg'))).toEqual([['a.jpg NaN', 'b.jpg NaN']])
  })

  it('TiffFileName between lists names the images that follow', () => {
    const text = `${head}${wafer('A', 1)}${imageSpec}DefectList;\nTiffFilename a.tif;\nDefectList\n1 2 3 1 1 7 0;\nTiffFileName b.tif;\n\nDefectList\n2 2 3 1 1 1 0;\nDefectList\n3 2 3 1 1 2 0;\n${end}`
    expect(files(text)).toEqual([['a.tif 7'], ['b.tif 1'], ['b.tif 2']])
    expect(readKlarf(text).summary.records).toMatchObject({ DefectList: 4, TiffFileName: 2 })
  })

  it('one spec for many wafers, several lists a wafer, a plan that holds on, wafers without defects', () => {
    const text = `${head}${wafer('A', 1)}SampleTestPlan 2\n 0 0\n 1 0;\n${spec}DefectList\n1 2 3 0 0 6\n2 2 3 0 0 6;\nWaferID "A";\nDefectList\n3 2 3 1 0 6;\n${wafer('B', 2)}DefectList;\n${wafer('C', 3)}DefectList\n1 2 3 1 0 6;\n${end}`
    const found = readKlarf(text)
    expect(
      found.wafers.map(one => [one.facts.wafer, one.facts.slot, one.facts.defects, [...one.facts.plan]])
    ).toEqual([
      ['A', 1, 3, [0, 0, 1, 0]],
      ['B', 2, 0, [0, 0, 1, 0]],
      ['C', 3, 1, [0, 0, 1, 0]]
    ])
    expect(found.wafers[2]?.facts.geometry).toMatchObject({
      pitch: { x: 10000, y: 8000 },
      centre: { x: 5000, y: 4000 }
    })
    expect(found.keys).toEqual([])
  })

  it('several lots, each with its own facts, and a file appended to another', () => {
    const second = `LotID "L2";\nDeviceID "D2";\n${wafer('B', 1)}${spec}DefectList\n1 2 3 0 0 6;\n`
    const found = readKlarf(
      `${head}DeviceID "D1";\n${wafer('A', 1)}${spec}DefectList\n1 2 3 0 0 6;\n${second}${end}`
    )
    expect(found.summary.lots.map(lot => [lot.lot, lot.device, lot.wafers.length])).toEqual([
      ['L1', 'D1', 1],
      ['L2', 'D2', 1]
    ])
    const one = `${head}${wafer('A', 1)}${spec}DefectList\n1 2 3 0 0 6;\n${end}`
    const both = readKlarf(one + one)
    expect(both.summary.lots.length).toBe(2)
    expect(both.warnings).toMatchObject([{ key: 'klarfLater', params: { line: 18 } }])
  })

  it('a row that is a statement of its own, and rows wrapped over lines', () => {
    const own = `${head}${wafer('A', 1)}SampleTestPlan 2;\n0 0;\n1 0;\n${spec}DefectList\n1 2 3 0 0 6;\n2 2 3 0 0 6;\n${end}`
    expect(readKlarf(own).wafers[0]).toMatchObject({ facts: { defects: 2, plan: Int32Array.of(0, 0, 1, 0) } })
    expect(readKlarf(own).keys).toEqual([])
    const wrapped = `${head}${wafer('A', 1)}${spec}DefectList\n1 2 3\n 0 0 6\n2 2\n3 0\n0 6;\n${end}`
    expect(rowsOf(wrapped)).toEqual([
      [
        [1, 2, 3, 0, 0, 6],
        [2, 2, 3, 0, 0, 6]
      ]
    ])
  })

  it('leaves out rows that do not fit their columns and says which', () => {
    const text = `${head}${wafer('A', 1)}${spec}DefectList\n1 2 3 0 0 6\n2 2 3 0 0\n3 2 3 0 0 6\n0 4 2 3 0 0 6\n5 2 3 0 0 6;\n${end}`
    const found = readKlarf(text)
    expect(found.wafers[0]?.rows.map(row => row[0])).toEqual([1, 3, 5])
    expect(found.warnings).toMatchObject([
      { key: 'klarfRowShort', params: { line: 17, counted: 5, expected: 6 } },
      { key: 'klarfRowLong', params: { line: 19, counted: 7, expected: 6 } }
    ])
  })

  it('goes on where a semicolon is missing', () => {
    const text = `${head.replace('LotID "L1";', 'LotID "L1"')}${wafer('A', 1)}${spec}DefectList\n1 2 3 0 0 6\nSummarySpec 2 TESTNO NDEFECT;\nSummaryList\n1 1;\n${end}`
    const found = readKlarf(text)
    expect(found.summary.lots[0]).toMatchObject({ lot: 'L1', wafers: [{ defects: 1, declared: 1, slot: 1 }] })
    expect(found.warnings).toMatchObject([
      { key: 'klarfMissingEnd', params: { line: 6, name: 'LotID' } },
      { key: 'klarfListOpen', params: { line: 17, name: 'DefectList' } }
    ])
  })

  it('missing cells, texts, quoted separators and numbers that are none', () => {
    const text = `${head}WaferID "A;B, {1}";\nSlot 1;\nDefectRecordSpec 4 DEFECTID XREL DEFECTNAME CLASSNUMBER;\nDefectList\n1 N "a; b" 2\n2 x9 NA 1e400\n3 -1.5E-3 c N/A;\n${end}`
    const found = readKlarf(text)
    expect(found.wafers[0]?.facts.wafer).toBe('A;B, {1}')
    expect(found.wafers[0]?.rows).toEqual([
      [1, null, 'a; b', 2],
      [2, 'x9', null, Infinity],
      [3, -0.0015, 'c', null]
    ])
    expect(found.warnings).toMatchObject([
      { key: 'klarfBadNumber', params: { line: 16, column: 'XREL', text: 'x9' } },
      { key: 'klarfNoGeometry' }
    ])
  })

  it('keeps, counts and names what it does not know', () => {
    const found = readKlarf(`${head}${wafer('A', 1)}Mystery 1 "two";\nMystery 3;\nDefectList\n1 2 3;\n${end}`)
    expect(found.summary.lots[0]?.wafers[0]?.fields).toContainEqual({ name: 'Mystery', values: ['1', 'two'] })
    expect(found.summary.records['Mystery']).toBe(2)
    expect(found.warnings.map(warning => [warning.key, warning.params])).toEqual([
      ['klarfNoSpec', { line: 16 }],
      ['klarfUnknown', { name: 'Mystery', count: 2, line: 14 }]
    ])
  })

  it('classes, with or without quotes; a spec that miscounts; a summary that does', () => {
    const text = `${head}ClassLookup 4\n -1 "Not yet"\n 0 Particle\n 1 "Big one" "B1"\n 2 "3";\n${wafer('A', 1)}DefectRecordSpec 9 DEFECTID XREL YREL;\nDefectList\n1 2 3;\nSummarySpec 5 TESTNO NDEFECT;\nSummaryList\n 1 4\n 2 1;\n${end}`
    const found = readKlarf(text)
    expect(found.summary.lots[0]?.classes).toEqual([
      { number: -1, name: 'Not yet' },
      { number: 0, name: 'Particle' },
      { number: 1, name: 'Big one' },
      { number: 2, name: '3' }
    ])
    expect(found.wafers[0]?.facts.declared).toBe(5)
    expect(found.keys).toEqual(['klarfSpecCount', 'klarfSummaryCount'])
  })

  it('ends in the middle: what was whole is there, and the place is named', () => {
    const text = `${head}${wafer('A', 1)}${spec}DefectList\n1 2 3 0 0 6\n2 2 3 0`
    const found = readKlarf(text)
    expect(found.wafers[0]?.rows.length).toBe(1)
    expect(found.warnings).toMatchObject([
      { key: 'klarfTruncated', params: { line: 17, name: 'DefectList' } },
      { key: 'klarfRowCut', params: { counted: 4, expected: 6 } },
      { key: 'klarfNoEnd' }
    ])
  })
})

describe('KLARF 1.8', () => {
  const list = (columns: string, data: string) => `Record FileRecord "1.8"
{
  Record LotRecord "L;{1}"
  {
    Record WaferRecord "A"
    {
      Field SlotNumber 1 {4}
      List DefectList
      {
        Columns 4 { ${columns} }
        Data 2
        { ${data} }
      }
    }
    Field DiePitch 2 {5744150, 5410203}
    Field StepID 1 {"a, b; {c}"}
  }
}
EndOfFile;
`
  const plain = 'int32 DEFECTID, int32 XREL, float DEFECTAREA, string NOTE'
  const imaged = 'int32 DEFECTID, int32 XREL, int32 IMAGECOUNT, ImageList IMAGEINFO'

  it('nanometres become micrometres; fields after the wafers hold for them', () => {
    const found = readKlarf(list(plain, '1 1254960 2500000 "a; }"; 2 -5 NA N;'))
    expect(found.wafers[0]?.rows).toEqual([
      [1, 1254.96, 2.5, 'a; }'],
      [2, -0.005, null, null]
    ])
    expect(found.wafers[0]?.facts.geometry.pitch).toEqual({ x: 5744.15, y: 5410.203 })
    expect(found.summary.lots[0]).toMatchObject({ lot: 'L;{1}', step: 'a, b; {c}' })
    expect(found.keys).toEqual(['klarfNoGeometry'])
  })

  it('counts rows where Data declares another number', () => {
    const found = readKlarf(list(plain, '1 1 1 N; 2 1 1 N; 3 1 1 N;'))
    expect(found.wafers[0]?.facts).toMatchObject({ defects: 3, declared: 2 })
    expect(found.warnings[0]).toMatchObject({
      key: 'klarfDataCount',
      params: { wafer: 'A', declared: 2, counted: 3 }
    })
  })

  it('images: lists, N, left out, in pairs, and before other columns', () => {
    const rows =
      '1 1 2 Images 2 { "a, {b}.jpg" "JPG" 1 "Patch", "c;.jpg" "JPG" 2 "SEM" }; 2 1 0 N; 3 1 0; 4 1 2 7 0 8 0; 5 1 1 1 9 0; 6 1 1 Image 1 {"d.png" "PNG" 1 "24"};'
    const found = readKlarf(list(imaged, rows))
    expect(
      found.wafers[0]?.images.map(images =>
        images.map(image => `${image.file}|${String(image.page)}|${image.label}`)
      )
    ).toEqual([['a, {b}.jpg|1|Patch', 'c;.jpg|2|SEM'], [], [], ['|7|0', '|8|0'], ['|9|0'], ['d.png|1|24']])
    const first = readKlarf(
      list(
        'int32 DEFECTID, ImageList IMAGEINFO, int32 XREL, int32 TEST',
        '1 Images 1 {"a" "JPG" 1 "P"} 5000 2; 2 N 6000 3;'
      )
    )
    expect(first.wafers[0]).toMatchObject({
      columns: ['DEFECTID', 'XREL', 'TEST'],
      rows: [
        [1, 5, 2],
        [2, 6, 3]
      ]
    })
  })

  it('leaves out rows that do not fit, splits rows that ran together', () => {
    const found = readKlarf(list(plain, '1 1 1; 2 1 1 N; 3 1 1 N 4; 4 1 1 N 5 1 1 N; 6 1 1 N'))
    expect(found.wafers[0]?.rows.map(row => row[0])).toEqual([2, 4, 5, 6])
    expect(found.keys.slice(0, 3)).toEqual(['klarfRowShort', 'klarfRowLong', 'klarfMissingEnd'])
  })

  it('keeps, counts and names unknown records, fields and lists', () => {
    const text = list(plain, '1 1 1 N; 2 1 1 N;').replace(
      'Field SlotNumber 1 {4}',
      'Field SlotNumber 1 {4}\nField Odd 2 {1, "x"}\nRecord OddRecord "r" { Field DieOrigin 2 {0, 0} }\nList OddList { Columns 1 { int32 A } Data 1 { 5; } }'
    )
    const found = readKlarf(text)
    const fields = found.summary.lots[0]?.wafers[0]?.fields
    expect(fields).toContainEqual({ name: 'Odd', values: ['1', 'x'] })
    expect(fields).toContainEqual({ name: 'oddrecord r: DieOrigin', values: ['0', '0'] })
    expect(fields).toContainEqual({ name: 'OddList', values: ['5'] })
    expect(
      found.warnings.filter(warning => warning.key === 'klarfUnknown').map(warning => warning.params['name'])
    ).toEqual(['Field Odd', 'Record OddRecord', 'List OddList'])
  })

  it('goes on where a brace is missing', () => {
    const text = list(plain, '1 1 1 N; 2 1 1 N;')
      .replace('{4}', '{4')
      .replace('{5744150, 5410203}', '{5744150, 5410203')
    const found = readKlarf(text)
    expect(found.wafers[0]?.facts).toMatchObject({ slot: 4, defects: 2, geometry: { pitch: { x: 5744.15 } } })
    expect(found.keys.filter(key => key === 'klarfMissingEnd').length).toBe(2)
  })
})
