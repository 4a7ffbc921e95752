import { describe, expect, it } from 'vitest'
import * as format from '../../../renderer/app/i18n/format'
import { exportName, toCsv } from '../../../renderer/ui/csv'
import { readDay } from '../../../renderer/ui/day'

describe('moments', () => {
  const at = '2026-11-21T06:05:09Z'

  it('are ISO in the zone that is asked for', () => {
    expect(format.isoDateTime(at, 'Asia/Shanghai')).toBe('2026-11-21 14:05')
    expect(format.isoDateTime(at, 'UTC', true)).toBe('2026-11-21 06:05:09')
    expect(format.isoDate('2026-11-21T23:30:00Z', 'Asia/Tokyo')).toBe('2026-11-22')
    expect(format.isoDateTime('2026-11-21T00:00:00Z', 'UTC')).toBe('2026-11-21 00:00')
    expect(format.isoDateTime('nonsense')).toBe('—')
  })

  it('name their zone', () => {
    expect(format.zoneName(at, 'Asia/Shanghai')).toBe('Asia/Shanghai (GMT+8)')
  })

  it('read relative in both languages', () => {
    const now = '2026-11-21T06:10:00Z'
    expect(format.relativeTime(at, now, 'en')).toBe('4 minutes ago')
    expect(format.relativeTime(at, now, 'zh-CN')).toBe('4分钟前')
    expect(format.relativeTime('2026-11-24T06:10:00Z', now, 'en')).toBe('in 3 days')
  })
})

describe('quantities', () => {
  it.each([
    [0.04346, 'A', '43.46 mA'],
    [1.2e6, 'Hz', '1.2 MHz'],
    [-3.3, 'V', '-3.3 V'],
    [999.96e-3, 'V', '1 V'],
    [0.99996, 'V', '1 V'],
    [4.7e-12, 'F', '4.7 pF'],
    [1234, 'mV', '1.234 V'],
    [0, 'A', '0 A'],
    [97.3, '%', '97.3 %'],
    [-40, '°C', '-40 °C'],
    [12, '', '12'],
    [1e-7, '', '1.000e-7'],
    [NaN, 'A', '—'],
    [Infinity, 'A', '∞ A'],
    [null, 'A', '—']
  ])('%s %s is %s', (value, unit, shown) => {
    expect(format.si(value, unit)).toBe(shown)
  })

  it('have sizes, shares and durations', () => {
    expect(format.bytes(1_400_000, 'en')).toBe('1.4 MB')
    expect(format.bytes(0, 'en')).toBe('0 B')
    expect(format.percent(0.9731, 'en')).toBe('97.3 %')
    expect(format.duration(3905)).toBe('1 h 05 min')
    expect(format.duration(8)).toBe('8 s')
    expect(format.number(Number.NaN, 'en')).toBe('—')
  })
})

describe('a day as people type it', () => {
  const now = new Date(2026, 10, 21)
  it.each([
    ['2026-12-04', '2026-12-04'],
    ['20261204', '2026-12-04'],
    ['2026年12月4日', '2026-12-04'],
    ['12/4', '2026-12-04'],
    ['2026-02-30', null],
    ['tomorrow', null],
    ['', null]
  ])('%s', (text, day) => {
    expect(readDay(text, now)).toBe(day)
  })
})

describe('CSV', () => {
  it('quotes, keeps numbers, and disarms formulas', () => {
    const bytes = toCsv(
      ['a', 'b'],
      [
        ['x,"y"', 1.5],
        ['=cmd()', -3],
        ['-3.5', null],
        ['漏电', NaN]
      ]
    )
    expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)).toBe(
      '\uFEFFa,b\r\n"x,""y""",1.5\r\n\'=cmd(),-3\r\n-3.5,\r\n漏电,\r\n'
    )
  })

  it('has a file name that says what it is', () => {
    expect(exportName('Bins: lot/2', 'csv', new Date(2026, 10, 21, 14, 5))).toBe(
      'Bins lot 2 2026-11-21 1405.csv'
    )
  })
})
