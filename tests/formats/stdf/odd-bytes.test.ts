import { describe, expect, it } from 'vitest'
import { StdfWriter, encodeRecord } from '../../../main/instruments/formats/stdf/write'
import { columnOf, drive } from './drive'
import { begun, keys, limits, mir, orders, pir, prr, ptr } from './odd'

describe.each(orders)('odd but real bytes of STDF, %s', order => {
  const stream = () => begun(order)

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
