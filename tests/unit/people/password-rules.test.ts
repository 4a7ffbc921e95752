import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cpuMs } from '../../time'
import { weaknesses } from '../../../main/people/password-rules'

const wang = { login: 'wang.min', name: 'Wang Min 王敏' }
const judge = (password: string, whose = wang): readonly string[] => weaknesses(password, 12, whose)

describe('passwords that are refused', () => {
  it.each([
    ['short', 'Tr0ub4dor&3'],
    ['short', '粉丝焊线翘曲'],
    ['login', 'wang.min likes tea'],
    ['login', 'WANG.MIN-blue-tiles'],
    ['name', '王敏的蓝色杯子和三只猫在唱'],
    ['name', 'the wang family boat'],
    ['product', 'my FabCase opens now'],
    ['product', 'f4bc4se is my tool'],
    ['common', 'Password2026!'],
    ['common', 'P@ssw0rd123456'],
    ['common', 'welcomeadmin1'],
    ['common', 'Semiconductor#1'],
    ['common', 'qwertyqwerty99'],
    ['common', 'correcthorsebatterystaple'],
    ['pattern', 'aaaaaaaaaaaaaaaa'],
    ['pattern', 'abc123abc123'],
    ['pattern', '123456789012'],
    ['pattern', 'abcdefghijklm'],
    ['pattern', 'zxcvbnm,./123'],
    ['pattern', '1qaz2wsx3edc'],
    ['pattern', '好好好好好好好好好好好好']
  ])('%s: %s', (reason, password) => {
    expect(judge(password)).toContain(reason)
  })

  it('tells every reason at once', () => {
    expect(judge('wang')).toEqual(expect.arrayContaining(['short', 'login', 'name']))
  })

  it('a short sign-in name counts only when the password is made of it', () => {
    const li = { login: 'li', name: 'Li' }
    expect(judge('2026-li-2026', li)).toContain('login')
    expect(judge('nine slippery eels', li)).toEqual([])
  })

  it('the password it replaces, in any case', () => {
    expect(weaknesses('Nine Slippery Eels', 12, wang, 'nine slippery eels')).toEqual(['same'])
  })
})

describe('passwords that are taken', () => {
  it.each([
    'nine slippery eels',
    'the etcher hums in b flat',
    '三点钟的洁净室很安静像图书馆',
    'xK4-pq!vN2mz',
    'wafer chip lot yield tea',
    'correct the ferry timetable'
  ])('%s', password => {
    expect(judge(password)).toEqual([])
  })

  it('asks for no signs, capitals or digits: random lower-case letters pass', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 25 }), { minLength: 24, maxLength: 40 }), letters => {
        const password = letters.map(n => String.fromCharCode(97 + n)).join('')
        const pairs = letters.filter((n, i) => i > 0 && Math.abs(n - (letters[i - 1] ?? 0)) > 4).length
        fc.pre(new Set(letters).size > 10 && pairs > 20)
        return judge(password, { login: 'x1', name: '' }).every(reason => reason === 'product')
      })
    )
  })

  it('is total: any text is judged, and longer by the same text never becomes short', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.string(),
        fc.string(),
        (text, login, name) => {
          const found = weaknesses(text, 12, { login, name })
          return (
            found.every(r => typeof r === 'string') &&
            !weaknesses(text + 'a'.repeat(12), 12, wang).includes('short')
          )
        }
      )
    )
  })

  it('judges the longest password with little work', () => {
    const start = cpuMs()
    weaknesses('pass'.repeat(256), 12, wang)
    weaknesses('a'.repeat(1024), 12, wang)
    weaknesses('passpassworsemise'.repeat(60), 12, wang)
    expect(cpuMs() - start).toBeLessThan(2000)
  })
})
