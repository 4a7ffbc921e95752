import { describe, expect, it } from 'vitest'
import { AtdfWriter } from '../../../main/instruments/formats/atdf/write'
import { secondsOf, timeText } from '../../../main/instruments/formats/atdf/values'
import { unprefixed } from '../../../main/instruments/formats/atdf/tails'
import { columnOf } from '../stdf/drive'
import { driveText } from './convert'

const keys = (warnings: readonly { key: string }[]) => warnings.map(warning => warning.key)
const head = 'FAR:A|4|2|S\nMIR:LOT7|CHIP|JOB|NODE|TYPE|8:14:59 23-JUL-1992|08:23:02 3-Jul-1992|Sandy|P|1\n'
const part = (lines: string, at = '1|1') => `PIR:${at}\n${lines}PRR:${at}|P1|2|P|1|1|3|-2|||644\n`

describe('ATDF', () => {
  it('reads the sample lines of the specification', () => {
    const text = [
      'FAR:A|4|2|S',
      'ATR:0:03:00 3-SEP-1992|bin_filter 7,9-12',
      'MIR:A3002B|80386|80386HOT|akbar|J971|8:14:59 23-JUL-1992|8:23:02 23-JUL-1992|Sandy',
      ' |P|1|2B|HOT|N|3.1.2|IG900|2.4|||300|100||',
      ' 386_data.txt|ceramic|386|wk23||MPU2||||||386HOT|',
      ' 3S|||A42136S|JOAN_S',
      'SDR:2|4|5,6,7,8|Delta Flex|D511||B101|17',
      'WCR:D|R|D|5|.3|.25|1|23|19',
      'WIR:2|8:23:02 23-JUL-1992||W01',
      'PMR:2|A|1-7|GND|MAIN GROUND|2|1',
      'PIR:2|1',
      'PTR:23|2|1|997.3|F|AOH|Check 2nd layer|||A|-1.7|45.2| %9.4f|%7.2f|%7.2f|-1.75|45.25|3|3|4',
      'MPR:143|2|1||001.3,0009.6,001.5|F|D|||LH|mA|001.0|002.0| 4.5|.1|V|3,4,5|%6.1f|%6.1f|%6.1f|0009.75|002.25',
      'FTR:27|2|1|P||CHECKERBOARD|A1|5|16|2|3|6|3|0|10,2,8,12|0,1,1,4|4,5,6,7|0,0,0,0|8|DRV|Check Driver||||2|2,3,4,6',
      'DTR:Datalog sampling rate is now 1 in 10',
      'GDR:TThis is text|L-435|U255|F645.7110|XFFE0014C',
      'PRR:2|1|13|78|F|0|17|-2|7|||644|Device at edge of wafer|F13C20',
      'WRR:2|11:02:42 23-JUL-1992|1|W01|3|102|214|2|131|MOS-4|F54|S3-1|Glass buildup on prober|Yield alarm on wafer W01',
      'HBR:||0|1|F|SHORT',
      'PCR:||1|54|76|0|3809',
      'TSR:2|2|600|Leakage|P|413|92|3||DC_TESTS|0.005|0.1|7.2|1280.3|4329.5',
      'MRR:12:17:12 23-JUL-1992|H|Handler problems|Yield Alarm',
      ''
    ].join('\n')
    const { summary, groups, warnings, decoder } = driveText(text)
    expect(warnings).toEqual([])
    expect(decoder.tally().totalRecords).toBe(19)
    expect(summary.header.mir).toMatchObject({
      LOT_ID: 'A3002B',
      JOB_NAM: '80386HOT',
      SETUP_T: Date.UTC(1992, 6, 23, 8, 14, 59) / 1000,
      MODE_COD: 'P',
      STAT_NUM: 1,
      SBLOT_ID: '2B',
      RTST_COD: 'N',
      EXEC_VER: '2.4',
      PROT_COD: ' ',
      BURN_TIM: 300,
      AUX_FILE: '386_data.txt',
      SERL_NUM: 'A42136S',
      SUPR_NAM: 'JOAN_S'
    })
    expect(summary.header.mrr).toMatchObject({ DISP_COD: 'H', EXC_DESC: 'Yield Alarm' })
    expect(summary.header.sites).toMatchObject([{ siteNumbers: [5, 6, 7, 8], fields: { HAND_ID: 'D511' } }])
    expect(summary.geometry).toEqual({
      diameter: 5,
      dieHeight: Math.fround(0.3),
      dieWidth: 0.25,
      units: 'inch',
      flat: 'D',
      centerX: 23,
      centerY: 19,
      positiveX: 'R',
      positiveY: 'D'
    })
    expect(summary.wafers).toMatchObject([
      { id: 'W01', parts: 1, good: 0, frameId: 'F54', declared: { parts: 1, retests: 102, good: 2 } }
    ])
    expect(summary.tests).toMatchObject([
      {
        record: 'PTR',
        number: 23,
        text: 'Check 2nd layer',
        units: 'A',
        scale: 3,
        lowLimit: Math.fround(-1.7),
        highLimit: Math.fround(45.2),
        lowSpec: -1.75,
        format: ' %9.4f',
        fails: 1
      },
      { record: 'MPR', elements: 3, units: 'mA', lowLimit: 1, highSpec: 2.25, fails: 1 },
      { record: 'FTR', number: 27, text: 'Check Driver', executions: 1, fails: 0 }
    ])
    expect(summary.notes).toEqual([
      { record: 'DTR', part: 0, text: 'Datalog sampling rate is now 1 in 10' },
      { record: 'GDR', part: 0, text: 'This is text -435 255 645.711 ffe0014c' }
    ])
    expect(groups[0]?.parts?.columns).toMatchObject({
      x: Int16Array.of(-2),
      y: Int16Array.of(7),
      hardBin: Uint16Array.of(0),
      softBin: Uint16Array.of(17),
      testTime: Uint32Array.of(644)
    })
    expect(summary.bins).toMatchObject([
      { kind: 'hard', number: 0, name: 'SHORT', declared: 1 },
      { kind: 'soft', number: 17 }
    ])
  })

  it('reads the same whatever the size of the pieces, the line ends and the wrapping', () => {
    const lines = part(
      ['PTR:1|1|1|1.5|P||volts|||V|1|2|%f', 'PTR:2|1|1|-2.25e-06|F|H|amps|||A|||%f', ''].join('\n')
    )
    const plain = driveText(head + lines.repeat(30))
    const wrapped = (head + lines.repeat(30)).replace(/^(.{9})(.{4,})$/gm, '$1\n $2')
    expect(wrapped).toContain('\n ')
    for (const text of [head + lines.repeat(30), (head + lines.repeat(30)).replaceAll('\n', '\r\n'), wrapped])
      for (const size of [1, 7, 100, 1 << 20]) {
        const read = driveText(text, size)
        expect(read.summary).toEqual(plain.summary)
        expect(read.groups).toEqual(plain.groups)
        expect(read.warnings).toEqual([])
      }
  })

  it('takes the delimiter of each FAR, and goes on through an appended file', () => {
    const semicolons = (head + part('PTR:1|1|1|2|P||t\n')).replaceAll('|', ';')
    const read = driveText(head + part('PTR:1|1|1|1|P||t\n') + semicolons)
    expect(columnOf(read, 0).values).toEqual([1, 2])
    expect(read.summary.header.files).toBe(2)
    expect(keys(read.warnings)).toEqual(['laterFile'])
  })

  it('reads numbers however they are written', () => {
    const written = ['5', '+5', '5.', '.5e1', '0005.000', '5E+00', ' 5 ', '50000000000000000000e-19']
    const read = driveText(head + written.map(text => part(`PTR:1|1|1|${text}|P||t\n`)).join(''))
    expect(columnOf(read, 0).values).toEqual(written.map(() => 5))
    expect(read.warnings).toEqual([])
    const small = driveText(head + part('PTR:1|1|1|1.17549435e-38|P||t\nPTR:2|1|1|-3.4028235e38|P||t\n'))
    expect([0, 1].map(test => columnOf(small, test).values[0])).toEqual([
      Math.fround(1.17549435e-38),
      Math.fround(-3.4028235e38)
    ])
  })

  it('sorts executions into pass, fail, no verdict, invalid and not executed', () => {
    const flags = ['P|', 'F|', '|', 'P|A', 'P|N', 'F|A', 'P|O', 'A|', 'p|', 'P|H']
    const read = driveText(head + flags.map(flag => part(`PTR:1|1|1|7|${flag}|t\n`)).join(''))
    expect(columnOf(read, 0).status).toEqual([1, 2, 3, 4, 0, 2, 4, 1, 1, 1])
    const none = driveText(head + part('PTR:1|1|1||P||t\n') + part('PTR:1|1|1||F||t\n'))
    expect(columnOf(none, 0)).toEqual({ values: [Number.NaN, Number.NaN], status: [1, 2] })
  })

  it('takes limits and units from the first line of a test; an empty field is the default', () => {
    const read = driveText(
      head +
        part('PTR:1|1|1|2|P||vdd|||V|1|3|%f|||0.5|3.5|3\n') +
        part('PTR:1|1|1|2|P||vdd\n') +
        part('PTR:1|1|1|2|P||\n') +
        part('PTR:1|1|1|2|P||vdd|||||||\n') +
        part('PTR:1|1|1|2|P||vdd||||1|2.5\n')
    )
    expect(read.summary.tests).toMatchObject([
      { units: 'V', scale: 3, lowLimit: 1, highLimit: 3, lowSpec: 0.5, highSpec: 3.5, format: '%f', n: 5 }
    ])
    expect(read.summary.tests[0]?.limitChanges).toMatchObject([{ lowLimit: 1, highLimit: 2.5 }])
    expect(keys(read.warnings)).toEqual(['limitsChanged'])
    const open = driveText(head + part('PTR:1|1|1|2|P||a||||1|\n') + part('PTR:2|1|1|2|P||b|||||\n'))
    expect(open.summary.tests.map(test => [test.lowLimit, test.highLimit])).toEqual([
      [1, null],
      [null, null]
    ])
  })

  it('brings the values of a file that is not scaled to base units', () => {
    const read = driveText(
      head.replace('|S', '|U') +
        part('PTR:1|1|1|1.5|P||idd|||mA|1|2\nPTR:2|1|1|3|P||vdd|||V|2|4\nMPR:3|1|1||1,2|P||i|||uA|0|5\n') +
        part('PTR:1|1|1|1.75|P||idd\nPTR:2|1|1|3.5|P||vdd\n')
    )
    expect(columnOf(read, 0).values).toEqual([Math.fround(0.0015), Math.fround(0.00175)])
    expect(columnOf(read, 1).values).toEqual([3, 3.5])
    expect([0, 1].map(element => columnOf(read, 2, element).values[0])).toEqual([
      Math.fround(1e-6),
      Math.fround(2e-6)
    ])
    expect(read.summary.tests).toMatchObject([
      { units: 'A', scale: 3, lowLimit: Math.fround(0.001), highLimit: Math.fround(0.002) },
      { units: 'V', scale: 0, lowLimit: 2, highLimit: 4 },
      { units: 'A', scale: 6, highLimit: Math.fround(5e-6) }
    ])
    expect(['min', 'pass', 'mA', 'K', 'mOhm', 'dB'].map(unprefixed)).toEqual([
      { units: 'min', exponent: 0 },
      { units: 'pass', exponent: 0 },
      { units: 'A', exponent: 3 },
      { units: 'K', exponent: 0 },
      { units: 'Ohm', exponent: 3 },
      { units: 'dB', exponent: 0 }
    ])
  })

  it('joins the lines of a datalog text with line breaks, and keeps delimiters in it', () => {
    const read = driveText(`${head}DTR:first | line\n second line\n\nMRR:\n`)
    expect(read.summary.notes).toEqual([{ record: 'DTR', part: null, text: 'first | line\nsecond line' }])
  })

  it('counts and skips what it does not know, and says in which line', () => {
    const read = driveText(`${head}XYZ:1|2\nXYZ:3\nnot a record\n${part('PTR:1|1|1|5|P||t\n')}`)
    expect(read.summary.parts).toBe(1)
    expect(read.decoder.tally().records).toMatchObject({ XYZ: 2, PTR: 1 })
    expect(read.warnings).toMatchObject([
      { key: 'unknownLine', params: { record: 'XYZ', line: 3 } },
      { key: 'strayLine', params: { line: 5, text: 'not a record' } }
    ])
  })

  it('takes what is no value as missing, and says so', () => {
    const lines = part('PTR:1|1|1|abc|P||t|||V|x|2\nPTR:x|1|1|1|P||t\nMPR:2|1|1||1,?,3|P||m\n')
    const read = driveText(head.replace('3-Jul', '3-Xyz') + lines)
    expect(columnOf(read, 0)).toEqual({ values: [Number.NaN], status: [1] })
    expect([0, 1, 2].map(element => columnOf(read, 1, element).values[0])).toEqual([1, Number.NaN, 3])
    expect(read.warnings.map(({ key, params }) => [key, params['text'] ?? params['record']])).toEqual([
      ['badValue', '08:23:02 3-Xyz-1992'],
      ['badValue', 'abc'],
      ['badValue', 'x'],
      ['badValue', 'x'],
      ['shortRecord', 'PTR'],
      ['badValue', '?']
    ])
  })

  it('says where the file was cut', () => {
    const text = head + part('PTR:1|1|1|5|P||t\n')
    const read = driveText(text.slice(0, text.length - 12))
    expect(read.warnings).toMatchObject([{ key: 'lineCut', params: { record: 'PRR', line: 5 } }])
    expect(keys(driveText(`${text}MRR:8:14:59 23-JUL-1992`).warnings)).toEqual([])
  })

  it('leaves out a line that never ends', () => {
    const read = driveText(
      Buffer.concat([Buffer.from(head), Buffer.alloc(20 << 20, 'x'), Buffer.from(`\n${part('')}`)])
    )
    expect(read.summary.parts).toBe(1)
    expect(keys(read.warnings)).toEqual(['strayLine'])
  })

  it('writes and reads times', () => {
    for (const seconds of [1, 991732686, 4294967295]) expect(secondsOf(timeText(seconds))).toBe(seconds)
    expect(timeText(991732686)).toBe('09:18:06 05-JUN-2001')
    for (const text of ['', '25-12-2001', '10:00:00 05-FOO-2001']) expect(secondsOf(text)).toBeNull()
    expect(secondsOf('991732686')).toBe(991732686)
  })

  it('reads the character set of the tester', () => {
    const gbk = Buffer.from([0xb2, 0xe2, 0xca, 0xd4, 0xb5, 0xe7, 0xd1, 0xb9])
    const writer = new AtdfWriter().record('MIR', { LOT_ID: gbk }).record('PIR')
    writer.record('PTR', { TEST_NUM: 1, HEAD_NUM: 1, SITE_NUM: 1, RESULT: 1, TEST_TXT: gbk }).record('PRR')
    const { header, tests } = driveText(writer.bytes()).summary
    expect(header).toMatchObject({ charset: 'gb18030', mir: { LOT_ID: '测试电压' } })
    expect(tests[0]?.text).toBe('测试电压')
  })
})
