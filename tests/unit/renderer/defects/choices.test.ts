import type { DefectEffect } from '@contract/defects'
import { describe, expect, it } from 'vitest'
import { colorGroups, colorSizes, edgesOf } from '../../../../renderer/defects/colors'
import { sayP, sayShare, verdictOf } from '../../../../renderer/defects/effects'
import { everything, readFilter, toggled, withShape, writeFilter } from '../../../../renderer/defects/filter'
import { pairsOf, readPlacing, withChoice, writePlacing } from '../../../../renderer/defects/placing'

describe('a filter of defects', () => {
  it('is kept in the address, and only what it narrows', () => {
    expect(writeFilter(everything)).toBe('')
    const filter = { ...everything, classes: [null, 3], size: { from: 1, to: null } }
    expect(JSON.parse(writeFilter(filter))).toEqual({ classes: [null, 3], size: { from: 1, to: null } })
    expect(readFilter(writeFilter(filter))).toEqual(filter)
  })

  it.each(['', '{', 'null', '[]', '{"classes":"all"}', '{"unknown":1}'])('%j narrows nothing', text => {
    expect(readFilter(text)).toEqual(everything)
  })

  it('takes classes in and out', () => {
    const one = toggled(everything, 'classes', [3])
    const both = toggled(one, 'classes', [3, null])
    expect([one.classes, both.classes]).toEqual([[3], [3, null]])
    expect(toggled(both, 'classes', [3]).classes).toEqual([null])
  })

  it('takes shapes of one plane, in place of or beside the ones before', () => {
    const square: [number, number][] = [
      [0, 0],
      [10, 0],
      [10, 10.04],
      [0, 10]
    ]
    const one = withShape(everything, 'wafer', square, 'replace')
    expect(one.regions).toEqual([
      {
        frame: 'wafer',
        polygon: [
          [0, 0],
          [10, 0],
          [10, 10],
          [0, 10]
        ]
      }
    ])
    expect(withShape(one, 'wafer', square, 'add').regions.length).toBe(2)
    expect(withShape(one, 'die', square, 'replace').regions.map(region => region.frame)).toEqual(['die'])
    expect(withShape(one, 'wafer', square, 'remove').regions).toEqual([])
    expect(withShape(everything, 'wafer', square.slice(0, 2), 'replace')).toEqual(everything)
    const drawn = Array.from({ length: 1000 }, (_, i): [number, number] => [
      Math.cos(i / 160),
      Math.sin(i / 160)
    ])
    const { polygon } = withShape(everything, 'wafer', drawn, 'replace').regions[0] ?? { polygon: [] }
    expect(polygon.length).toBeLessThanOrEqual(80)
  })
})

describe('colours of defects', () => {
  it('tell seven groups apart; more are grey together', () => {
    const values = Float32Array.from({ length: 100 }, (_, i) =>
      i < 9 ? Number.NaN : Math.floor(Math.sqrt(i))
    )
    const { legend, pixels } = colorGroups(values, value => String(value), 'other')
    expect(legend.length).toBe(7)
    expect(legend.at(-1)).toMatchObject({ key: '', text: 'other' })
    expect(legend.reduce((sum, line) => sum + line.count, 0)).toBe(100)
    expect(legend[0]).toMatchObject({ key: '9', count: 19 })
    expect(new Set(pixels).size).toBe(7)
    expect(colorGroups(Float32Array.of(Number.NaN, 1), String, '').legend.map(line => line.key)).toEqual([
      '1',
      'null'
    ])
  })

  it('go in steps of 1, 2, 5 around the sizes there are', () => {
    expect(edgesOf([0.12, 3.4])).toEqual([0.1, 0.2, 0.5, 1, 2, 5])
    expect(edgesOf([1])).toEqual([1, 2])
    expect(edgesOf([0, Number.NaN])).toEqual([])
    const sizes = [0.12, 0.2, 3.4, Number.NaN, 0]
    const { legend } = colorSizes(sizes, edgesOf(sizes), String, 'none')
    expect(legend.map(line => [line.key, line.count])).toEqual([
      ['0.1:0.2', 1],
      ['0.2:0.5', 1],
      ['2:5', 1],
      ['null', 2]
    ])
    expect(colorSizes([Number.NaN], [], String, 'none').legend).toMatchObject([{ key: 'null', count: 1 }])
  })
})

describe('laying bins under defects', () => {
  it('keeps the placing in the address', () => {
    const found = { turn: 1, flipX: true, flipY: false, shift: null }
    const given = { ...found, shift: { x: -3, y: 12 } }
    expect(writePlacing(given)).toBe('1,1,0,-3,12')
    expect(readPlacing(writePlacing(given))).toEqual(given)
    expect(readPlacing(writePlacing(found))).toEqual(found)
    for (const text of ['', '1', '4,0,0', '0,0,0,1', '0,0,0,a,1', '0,0,0,99999,1'])
      expect(readPlacing(text)).toBe(null)
  })

  it('takes the first match unless another was chosen, and none where none shall be', () => {
    const wafers = [
      { index: 0, matches: [{ setId: 'a', wafer: 4 }] },
      { index: 1, matches: [{ setId: 'a', wafer: 5 }] },
      { index: 2, matches: [] }
    ]
    expect(pairsOf(wafers, '', [])).toEqual([
      { wafer: 0, setId: 'a', testerWafer: 4 },
      { wafer: 1, setId: 'a', testerWafer: 5 }
    ])
    const choices = withChoice(withChoice('', 0, { setId: 'b-1', testerWafer: -1 }), 1, null)
    expect(pairsOf(wafers, choices, [])).toEqual([{ wafer: 0, setId: 'b-1', testerWafer: -1 }])
    expect(pairsOf(wafers, choices, [1, 2])).toEqual([])
    expect(pairsOf(wafers, 'nonsense;=;1=x', [1])).toEqual([{ wafer: 1, setId: 'a', testerWafer: 5 }])
  })

  it('says shares with their bounds, small p by their bound, and only what stands out', () => {
    const f = { percent: (value: number) => `${value * 100} %`, number: (value: number) => value.toFixed(1) }
    expect(sayShare({ value: 0.5, low: 0.25, high: 0.75 }, f)).toBe('50 % (25.0 – 75.0)')
    expect(sayShare({ value: null, low: null, high: null }, f)).toBe('—')
    expect([sayP(null, String), sayP(0.03, String), sayP(1e-9, String)]).toEqual(['—', '0.03', '< 0.0001'])
    const effect = { killRatio: { value: 0.2, low: 0, high: 1 }, p: 0.01, q: 0.2 } as DefectEffect
    expect(verdictOf(effect)).toBe('unclear')
    expect(verdictOf({ ...effect, q: 0.01 })).toBe('kills')
    expect(verdictOf({ ...effect, q: null, killRatio: { value: -0.2, low: null, high: null } })).toBe(
      'spares'
    )
  })
})
