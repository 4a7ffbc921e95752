import { describe, expect, it } from 'vitest'
import { columnOf, drive } from './drive'
import { begun, keys, limits, orders, pir, prr, ptr } from './odd'

describe.each(orders)('results in odd but real STDF, %s', order => {
  const stream = () => begun(order)

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
})
