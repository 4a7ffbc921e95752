import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  breakLines,
  cached,
  characters,
  pieces,
  roughMeasure,
  type Setting
} from '../../../../renderer/diagram/scene/text'

/** Every character one em wide, so that widths are counts. */
const each = (text: string, size: number): number => Array.from(text).length * size
const broken = (text: string, width: number, more: Partial<Setting> = {}) =>
  breakLines(text, { size: 1, weight: 400, width, ...more }, each)

describe('breaking lines', () => {
  it.each([
    ['静电吸盘夹持力不足', 4, ['静电吸盘', '夹持力不', '足']],
    ['晶圆，边缘颗粒。', 2, ['晶', '圆，', '边缘', '颗', '粒。']],
    ['机台（一号）停', 4, ['机台（一', '号）停']],
    ['《规程》第三条', 4, ['《规程》', '第三条']],
    ['Chuck clamping force', 9, ['Chuck', 'clamping', 'force']],
    ['良率 yield 下降', 8, ['良率 yield', '下降']],
    ['lot LOT-012345 held', 10, ['lot', 'LOT-012345', 'held']],
    ['read-back loop', 6, ['read-', 'back', 'loop']],
    ['a\n\nb', 9, ['a', '', 'b']],
    ['波动 12 天', 4, ['波动', '12 天']],
    ['96.1 % to 91.4 %', 7, ['96.1 %', 'to', '91.4 %']],
    ['', 5, ['']]
  ] as const)('%s in %d', (text, width, lines) => {
    expect(broken(text, width).lines).toEqual(lines)
  })

  it('breaks a word that is longer than a line between its characters, marks staying with theirs', () => {
    expect(broken('ABCDEFGH', 3).lines).toEqual(['ABC', 'DEF', 'GH'])
    expect(characters('e\u0301x👩‍🔧葛\u{E0100}')).toEqual(['e\u0301', 'x', '👩‍🔧', '葛\u{E0100}'])
  })

  it('ends in an ellipsis after so many lines', () => {
    expect(broken('一二三四五六七八', 3, { lines: 2 })).toEqual({
      lines: ['一二三', '四五…'],
      width: 3,
      first: 3,
      cut: true
    })
    expect(broken('一二三四五，六七八', 6, { lines: 1 }).lines).toEqual(['一二三四五…'])
    expect(broken('一二三四五六', 3, { lines: 2 }).cut).toBe(false)
  })

  it('evens the lines out, without making more of them', () => {
    expect(broken('一二三四五六七', 6, { balanced: true }).lines).toEqual(['一二三四', '五六七'])
    expect(broken('one two three four', 15, { balanced: true }).lines).toEqual(['one two', 'three four'])
  })

  const texts = fc.string({
    unit: fc.constantFrom(...Array.from('晶圆边缘颗粒ab cD9，。（）《》、-/%.é👩 \n')),
    maxLength: 60
  })
  const settings = fc.record({ width: fc.integer({ min: 4, max: 30 }), balanced: fc.boolean() })

  it('loses nothing but blanks, and no line is too wide', () => {
    fc.assert(
      fc.property(texts, settings, (text, { width, balanced }) => {
        const { lines, width: widest } = broken(text, width, { balanced })
        expect(lines.join('').replace(/\s/gu, '')).toBe(text.replace(/\s/gu, ''))
        // What must not be parted (a bracket and what it holds on to) may be wider only where nothing else fits.
        for (const line of lines) expect(Array.from(line).length).toBeLessThanOrEqual(width)
        expect(widest).toBe(Math.max(...lines.map(line => Array.from(line).length)))
      })
    )
  })

  it('begins no line with closing marks, and ends none with opening ones', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...Array.from('晶圆边ab，。（》、《 ')), maxLength: 50 }),
        text => {
          const whole = pieces(text)
          expect(whole.join('')).toBe(text)
          for (const piece of whole.slice(1)) expect(piece).not.toMatch(/^[，。》、]/u)
          for (const piece of whole.slice(0, -1)) expect(piece).not.toMatch(/[（《]$/u)
        }
      )
    )
  })
})

describe('measuring', () => {
  it('asks once for a text and weight, whatever the size', () => {
    const asked: string[] = []
    const measure = cached((text, size, weight) => {
      asked.push(`${weight} ${text}`)
      return roughMeasure(text, size, weight)
    })
    expect(measure('晶圆', 12, 400)).toBeCloseTo(24)
    expect(measure('晶圆', 15, 400)).toBeCloseTo(30)
    measure('晶圆', 12, 600)
    expect(asked).toEqual(['400 晶圆', '600 晶圆'])
  })
})
