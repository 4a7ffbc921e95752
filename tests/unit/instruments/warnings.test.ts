import { describe, expect, it } from 'vitest'
import en from '@locales/en/instruments.json'
import zh from '@locales/zh-CN/instruments.json'
import { Warnings, warningKeys } from '../../../main/instruments/formats/warnings'

/** Blanks of a text, with a number's plural or without. */
const blanks = (text: string) =>
  [...text.matchAll(/\{\{(\w+)(?:, [^}]*)?\}\}/g)].map(match => match[1]).sort()

describe('warnings', () => {
  it('have a text each in both languages, with the same blanks', () => {
    expect(Object.keys(en.warnings).sort()).toEqual([...warningKeys].sort())
    expect(Object.keys(zh.warnings).sort()).toEqual([...warningKeys].sort())
    for (const key of warningKeys) expect(blanks(zh.warnings[key]), key).toEqual(blanks(en.warnings[key]))
  })

  it('keep the first of a kind and count the rest', () => {
    const warnings = new Warnings(2)
    for (let i = 0; i < 5; i++) warnings.add('shortRecord', i, { record: 'PTR', length: 1 })
    warnings.add('noMir', null)
    expect(warnings.list().map(one => [one.key, one.offset, one.count])).toEqual([
      ['shortRecord', 0, 1],
      ['shortRecord', 1, 1],
      ['noMir', null, 1],
      ['more', null, 3]
    ])
    expect(warnings.count('shortRecord')).toBe(5)
  })
})
