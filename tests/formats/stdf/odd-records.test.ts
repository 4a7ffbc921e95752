import { describe, expect, it } from 'vitest'
import { columnOf, drive } from './drive'
import { begun, orders, pir, prr, ptr } from './odd'

describe.each(orders)('odd but real records of STDF, %s', order => {
  const stream = () => begun(order)

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
