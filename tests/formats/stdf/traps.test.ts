import { describe, expect, it } from 'vitest'
import { saidFields } from '../../../main/instruments/set/texts'
import { StdfWriter, encodeRecord } from '../../../main/instruments/formats/stdf/write'
import { columnOf, drive } from './drive'

const orders = ['BigEndian', 'LittleEndian'] as const
const keys = (warnings: readonly { key: string }[]) => warnings.map(warning => warning.key)

function ptr(number: number, text: string | undefined, result: number, site = 0, more = {}) {
  return {
    TEST_NUM: number,
    HEAD_NUM: 1,
    SITE_NUM: site,
    TEST_FLG: 0,
    PARM_FLG: 0,
    RESULT: result,
    TEST_TXT: text,
    ...more
  }
}
const limits = { ALARM_ID: '', OPT_FLAG: 0x0e, RES_SCAL: 3, LLM_SCAL: 3, HLM_SCAL: 3, UNITS: 'V' }
const pir = (site = 0) => ({ HEAD_NUM: 1, SITE_NUM: site })
const prr = (site = 0, more = {}) => ({
  HEAD_NUM: 1,
  SITE_NUM: site,
  PART_FLG: 0,
  NUM_TEST: 1,
  HARD_BIN: 1,
  SOFT_BIN: 1,
  X_COORD: 1,
  Y_COORD: 2,
  ...more
})
const mir = { SETUP_T: 1, START_T: 2, STAT_NUM: 1, LOT_ID: 'LOT' }

describe.each(orders)('odd but real STDF, %s', order => {
  const stream = () => new StdfWriter(order).record('MIR', mir)

  it('reads the same whatever the size of the pieces', () => {
    const writer = stream()
    for (let part = 0; part < 40; part++) {
      writer.record('PIR', pir())
      for (let test = 0; test < 10; test++) writer.record('PTR', ptr(test, `t${test}`, part * test))
      writer.record('PRR', prr(0, { PART_ID: `p${part}` }))
    }
    const bytes = writer.bytes()
    const whole = drive(bytes)
    expect(whole.summary.parts).toBe(40)
    for (const size of [1, 3, 7, 100]) {
      const pieces = drive(bytes, size)
      expect(pieces.summary).toEqual(whole.summary)
      expect(pieces.groups).toEqual(whole.groups)
    }
  })

  it('gives results to the open part of their head and site', () => {
    const writer = stream()
    for (const site of [1, 2, 3]) writer.record('PIR', pir(site))
    for (const test of [10, 20])
      for (const site of [3, 1, 2]) writer.record('PTR', ptr(test, 'x', test + site, site))
    for (const site of [2, 3, 1]) writer.record('PRR', prr(site, { PART_ID: `s${site}`, HARD_BIN: site }))
    const read = drive(writer.bytes())
    expect(columnOf(read, 0).values).toEqual([11, 12, 13])
    expect(columnOf(read, 1).values).toEqual([21, 22, 23])
    expect(read.groups[0]?.parts?.columns.hardBin).toEqual(Uint16Array.of(1, 2, 3))
    expect(read.groups[0]?.parts?.columns.ended).toEqual(Uint32Array.of(2, 0, 1))
    expect(read.warnings).toEqual([])
  })

  it('tells tests by number and text; an empty text inherits the last', () => {
    const writer = stream().record('PIR', pir())
    writer
      .record('PTR', ptr(5, 'alpha', 1))
      .record('PTR', ptr(5, 'beta', 2))
      .record('PTR', ptr(5, '', 3))
    writer.record('PTR', ptr(5, 'alpha', 4)).record('PTR', ptr(5, undefined, 5))
    writer.record('FTR', { TEST_NUM: 5, HEAD_NUM: 1, SITE_NUM: 0, TEST_FLG: 0x80, TEST_TXT: 'alpha' })
    writer.record('PRR', prr())
    writer
      .record('PIR', pir())
      .record('PTR', ptr(5, 'beta', 6))
      .record('PTR', ptr(5, '', 7))
    writer.record('PRR', prr())
    const { tests } = drive(writer.bytes()).summary
    expect(tests.map(test => [test.record, test.number, test.text, test.executions, test.repeats])).toEqual([
      ['PTR', 5, 'alpha', 3, 2],
      ['PTR', 5, 'beta', 4, 2],
      ['FTR', 5, 'alpha', 1, 0]
    ])
    expect(tests[2]?.fails).toBe(1)
  })

  it('keeps executions that a later one in the part replaced', () => {
    const writer = stream().record('PIR', pir())
    for (const value of [1, 2, 3]) writer.record('PTR', ptr(1, 'loop', value))
    writer.record('PRR', prr())
    const read = drive(writer.bytes())
    expect(columnOf(read, 0).values).toEqual([3])
    expect(read.groups[0]?.earlier?.value).toEqual(Float32Array.of(1, 2))
    expect(read.summary.tests[0]).toMatchObject({ executions: 3, repeats: 2, n: 3, mean: 2, sigma: 1 })
  })

  it('takes limits and units from the first record and notes a change', () => {
    const writer = stream()
    const first = { ...limits, LO_LIMIT: 1, HI_LIMIT: 3 }
    const changed = { ...limits, LO_LIMIT: 1, HI_LIMIT: 2.5 }
    for (const more of [
      first,
      {},
      first,
      changed,
      {},
      { ...limits, OPT_FLAG: 0x3e, LO_LIMIT: 0, HI_LIMIT: 0 }
    ])
      writer
        .record('PIR', pir())
        .record('PTR', ptr(1, 'vdd', 2, 0, more))
        .record('PRR', prr())
    const read = drive(writer.bytes())
    expect(read.summary.tests).toHaveLength(1)
    expect(read.summary.tests[0]).toMatchObject({ units: 'V', scale: 3, lowLimit: 1, highLimit: 3, n: 6 })
    expect(read.summary.tests[0]?.limitChanges[0]).toMatchObject({ lowLimit: 1, highLimit: 2.5 })
    expect(keys(read.warnings)).toContain('limitsChanged')
  })

  it('knows tests without one or the other limit', () => {
    const writer = stream().record('PIR', pir())
    writer.record('PTR', ptr(1, 'low', 2, 0, { ...limits, OPT_FLAG: 0x8e, LO_LIMIT: 1, HI_LIMIT: 9 }))
    writer.record('PTR', ptr(2, 'none', 2, 0, { ...limits, OPT_FLAG: 0xce, LO_LIMIT: 1, HI_LIMIT: 9 }))
    writer.record('PRR', prr())
    const { tests } = drive(writer.bytes()).summary
    expect(tests.map(test => [test.lowLimit, test.highLimit])).toEqual([
      [1, null],
      [null, null]
    ])
  })

  it('sorts executions into pass, fail, no verdict, invalid and not executed', () => {
    const writer = stream()
    const flags = [0x00, 0x80, 0x40, 0x01, 0x10, 0x02, 0x81]
    for (const flag of flags)
      writer
        .record('PIR', pir())
        .record('PTR', ptr(1, 't', 7, 0, { TEST_FLG: flag }))
        .record('PRR', prr())
    writer
      .record('PIR', pir())
      .record('PTR', ptr(1, 't', 7, 0, { PARM_FLG: 0x04 }))
      .record('PRR', prr())
    const read = drive(writer.bytes())
    const { values, status } = columnOf(read, 0)
    expect(status).toEqual([1, 2, 3, 4, 0, 1, 2, 4])
    expect(values.map(value => !Number.isNaN(value))).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
      false,
      false
    ])
    expect(read.summary.tests[0]).toMatchObject({ executions: 7, fails: 2, n: 3 })
    expect(read.decoder.tally()).toMatchObject({ ptrFails: 2, ptrFinite: 8 })
  })

  it('keeps every element of an MPR', () => {
    const writer = stream()
    const mpr = (results: number[], more = {}) => ({
      TEST_NUM: 9,
      HEAD_NUM: 1,
      SITE_NUM: 0,
      TEST_FLG: 0,
      PARM_FLG: 0,
      RTN_ICNT: results.length,
      RSLT_CNT: results.length,
      RTN_STAT: results.map(() => 1),
      RTN_RSLT: results,
      TEST_TXT: 'pins',
      ...more
    })
    writer
      .record('PIR', pir())
      .record('MPR', mpr([1, 2, 3], { ...limits, RTN_INDX: [4, 5, 6] }))
      .record('PRR', prr())
    writer
      .record('PIR', pir())
      .record('MPR', mpr([4, 5]))
      .record('PRR', prr())
    const read = drive(writer.bytes())
    expect(read.summary.tests[0]).toMatchObject({ record: 'MPR', elements: 3, executions: 2, n: 5, mean: 3 })
    expect([0, 1, 2].map(element => columnOf(read, 0, element).values)).toEqual([
      [1, 4],
      [2, 5],
      [3, Number.NaN]
    ])
  })

  it('counts a part without a beginning, and one without an end not', () => {
    const writer = stream()
    writer.record('PTR', ptr(1, 't', 5)).record('PRR', prr(0, { PART_FLG: 8 }))
    writer.record('PIR', pir(3)).record('PTR', ptr(1, 't', 6, 3))
    writer.record('PIR', pir(3)).record('PRR', prr(3))
    writer.record('PRR', prr(4)).record('PIR', pir(5))
    const read = drive(writer.bytes())
    expect(read.summary).toMatchObject({ parts: 3, pass: 2, fail: 1, partRows: 5 })
    expect(columnOf(read, 0).values.slice(0, 2)).toEqual([5, 6])
    expect(keys(read.warnings).sort()).toEqual([
      'partUnfinished',
      'partUnfinished',
      'partWithoutStart',
      'resultsWithoutPart'
    ])
  })

  it("takes the standard's 'not known' for not known", () => {
    const writer = new StdfWriter(order)
      .record('MIR', { ...mir, SETUP_T: 0, BURN_TIM: 65535 })
      .record('WCR', { WAFR_SIZ: 0, DIE_HT: 0, DIE_WID: 0, WF_UNITS: 0, CENTER_X: -32768, CENTER_Y: -32768 })
      .record('PCR', { HEAD_NUM: 255, SITE_NUM: 0, PART_CNT: 2, RTST_CNT: 4294967295, GOOD_CNT: 4294967295 })
    const unknown = { HARD_BIN: 3, SOFT_BIN: 65535, X_COORD: -32768, Y_COORD: -32768, TEST_T: 0, PART_ID: '' }
    writer.record('PIR', pir()).record('PRR', prr(0, unknown))
    // A record may end after any field: what is not there is not known either.
    writer
      .record('PIR', pir())
      .record('PRR', { HEAD_NUM: 1, SITE_NUM: 0, PART_FLG: 0, NUM_TEST: 1, HARD_BIN: 3 })
    const { summary, groups, warnings } = drive(writer.bytes())
    const columns = groups[0]?.parts?.columns
    expect(columns).toMatchObject({
      x: Int16Array.of(-32768, -32768),
      y: Int16Array.of(-32768, -32768),
      hardBin: Uint16Array.of(3, 3),
      softBin: Uint16Array.of(65535, 65535),
      testTime: Uint32Array.of(0, 0)
    })
    expect(summary.bins).toMatchObject([{ kind: 'hard', number: 3, count: 2 }])
    expect(saidFields(summary.header.mir)).toEqual([
      ['START_T', '2'],
      ['STAT_NUM', '1'],
      ['LOT_ID', 'LOT']
    ])
    expect(warnings).toEqual([])
  })

  it('keeps every run of a part tested again, and says which are', () => {
    const writer = stream()
    // Bit 0: the same part by its id; bit 1: by its place.
    for (const [PART_FLG, HARD_BIN] of [
      [8, 5],
      [1, 1],
      [8 | 2, 5],
      [2, 1]
    ] as const)
      writer
        .record('PIR', pir())
        .record('PTR', ptr(1, 't', HARD_BIN))
        .record('PRR', prr(0, { PART_FLG, HARD_BIN, PART_ID: 'again' }))
    const read = drive(writer.bytes())
    expect(read.summary).toMatchObject({ parts: 4, pass: 2, fail: 2, retests: 3 })
    expect([...(read.groups[0]?.parts?.columns.flags ?? [])].map(flags => flags & 3)).toEqual([0, 1, 2, 2])
    expect(columnOf(read, 0).values).toEqual([5, 1, 5, 1])
  })

  it('counts wafers from PRRs, with and without their records', () => {
    const writer = stream()
    const wir = (id: string) => ({ HEAD_NUM: 1, SITE_GRP: 255, START_T: 5, WAFER_ID: id })
    const wrr = (id: string, count: number) => ({ HEAD_NUM: 1, FINISH_T: 9, PART_CNT: count, WAFER_ID: id })
    writer.record('PIR', pir()).record('PRR', prr())
    writer.record('WIR', wir('W1')).record('PIR', pir()).record('PRR', prr()).record('WRR', wrr('W1', 7))
    writer
      .record('WIR', wir('W2'))
      .record('PIR', pir())
      .record('PRR', prr(0, { PART_FLG: 8 }))
    writer.record('WIR', wir('W1')).record('PIR', pir()).record('PRR', prr()).record('WRR', wrr('W1', 1))
    writer.record('WRR', wrr('W9', 0))
    const read = drive(writer.bytes())
    expect(read.summary.wafers.map(({ id, parts, good, passes }) => [id, parts, good, passes])).toEqual([
      ['W1', 2, 2, 2],
      ['W2', 1, 0, 1],
      ['W9', 0, 0, 0]
    ])
    expect(read.groups[0]?.parts?.columns.wafer).toEqual(Int32Array.of(-1, 0, 1, 0))
    expect(keys(read.warnings).sort()).toEqual([
      'waferCountDiffers',
      'waferEndWithoutStart',
      'waferUnfinished'
    ])
    expect(read.summary.wafers[0]?.declared).toMatchObject({ parts: 8, good: null, retests: null })
  })

  it('goes on through an appended file of the other byte order', () => {
    const other = order === 'BigEndian' ? 'LittleEndian' : 'BigEndian'
    const part = (writer: StdfWriter, value: number) =>
      writer
        .record('MIR', mir)
        .record('PIR', pir())
        .record('PTR', ptr(1, 'same', value, 0, limits))
        .record('PRR', prr())
    const both = Buffer.concat([
      part(new StdfWriter(order), 1).bytes(),
      part(new StdfWriter(order), 2).bytes(),
      part(new StdfWriter(other), 3).bytes(),
      part(new StdfWriter(order), 4).bytes()
    ])
    const read = drive(both)
    expect(columnOf(read, 0).values).toEqual([1, 2, 3, 4])
    expect(read.summary.header).toMatchObject({ byteOrder: order, files: 4, mir: { LOT_ID: 'LOT' } })
    expect(keys(read.warnings)).toEqual([
      'laterFile',
      'byteOrderChanged',
      'laterFile',
      'byteOrderChanged',
      'laterFile'
    ])
  })

  it('skips records it does not know and reads longer ones than the standard has', () => {
    const little = order === 'LittleEndian'
    const longer = (bytes: Buffer, more: number) => {
      const out = Buffer.concat([bytes, Buffer.alloc(more, 0xaa)])
      if (little) out.writeUInt16LE(out.length - 4, 0)
      else out.writeUInt16BE(out.length - 4, 0)
      return out
    }
    const strange = longer(Buffer.from([0, 0, 180, 7]), 30)
    const writer = stream().raw(strange).raw(strange).record('PIR', pir())
    const full = {
      ...limits,
      LO_LIMIT: 1,
      HI_LIMIT: 2,
      C_RESFMT: '%f',
      C_LLMFMT: '',
      C_HLMFMT: '',
      LO_SPEC: 0,
      HI_SPEC: 0
    }
    writer.raw(longer(encodeRecord('PTR', ptr(1, 't', 5, 0, full), little), 9))
    writer.raw(
      longer(
        encodeRecord('PRR', prr(0, { PART_ID: 'a', PART_TXT: '', PART_FIX: new Uint8Array() }), little),
        3
      )
    )
    const read = drive(writer.bytes())
    expect(read.summary.parts).toBe(1)
    expect(read.summary.tests[0]).toMatchObject({ n: 1, highLimit: 2, format: '%f' })
    expect(read.decoder.tally().records).toMatchObject({ '180/7': 2 })
    expect(keys(read.warnings)).toEqual(['unknownRecord'])
  })

  it('says where the file was cut', () => {
    const bytes = stream()
      .record('PIR', pir())
      .record('PTR', ptr(1, 't', 5))
      .record('PRR', prr())
      .bytes()
    const read = drive(bytes.subarray(0, bytes.length - 5))
    const at = bytes.length - encodeRecord('PRR', prr(), order === 'LittleEndian').length
    expect(read.warnings.find(warning => warning.key === 'truncated')).toMatchObject({
      offset: at,
      params: { record: 'PRR' }
    })
    expect(read.summary.tests[0]?.n).toBe(1)
  })

  it('finds its way again after a damaged stretch', () => {
    const writer = stream()
    const parts = (count: number) => {
      for (let i = 0; i < count; i++)
        writer
          .record('PIR', pir())
          .record('PTR', ptr(1, 't', 5))
          .record('PRR', prr())
    }
    parts(20)
    const from = writer.bytes().length
    writer.raw(Buffer.alloc(777, 0x5b))
    parts(20)
    const read = drive(writer.bytes(), 100)
    expect(read.summary.parts).toBe(40)
    expect(read.warnings).toEqual([{ key: 'resync', offset: from, params: { bytes: 777 }, count: 1 }])
  })

  it('takes padding for padding', () => {
    const bytes = Buffer.concat([
      stream().record('PIR', pir()).record('PRR', prr()).bytes(),
      Buffer.alloc(511)
    ])
    const read = drive(bytes)
    expect(read.summary.parts).toBe(1)
    expect(keys(read.warnings)).toEqual(['padding'])
    expect(read.decoder.tally().totalRecords).toBe(4)
  })

  it('strips NULs and reads the character set of the tester', () => {
    const gbk = Buffer.from([0xb2, 0xe2, 0xca, 0xd4, 0xb5, 0xe7, 0xd1, 0xb9]) // 测试电压
    const writer = new StdfWriter(order).record('MIR', {
      ...mir,
      OPER_NAM: gbk,
      LOT_ID: Buffer.from('LOT7\0\0')
    })
    writer.record('PIR', pir()).record('PTR', { ...ptr(1, undefined, 1), TEST_TXT: gbk })
    writer.record('PRR', prr(0, { PART_ID: Buffer.from('P1\0') }))
    const { summary, groups } = drive(writer.bytes())
    expect(summary.header.mir).toMatchObject({ OPER_NAM: '测试电压', LOT_ID: 'LOT7' })
    expect(summary.header.charset).toBe('gb18030')
    expect(summary.tests[0]?.text).toBe('测试电压')
    expect(Buffer.from(groups[0]?.parts?.columns.id.bytes ?? []).toString()).toBe('P1')
  })

  it('keeps pins, vectors, and what functional and scan tests say of failures', () => {
    const writer = stream()
    for (const pin of [1, 2, 3, 4])
      writer.record('PMR', {
        PMR_INDX: pin,
        CHAN_TYP: 0,
        CHAN_NAM: `1-${pin}`,
        PHY_NAM: `P${pin}`,
        LOG_NAM: `d${pin}`
      })
    const at = { HEAD_NUM: 1, SITE_NUM: 0 }
    const ftr = {
      TEST_NUM: 7,
      ...at,
      OPT_FLAG: 0xc3,
      CYCL_CNT: 9,
      REPT_CNT: 2,
      NUM_FAIL: 2,
      XFAIL_AD: -3,
      YFAIL_AD: 4
    }
    const bits = (count: number, byte: number) => ({ bits: count, bytes: Uint8Array.of(byte) })
    writer
      .record('PIR', pir())
      .record('FTR', { ...ftr, TEST_FLG: 0, TEST_TXT: 'func' })
      .record('FTR', { ...ftr, TEST_FLG: 0x80, FAIL_PIN: bits(5, 0b10100), VECT_NAM: 'v1', TEST_TXT: 'func' })
      // As many bits as pins: the first one is pin 1.
      .record('FTR', { ...ftr, TEST_FLG: 0x80, FAIL_PIN: bits(4, 0b1001), TIME_SET: 'ts', TEST_TXT: 'func' })
      // No bits, but the states of the returned pins tell.
      .record('FTR', {
        ...ftr,
        TEST_FLG: 0x81,
        RTN_INDX: [1, 2, 3],
        RTN_STAT: [5, 0, 8],
        FAIL_PIN: bits(0, 0),
        RSLT_TXT: 'bad',
        TEST_TXT: 'func'
      })
      .record('STR', {
        CONT_FLG: 0,
        TEST_NUM: 8,
        ...at,
        PSR_REF: 3,
        TEST_FLG: 0x80,
        LOG_TYP: 'Fail',
        TEST_TXT: 'scan',
        TOTF_CNT: 12,
        COND_LST: ['VDD=1.1'],
        PMR_SIZE: 2,
        PMR_INDX: [2, 4]
      })
      .record('PRR', prr(0, { PART_FLG: 8 }))
    const { pins, details, tests } = drive(writer.bytes()).summary
    expect(pins[2]).toEqual({
      pmr: 3,
      channelType: 0,
      channel: '1-3',
      physical: 'P3',
      logical: 'd3',
      head: 1,
      site: 1
    })
    const said = { REPT_CNT: 2, NUM_FAIL: 2, XFAIL_AD: -3, YFAIL_AD: 4 }
    expect(details).toEqual([
      { test: 0, part: 0, fields: { ...said, FAIL_PIN: [2, 4], VECT_NAM: 'v1' } },
      { test: 0, part: 0, fields: { ...said, FAIL_PIN: [1, 4], TIME_SET: 'ts' } },
      { test: 0, part: 0, fields: { ...said, RSLT_TXT: 'bad', FAIL_PIN: [1, 3] } },
      {
        test: 1,
        part: 0,
        fields: { PSR_REF: 3, LOG_TYP: 'Fail', TOTF_CNT: 12, COND_LST: ['VDD=1.1'], PMR_INDX: [2, 4] }
      }
    ])
    expect(tests.map(test => [test.record, test.vector])).toEqual([
      ['FTR', 'v1'],
      ['STR', '']
    ])
  })

  it('keeps texts the program wrote, with their part', () => {
    const writer = stream().record('DTR', { TEXT_DAT: 'before' }).record('PIR', pir())
    writer.record('DTR', { TEXT_DAT: 'during' }).record('GDR', {
      GEN_DATA: [
        { type: 0, value: null },
        { type: 10, value: 'temp' },
        { type: 8, value: 25.5 }
      ]
    })
    writer.record('PRR', prr())
    expect(drive(writer.bytes()).summary.notes).toEqual([
      { record: 'DTR', part: null, text: 'before' },
      { record: 'DTR', part: 0, text: 'during' },
      { record: 'GDR', part: 0, text: 'temp 25.5' }
    ])
  })

  it('hands out groups of bounded size that add up to the whole', () => {
    const writer = stream()
    for (let part = 0; part < 3000; part++) {
      writer.record('PIR', pir())
      for (let test = 0; test < 5; test++)
        if ((part + test) % 7 !== 0) writer.record('PTR', ptr(test, '', part))
      writer.record('PRR', prr(0, { PART_ID: `${part}` }))
    }
    const one = drive(writer.bytes())
    const many = drive(writer.bytes(), 1 << 20, 20_000)
    expect(one.groups).toHaveLength(1)
    expect(many.groups.length).toBeGreaterThan(5)
    for (let test = 0; test < 5; test++) expect(columnOf(many, test)).toEqual(columnOf(one, test))
    expect(many.groups.map(group => group.parts?.count ?? 0).reduce((a, b) => a + b, 0)).toBe(3000)
  })
})

describe('VAX numbers', () => {
  it('reads F_floating results and limits', () => {
    // 1.0 is 0x4080 0x0000 as two little-endian words, -0.15625 is 0xBF20 0x0000.
    const far = Buffer.from([2, 0, 0, 10, 0, 4])
    const vax = (words: number[]) => Buffer.from(Uint16Array.from(words).buffer)
    const record = encodeRecord('PTR', ptr(1, 't', 0), true)
    const bytes = [vax([0x4080, 0]), vax([0xbf20, 0])].map(result => {
      const one = Buffer.from(record)
      one.set(result, 12)
      return one
    })
    const part = (one: Buffer) =>
      Buffer.concat([encodeRecord('PIR', pir(), true), one, encodeRecord('PRR', prr(), true)])
    const read = drive(Buffer.concat([far, ...bytes.map(part)]))
    expect(columnOf(read, 0).values).toEqual([1, -0.15625])
  })
})
