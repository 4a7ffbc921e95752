import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cut, pairLines, plain, tableLines, widthOf } from '../../../main/cli/table'

describe('widths on a terminal', () => {
  it.each([
    ['', 0],
    ['lot2', 4],
    ['晶圆', 4],
    ['ＦＣ', 4],
    ['ｶﾞ', 2],
    ['e\u0301', 1],
    ['한글', 4],
    ['𠮷', 2],
    ['Ω±', 2]
  ])('%j: %d', (text, width) => {
    expect(widthOf(text)).toBe(width)
  })
})

describe('what goes to a terminal', () => {
  it('is one line without anything a terminal obeys', () => {
    expect(plain('a\r\nb\tc')).toBe('a b c')
    expect(plain('\u001b[2J\u001b]0;owned\u0007')).toBe('\ufffd[2J\ufffd]0;owned\ufffd')
    expect(plain('safe\u202egnp.exe')).toBe('safe\ufffdgnp.exe')
    fc.assert(
      fc.property(fc.string({ unit: fc.nat(0x2100).map(code => String.fromCodePoint(code)) }), text => {
        expect(plain(text)).not.toMatch(/[\p{Cc}\u202a-\u202e\u2028\u2029\u2066-\u2069]/u)
      })
    )
  })

  it('is cut by columns, and says so', () => {
    expect(cut('leakage', 7)).toBe('leakage')
    expect(cut('leakages', 7)).toBe('leakag…')
    expect(cut('封装开裂漏电', 7)).toBe('封装开…')
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 20 }), (text, columns) => {
        expect(widthOf(cut(text, columns))).toBeLessThanOrEqual(columns)
      })
    )
  })
})

describe('tables', () => {
  const rows = [
    { name: '晶圆 1', parts: 9 },
    { name: 'W02', parts: 1569 }
  ]

  it('are aligned, numbers right, whatever the script', () => {
    expect(
      tableLines(
        [
          { title: 'Wafer', value: row => row.name },
          { title: 'Parts', value: row => row.parts },
          { title: 'End', value: () => 'x' }
        ],
        rows
      )
    ).toEqual(['Wafer   Parts  End', '------  -----  ---', '晶圆 1      9  x', 'W02      1569  x'])
  })

  it('without rows still name their columns', () => {
    expect(tableLines([{ title: '晶圆', value: () => '' }], [])).toEqual(['晶圆', '----'])
  })

  it('pairs stand under each other', () => {
    expect(
      pairLines([
        ['器件', 3],
        ['Pass', '2\u001b']
      ])
    ).toEqual(['器件  3', 'Pass  2\ufffd'])
    expect(pairLines([])).toEqual([])
  })
})
