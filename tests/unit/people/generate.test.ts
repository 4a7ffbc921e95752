import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { weaknesses } from '../../../main/people/password-rules'
import { generatePassword } from '../../../renderer/people/generate'

describe('passwords made up for somebody', () => {
  it('are long enough for any policy and pass the rules the core applies', () => {
    fc.assert(
      fc.property(fc.integer({ min: 8, max: 128 }), minLength => {
        const password = generatePassword(minLength)
        expect(password).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3,}$/)
        expect(password).not.toMatch(/[il1o0]/)
        expect(weaknesses(password, minLength, { login: 'wang.min', name: 'Wang Min' })).toEqual([])
      })
    )
  })

  it('are not made twice', () => {
    expect(new Set(Array.from({ length: 2000 }, () => generatePassword(12))).size).toBe(2000)
  })
})
