import { describe, expect, it } from 'vitest'
import { saidFields } from '../../../main/instruments/set/texts'
import { StdfWriter } from '../../../main/instruments/formats/stdf/write'
import { columnOf, drive } from './drive'
import { begun, keys, mir, orders, pir, prr, ptr } from './odd'

describe.each(orders)('parts and wafers of odd but real STDF, %s', order => {
  const stream = () => begun(order)

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
})
